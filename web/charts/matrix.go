package charts

import (
	"fmt"
	"strings"
)

// A matrix is a square of shaded cells with a word in each.
type matrix struct {
	row, col string // what its rows and columns are
	labels   []string
	cell     func(row, col int) (word string, shade float64) // shade in [0,1]
}

const (
	matrixCell = 36  // width and height of a cell, in pixels
	matrixLeft = 110 // where the first cell begins, after the names of rows
	matrixTop  = 76
)

// matrices draws some beside each other, as one document.
func matrices(title string, notes []string, all ...matrix) string {
	var b strings.Builder
	left, height := 0, 0
	for _, m := range all {
		m.draw(&b, left)
		left += matrixLeft + len(m.labels)*matrixCell + 16
		height = max(height, matrixTop+len(m.labels)*matrixCell+14*len(notes)+20)
	}
	for i, note := range notes {
		fmt.Fprintf(&b, `<text x="16" y="%d" font-size="10" fill="%s">%s</text>`, height-10-14*(len(notes)-1-i), faint, esc(note))
	}
	heading := fmt.Sprintf(`<text x="16" y="22" font-size="14" font-weight="600" fill="%s">%s</text>`, ink, esc(title))
	return document(left, float64(height), title, heading+b.String())
}

// draw draws the matrix, so far from the left.
func (m matrix) draw(b *strings.Builder, from int) {
	const cell, top = matrixCell, matrixTop
	left := from + matrixLeft
	fmt.Fprintf(b, `<text x="%d" y="44" fill="%s">%s</text><text x="%d" y="%d" fill="%s">%s</text>`, left, faint, esc(m.col), from+16, top-8, faint, esc(m.row))
	for i, name := range m.labels {
		fmt.Fprintf(b, `<text x="%d" y="%d" text-anchor="end" fill="%s">%s</text>`, left-8, top+i*cell+cell/2+4, ink, esc(name))
		fmt.Fprintf(b, `<text x="%d" y="%d" text-anchor="middle" fill="%s">%s</text>`, left+i*cell+cell/2, top-8, ink, esc(short(name)))
		for j := range m.labels {
			word, shade := m.cell(i, j)
			colour := ink
			if shade > 0.5 {
				colour = paper
			}
			fmt.Fprintf(b, `<rect x="%d" y="%d" width="%d" height="%d" fill="%s" fill-opacity="%s"/><text x="%d" y="%d" text-anchor="middle" fill="%s">%s</text>`,
				left+j*cell, top+i*cell, cell-1, cell-1, styles[0].colour, num(shade), left+j*cell+cell/2, top+i*cell+cell/2+4, colour, esc(word))
		}
	}
}

// short keeps the first letters of a name, for a narrow column.
func short(name string) string {
	if r := []rune(name); len(r) > 4 {
		return string(r[:3]) + "."
	}
	return name
}
