package layer_test

import (
	"math"
	"testing"

	"petri/models/layer"
	"petri/models/op"
)

// METHODS: on a 2×2 grid of width 8, row 0 and column 1 is [sin 1, sin .01, cos 1,
// cos .01, 0, 0, 1, 1], and row 1 and column 0 has the halves swapped.
func TestSinCos2D(t *testing.T) {
	table := op.Data[float64](layer.SinCos2D[float64](2, 2, 8))
	across := []float64{.841471, .01, .540302, .99995, 0, 0, 1, 1}
	for i, want := range across {
		if got := table[8+i]; math.Abs(got-want) > 1e-6 {
			t.Errorf("column 1: %d is %v, want %v", i, got, want)
		}
		if got := table[16+(i+4)%8]; math.Abs(got-want) > 1e-6 {
			t.Errorf("row 1: %d is %v, want %v", (i+4)%8, got, want)
		}
	}
}
