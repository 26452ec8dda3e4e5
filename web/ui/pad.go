package ui

import (
	"math"

	"petri/models/spec"
)

// A pad is a sheet of ink, as fine as an example of its shape.
type pad struct {
	shape  spec.Shape
	ink    []float32 // C×H×W in [0,1]
	drawn  bool      // by hand, not loaded
	px, py float64   // where the pen was last
	cursor bool      // the keyboard's is shown
	cx, cy int
}

func newPad(s spec.Shape) pad {
	return pad{shape: s, ink: make([]float32, s.Size()), cx: s.W / 2, cy: s.H / 2}
}

func (p *pad) clear() {
	clear(p.ink)
	p.drawn = false
}

// load shows an example.
func (p *pad) load(values []float32) {
	copy(p.ink, values)
	p.drawn = false
}

// press puts the pen down.
func (p *pad) press(x, y float64) {
	p.px, p.py = x, y
	p.dab(x, y)
}

// drag draws a line to where the pen is now.
func (p *pad) drag(x, y float64) {
	n := math.Ceil(2 * math.Hypot(x-p.px, y-p.py))
	for i := 1.0; i <= n; i++ {
		p.dab(p.px+(x-p.px)*i/n, p.py+(y-p.py)*i/n)
	}
	p.px, p.py = x, y
}

// dab puts a drop of ink down, as wide as the strokes of MNIST are: solid in
// the middle, with a soft edge of one pixel.
func (p *pad) dab(x, y float64) {
	p.drawn = true
	radius := 0.035 * float64(p.shape.W)
	for i := range p.ink {
		px, py := float64(i%p.shape.W)+0.5, float64(i/p.shape.W%p.shape.H)+0.5
		v := float32(min(1, max(0, radius+1-math.Hypot(px-x, py-y))))
		p.ink[i] = max(p.ink[i], v)
	}
}

// key does what a key says and reports whether it says anything.
func (p *pad) key(name string) bool {
	switch name {
	case "ArrowLeft":
		p.cx = max(0, p.cx-1)
	case "ArrowRight":
		p.cx = min(p.shape.W-1, p.cx+1)
	case "ArrowUp":
		p.cy = max(0, p.cy-1)
	case "ArrowDown":
		p.cy = min(p.shape.H-1, p.cy+1)
	case " ":
		p.dab(float64(p.cx)+0.5, float64(p.cy)+0.5)
	case "Delete", "Backspace":
		p.clear()
	default:
		return false
	}
	p.cursor = true
	return true
}

// example is what the model is shown: the ink, moved so that its centre of
// mass is in the middle, as MNIST's digits are. What was loaded stays as it
// is. An empty pad is no example.
func (p *pad) example() []float32 {
	var mass, mx, my float64
	w, h := p.shape.W, p.shape.H
	for i, v := range p.ink {
		mass += float64(v)
		mx += float64(v) * (float64(i%w) + 0.5)
		my += float64(v) * (float64(i/w%h) + 0.5)
	}
	if mass == 0 {
		return nil
	}
	out := make([]float32, len(p.ink))
	dx, dy := 0, 0
	if p.drawn {
		dx, dy = int(math.Round(float64(w)/2-mx/mass)), int(math.Round(float64(h)/2-my/mass))
	}
	for i, v := range p.ink {
		x, y := i%w+dx, i/w%h+dy
		if 0 <= x && x < w && 0 <= y && y < h {
			out[i+dx+dy*w] = v
		}
	}
	return out
}

// pixels are the ink in red, green, blue and alpha, dark on light, and the
// cursor if it is shown.
func (p *pad) pixels() []byte {
	plane := p.shape.H * p.shape.W
	b := make([]byte, 4*plane)
	for i := range plane {
		for c := range 3 {
			v := p.ink[i]
			if p.shape.C == 3 {
				v = 1 - p.ink[c*plane+i]
			}
			b[4*i+c] = byte(255 * (1 - min(max(v, 0), 1)))
		}
		b[4*i+3] = 255
	}
	if p.cursor {
		copy(b[4*(p.cy*p.shape.W+p.cx):], []byte{184, 74, 0, 255})
	}
	return b
}
