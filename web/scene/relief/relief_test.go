package relief

import (
	"math"
	"testing"
)

var nan = float32(math.NaN())

func TestScale(t *testing.T) {
	s := ScaleOf([]float32{nan, 1, 100, float32(math.Inf(1)), 0})
	if s.Low != 1 || s.High != 100 || math.Abs(s.Part(10)-.5) > 1e-12 {
		t.Errorf("got %v, 10 at %v", s, s.Part(10))
	}
	if (ScaleOf([]float32{nan}) != Scale{}) {
		t.Error("nothing has a scale")
	}
	if p := (Scale{2, 2}).Part(2); p != 0 {
		t.Errorf("values that are all the same lie at %v", p)
	}
}

func TestSlope(t *testing.T) {
	if Slope(-1) != Slopes[0] || Slope(2) != Slopes[6] || Slope(.5) != Slopes[3] {
		t.Error("the ends and the middle are not those of the map")
	}
	light := -1.
	for i := range 101 {
		c := Slope(float64(i) / 100)
		l := .2126*float64(c.R) + .7152*float64(c.G) + .0722*float64(c.B)
		if l < light {
			t.Fatalf("the map is not evenly lighter at %d%%", i)
		}
		light = l
	}
}

func TestStride(t *testing.T) {
	values := make([]float32, 25*25)
	fill := func(stride int) {
		for i := range values {
			if values[i] = nan; i%25%stride == 0 && i/25%stride == 0 {
				values[i] = float32(i)
			}
		}
	}
	for _, stride := range []int{1, 2, 4} {
		if fill(stride); Stride(values, 25, 25) != stride {
			t.Errorf("the finest grid of stride %d is said to be %d", stride, Stride(values, 25, 25))
		}
	}
	if v := Nearest(values, 25, 6, 3); v != 4 {
		t.Errorf("the nearest of the coarse grid is %v", v)
	}
	if values[0] = nan; Stride(values, 25, 25) != 0 {
		t.Error("a grid with a hole is whole")
	}
}
