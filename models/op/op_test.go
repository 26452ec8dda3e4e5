package op_test

import (
	"testing"

	"github.com/nlpodyssey/spago/mat"

	"petri/models/kernel"
	"petri/models/op"
	"petri/models/op/optest"
)

type tape = op.Tape[float64]

// TestGradients checks every operator against central differences, with every operand that can have a gradient.
func TestGradients(t *testing.T) {
	x, y := optest.Random(1, 4, 6), optest.Random(2, 4, 6)
	w, b := optest.Random(3, 3, 6), optest.Random(4, 1, 3)
	row, gamma := optest.Random(5, 1, 6), optest.Random(6, 1, 6)
	image, filters, bias := optest.Random(7, 2, 2*5*4), optest.Random(8, 3, 2*3*2), optest.Random(9, 1, 3)
	window := kernel.Window{C: 2, H: 5, W: 4, KH: 3, KW: 2, Stride: 2, Pad: 1}
	q, k, v := optest.Random(10, 2*3, 4), optest.Random(11, 2*5, 4), optest.Random(12, 2*5, 4)
	labels := []int32{5, 0, 2, 2}
	pictures, grid := optest.Random(13, 2, 3*4*6), kernel.Patches{C: 3, H: 4, W: 6, P: 2}

	gates := optest.Random(14, 1, 2)
	warm := optest.Tensor(1, .3)
	for _, tc := range []struct {
		name     string
		op       func(t *tape) mat.Tensor
		operands []mat.Tensor
	}{
		{"linear", func(t *tape) mat.Tensor { return op.Linear(t, x, w, b) }, []mat.Tensor{x, w, b}},
		{"linear without bias", func(t *tape) mat.Tensor { return op.Linear(t, x, w, nil) }, []mat.Tensor{x, w}},
		{"linear of its own weights", func(t *tape) mat.Tensor { return op.Linear(t, x, x, nil) }, []mat.Tensor{x}},
		{"conv2d", func(t *tape) mat.Tensor { return op.Conv2D(t, image, filters, bias, window) }, []mat.Tensor{image, filters, bias}},
		{"conv2d without bias", func(t *tape) mat.Tensor { return op.Conv2D(t, image, filters, nil, window) }, []mat.Tensor{image, filters}},
		{"maxpool", func(t *tape) mat.Tensor { return op.MaxPool(t, image, window) }, []mat.Tensor{image}},
		{"avgpool", func(t *tape) mat.Tensor { return op.AvgPool(t, image, window) }, []mat.Tensor{image}},
		{"relu", func(t *tape) mat.Tensor { return op.ReLU(t, x) }, []mat.Tensor{x}},
		{"tanh", func(t *tape) mat.Tensor { return op.Tanh(t, x) }, []mat.Tensor{x}},
		{"gelu", func(t *tape) mat.Tensor { return op.GELU(t, x) }, []mat.Tensor{x}},
		{"layernorm", func(t *tape) mat.Tensor { return op.LayerNorm(t, x, gamma, row, 1e-5) }, []mat.Tensor{x, gamma, row}},
		{"softmax", func(t *tape) mat.Tensor { return op.Softmax(t, x) }, []mat.Tensor{x}},
		{"softmax cross-entropy", func(t *tape) mat.Tensor { return op.SoftmaxCrossEntropy(t, x, labels) }, []mat.Tensor{x}},
		{"mean squared error", func(t *tape) mat.Tensor { return op.MeanSquaredError(t, x, y) }, []mat.Tensor{x, y}},
		{"sum", func(t *tape) mat.Tensor { return op.Sum(t, x) }, []mat.Tensor{x}},
		{"add", func(t *tape) mat.Tensor { return op.Add(t, x, y) }, []mat.Tensor{x, y}},
		{"add to itself", func(t *tape) mat.Tensor { return op.Add(t, x, x) }, []mat.Tensor{x}},
		{"addrows", func(t *tape) mat.Tensor { return op.AddRows(t, q, op.Reshape(t, x, 6, 4)) }, []mat.Tensor{q, x}},
		{"addrows to blocks", func(t *tape) mat.Tensor { return op.AddRows(t, x, row) }, []mat.Tensor{x, row}},
		{"scale", func(t *tape) mat.Tensor { return op.Scale(t, x, -1.5) }, []mat.Tensor{x}},
		{"reshape", func(t *tape) mat.Tensor { return op.Softmax(t, op.Reshape(t, x, 3, 8)) }, []mat.Tensor{x}},
		{"gather", func(t *tape) mat.Tensor { return op.Gather(t, x, []int32{3, 0, 3, 1, 3}) }, []mat.Tensor{x}},
		{"concatrows", func(t *tape) mat.Tensor { return op.ConcatRows(t, x, row, y, x) }, []mat.Tensor{x, row, y}},
		{"concatcols", func(t *tape) mat.Tensor { return op.ConcatCols(t, k, v, k) }, []mat.Tensor{k, v}},
		{"patches", func(t *tape) mat.Tensor { return op.Patches(t, pictures, grid) }, []mat.Tensor{pictures}},
		{"mean of tokens", func(t *tape) mat.Tensor { return op.MeanTokens(t, k, 2) }, []mat.Tensor{k}},
		{"mean of one token", func(t *tape) mat.Tensor { return op.MeanTokens(t, x, 4) }, []mat.Tensor{x}},
		{"unit", func(t *tape) mat.Tensor { return op.Unit(t, k) }, []mat.Tensor{k}},
		{"temper", func(t *tape) mat.Tensor { return op.Temper(t, k, warm, 1) }, []mat.Tensor{k, warm}},
		{"temper at its limit", func(t *tape) mat.Tensor { return op.Temper(t, k, warm, .1) }, []mat.Tensor{k, warm}},
		{"before", func(t *tape) mat.Tensor { return op.Before(t, v, k, 5) }, []mat.Tensor{v, k}},
		{"rotate", func(t *tape) mat.Tensor { return op.Rotate(t, q, op.Heads{B: 2, N: 2}) }, []mat.Tensor{q}},
		{"gate", func(t *tape) mat.Tensor { return op.Gate(t, q, gates) }, []mat.Tensor{q, gates}},
		{"attention", func(t *tape) mat.Tensor { return op.Attention(t, q, k, v, op.Heads{B: 2, N: 2}) }, []mat.Tensor{q, k, v}},
		{"causal attention", func(t *tape) mat.Tensor {
			return op.Attention(t, q, k, v, op.Heads{B: 2, N: 2, Causal: true})
		}, []mat.Tensor{q, k, v}},
		{"attention to itself", func(t *tape) mat.Tensor { return op.Attention(t, k, k, k, op.Heads{B: 2, N: 1}) }, []mat.Tensor{k}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			optest.CheckGrad(t, func(t *tape) mat.Tensor {
				y := tc.op(t)
				return optest.Weigh(t, y, optest.Normal(99, y.Size())...)
			}, tc.operands...)
		})
	}
}
