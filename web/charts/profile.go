package charts

import (
	"strings"

	"petri/web/scene/relief"
)

// A Profile is a chart of losses along a line, on a logarithmic axis.
type Profile struct {
	Title, XLabel, YLabel string
	Series                []Series // over the same X
	Marks                 []Mark
	Notes                 []string
}

// SVG draws the chart with axes of the given size in pixels.
func (p Profile) SVG(width, height int) string {
	var b strings.Builder
	f := frameOf(width, height)
	scale := relief.ScaleOf(p.losses())
	f.title(&b, p.Title)
	total := float64(height)
	if x := p.Series[0].X; scale.High > 0 {
		f.logY, f.x0, f.x1, f.y0, f.y1 = true, x[0], x[len(x)-1], scale.Low/1.2, scale.High*1.2
		values := logTicks(f.y0, f.y1)
		if len(values) < 3 {
			values = ticks(f.y0, f.y1, 5)
		}
		f.axes(&b, ticks(f.x0, f.x1, 5), values, p.XLabel, p.YLabel)
		Line{Marks: p.Marks}.marks(&b, f)
		for _, s := range p.Series {
			f.curve(&b, s, finite)
			f.dots(&b, s, finite)
			if len(p.Series) > 1 {
				total = f.key(&b, total, stroke(s.Slot), s.Name)
			}
		}
	}
	return document(width, f.notes(&b, total, p.Notes), p.Title, b.String())
}

func (p Profile) losses() (all []float32) {
	for _, s := range p.Series {
		for _, v := range s.Y {
			all = append(all, float32(v))
		}
	}
	return all
}
