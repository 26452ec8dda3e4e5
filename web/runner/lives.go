package runner

import "time"

const (
	livesAtMost = 3                // workers that die soon after each other
	soon        = 30 * time.Second // from one death to the next
)

// lives counts the workers that died soon after each other.
type lives struct {
	gone int
	died time.Time
}

// lose counts a death, and reports whether it was one too many. The count
// begins anew then: somebody may ask for another try.
func (l *lives) lose() (enough bool) {
	if time.Since(l.died) > soon {
		l.gone = 0
	}
	l.died = time.Now()
	if l.gone++; l.gone >= livesAtMost {
		l.gone = 0
		return true
	}
	return false
}
