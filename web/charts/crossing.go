package charts

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"petri/methods/sweep"
	"petri/web/ui/text"
)

// A foot is where the line from a crossing meets the axis of a Sweep.
type foot struct {
	x     float64 // in pixels
	slot  int
	words string // the dimension
}

// dimension writes where a bar is crossed as far as it is known.
func dimension(c sweep.Crossing) string {
	switch {
	case c.Dim > 0:
		return text.Count(int(math.Round(c.Dim)))
	case c.Above > 0:
		return "≤ " + text.Count(c.Above)
	}
	return "> " + text.Count(c.Below)
}

// crossing marks where a curve crosses a bar, with its interval lying on the
// bar: an end that is open is an arrow to the edge of the chart. From the mark
// a line leads down to the axis.
func (f frame) crossing(b *strings.Builder, slot int, c sweep.Crossing) foot {
	d, low, high := c.Dim, c.Low, c.High
	switch {
	case d > 0:
	case c.Above > 0:
		d = float64(c.Above)
		high = d
	default:
		d = float64(c.Below)
		low = d
	}
	x, y := f.x(d), f.y(c.Bar)
	from, fromEnd, to, toEnd := f.left, "m6-4l-6 4l6 4", f.right, "m-6-4l6 4l-6 4"
	if low > 0 {
		from, fromEnd = f.x(low), "m0-5v10"
	}
	if high > 0 {
		to, toEnd = f.x(high), "m0-5v10"
	}
	fmt.Fprintf(b, `<g %s fill="none" stroke="currentColor"><title>%s</title><path d="M%s %sV%s" stroke-dasharray="2 3"/><path d="M%s %s%sM%s %sH%s%s" stroke-width="2"/>`,
		run(slot), esc(crossingTitle(c)), num(x), num(y), num(f.bottom), num(from), num(y), fromEnd, num(from), num(y), num(to), toEnd)
	if c.Dim > 0 {
		fmt.Fprintf(b, `<circle class="hollow" cx="%s" cy="%s" r="4" fill="%s" stroke-width="2"/>`, num(x), num(y), paper)
	}
	b.WriteString("</g>")
	return foot{x, slot, dimension(c)}
}

func crossingTitle(c sweep.Crossing) string {
	title := text.Of("sweep.at", dimension(c), accuracy(c.Bar))
	if 0 < c.Low && c.Low < c.High {
		title += text.Of("sweep.interval", text.Count(int(math.Round(c.Low))), text.Count(int(math.Round(c.High))))
	}
	return title
}

// feet writes the dimensions above the axis, in as many rows as it takes to
// keep them apart.
func (f frame) feet(b *strings.Builder, all []foot) {
	const size, row = 12, 15
	slices.SortStableFunc(all, func(p, q foot) int { return cmp.Compare(p.x, q.x) })
	var ends []float64 // of each row, from the bottom up
	for _, r := range all {
		half := widthOf(r.words, size)/2 + 2
		x := min(max(r.x, f.left+half), f.right-half)
		i := slices.IndexFunc(ends, func(end float64) bool { return end <= x-half })
		if i < 0 {
			i = len(ends)
			ends = append(ends, 0)
		}
		ends[i] = x + half
		fmt.Fprintf(b, `<g %s><text class="halo" x="%s" y="%s" text-anchor="middle" font-weight="600" fill="currentColor"%s>%s</text></g>`,
			run(r.slot), num(x), num(f.bottom-6-row*float64(i)), halo, esc(r.words))
	}
}
