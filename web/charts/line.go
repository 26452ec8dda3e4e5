package charts

import (
	"fmt"
	"math"
	"strings"
)

// A Series is one curve.
type Series struct {
	Name string
	Slot int       // which style it is drawn in
	X, Y []float64 // of the same length; Y is not a number where it is unknown

	// Low and High are a range around Y, drawn as a band, or nil.
	Low, High []float64
	Dots      []Dot // what Y is the mean of
}

// A Dot is one value, which says its title where it is pointed at.
type Dot struct {
	X, Y  float64
	Title string
}

// A Mark is a moment to be pointed out, such as a turned knob.
type Mark struct {
	X     float64
	Label string
}

// A Line is a chart of curves over steps.
type Line struct {
	Title  string
	YLabel string
	XLabel string
	Log    bool // logarithmic Y; values that are not positive are left out
	Unit   bool // Y lies in [0, 1] and the axis shows all of it, from Floor on
	Floor  float64
	XMax   float64   // the axis reaches at least so far
	XAt    []float64 // ascending ticks of a logarithmic X; none are of a linear one, from 0 on
	Series []Series  // drawn in this order
	Marks  []Mark
	Notes  []string // lines below the chart, such as the stamp of the config
}

// aside is how far a logarithmic axis goes beyond what stands on it, as a factor.
const aside = 1.12

// drawable reports whether a value has a place on the chart.
func (l Line) drawable(y float64) bool {
	return !math.IsNaN(y) && !math.IsInf(y, 0) && (!l.Log || y > 0)
}

// ceiling is where an axis ends at the latest: uPlot labels none whose numbers
// are longer, and a loss up there has run away.
const ceiling = 1e15

// bounds are the ranges of the axes, ends rounded for the eye.
func (l Line) bounds() (x1, y0, y1 float64) {
	x1, y0, y1 = max(1, l.XMax), math.Inf(1), math.Inf(-1)
	for _, s := range l.Series {
		for _, values := range [][]float64{s.Y, s.Low, s.High} {
			for i, y := range values {
				if l.drawable(y) {
					x1, y0, y1 = max(x1, s.X[i]), min(y0, y), max(y1, min(y, ceiling))
				}
			}
		}
	}
	switch {
	case l.Unit:
		return x1, l.Floor, 1
	case y0 > y1:
		y0, y1 = 0.1, 1
	case l.Log: // a loss may come so near to 0 that the rest would be a line
		return x1, max(y0, y1*1e-5) / 1.2, y1 * 1.2
	}
	if !l.Log {
		y0 = min(0, y0)
		y1 += 0.05 * (y1 - y0)
	}
	if y1 <= y0 {
		y1 = y0 + 1
	}
	return x1, y0, y1
}

// draw draws the chart with axes of the given size, its key and its notes, and
// returns how high all of it is.
func (l Line) draw(width, height int) (svg string, total float64) {
	var b strings.Builder
	f := frameOf(width, height)
	f.x1, f.y0, f.y1 = l.bounds()
	f.logY = l.Log
	f.title(&b, l.Title)
	values := ticks(f.y0, f.y1, 5)
	if l.Log {
		if decades := logTicks(f.y0, f.y1); len(decades) > 2 {
			values = decades
		}
	}
	xs := l.XAt
	if len(xs) == 0 {
		xs = ticks(f.x0, f.x1, 6)
	} else {
		f.logX, f.x0, f.x1 = true, xs[0]/aside, xs[len(xs)-1]*aside
	}
	f.axes(&b, xs, values, l.XLabel, l.YLabel)
	l.marks(&b, f)
	total = float64(height)
	for _, s := range l.Series {
		f.band(&b, s, l.drawable)
	}
	for _, s := range l.Series {
		f.curve(&b, s, l.drawable)
		f.dots(&b, s, l.drawable)
		total = f.key(&b, total, stroke(s.Slot), s.Name)
	}
	total = f.notes(&b, total, l.Notes)
	return b.String(), total
}

func (l Line) marks(b *strings.Builder, f frame) {
	for _, m := range l.Marks {
		fmt.Fprintf(b, `<path d="M%s %sV%s" stroke="%s" stroke-dasharray="3 3"/><text x="%s" y="%s" fill="%s">%s</text>`,
			num(f.x(m.X)), num(f.top), num(f.bottom), faint, num(f.x(m.X)+4), num(f.top+11), faint, esc(m.Label))
	}
}

// Thin replaces a long curve by the means of n stretches of it, each standing
// at its last X. A curve that is not longer is returned as it is.
func Thin(x, y []float64, n int) (tx, ty []float64) {
	if len(y) <= n {
		return x, y
	}
	for i := range n {
		first, end := i*len(y)/n, (i+1)*len(y)/n
		sum := 0.0
		for _, v := range y[first:end] {
			sum += v
		}
		tx = append(tx, x[end-1])
		ty = append(ty, sum/float64(end-first))
	}
	return tx, ty
}
