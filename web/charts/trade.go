package charts

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// A Priced is a value and what it costs: the mean over seeds in the range of them.
type Priced struct {
	Name            string
	Cost            float64 // above 0
	Mean, Low, High float64
	Title           string // is said where it is pointed at
}

// A Trade is a chart of values against what they cost, which is on a logarithmic
// axis. Each point stands by its name; a dashed level is what there is for nothing.
type Trade struct {
	Title, XLabel, YLabel string
	Log                   bool // logarithmic Y of values above 0; if not they lie in [0,1]
	Points                []Priced
	Level                 *Priced  // nil for none
	Notes                 []string // lines below the chart, such as the stamp of the config
}

// SVG draws the chart with axes of the given size in pixels.
func (t Trade) SVG(width, height int) string {
	var b strings.Builder
	f := t.frame(width, height)
	f.title(&b, t.Title)
	values := ticks(f.y0, f.y1, 5)
	if some := logTicks(f.y0, f.y1); t.Log && len(some) > 2 {
		values = some
	}
	f.axes(&b, f.dims(), values, t.XLabel, t.YLabel)
	end := float64(height)
	if l := t.Level; l != nil {
		f.band(&b, Series{Slot: Guide, X: []float64{f.x0, f.x1}, Low: []float64{l.Low, l.Low}, High: []float64{l.High, l.High}}, finite)
		f.curve(&b, Series{Slot: Guide, X: []float64{f.x0, f.x1}, Y: []float64{l.Mean, l.Mean}}, finite)
	}
	for _, p := range t.Points {
		fmt.Fprintf(&b, `<path %s d="M%s %sV%s" stroke="currentColor" stroke-width="1.5"/>`, run(0), num(f.x(p.Cost)), num(f.y(p.Low)), num(f.y(p.High)))
		point(&b, 0, f.x(p.Cost), f.y(p.Mean), p.Title)
	}
	f.names(&b, t.Points)
	if t.Level != nil {
		end = f.key(&b, end, stroke(Guide), t.Level.Name)
	}
	return document(width, f.notes(&b, end, t.Notes), t.Title, b.String())
}

// frame has room for all values, and at the sides for names.
func (t Trade) frame(width, height int) frame {
	f := frameOf(width, height)
	low, high, least, most := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, p := range t.Points {
		low, high = min(low, p.Low), max(high, p.High)
		least, most = min(least, p.Cost), max(most, p.Cost)
	}
	if t.Level != nil {
		low, high = min(low, t.Level.Low), max(high, t.Level.High)
	}
	const beyond = 1.6 // a factor, for names
	f.logX, f.x0, f.x1 = true, least/beyond, most*beyond
	if f.logY = t.Log; t.Log {
		f.y0, f.y1 = low/beyond, high*beyond
		return f
	}
	room := max(0.02, 0.12*(high-low))
	f.y0, f.y1 = max(0, low-room), min(1, high+room)
	return f
}

// A rectangle is where something is drawn.
type rectangle struct{ left, top, right, bottom float64 }

func (b rectangle) meets(o rectangle) bool {
	return b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom
}

// names writes the name of each point beside it, where it covers no point and no
// other name: to the right if there is room, or else left, above or below.
func (f frame) names(b *strings.Builder, points []Priced) {
	var taken []rectangle
	for _, p := range points {
		taken = append(taken, rectangle{f.x(p.Cost) - 5, min(f.y(p.High), f.y(p.Mean)-5), f.x(p.Cost) + 5, max(f.y(p.Low), f.y(p.Mean)+5)})
	}
	order := slices.SortedStableFunc(slices.Values(points), func(p, q Priced) int { return cmp.Compare(p.Cost, q.Cost) })
	for _, p := range order {
		at := f.free(taken, f.x(p.Cost), f.y(p.Mean), widthOf(p.Name, nameSize))
		taken = append(taken, at)
		fmt.Fprintf(b, `<text x="%s" y="%s" font-size="%d" class="ink halo"%s fill="%s">%s</text>`, num(at.left), num(at.bottom-3), nameSize, halo, ink, esc(p.Name))
	}
}

const nameSize = 12 // of the letters

// free is the nearest place for a name of that width that meets nothing.
func (f frame) free(taken []rectangle, x, y, width float64) rectangle {
	const high, gap = nameSize + 2, 9
	var first rectangle
	for away := 0.0; away < 6; away++ {
		for i, at := range [][2]float64{{x + gap, y - high/2}, {x - gap - width, y - high/2}, {x - width/2, y - high - gap}, {x - width/2, y + gap}} {
			for _, shift := range []float64{-away * high, away * high} {
				place := rectangle{at[0], at[1] + shift, at[0] + width, at[1] + shift + high}
				if away == 0 && i == 0 {
					first = place
				}
				inside := place.left >= f.left && place.right <= f.edge+16 && place.top >= f.top-12 && place.bottom <= f.bottom
				if inside && !slices.ContainsFunc(taken, place.meets) {
					return place
				}
			}
		}
	}
	return first
}
