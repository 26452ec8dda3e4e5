package charts

import (
	"fmt"
	"strings"
)

// A Gallery is a grid of pictures with captions.
type Gallery struct {
	Title    string
	Pictures []string // addresses
	Captions []string
	Notes    []string
}

// SVG draws the gallery with columns pictures in a row.
func (g Gallery) SVG(columns int) string {
	const cell, caption, gap, margin = 64, 16, 8, 16
	rows := (len(g.Pictures) + columns - 1) / columns
	width := 2*margin + columns*(cell+gap) - gap
	top := margin + 20
	height := top + rows*(cell+caption+gap) + 14*len(g.Notes) + margin
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" font-family="%s" font-size="11">`, width, height, width, height, esc(font))
	fmt.Fprintf(&b, `<title>%s</title><rect width="100%%" height="100%%" fill="%s"/><text x="%d" y="%d" font-size="14" font-weight="600" fill="%s">%s</text>`,
		esc(g.Title), paper, margin, margin+6, ink, esc(g.Title))
	for i, p := range g.Pictures {
		x, y := margin+i%columns*(cell+gap), top+i/columns*(cell+caption+gap)
		fmt.Fprintf(&b, `<image x="%d" y="%d" width="%d" height="%d" href="%s" image-rendering="pixelated"/><text x="%d" y="%d" text-anchor="middle" fill="%s">%s</text>`,
			x, y, cell, cell, esc(p), x+cell/2, y+cell+12, ink, esc(g.Captions[i]))
	}
	for i, note := range g.Notes {
		fmt.Fprintf(&b, `<text x="%d" y="%d" font-size="10" fill="%s">%s</text>`, margin, height-margin-14*(len(g.Notes)-1-i), faint, esc(note))
	}
	b.WriteString("</svg>")
	return b.String()
}
