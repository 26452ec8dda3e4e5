package charts

import (
	"fmt"
	"strings"
)

// Stack draws charts below each other as one document, each with axes of the
// given size in pixels. The classes let the page put the colours of its theme
// in the place of those here.
func Stack(width, height int, lines ...Line) string {
	var body strings.Builder
	y := 0.0
	for _, l := range lines {
		part, h := l.draw(width, height)
		fmt.Fprintf(&body, `<g transform="translate(0 %s)">%s</g>`, num(y), part)
		y += h
	}
	return document(width, y, lines[0].Title, body.String())
}

// document wraps what was drawn.
func document(width int, height float64, title, body string) string {
	return fmt.Sprintf(`<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %s" width="%d" height="%s" role="img" font-family="%s" font-size="12"><title>%s</title><rect class="ground" width="100%%" height="100%%" fill="%s"/>%s</svg>`,
		width, num(height), width, num(height), esc(font), esc(title), paper, body)
}
