package charts

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"petri/methods/sweep"
	"petri/web/ui/text"
)

// A Sweep is a chart of accuracy against the dimension of the subspace, which
// is on a logarithmic axis: each seed a point, the mean a line, and the range
// a band.
type Sweep struct {
	Title     string
	Curves    []SweepCurve
	Bars      []SweepBar
	Published *sweep.Published // drawn beneath the curves; nil for none
	YLabel    string
	Notes     []string // lines below the chart, such as the stamp of the recipe
}

// A SweepCurve is what was measured of one recipe.
type SweepCurve struct {
	Name      string
	Slot      int // which style it is drawn in
	Points    []sweep.Point
	Crossings []sweep.Crossing // those whose bar is 0 are left out
}

// A SweepBar is an accuracy that counts as a solution. It is written after the
// bar's name.
type SweepBar struct {
	Name     string
	Accuracy float64
}

// SVG draws the chart with axes of the given size in pixels.
func (s Sweep) SVG(width, height int) string {
	var b strings.Builder
	f := frameOf(width, height)
	f.x0, f.x1 = s.bounds()
	f.y1, f.logX = 1, true
	f.title(&b, s.Title)
	f.axes(&b, f.dims(), ticks(0, 1, 5), text.Of("axis.dim"), s.YLabel)
	s.bars(&b, f)
	if s.Published != nil {
		f.curve(&b, published(s.Published), finite)
	}
	var feet []foot
	for _, c := range s.Curves {
		c.draw(&b, f)
		for _, crossing := range c.crossings() {
			feet = append(feet, f.crossing(&b, c.Slot, crossing))
		}
	}
	f.feet(&b, feet)
	end := f.notes(&b, s.keys(&b, f, float64(height)), s.Notes)
	return document(width, end, s.Title, b.String())
}

// bounds is the range of all dimensions, with a little room on both sides.
func (s Sweep) bounds() (x0, x1 float64) {
	var dims []int
	for _, c := range s.Curves {
		for _, p := range c.Points {
			dims = append(dims, p.Dim)
		}
	}
	if s.Published != nil {
		for _, r := range s.Published.Means {
			dims = append(dims, r.Dim)
		}
	}
	if len(dims) == 0 {
		dims = []int{10, 1000}
	}
	const room = 1.12
	return float64(slices.Min(dims)) / room, float64(slices.Max(dims)) * room
}

// dims are the ticks of the axis: powers of ten alone where there is no room
// for more.
func (f frame) dims() []float64 {
	all := logTicks(f.x0, f.x1)
	if double := f.x(2*f.x0) - f.x(f.x0); double > widthOf("10000", 12) {
		return all
	}
	return slices.DeleteFunc(all, func(x float64) bool { e := math.Log10(x); return math.Abs(e-math.Round(e)) > 1e-9 })
}

// bars draws the bars. Each is named beneath its right end, where the curves
// have risen above it, or beneath the name of the bar above.
func (s Sweep) bars(b *strings.Builder, f frame) {
	const line = 14
	bars := slices.SortedStableFunc(slices.Values(s.Bars), func(p, q SweepBar) int { return cmp.Compare(q.Accuracy, p.Accuracy) })
	y := f.top
	for i, bar := range bars {
		fmt.Fprintf(b, `<path class="bar" d="M%s %sH%s" stroke="%s" stroke-dasharray="6 3"/>`, num(f.left), num(f.y(bar.Accuracy)), num(f.right), faint)
		y = min(max(y+line, f.y(bar.Accuracy)+line-1), f.bottom-4-line*float64(len(bars)-1-i))
		fmt.Fprintf(b, `<text class="faint halo" x="%s" y="%s" text-anchor="end" fill="%s"%s>%s %s</text>`,
			num(f.right-3), num(y), faint, halo, esc(bar.Name), accuracy(bar.Accuracy))
	}
}

// draw draws the range, the mean, and the seeds.
func (c SweepCurve) draw(b *strings.Builder, f frame) {
	mean := Series{Slot: c.Slot}
	var above, below []string
	for _, p := range c.Points {
		x := float64(p.Dim)
		mean.X, mean.Y = append(mean.X, x), append(mean.Y, p.Mean)
		above = append(above, num(f.x(x))+" "+num(f.y(slices.Max(p.Accuracy))))
		below = append(below, num(f.x(x))+" "+num(f.y(slices.Min(p.Accuracy))))
	}
	slices.Reverse(below)
	if len(above) > 0 {
		fmt.Fprintf(b, `<path %s d="M%sZ" fill="currentColor" fill-opacity="0.15"/>`, run(c.Slot), strings.Join(append(above, below...), "L"))
	}
	f.curve(b, mean, finite)
	for _, p := range c.Points {
		for _, a := range p.Accuracy {
			point(b, c.Slot, f.x(float64(p.Dim)), f.y(a), text.Of("sweep.point", text.Count(p.Dim), accuracy(a)))
		}
	}
}

// point draws a point of a slot, which says its title where it is pointed at.
func point(b *strings.Builder, slot int, x, y float64, title string) {
	fmt.Fprintf(b, `<path %s transform="translate(%s %s)" d="%s" fill="currentColor" fill-opacity="0.4" stroke="currentColor"><title>%s</title></path>`,
		run(slot), num(x), num(y), styleOf(slot).point, esc(title))
}

// keys names what is drawn, with the dimensions read off, and returns where
// the names end.
func (s Sweep) keys(b *strings.Builder, f frame, y float64) float64 {
	for _, c := range s.Curves {
		point(b, c.Slot, f.left+17, y+6, c.Name)
		name := c.Name
		for i, crossing := range c.crossings() {
			name += []string{": ", ", "}[min(i, 1)] + text.Of("sweep.at", dimension(crossing), accuracy(crossing.Bar))
		}
		y = f.key(b, y, c.Slot, name)
	}
	if p := s.Published; p != nil {
		y = f.key(b, y, Guide, text.Of("sweep.published", p.Source, p.Title, text.Of("sweep.at", text.Count(p.Dim), accuracy(p.Bar))))
	}
	return y
}

func (c SweepCurve) crossings() []sweep.Crossing {
	return slices.DeleteFunc(slices.Clone(c.Crossings), func(c sweep.Crossing) bool { return c.Bar == 0 || c.Below == 0 && c.Above == 0 })
}

func published(p *sweep.Published) Series {
	s := Series{Slot: Guide}
	for _, r := range p.Means {
		s.X, s.Y = append(s.X, float64(r.Dim)), append(s.Y, r.Mean)
	}
	return s
}

func finite(y float64) bool { return !math.IsNaN(y) && !math.IsInf(y, 0) }

func accuracy(a float64) string { return strconv.FormatFloat(a, 'f', 3, 64) }
