package op_test

import (
	"math"
	"strings"
	"testing"

	"github.com/nlpodyssey/spago/mat"

	"petri/models/kernel"
	"petri/models/op"
	"petri/models/op/optest"
)

// TestValues checks values that can be worked out by hand; each was also computed with PyTorch, to the digits given.
func TestValues(t *testing.T) {
	t.Run("cross-entropy of logits 1, 2, 3 for the third class is log(e⁻² + e⁻¹ + 1)", func(t *testing.T) {
		tape, x := op.NewTape[float64](), optest.Tensor(1, 1, 2, 3)
		loss := op.SoftmaxCrossEntropy(tape, x, []int32{2})
		tape.Backward(loss)
		optest.Near(t, "loss", op.Data[float64](loss), []float64{.407606}, 1e-6)
		optest.Near(t, "gradient", op.Grad[float64](x), []float64{.090031, .244728, -.334759}, 1e-6)
	})
	t.Run("GELU of 1 in the tanh form", func(t *testing.T) {
		y := op.GELU(op.NewTape[float64](), optest.Tensor(1, 1))
		optest.Near(t, "y", op.Data[float64](y), []float64{.841192}, 1e-6)
	})
	t.Run("layer norm of 1, 2, 3, 4 divides by the biased deviation √1.25", func(t *testing.T) {
		one, zero := optest.Tensor(1, 1, 1, 1, 1), optest.Tensor(1, 0, 0, 0, 0)
		y := op.LayerNorm(op.NewTape[float64](), optest.Tensor(1, 1, 2, 3, 4), one, zero, 0)
		optest.Near(t, "y", op.Data[float64](y), []float64{-1.341640786, -.447213595, .447213595, 1.341640786}, 1e-9)
	})
	t.Run("attention over two tokens and a prefix of two", func(t *testing.T) {
		k, v := optest.Tensor(4, 1, 0, 0, 1, 2, 0, 0, 0), optest.Tensor(4, 1, 0, 0, 1, 3, 3, 1, 1)
		y := op.Attention(op.NewTape[float64](), optest.Tensor(1, 1, 0), k, v, op.Heads{B: 1, N: 1})
		optest.Near(t, "y", op.Data[float64](y), []float64{1.887628, 1.761345}, 1e-6)
	})
	t.Run("causal queries see the prefix and what is not after them", func(t *testing.T) {
		q, k := optest.Tensor(2, 0, 0), optest.Tensor(3, 0, 0, 0) // equal scores: the mean of what is seen
		y := op.Attention(op.NewTape[float64](), q, k, optest.Tensor(3, 1, 3, 8), op.Heads{B: 1, N: 1, Causal: true})
		optest.Near(t, "y", op.Data[float64](y), []float64{2, 4}, 1e-15)
	})
	t.Run("rows stand before every sequence", func(t *testing.T) {
		y := op.Before(op.NewTape[float64](), optest.Tensor(1, 7, 8), optest.Tensor(2, 1, 2, 3, 4), 2)
		optest.Near(t, "y", op.Data[float64](y), []float64{7, 8, 1, 2, 7, 8, 3, 4}, 0)
	})
	t.Run("the second token is turned by one radian in its first pair and by a hundredth in its second", func(t *testing.T) {
		x := optest.Tensor(4, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 1, 0, 1) // two sequences of two tokens, D = 4
		y := op.Rotate(op.NewTape[float64](), x, op.Heads{B: 2, N: 1})
		optest.Near(t, "y", op.Data[float64](y), []float64{1, 0, 1, 0, .540302, .841471, .999950, .010000,
			1, 0, 1, 0, -.841471, .540302, -.010000, .999950}, 1e-6)
	})
	t.Run("rotated queries and keys know how far apart they are, not where they stand", func(t *testing.T) {
		tape, h := op.NewTape[float64](), op.Heads{B: 1, N: 1}
		q, k := op.Data[float64](optest.Random(1, 1, 4)), op.Data[float64](optest.Random(2, 1, 4))
		at := func(iq, ik int) float64 {
			x := make([]float64, 2*6*4)
			copy(x[iq*4:], q)
			copy(x[(6+ik)*4:], k)
			y := op.Data[float64](op.Rotate(tape, optest.Tensor(12, x...), op.Heads{B: 2, N: h.N}))
			sum := 0.0
			for i := range 4 {
				sum += y[iq*4+i] * y[(6+ik)*4+i]
			}
			return sum
		}
		optest.Near(t, "q·k", []float64{at(5, 3)}, []float64{at(2, 0)}, 1e-12)
	})
	t.Run("a gate scales its head by its tanh, and is shut at zero", func(t *testing.T) {
		y := op.Gate(op.NewTape[float64](), optest.Tensor(1, 1, 2, 3, 4), optest.Tensor(1, 0, .5))
		optest.Near(t, "y", op.Data[float64](y), []float64{0, 0, 1.386351, 1.848469}, 1e-6)
	})
	t.Run("a convolution is not flipped", func(t *testing.T) {
		x, w := optest.Tensor(1, 1, 2, 3, 4, 5, 6), optest.Tensor(1, 1, 10)
		y := op.Conv2D(op.NewTape[float64](), x, w, optest.Tensor(1, .5), kernel.Window{C: 1, H: 2, W: 3, KH: 1, KW: 2, Stride: 1})
		optest.Near(t, "y", op.Data[float64](y), []float64{21.5, 32.5, 54.5, 65.5}, 1e-15)
	})
	t.Run("concatenation by columns and by rows", func(t *testing.T) {
		tape, x, y := op.NewTape[float64](), optest.Tensor(2, 1, 2), optest.Tensor(2, 3, 4, 5, 6)
		cols := op.ConcatCols(tape, x, y)
		optest.Near(t, "columns", op.Data[float64](cols), []float64{1, 3, 4, 2, 5, 6}, 0)
		rows := op.ConcatRows(tape, y, optest.Tensor(1, 7, 8))
		optest.Near(t, "rows", op.Data[float64](rows), []float64{3, 4, 5, 6, 7, 8}, 0)
	})
	t.Run("patches of each image, row by row, the channel fastest", func(t *testing.T) {
		x := optest.Tensor(2, 1, 2, 3, 4, 5, 6, 7, 8, -1, -2, -3, -4, -5, -6, -7, -8) // (2, 2·1·4)
		y := op.Patches(op.NewTape[float64](), x, kernel.Patches{C: 4, H: 1, W: 2, P: 1})
		optest.Near(t, "y", op.Data[float64](y), []float64{1, 3, 5, 7, 2, 4, 6, 8, -1, -3, -5, -7, -2, -4, -6, -8}, 0)
		if op.Rows(y) != 4 || op.Cols(y) != 4 {
			t.Errorf("patches are %v, want 2·2 of 4", y.Shape())
		}
	})
	t.Run("the mean of the tokens of each sequence", func(t *testing.T) {
		y := op.MeanTokens(op.NewTape[float64](), optest.Tensor(4, 1, 2, 3, 6, 10, 20, 30, 50), 2)
		optest.Near(t, "y", op.Data[float64](y), []float64{2, 4, 20, 35}, 1e-15)
	})
	t.Run("cosines at a temperature", func(t *testing.T) { // METHODS 7
		tape := op.NewTape[float64]()
		cosines := op.Linear(tape, op.Unit(tape, optest.Tensor(1, 1, 0)), op.Unit(tape, optest.Tensor(2, 3, 4, 4, 3)), nil)
		optest.Near(t, "cosines", op.Data[float64](cosines), []float64{.6, .8}, 1e-12)
		for _, tc := range []struct{ scale, first float64 }{{1 / .07, .054313}, {100, 2.06e-9}, {1e6, 2.06e-9}} {
			logits := op.Temper(tape, cosines, optest.Tensor(1, math.Log(tc.scale)), math.Log(100))
			optest.Near(t, "softmax", op.Data[float64](op.Softmax(tape, logits)), []float64{tc.first, 1 - tc.first}, 1e-6)
		}
	})
}

