package ui

import (
	"testing"

	"petri/models/spec"
)

func TestCoverPad(t *testing.T) {
	p := newCoverPad(spec.Shape{C: 1, H: 8, W: 8}, 2)
	if v, h := p.question(); v != nil || h != nil {
		t.Error("a pad without a picture asks")
	}
	p.values = make([]float32, 64)
	if v, _ := p.question(); v != nil {
		t.Error("asks though nothing is hidden")
	}
	p.press(0.5, 0.5)
	p.drag(3, 0.5)
	p.drag(9, -3) // out over the corner: along the edge
	if p.count() != 3 || p.hidden[0] != 1 || p.hidden[1] != 1 || p.hidden[3] != 1 {
		t.Errorf("hidden %v after a stroke over the first row", p.hidden)
	}
	if p.drag(7, 0.5) {
		t.Error("a patch that is hidden already is news")
	}
	p.press(0.5, 0.5) // begins on a hidden patch: uncovers
	p.drag(3, 0.5)
	if p.count() != 1 {
		t.Errorf("hidden %v after uncovering", p.hidden)
	}
	for _, key := range []string{"ArrowUp", "ArrowUp", "ArrowUp", "ArrowLeft", "ArrowLeft", "ArrowLeft", " "} {
		p.key(key)
	}
	if p.hidden[0] != 1 || !p.cursor || p.key("a") {
		t.Errorf("the keyboard does not hide the first patch: %v", p.hidden)
	}
	if v, h := p.question(); len(v) != 64 || len(h) != 16 {
		t.Errorf("asks %d values and %d patches", len(v), len(h))
	}
	if p.swap(); p.count() != 14 {
		t.Errorf("%d hidden after a swap of 2", p.count())
	}
	if p.press(-1, 3) {
		t.Error("a press outside begins a stroke")
	}
}

func TestFitted(t *testing.T) {
	rgba := []byte{0, 0, 0, 255, 255, 255, 255, 255, 255, 0, 0, 0, 200, 0, 0, 255}
	grey := fitted(rgba, spec.Shape{C: 1, H: 2, W: 2})
	if grey[0] != 1 || grey[1] > 1e-6 || grey[2] > 1e-6 {
		t.Errorf("ink of black, white and clear is %v", grey[:3])
	}
	colour := fitted(rgba, spec.Shape{C: 3, H: 2, W: 2})
	if colour[0] != 0 || colour[1] != 1 || colour[2] != 1 || colour[3] != 200.0/255 || colour[7] != 0 {
		t.Errorf("colours %v", colour)
	}
}
