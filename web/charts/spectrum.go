package charts

import (
	"fmt"
	"strings"

	"petri/web/ui/text"
)

// A Spectrum is a chart of amplitudes over the frequency, one curve a colour of
// noise.
type Spectrum struct {
	Title, XLabel, YLabel string
	Series                []Series
	Chosen                int    // which of them is drawn above the others, and wider
	Guide                 Series // points to compare it with; none if it has no name
	High                  float64
	Notes                 []string
}

// SVG draws the chart with axes of the given size in pixels. What is higher than
// High runs along the upper edge.
func (s Spectrum) SVG(width, height int) string {
	var b strings.Builder
	f := frameOf(width, height)
	f.x1, f.y1 = .71, s.High
	f.title(&b, s.Title)
	f.axes(&b, ticks(f.x0, f.x1, 7), ticks(0, f.y1, 5), s.XLabel, s.YLabel)
	for i, c := range s.Series {
		if i != s.Chosen {
			b.WriteString(`<g opacity=".55">`)
			f.curve(&b, c, finite)
			b.WriteString(`</g>`)
		}
	}
	y := float64(height)
	if s.Chosen < len(s.Series) {
		f.wide(&b, s.Series[s.Chosen])
		f.curve(&b, s.Series[s.Chosen], finite)
		for i, x := range s.Guide.X {
			point(&b, s.Guide.Slot, f.x(x), f.y(s.Guide.Y[i]), text.Tick(x)+": "+text.Tick(s.Guide.Y[i]))
		}
	}
	for _, c := range s.Series {
		y = f.key(&b, y, stroke(c.Slot), c.Name)
	}
	if s.Guide.Name != "" {
		point(&b, s.Guide.Slot, f.left+17, y+6, "")
		y = f.key(&b, y, `stroke="none"`, s.Guide.Name)
	}
	return document(width, f.notes(&b, y, s.Notes), s.Title, b.String())
}

// wide draws a broad band under a curve.
func (f frame) wide(b *strings.Builder, s Series) {
	fmt.Fprintf(b, `<path %s d="%s" fill="none" stroke="currentColor" stroke-width="9" stroke-opacity=".22" stroke-linejoin="round"/>`, run(s.Slot), f.trace(s, finite))
}
