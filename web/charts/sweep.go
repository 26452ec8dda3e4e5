package charts

import (
	"fmt"
	"math"
	"slices"
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

// SVG draws the chart with axes of the given size in pixels.
func (s Sweep) SVG(width, height int) string {
	var b strings.Builder
	f := s.frame(width, height)
	f.title(&b, s.Title)
	f.axes(&b, f.dims(), ticks(f.y0, 1, 5), text.Of("axis.dim"), s.YLabel)
	s.bars(&b, f, width)
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
	end := f.notes(&b, s.keys(&b, f, width, float64(height)), s.Notes)
	return document(width, end, s.Title, b.String())
}

// frame has room for all dimensions and accuracies, and to the right of it for
// what is written of the bars.
func (s Sweep) frame(width, height int) frame {
	f := frameOf(width, height)
	var dims, accuracies []float64
	for _, bar := range s.Bars {
		f.right = min(f.right, float64(width)-leader-widthOf(bar.words(s.beside(width)), barSize))
		accuracies = append(accuracies, bar.Accuracy)
	}
	for _, c := range s.Curves {
		for _, p := range c.Points {
			dims, accuracies = append(dims, float64(p.Dim)), append(accuracies, p.Accuracy...)
		}
	}
	if s.Published != nil {
		guide := published(s.Published)
		dims, accuracies = append(dims, guide.X...), append(accuracies, guide.Y...)
	}
	if len(dims) == 0 {
		dims, accuracies = []float64{10, 1000}, []float64{0}
	}
	f.logX, f.x0, f.x1 = true, slices.Min(dims)/aside, slices.Max(dims)*aside
	f.y0, f.y1 = min(0.8, math.Floor(10*slices.Min(accuracies))/10), 1
	return f
}

// dims are the ticks of the axis: powers of ten alone where there is no room
// for more, and any round numbers where those are too far apart.
func (f frame) dims() []float64 {
	all := logTicks(f.x0, f.x1)
	if len(all) < 2 {
		return ticks(f.x0, f.x1, 3)
	}
	if double := f.x(2*f.x0) - f.x(f.x0); double > widthOf("10000", 12) {
		return all
	}
	return slices.DeleteFunc(all, func(x float64) bool { e := math.Log10(x); return math.Abs(e-math.Round(e)) > 1e-9 })
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
func (s Sweep) keys(b *strings.Builder, f frame, width int, y float64) float64 {
	for _, c := range s.Curves {
		point(b, c.Slot, f.left+17, y+6, c.Name)
		name := c.Name
		for i, crossing := range c.crossings() {
			name += []string{": ", ", "}[min(i, 1)] + text.Of("sweep.at", dimension(crossing), accuracy(crossing.Bar))
		}
		y = f.key(b, y, stroke(c.Slot), name)
	}
	if p := s.Published; p != nil {
		y = f.key(b, y, stroke(Guide), text.Of("sweep.published", p.Source, p.Title, text.Of("sweep.at", text.Count(p.Dim), accuracy(p.Bar))))
	}
	if !s.beside(width) {
		for _, bar := range s.Bars {
			y = f.key(b, y, barStroke, bar.words(true))
		}
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

func accuracy(a float64) string { return text.Decimals(a, 3) }
