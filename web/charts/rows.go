package charts

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// A Row is one of the things that stand below each other: what was measured of it
// with every seed.
type Row struct {
	Name, Words string // Words say the mean
	Slot        int    // which style it is drawn in
	Mean        float64
	Dots        []Dot // only the X of each counts
}

// Rows is a chart of shares in [0,1]: each seed a point, the mean a bar across.
type Rows struct {
	Title, XLabel string
	Rows          []Row
	Notes         []string // lines below the chart, such as the stamp of the config
}

const (
	rowHeight = 46 // of a row: its words above, its points below
	rowWords  = 14 // from the top of a row to the base of its words
	rowPoints = 31 // and to the middle of its points
)

// Height is how high the axes of so many rows are, in pixels.
func (r Rows) Height() int { return 34 + rowHeight*len(r.Rows) + 38 }

// Floor is where the axis begins: a tenth, below all values.
func (r Rows) Floor() float64 {
	low := 0.8
	for _, row := range r.Rows {
		for _, d := range row.Dots {
			low = min(low, math.Floor(10*d.X)/10)
		}
	}
	return max(0, low)
}

// SVG draws the chart in a width of pixels.
func (r Rows) SVG(width int) string {
	var b strings.Builder
	f := frameOf(width, r.Height())
	f.left, f.x0, f.x1 = 20, r.Floor(), 1
	f.title(&b, r.Title)
	for _, x := range slices.Compact(append(ticks(f.x0, f.x1, 5), 1)) {
		fmt.Fprintf(&b, `<path class="rule" d="M%s %sV%s" stroke="%s"/><text x="%s" y="%s" text-anchor="middle" class="faint" fill="%s">%s</text>`,
			num(f.x(x)), num(f.top), num(f.bottom), rule, num(f.x(x)), num(f.bottom+16), faint, label(x))
	}
	fmt.Fprintf(&b, `<text x="%s" y="%s" text-anchor="end" class="faint" fill="%s">%s</text>`, num(f.right), num(f.bottom+32), faint, esc(r.XLabel))
	for i, row := range r.Rows {
		row.draw(&b, f, f.top+float64(rowHeight*i))
	}
	end := f.notes(&b, float64(r.Height()), r.Notes)
	return document(width, end, r.Title, b.String())
}

// draw draws a row whose top is at y.
func (r Row) draw(b *strings.Builder, f frame, y float64) {
	fmt.Fprintf(b, `<text x="%s" y="%s" class="ink halo"%s fill="%s">%s</text><text x="%s" y="%s" text-anchor="end" class="ink halo"%s font-weight="600" fill="%s">%s</text>`,
		num(f.left), num(y+rowWords), halo, ink, esc(r.Name), num(f.right), num(y+rowWords), halo, ink, esc(r.Words))
	middle := y + rowPoints
	fmt.Fprintf(b, `<path class="rule" d="M%s %sH%s" stroke="%s"/>`, num(f.left), num(middle), num(f.right), rule)
	fmt.Fprintf(b, `<path %s d="M%s %sV%s" stroke="currentColor" stroke-width="3"/>`, run(r.Slot), num(f.x(r.Mean)), num(middle-10), num(middle+10))
	for _, d := range r.Dots {
		point(b, r.Slot, f.x(d.X), middle, d.Title)
	}
}
