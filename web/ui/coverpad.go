package ui

import (
	"slices"

	"petri/models/spec"
)

// A coverPad is a picture whose patches are hidden and uncovered by hand.
type coverPad struct {
	shape      spec.Shape
	rows, cols int
	values     []float32 // the picture, C×H×W in [0,1]
	hidden     []float32 // by patch, 1 where hidden

	laying float32 // what the stroke makes patches
	cursor bool    // the keyboard's is shown
	row    int     // where it is
	col    int
}

// newCoverPad is an empty pad for pictures of a shape, cut into patches of so
// many pixels a side.
func newCoverPad(s spec.Shape, patch int) coverPad {
	rows, cols := s.H/patch, s.W/patch
	return coverPad{shape: s, rows: rows, cols: cols, hidden: make([]float32, rows*cols), row: rows / 2, col: cols / 2}
}

// press takes the pen to a place on the picture, in pixels: the patch there
// changes, and the others that it comes to become like it. It reports whether
// there is one.
func (p *coverPad) press(x, y float64) bool {
	at, ok := p.patch(x, y)
	if ok {
		p.laying = 1 - p.hidden[at]
		p.hidden[at] = p.laying
	}
	return ok
}

// drag reports whether the pen has changed anything. A pen that has left the
// picture moves along its edge.
func (p *coverPad) drag(x, y float64) bool {
	x, y = min(max(x, 0), float64(p.shape.W)-0.5), min(max(y, 0), float64(p.shape.H)-0.5)
	at, ok := p.patch(x, y)
	if !ok || p.hidden[at] == p.laying {
		return false
	}
	p.hidden[at] = p.laying
	return true
}

func (p *coverPad) patch(x, y float64) (at int, ok bool) {
	row, col := int(y)*p.rows/p.shape.H, int(x)*p.cols/p.shape.W
	return row*p.cols + col, x >= 0 && y >= 0 && row < p.rows && col < p.cols
}

// key does what a key says and reports whether it says anything.
func (p *coverPad) key(name string) bool {
	switch name {
	case "ArrowLeft":
		p.col = max(0, p.col-1)
	case "ArrowRight":
		p.col = min(p.cols-1, p.col+1)
	case "ArrowUp":
		p.row = max(0, p.row-1)
	case "ArrowDown":
		p.row = min(p.rows-1, p.row+1)
	case " ", "Enter":
		at := p.row*p.cols + p.col
		p.hidden[at] = 1 - p.hidden[at]
	default:
		return false
	}
	p.cursor = true
	return true
}

// swap hides what is visible and uncovers what is hidden.
func (p *coverPad) swap() {
	for i, h := range p.hidden {
		p.hidden[i] = 1 - h
	}
}

// count is how many patches are hidden.
func (p *coverPad) count() int {
	n := 0
	for _, h := range p.hidden {
		n += int(h)
	}
	return n
}

// question is what the model is asked: the picture and what is hidden of it. No
// picture, nothing hidden and nothing visible are no question.
func (p *coverPad) question() (values, hidden []float32) {
	if n := p.count(); p.values == nil || n == 0 || n == len(p.hidden) {
		return nil, nil
	}
	return slices.Clone(p.values), slices.Clone(p.hidden)
}

// fitted turns red, green, blue and alpha of a picture of the pad's size into
// values: colours as they are, or ink where there is one channel. What is
// transparent is paper.
func fitted(rgba []byte, s spec.Shape) []float32 {
	plane := s.H * s.W
	values := make([]float32, s.Size())
	for i := range plane {
		var c [3]float32
		alpha := float32(rgba[4*i+3]) / 255
		for k := range c {
			c[k] = 1 - alpha + alpha*float32(rgba[4*i+k])/255
		}
		if s.C == 3 {
			values[i], values[plane+i], values[2*plane+i] = c[0], c[1], c[2]
		} else {
			values[i] = 1 - (0.299*c[0] + 0.587*c[1] + 0.114*c[2])
		}
	}
	return values
}
