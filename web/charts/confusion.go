package charts

import (
	"fmt"
	"strings"
)

// A Confusion counts examples by true class (row) and predicted class
// (column).
type Confusion struct {
	Title, Row, Col string
	Labels          []string
	Counts          []float32 // len(Labels)², row by row
	Notes           []string
}

// Share is a cell's part of its row, in [0,1]: how often the class was taken
// for the other.
func (c Confusion) Share(row, col int) float64 {
	n := len(c.Labels)
	var sum float32
	for _, v := range c.Counts[row*n : row*n+n] {
		sum += v
	}
	if sum == 0 {
		return 0
	}
	return float64(c.Counts[row*n+col] / sum)
}

// Worst is the most frequent confusion: its classes and how many examples.
// Without a mistake the count is 0.
func (c Confusion) Worst() (row, col, count int) {
	n := len(c.Labels)
	for i, v := range c.Counts {
		if i/n != i%n && int(v) > count {
			row, col, count = i/n, i%n, int(v)
		}
	}
	return row, col, count
}

// SVG draws the matrix with a number in every cell.
func (c Confusion) SVG() string {
	const cell, left, top = 36, 110, 76
	n := len(c.Labels)
	width, height := left+n*cell+16, top+n*cell+14*len(c.Notes)+20
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" font-family="%s" font-size="12">`, width, height, width, height, esc(font))
	fmt.Fprintf(&b, `<title>%s</title><rect width="100%%" height="100%%" fill="%s"/><text x="16" y="22" font-size="14" font-weight="600" fill="%s">%s</text>`, esc(c.Title), paper, ink, esc(c.Title))
	fmt.Fprintf(&b, `<text x="%d" y="44" fill="%s">%s</text><text x="16" y="%d" fill="%s">%s</text>`, left, faint, esc(c.Col), top-8, faint, esc(c.Row))
	for i, name := range c.Labels {
		fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="end" fill="%s">%s</text>`, left-8, top+i*cell+cell/2+4, ink, esc(name))
		fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="middle" fill="%s">%s</text>`, left+i*cell+cell/2, top-8, ink, esc(short(name)))
		for j := range n {
			share := c.Share(i, j)
			colour := ink
			if share > 0.5 {
				colour = paper
			}
			fmt.Fprintf(&b, `<rect x="%d" y="%d" width="%d" height="%d" fill="%s" fill-opacity="%s"/><text x="%d" y="%d" text-anchor="middle" fill="%s">%d</text>`,
				left+j*cell, top+i*cell, cell-1, cell-1, styles[0].colour, num(share), left+j*cell+cell/2, top+i*cell+cell/2+4, colour, int(c.Counts[i*n+j]))
		}
	}
	for i, note := range c.Notes {
		fmt.Fprintf(&b, `<text x="16" y="%d" font-size="10" fill="%s">%s</text>`, height-10-14*(len(c.Notes)-1-i), faint, esc(note))
	}
	b.WriteString("</svg>")
	return b.String()
}

// short keeps the first letters of a name, for a narrow column.
func short(name string) string {
	if r := []rune(name); len(r) > 4 {
		return string(r[:3]) + "."
	}
	return name
}
