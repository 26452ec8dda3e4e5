package kernel

import (
	"math"
	"testing"
)

// TestSoftmax: the logits' differences are ln 2 and ln 4, so the probabilities are 1/7, 2/7 and 4/7, however large the logits.
func TestSoftmax(t *testing.T) {
	ln2 := float32(math.Ln2)
	x := []float32{0, ln2, 2 * ln2, 1000, 1000, float32(math.Inf(-1))}
	y := make([]float32, 6)
	Softmax(y, x, 2, 3)
	wantNear(t, "y", y, []float64{1. / 7, 2. / 7, 4. / 7, .5, .5, 0}, 1e-7)
	Softmax(x, x, 2, 3)
	wantNear(t, "in place", x, y, 0)
}

func TestSoftmax_Grad(t *testing.T) {
	const rows, cols = 3, 5
	x, dy, y := random[float64](1, rows*cols), random[float64](2, rows*cols), make([]float64, rows*cols)
	dx := make([]float64, rows*cols)
	Softmax(y, x, rows, cols)
	SoftmaxGrad(dx, dy, y, rows, cols)
	checkGrad(t, "dx", func() float64 { Softmax(y, x, rows, cols); return Dot(y, dy) }, x, dx)
}

func TestLogSumExp(t *testing.T) {
	dst := make([]float32, 3)
	LogSumExp(dst, []float32{0, 0, 1000, 1000, -1000, -1001}, 3, 2)
	wantNear(t, "dst", dst, []float64{math.Ln2, 1000 + math.Ln2, -1000 + math.Log1p(math.Exp(-1))}, 1e-7)
	LogSumExp(dst, nil, 3, 0)
	if !math.IsInf(float64(dst[0]), -1) {
		t.Errorf("an empty row gave %v, want -Inf", dst[0])
	}
}

// TestCrossEntropy: METHODS.md's value 21, logits 1, 2, 3 and the third class.
func TestCrossEntropy(t *testing.T) {
	x, p, dx := []float32{1, 2, 3}, make([]float32, 3), []float32{1, 1, 1}
	wantNear(t, "loss", []float32{CrossEntropy(p, x, []int32{2}, 1, 3)}, []float32{.407606}, 1e-6)
	CrossEntropyGrad(dx, p, []int32{2}, 1, 3, 1)
	wantNear(t, "dx", dx, []float32{1.090031, 1.244728, 1 - .334759}, 1e-6)

	// A sure and wrong answer costs its logit's distance: no infinity.
	if got := CrossEntropy(p, []float32{0, 0, 500}, []int32{0}, 1, 3); got != 500 {
		t.Errorf("loss %v, want 500", got)
	}
}

func TestCrossEntropy_Grad(t *testing.T) {
	const rows, cols, scale = 4, 3, 2.5
	x, p, dx := random[float64](1, rows*cols), make([]float64, rows*cols), make([]float64, rows*cols)
	labels := []int32{0, 2, 1, 2}
	loss := func() float64 { return scale * CrossEntropy(p, x, labels, rows, cols) }
	loss()
	CrossEntropyGrad(dx, p, labels, rows, cols, scale)
	checkGrad(t, "dx", loss, x, dx)
}

func TestSoftmax_BadInput(t *testing.T) {
	x := make([]float32, 6)
	wantPanic(t, badLength, func() { Softmax(x, x, 2, 2) })
	wantPanic(t, badLength, func() { SoftmaxGrad(x, x[1:], x, 2, 3) })
	wantPanic(t, badLength, func() { LogSumExp(x, x, 2, 3) })
	wantPanic(t, badLength, func() { CrossEntropy(x, x, []int32{0}, 2, 3) })
	wantPanic(t, badLabel, func() { CrossEntropy(x, x, []int32{0, 3}, 2, 3) })
	wantPanic(t, badLabel, func() { CrossEntropy(x, x, []int32{-1, 0}, 2, 3) })
	wantPanic(t, badLabel, func() { CrossEntropyGrad(x, x, []int32{0, 3}, 2, 3, 1) })
}

func BenchmarkSoftmax(b *testing.B) {
	const rows, cols = 64 * 17, 17 // one head of attention, 17 tokens, batch 64
	x, y, dx := random[float32](1, rows*cols), make([]float32, rows*cols), make([]float32, rows*cols)
	for _, bench := range []struct {
		name string
		f    func()
	}{
		{"Softmax", func() { Softmax(y, x, rows, cols) }},
		{"SoftmaxGrad", func() { SoftmaxGrad(dx, x, y, rows, cols) }},
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
