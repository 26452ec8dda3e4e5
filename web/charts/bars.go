package charts

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A SweepBar is an accuracy that counts as a solution. It is written before
// the bar's name.
type SweepBar struct {
	Name     string
	Accuracy float64
}

const (
	barSize   = 11 // of the letters
	leader    = 24 // what leads from a bar to its words, with room on both sides
	barStroke = `class="bar" stroke="` + faint + `" stroke-dasharray="2 2"`
)

// words says what a bar is, or only where it is.
func (s SweepBar) words(name bool) string {
	if name {
		return accuracy(s.Accuracy) + " " + s.Name
	}
	return accuracy(s.Accuracy)
}

// beside reports whether the names of the bars have room beside the chart. If
// not, they stand in its key.
func (s Sweep) beside(width int) bool {
	return !slices.ContainsFunc(s.Bars, func(bar SweepBar) bool { return widthOf(bar.words(true), barSize) > float64(width)/4 })
}

// bars draws the bars, each with its words at the right end, as near as the
// words of the others allow.
func (s Sweep) bars(b *strings.Builder, f frame, width int) {
	const line = barSize + 3
	bars := slices.SortedStableFunc(slices.Values(s.Bars), func(p, q SweepBar) int { return cmp.Compare(q.Accuracy, p.Accuracy) })
	words := f.top - line
	for i, bar := range bars {
		y := f.y(bar.Accuracy)
		words = min(max(words+line, y), f.bottom-line*float64(len(bars)-1-i))
		fmt.Fprintf(b, `<path %s d="M%s %sH%s"/><path class="bar" d="M%s %sl6 %s" stroke="%s"/><text class="faint" x="%s" y="%s" font-size="%d" fill="%s">%s</text>`,
			barStroke, num(f.left), num(y), num(f.right), num(f.right), num(y), num(words-y), faint,
			num(f.right+10), num(words+4), barSize, faint, esc(bar.words(s.beside(width))))
	}
}
