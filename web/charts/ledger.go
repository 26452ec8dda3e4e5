package charts

import (
	"fmt"
	"math"
	"strings"

	"petri/models/spec"
)

// Ledger draws a square whose area is all parameters of the network, cut into
// a band a tensor, and in its corner, to the same scale, a solid square whose
// area is the parameters that are trained. The classes let the page put its
// own colours in the place of those here. With notes the drawing can stand for
// itself: it says its title as well.
func Ledger(l spec.Ledger, title string, notes []string) string {
	const side, margin = 260.0, 10.0
	width, height := side+2*margin, side+2*margin
	if len(notes) > 0 {
		width, height = 480, height+22+14*float64(len(notes))
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="area" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="%s" height="%s" role="img" font-family="%s" font-size="11" aria-label="%s">`,
		num(width), num(height), num(width), num(height), esc(font), esc(title))
	fmt.Fprintf(&b, `<title>%s</title>%s`, esc(title), patterns)
	squares(&b, l, margin, side)
	if len(notes) > 0 {
		fmt.Fprintf(&b, `<text x="%s" y="%s" font-size="12" fill="%s">%s</text>`, num(margin), num(side+2*margin+10), ink, esc(title))
	}
	for i, note := range notes {
		fmt.Fprintf(&b, `<text x="%s" y="%s" font-size="9" fill="%s">%s</text>`, num(margin), num(height-6-14*float64(len(notes)-1-i)), faint, esc(note))
	}
	b.WriteString("</svg>")
	return b.String()
}

// squares draws both areas, from the corner (margin, margin) on.
func squares(b *strings.Builder, l spec.Ledger, margin, side float64) {
	largest := float64(max(l.Total, l.Trainable, 1))
	whole := side * math.Sqrt(float64(l.Total)/largest)
	y := margin + side - whole
	for _, t := range l.Tensors {
		if t.Role == spec.Added {
			continue
		}
		h := whole * float64(t.Size) / float64(max(l.Total, 1))
		fmt.Fprintf(b, `<rect class="band" x="%s" y="%s" width="%s" height="%s" fill="url(#%s)" stroke="%s" stroke-width="0.6"/>`,
			num(margin), num(y), num(whole), num(h), fill(t.Role), faint)
		if h >= 16 {
			fmt.Fprintf(b, `<text class="name" x="%s" y="%s" text-anchor="end" fill="%s">%s</text>`, num(margin+whole-6), num(y+14), ink, esc(t.Name))
		}
		y += h
	}
	part := side * math.Sqrt(float64(l.Trainable)/largest)
	fmt.Fprintf(b, `<rect class="trained" x="%s" y="%s" width="%s" height="%s" fill="%s"/>`, num(margin), num(margin+side-part), num(part), num(part), styles[1].colour)
}

// patterns tell what follows from the trained values (dots) from what never
// changes (lines).
var patterns = fmt.Sprintf(`<defs>
<pattern id="dots" width="7" height="7" patternUnits="userSpaceOnUse"><rect class="ground" width="7" height="7" fill="%s"/><circle class="figure" cx="3.5" cy="3.5" r="1" fill="%s"/></pattern>
<pattern id="lines" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="ground" width="6" height="6" fill="%s"/><path class="figure" d="M0 6L6 0" stroke="%s" stroke-width="0.7"/></pattern>
</defs>`, "#f3efe6", "#b9a98b", "#eceef0", "#aab0b5")

func fill(r spec.Role) string {
	if r == spec.Frozen {
		return "lines"
	}
	return "dots"
}
