package kernel

import (
	"math"
	"testing"
)

func TestReLU(t *testing.T) {
	x := []float32{-1, 0, 2, float32(math.Inf(-1))}
	y := make([]float32, 4)
	ReLU(y, x)
	wantNear(t, "y", y, []float32{0, 0, 2, 0}, 0)
	dx := []float32{1, 1, 1, 1}
	ReLUGrad(dx, []float32{5, 6, 7, 8}, y)
	wantNear(t, "dx", dx, []float32{1, 1, 8, 1}, 0) // only where y > 0, added to ones

	nan := []float32{float32(math.NaN())}
	ReLU(nan, nan)
	if nan[0] == nan[0] {
		t.Errorf("ReLU hides a NaN")
	}
}

// TestGELU: GELU(1) = .841192 is METHODS.md's value 21; the others follow from the definition in float64.
func TestGELU(t *testing.T) {
	x := []float32{1, 0, -1, 3, -20, 20, 0.001}
	want := make([]float64, len(x))
	for i, v := range x {
		v := float64(v)
		want[i] = v / 2 * (1 + math.Tanh(math.Sqrt(2/math.Pi)*(v+0.044715*v*v*v)))
	}
	y := make([]float32, len(x))
	GELU(y, nil, x)
	wantNear(t, "y", y, want, 1e-7)
	wantNear(t, "GELU(1)", y[:1], []float32{.841192}, 1e-6)
}

func TestActivations_Grad(t *testing.T) {
	const n = 40
	slope := make([]float64, n)
	for _, tc := range []struct {
		name string
		f    func(y, x []float64)
		grad func(dx, dy, kept []float64)
		kept []float64 // for the gradient; nil is y
	}{
		{"ReLU", ReLU[float64], ReLUGrad[float64], nil},
		{"Tanh", Tanh[float64], TanhGrad[float64], nil},
		{"GELU", func(y, x []float64) { GELU(y, slope, x) }, GELUGrad[float64], slope},
	} {
		t.Run(tc.name, func(t *testing.T) {
			x, dy, y := random[float64](1, n), random[float64](2, n), make([]float64, n)
			tc.f(y, x)
			if tc.kept == nil {
				tc.kept = y
			}
			dx := make([]float64, n)
			tc.grad(dx, dy, tc.kept)
			checkGrad(t, "dx", func() float64 { tc.f(y, x); return Dot(y, dy) }, x, dx)
			wantPanic(t, badLength, func() { tc.f(y[1:], x) })
			wantPanic(t, badLength, func() { tc.grad(dx, dy[1:], y) })
		})
	}
}

func BenchmarkActivations(b *testing.B) {
	const n = 64 * 200
	x, y, dy, dx, slope := random[float32](1, n), make([]float32, n), random[float32](2, n), make([]float32, n), make([]float32, n)
	for _, bench := range []struct {
		name string
		f    func()
	}{
		{"ReLU", func() { ReLU(y, x) }},
		{"ReLUGrad", func() { ReLUGrad(dx, dy, y) }},
		{"Tanh", func() { Tanh(y, x) }},
		{"GELU", func() { GELU(y, slope, x) }},
		{"GELUGrad", func() { GELUGrad(dx, dy, slope) }},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				bench.f()
			}
			elements(b, n)
		})
	}
}
