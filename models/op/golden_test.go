package op_test

import (
	_ "embed"
	"encoding/json"
	"testing"

	"github.com/nlpodyssey/spago/mat"

	"petri/models/kernel"
	"petri/models/op"
	"petri/models/op/optest"
)

// goldenJSON holds values and gradients by PyTorch; testdata/golden.py writes it.
//
//go:embed testdata/golden.json
var goldenJSON []byte

// goldenOps are the operators under the names that testdata/golden.py gives them, with its geometry.
var goldenOps = map[string]func(t *tape, x []mat.Tensor) mat.Tensor{
	"linear":    func(t *tape, x []mat.Tensor) mat.Tensor { return op.Linear(t, x[0], x[1], x[2]) },
	"conv2d":    func(t *tape, x []mat.Tensor) mat.Tensor { return op.Conv2D(t, x[0], x[1], x[2], goldenWindow) },
	"maxpool":   func(t *tape, x []mat.Tensor) mat.Tensor { return op.MaxPool(t, x[0], goldenWindow) },
	"avgpool":   func(t *tape, x []mat.Tensor) mat.Tensor { return op.AvgPool(t, x[0], goldenWindow) },
	"relu":      func(t *tape, x []mat.Tensor) mat.Tensor { return op.ReLU(t, x[0]) },
	"tanh":      func(t *tape, x []mat.Tensor) mat.Tensor { return op.Tanh(t, x[0]) },
	"gelu":      func(t *tape, x []mat.Tensor) mat.Tensor { return op.GELU(t, x[0]) },
	"layernorm": func(t *tape, x []mat.Tensor) mat.Tensor { return op.LayerNorm(t, x[0], x[1], x[2], 1e-5) },
	"softmax":   func(t *tape, x []mat.Tensor) mat.Tensor { return op.Softmax(t, x[0]) },
	"softmax cross-entropy": func(t *tape, x []mat.Tensor) mat.Tensor {
		return op.SoftmaxCrossEntropy(t, x[0], goldenLabels)
	},
	"mean squared error": func(t *tape, x []mat.Tensor) mat.Tensor { return op.MeanSquaredError(t, x[0], x[1]) },
	"gather":             func(t *tape, x []mat.Tensor) mat.Tensor { return op.Gather(t, x[0], goldenLabels) },
	"attention": func(t *tape, x []mat.Tensor) mat.Tensor {
		return op.Attention(t, x[0], x[1], x[2], op.Heads{B: 2, N: 2})
	},
	"causal attention": func(t *tape, x []mat.Tensor) mat.Tensor {
		return op.Attention(t, x[0], x[1], x[2], op.Heads{B: 2, N: 3, Causal: true})
	},
}

var (
	goldenWindow = kernel.Window{C: 3, H: 6, W: 5, KH: 3, KW: 2, Stride: 2, Pad: 1}
	goldenLabels = []int32{5, 0, 2, 2}
)

// TestGolden compares values and gradients with PyTorch's. Both sides sum a few dozen float64 numbers of order one in orders of their
// own, which leaves 1e-10 ample room.
func TestGolden(t *testing.T) {
	var cases []struct {
		Name   string
		Inputs []struct {
			Rows       int
			Data, Grad []float64
		}
		Y, Dy []float64
	}
	if err := json.Unmarshal(goldenJSON, &cases); err != nil {
		t.Fatal(err)
	}
	if len(cases) != len(goldenOps) {
		t.Errorf("%d cases for %d operators", len(cases), len(goldenOps))
	}
	for _, tc := range cases {
		t.Run(tc.Name, func(t *testing.T) {
			var inputs []mat.Tensor
			for _, in := range tc.Inputs {
				inputs = append(inputs, optest.Tensor(in.Rows, in.Data...))
			}
			tape := op.NewTape[float64]()
			y := goldenOps[tc.Name](tape, inputs)
			optest.Near(t, "y", op.Data[float64](y), tc.Y, 1e-10)
			tape.Backward(optest.Weigh(tape, y, tc.Dy...))
			for i, in := range tc.Inputs {
				optest.Near(t, "gradient", op.Grad[float64](inputs[i]), in.Grad, 1e-10)
			}
		})
	}
}