// TestMisfits checks that every operator names itself and what does not fit.
func TestMisfits(t *testing.T) {
	x := optest.Random(1, 4, 6)
	window := kernel.Window{C: 1, H: 3, W: 3, KH: 2, KW: 2, Stride: 1}
	for _, tc := range []struct {
		op   func(t *tape) mat.Tensor
		want string
	}{
		{func(t *tape) mat.Tensor { return op.Linear(t, x, optest.Random(2, 3, 5), nil) }, "op: linear: x has 6 columns, w wants 5"},
		{func(t *tape) mat.Tensor { return op.Linear(t, x, x, optest.Random(2, 1, 3)) }, "op: linear: b holds 3 numbers, wanted 4"},
		{func(t *tape) mat.Tensor { return op.Conv2D(t, x, x, nil, window) }, "op: conv2d: x has 6 columns, wanted 9"},
		{func(t *tape) mat.Tensor { return op.Conv2D(t, optest.Random(2, 1, 9), x, nil, window) }, "op: conv2d: w has 6 columns, the window wants 4"},
		{func(t *tape) mat.Tensor { return op.MaxPool(t, x, window) }, "op: maxpool: x has 6 columns, wanted 9"},
		{func(t *tape) mat.Tensor { return op.AvgPool(t, x, window) }, "op: avgpool: x has 6 columns, wanted 9"},
		{func(t *tape) mat.Tensor { return op.LayerNorm(t, x, optest.Random(2, 1, 5), x, 0) }, "op: layernorm: gamma holds 5 numbers, wanted 6"},
		{func(t *tape) mat.Tensor { return op.Add(t, x, optest.Random(2, 6, 4)) }, "op: add: operands are 4x6 and 6x4"},
		{func(t *tape) mat.Tensor { return op.AddRows(t, x, optest.Random(2, 3, 6)) }, "op: addrows: x is 4x6, which blocks of 3x6 do not fill"},
		{func(t *tape) mat.Tensor { return op.MeanSquaredError(t, x, optest.Random(2, 1, 6)) }, "op: mean squared error: operands are 4x6 and 1x6"},
		{func(t *tape) mat.Tensor { return op.Reshape(t, x, 5, 5) }, "op: reshape: x is 4x6, wanted 5x5"},
		{func(t *tape) mat.Tensor { return op.Gather(t, x, []int32{0, 4}) }, "op: gather: index 4 at 1 is outside 0..3"},
		{func(t *tape) mat.Tensor { return op.SoftmaxCrossEntropy(t, x, []int32{1}) }, "op: softmax cross-entropy: 1 indices for 4 rows"},
		{func(t *tape) mat.Tensor { return op.SoftmaxCrossEntropy(t, x, []int32{0, 1, -1, 0}) }, "op: softmax cross-entropy: index -1 at 2 is outside 0..5"},
		{func(t *tape) mat.Tensor { return op.ConcatRows(t, x, optest.Random(2, 4, 5)) }, "op: concatrows: x has 5 columns, wanted 6"},
		{func(t *tape) mat.Tensor { return op.ConcatCols(t, x, optest.Random(2, 3, 6)) }, "op: concatcols: operands have 4 and 3 rows"},
		{func(t *tape) mat.Tensor { return op.Patches(t, x, kernel.Patches{C: 1, H: 2, W: 4, P: 2}) }, "op: patches: x has 6 columns, wanted 8"},
		{func(t *tape) mat.Tensor { return op.Temper(t, x, x, 1) }, "op: temper: s holds 24 numbers, wanted 1"},
		{func(t *tape) mat.Tensor { return op.MeanTokens(t, x, 3) }, "op: mean of tokens: x has 4 rows for 3 sequences"},
		{func(t *tape) mat.Tensor { return op.MeanTokens(t, x, 0) }, "op: mean of tokens: x has 4 rows for 0 sequences"},
		{func(t *tape) mat.Tensor { return op.Attention(t, x, x, optest.Random(2, 3, 6), op.Heads{B: 1, N: 1}) }, "op: attention: k and v: operands are 4x6 and 3x6"},
		{func(t *tape) mat.Tensor { return op.Attention(t, x, x, x, op.Heads{B: 1, N: 4}) }, "op: attention: q has 6 columns, k 6, for 4 heads"},
		{func(t *tape) mat.Tensor { return op.Attention(t, x, x, x, op.Heads{B: 3, N: 1}) }, "op: attention: q has 4 rows, k 4, for 3 sequences"},
		{func(t *tape) mat.Tensor {
			return op.Attention(t, x, optest.Random(2, 2, 6), optest.Random(3, 2, 6), op.Heads{B: 1, N: 1, Causal: true})
		}, "op: attention: causal with 4 queries for 2 keys"},
		{func(t *tape) mat.Tensor {
			t.Backward(op.ReLU(t, x))
			return nil
		}, "op: backward: the loss is 4x6, wanted a scalar"},
		{func(t *tape) mat.Tensor { return op.ReLU(t, mat.NewDense[float32](mat.WithShape(1, 1))) }, "op: tensor is a *mat.Dense[float32], the tape holds a *mat.Dense[float64]"},
	} {
		name, _, _ := strings.Cut(strings.TrimPrefix(tc.want, "op: "), ":")
		t.Run(name, func(t *testing.T) {
			defer func() {
				if got := recover(); got != tc.want {
					t.Errorf("panic %q, want %q", got, tc.want)
				}
			}()
			tc.op(op.NewTape[float64]())
		})
	}
}
