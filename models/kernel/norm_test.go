package kernel

import (
	"math"
	"testing"
)

// TestLayerNorm: METHODS.md's value 21, (1 − 2.5)/√1.25 = −1.341640…, and a scale and shift by hand.
func TestLayerNorm(t *testing.T) {
	x := []float32{1, 2, 3, 4, 5, 5, 5, 5}
	y, mean, rstd := make([]float32, 8), make([]float32, 2), make([]float32, 2)
	LayerNorm(y, mean, rstd, x, []float32{1, 1, 2, 1}, []float32{0, 0, 1, 0}, 2, 4, 0)
	wantNear(t, "y", y[:4], []float32{-1.341640, -.447214, 1 + 2*.447214, 1.341640}, 1e-6)
	wantNear(t, "mean", mean, []float32{2.5, 5}, 0)
	wantNear(t, "rstd", rstd[:1], []float64{1 / math.Sqrt(1.25)}, 1e-7)

	LayerNorm(y, mean, rstd, x, []float32{1, 1, 1, 1}, []float32{7, 7, 7, 7}, 2, 4, 1e-5)
	wantNear(t, "a constant row", y[4:], []float32{7, 7, 7, 7}, 0)
}

func TestLayerNorm_Grad(t *testing.T) {
	const rows, cols, eps = 3, 6, 1e-5
	x, dy, y := random[float64](1, rows*cols), random[float64](2, rows*cols), make([]float64, rows*cols)
	gamma, beta := random[float64](3, cols), random[float64](4, cols)
	mean, rstd := make([]float64, rows), make([]float64, rows)
	loss := func() float64 {
		LayerNorm(y, mean, rstd, x, gamma, beta, rows, cols, eps)
		return Dot(y, dy)
	}
	loss()
	dx, dgamma, dbeta := make([]float64, rows*cols), make([]float64, cols), make([]float64, cols)
	LayerNormGrad(dx, dgamma, dbeta, dy, x, mean, rstd, gamma, rows, cols)
	LayerNormGrad(nil, nil, nil, dy, x, mean, rstd, gamma, rows, cols)
	checkGrad(t, "dx", loss, x, dx)
	checkGrad(t, "dgamma", loss, gamma, dgamma)
	checkGrad(t, "dbeta", loss, beta, dbeta)
}

func TestLayerNorm_BadInput(t *testing.T) {
	x, row, stat := make([]float32, 6), make([]float32, 3), make([]float32, 2)
	wantPanic(t, badLength, func() { LayerNorm(x, stat, stat, x, row, row, 3, 2, 0) })
	wantPanic(t, badLength, func() { LayerNorm(x, stat, stat, x[1:], row, row, 2, 3, 0) })
	wantPanic(t, badLength, func() { LayerNormGrad(x, stat, row, x, x, stat, stat, row, 2, 3) })
	wantPanic(t, badLength, func() { LayerNormGrad(x[1:], row, row, x, x, stat, stat, row, 2, 3) })
}

func BenchmarkLayerNorm(b *testing.B) {
	const rows, cols = 64 * 17, 64
	x, y, dx := random[float32](1, rows*cols), make([]float32, rows*cols), make([]float32, rows*cols)
	gamma, beta := random[float32](2, cols), random[float32](3, cols)
	mean, rstd := make([]float32, rows), make([]float32, rows)
	for _, bench := range []struct {
		name string
		f    func()
	}{
		{"LayerNorm", func() { LayerNorm(y, mean, rstd, x, gamma, beta, rows, cols, 1e-5) }},
		{"LayerNormGrad", func() { LayerNormGrad(dx, gamma, beta, y, x, mean, rstd, gamma, rows, cols) }},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				bench.f()
			}
			elements(b, rows*cols)
		})
	}
}
