package lab

import (
	"fmt"
	"time"

	"petri/web/protocol"
)

// Landscapes is what is known of the loss around the run.
type Landscapes struct {
	Surface   *protocol.Surface   // nil before there is one
	Sharpness *protocol.Sharpness // nil before it is measured; while it is, its Part is below 1
	Surveying bool                // the surface is asked for, and not whole
	asked     time.Time
}

// Left is the time that the rest of the surface will take, in seconds; 0 if unknown.
func (l Landscapes) Left() float64 {
	if !l.Surveying || l.Surface == nil || l.Surface.Part < .02 {
		return 0
	}
	part := float64(l.Surface.Part)
	return time.Since(l.asked).Seconds() * (1 - part) / part
}

// Survey asks for a landscape around the weights of the run as they are now.
func (l *Lab) Survey(of protocol.Landscape) {
	l.Trouble, l.Retry = "", nil
	l.dismiss()
	l.interrupt()
	if s := l.surveys[l.key(of)]; s != nil {
		l.EndSurvey()
		l.Looks.Surface = s
		return
	}
	l.Looks.Surface, l.Looks.Surveying, l.Looks.Landscapes.asked, l.asked = nil, true, time.Now(), of
	l.runner.Send(&protocol.Analyse{What: "landscape", Landscape: &of})
}

// surveysAtMost is how many whole surfaces are remembered.
const surveysAtMost = 16

// key tells landscapes apart that are not the same. One of a run that has not ended,
// or of other runs too, has none.
func (l *Lab) key(of protocol.Landscape) string {
	if l.Run == nil || l.Run.Digest == "" || of.Plane == "runs" || of.Plane == "across" || len(l.Kept) > 0 {
		return ""
	}
	return fmt.Sprint(of, l.Run.Digest, l.Run.Opened)
}

// remember keeps a surface that is whole.
func (l *Lab) remember(s *protocol.Surface) {
	key := l.key(l.asked)
	if key == "" {
		return
	}
	if len(l.surveys) >= surveysAtMost {
		clear(l.surveys)
	}
	l.surveys[key] = s
}

// EndSurvey keeps what is known of the landscape and asks for no more.
func (l *Lab) EndSurvey() {
	l.dismiss()
	l.Looks.Surveying = false
	l.interrupt()
	l.runner.Send(&protocol.Analyse{What: "landscape"})
}

// Sharpen asks how sharp the minimum is that the run has come to.
func (l *Lab) Sharpen(examples int) {
	l.Trouble, l.Retry = "", nil
	l.dismiss()
	l.Looks.Surveying, l.Looks.Sharpness = false, &protocol.Sharpness{}
	l.runner.Send(&protocol.Analyse{What: "sharpness", Landscape: &protocol.Landscape{Examples: examples}})
}

// KeepPath has the worker keep the path of the run, for the landscapes of others.
func (l *Lab) KeepPath() {
	l.runner.Send(&protocol.Analyse{What: "keep", Texts: []string{l.Run.Label()}})
}

// ForgetPaths lets all paths go that are kept.
func (l *Lab) ForgetPaths() { l.runner.Send(&protocol.Analyse{What: "forget"}) }

// interrupt forgets a measurement that is under way: the worker does one at a time.
func (l *Lab) interrupt() {
	if s := l.Looks.Sharpness; s != nil && s.Part < 1 {
		l.Looks.Sharpness = nil
	}
}

// surveyed takes up what is new of the landscape.
func (l *Lab) surveyed(e protocol.Event) {
	switch e := e.(type) {
	case *protocol.Surface:
		first := l.Looks.Surface == nil && e.Rows == e.Cols
		l.Looks.Surface = e
		switch {
		case !l.Looks.Surveying:
		case e.Part >= 1:
			l.Looks.Surveying = false
			l.dismiss()
			l.remember(e)
		case first:
			l.call()
		}
	case *protocol.Plot:
		l.plotted(e)
	case *protocol.Kept:
		l.Kept = e.Names
	case *protocol.Sharpness:
		l.Looks.Sharpness = e
	}
}
