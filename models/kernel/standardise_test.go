package kernel

import (
	"math"
	"testing"
)

// TestStandardise: METHODS.md's value 10, with the unbiased variance 5/3; the biased one would give −1.341640. A constant row is 0, whatever
// eps, and a nearly constant one is blown up.
func TestStandardise(t *testing.T) {
	x := []float32{1, 2, 3, 4, 7, 7, 7, 7, 0, 0, 0, .01}
	y, mean, std := make([]float32, 12), make([]float32, 3), make([]float32, 3)
	Standardise(y, mean, std, x, 3, 4, 1e-6)
	wantNear(t, "y", y, []float64{-1.161895, -.387298, .387298, 1.161895, 0, 0, 0, 0, -.490290, -.490290, -.490290, 1.470871}, 1e-6)
	wantNear(t, "mean", mean, []float64{2.5, 7, .0025}, 1e-7)
	wantNear(t, "std", std, []float64{math.Sqrt(5./3 + 1e-6), 1e-3, math.Sqrt(.000025 + 1e-6)}, 1e-7)
	for i := range x { // what it takes to undo it
		x[i] -= y[i]*std[i/4] + mean[i/4]
	}
	wantNear(t, "what is left", x, make([]float64, 12), 1e-6)

	in := random[float64](1, 20)
	want, m, s := make([]float64, 20), make([]float64, 4), make([]float64, 4)
	Standardise(want, m, s, in, 4, 5, 0)
	Standardise(in, m, s, in, 4, 5, 0)
	wantNear(t, "in place", in, want, 0)
	again := make([]float64, 20)
	Standardise(again, m, s, want, 4, 5, 0)
	wantNear(t, "mean of what is standardised", m, make([]float64, 4), 1e-15)
	wantNear(t, "deviation of what is standardised", s, []float64{1, 1, 1, 1}, 1e-15)
}

func TestStandardise_BadInput(t *testing.T) {
	x, stat := make([]float32, 6), make([]float32, 2)
	wantPanic(t, badLength, func() { Standardise(x, stat, stat, x, 3, 2, 0) })
	wantPanic(t, badLength, func() { Standardise(x[1:], stat, stat, x, 2, 3, 0) })
	wantPanic(t, badLength, func() { Standardise(x, stat, stat, x[1:], 2, 3, 0) })
	wantPanic(t, badLength, func() { Standardise(x, stat[1:], stat, x, 2, 3, 0) })
	wantPanic(t, badLength, func() { Standardise(x, stat, stat[1:], x, 2, 3, 0) })
}
