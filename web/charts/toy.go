package charts

import (
	"fmt"
	"strings"

	"petri/web/ui/text"
)

// A Residual is a chart of the loss that is left at d = 0, 1, …
type Residual struct {
	Title, XLabel, YLabel string
	Series                []Series // Y is not negative
	Dim                   int      // is pointed out
}

// SVG draws the chart with axes of the given size in pixels. The losses are on
// a logarithmic axis, at whose foot there is a place for 0.
func (r Residual) SVG(width, height int) string {
	const foot, head = 1e-5, 1e3 // rounding leaves about 1e-28 of a 0
	var b strings.Builder
	f := frameOf(width, height)
	f.x0, f.x1 = -0.4, 0.4
	for _, s := range r.Series {
		f.x1 = max(f.x1, float64(len(s.X))-0.6)
	}
	f.logY, f.y0, f.y1 = true, foot, head
	f.title(&b, r.Title)
	f.axes(&b, ticks(f.x0, f.x1, 6), logTicks(foot*100, head), r.XLabel, r.YLabel)
	fmt.Fprintf(&b, `<path class="rule" d="M%s %sH%s" stroke="%s"/><text x="%s" y="%s" text-anchor="end" class="faint" fill="%s">0</text>`,
		num(f.left), num(f.bottom), num(f.right), rule, num(f.left-6), num(f.bottom+4), faint)
	fmt.Fprintf(&b, `<path %s d="M%s %sV%s"/>`, barStroke, num(f.x(float64(r.Dim))), num(f.top), num(f.bottom))
	y := float64(height)
	for _, s := range r.Series {
		f.curve(&b, s, finite)
		for i, x := range s.X {
			point(&b, s.Slot, f.x(x), f.y(s.Y[i]), "d = "+text.Tick(x)+": "+text.Number(s.Y[i]))
		}
		point(&b, s.Slot, f.left+17, y+6, s.Name)
		y = f.key(&b, y, stroke(s.Slot), s.Name)
	}
	return document(width, f.notes(&b, y, nil), r.Title, b.String())
}

// Pairs is a chart of what is wanted and what is reached, side by side.
type Pairs struct {
	Title, XLabel, YLabel string
	WantedName, Name      string
	Wanted, Reached       []float64 // of the same length
	Low, High             float64   // range of the axis
}

// SVG draws the chart with axes of the given size in pixels. What is wanted is
// an outline, what is reached is filled.
func (p Pairs) SVG(width, height int) string {
	var b strings.Builder
	f := frameOf(width, height)
	f.x0, f.x1, f.y0, f.y1 = 0.4, float64(len(p.Wanted))+0.6, p.Low, p.High
	f.title(&b, p.Title)
	var numbers []float64
	for i := range p.Wanted {
		numbers = append(numbers, float64(i+1))
	}
	f.axes(&b, numbers, ticks(f.y0, f.y1, 5), p.XLabel, p.YLabel)
	const outline, filled = `fill="none" stroke="currentColor" stroke-width="1.5"`, `fill="currentColor"`
	fmt.Fprintf(&b, `<g %s>`, run(0))
	for i, x := range numbers {
		middle, half := f.x(x), (f.x(1.4) - f.x(1))
		f.column(&b, middle-half, middle-1, p.Wanted[i], outline)
		f.column(&b, middle+1, middle+half, p.Reached[i], filled)
	}
	y := float64(height)
	for _, k := range []struct{ name, style string }{{p.WantedName, outline}, {p.Name, filled}} {
		fmt.Fprintf(&b, `<rect x="%s" y="%s" width="12" height="12" %s/>`, num(f.left+20), num(y), k.style)
		y = f.key(&b, y, `stroke="none"`, k.name)
	}
	b.WriteString("</g>")
	return document(width, f.notes(&b, y, nil), p.Title, b.String())
}

// column draws a bar from 0 to a value.
func (f frame) column(b *strings.Builder, left, right, value float64, style string) {
	from, to := f.y(0), f.y(value)
	fmt.Fprintf(b, `<rect x="%s" y="%s" width="%s" height="%s" %s/>`, num(left), num(min(from, to)), num(right-left), num(max(from, to)-min(from, to)), style)
}
