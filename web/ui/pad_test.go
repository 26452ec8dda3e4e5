package ui

import (
	"math"
	"slices"
	"testing"

	"petri/models/spec"
)

// centre is the centre of mass of an example.
func centre(values []float32, w int) (x, y float64) {
	var mass float64
	for i, v := range values {
		mass += float64(v)
		x += float64(v) * (float64(i%w) + 0.5)
		y += float64(v) * (float64(i/w) + 0.5)
	}
	return x / mass, y / mass
}

func TestPad(t *testing.T) {
	shape := spec.Shape{C: 1, H: 28, W: 28}
	t.Run("an empty pad is no example", func(t *testing.T) {
		p := newPad(shape)
		if p.example() != nil {
			t.Error("it is one")
		}
	})
	t.Run("a drawing is moved to the middle", func(t *testing.T) {
		p := newPad(shape)
		p.press(4, 5)
		p.drag(4, 15)
		x, y := centre(p.example(), 28)
		if math.Abs(x-14) > 0.5 || math.Abs(y-14) > 0.5 {
			t.Errorf("its centre is (%v, %v)", x, y)
		}
		ink := 0.0
		for _, v := range p.example() {
			if v < 0 || v > 1 {
				t.Fatalf("ink of %v", v)
			}
			ink += float64(v)
		}
		if ink < 20 || ink > 40 { // a line of 10 pixels, 2 to 3 wide, with round ends
			t.Errorf("%v pixels of ink", ink)
		}
	})
	t.Run("an example that was loaded stays as it is", func(t *testing.T) {
		p := newPad(shape)
		given := make([]float32, 784)
		given[3] = 0.5
		p.load(given)
		if !slices.Equal(p.example(), given) {
			t.Error("it was moved")
		}
	})
	t.Run("keys", func(t *testing.T) {
		p := newPad(spec.Shape{C: 1, H: 8, W: 8})
		for _, key := range []string{"ArrowLeft", "ArrowUp", "ArrowUp", "ArrowRight", "ArrowDown"} {
			if !p.key(key) {
				t.Errorf("%s says nothing", key)
			}
		}
		if p.key("a") {
			t.Error("a letter says something")
		}
		p.key(" ")
		if p.cx != 4 || p.cy != 3 || p.ink[3*8+4] != 1 {
			t.Errorf("the pen is at (%d, %d): %v", p.cx, p.cy, p.ink)
		}
		if b := p.pixels(); b[4*(3*8+4)] != 184 || b[0] != 255 || b[3] != 255 {
			t.Error("the cursor or the paper has another colour")
		}
		p.key("Delete")
		if p.example() != nil {
			t.Error("delete leaves ink")
		}
	})
}
