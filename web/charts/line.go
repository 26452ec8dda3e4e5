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
	Log    bool     // logarithmic Y; values that are not positive are left out
	Unit   bool     // Y lies in [0, 1] and the axis shows all of it
	XMax   float64  // the axis reaches at least so far
	Series []Series // drawn in this order
	Marks  []Mark
	Notes  []string // lines below the chart, such as the stamp of the config
}

// frame is where the curves of a Line are drawn, and how values get there.
type frame struct {
	left, top, right, bottom float64
	x0, x1, y0, y1           float64
	log                      bool
}

func (f frame) x(v float64) float64 { return f.left + (v-f.x0)/(f.x1-f.x0)*(f.right-f.left) }

func (f frame) y(v float64) float64 {
	lo, hi := f.y0, f.y1
	v = min(v, hi)
	if f.log {
		v, lo, hi = math.Log(max(v, lo)), math.Log(lo), math.Log(hi)
	}
	return f.bottom - (v-lo)/(hi-lo)*(f.bottom-f.top)
}

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
		for i, y := range s.Y {
			if l.drawable(y) {
				x1, y0, y1 = max(x1, s.X[i]), min(y0, y), max(y1, min(y, ceiling))
			}
		}
	}
	switch {
	case l.Unit:
		return x1, 0, 1
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
	total = float64(height) + 18*float64(len(l.Series)) + 14*float64(len(l.Notes)) + 10
	x1, y0, y1 := l.bounds()
	f := frame{left: 52, top: 34, right: float64(width) - 20, bottom: float64(height) - 38, x1: x1, y0: y0, y1: y1, log: l.Log}
	fmt.Fprintf(&b, `<text x="%s" y="20" font-size="14" font-weight="600" class="ink" fill="%s">%s</text>`, num(f.left), ink, esc(l.Title))
	l.axes(&b, f)
	l.marks(&b, f)
	for i, s := range l.Series {
		l.curve(&b, f, s)
		l.key(&b, f, s, float64(height)+18*float64(i)+6)
	}
	for i, note := range l.Notes {
		fmt.Fprintf(&b, `<text x="%s" y="%s" font-size="10" fill="%s">%s</text>`, num(f.left), num(total-8-14*float64(len(l.Notes)-1-i)), faint, esc(note))
	}
	return b.String(), total
}

func (l Line) axes(b *strings.Builder, f frame) {
	for _, x := range ticks(f.x0, f.x1, 6) {
		fmt.Fprintf(b, `<text x="%s" y="%s" text-anchor="middle" class="faint" fill="%s">%s</text>`, num(f.x(x)), num(f.bottom+16), faint, label(x))
	}
	values := ticks(f.y0, f.y1, 5)
	if l.Log {
		values = logTicks(f.y0, f.y1)
	}
	for _, y := range values {
		fmt.Fprintf(b, `<path class="rule" d="M%s %sH%s" stroke="%s"/><text x="%s" y="%s" text-anchor="end" class="faint" fill="%s">%s</text>`,
			num(f.left), num(f.y(y)), num(f.right), rule, num(f.left-6), num(f.y(y)+4), faint, label(y))
	}
	fmt.Fprintf(b, `<text x="%s" y="%s" text-anchor="end" class="faint" fill="%s">%s</text>`, num(f.right), num(f.bottom+32), faint, esc(l.XLabel))
	fmt.Fprintf(b, `<text transform="translate(13 %s) rotate(-90)" text-anchor="middle" class="faint" fill="%s">%s</text>`, num((f.top+f.bottom)/2), faint, esc(l.YLabel))
}

func (l Line) marks(b *strings.Builder, f frame) {
	for _, m := range l.Marks {
		fmt.Fprintf(b, `<path d="M%s %sV%s" stroke="%s" stroke-dasharray="3 3"/><text x="%s" y="%s" fill="%s">%s</text>`,
			num(f.x(m.X)), num(f.top), num(f.bottom), faint, num(f.x(m.X)+4), num(f.top+11), faint, esc(m.Label))
	}
}

// curve draws one series; where values are missing the pen is lifted.
func (l Line) curve(b *strings.Builder, f frame, s Series) {
	var d strings.Builder
	down := false
	for i, y := range s.Y {
		if !l.drawable(y) {
			down = false
			continue
		}
		if down {
			d.WriteByte('L')
		} else {
			d.WriteByte('M')
		}
		down = true
		d.WriteString(num(f.x(s.X[i])) + " " + num(f.y(y)))
	}
	st := styleOf(s.Slot)
	fmt.Fprintf(b, `<path class="run-%d" d="%s" fill="none" stroke="%s" stroke-width="2" stroke-linejoin="round" stroke-dasharray="%s"/>`, s.Slot, d.String(), st.colour, Dash(s.Slot))
}

func (l Line) key(b *strings.Builder, f frame, s Series, y float64) {
	fmt.Fprintf(b, `<path class="run-%d" d="M%s %sh34" stroke="%s" stroke-width="2" stroke-dasharray="%s"/><text x="%s" y="%s" class="ink" fill="%s">%s</text>`,
		s.Slot, num(f.left), num(y), styleOf(s.Slot).colour, Dash(s.Slot), num(f.left+42), num(y+4), ink, esc(s.Name))
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
