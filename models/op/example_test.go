package op_test

import (
	"fmt"

	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/nn"

	"petri/models/kernel"
	"petri/models/op"
)

// A straight line through (0, 1), (1, 3) and (2, 5), found by gradient descent.
func Example() {
	slope := nn.NewParam(mat.NewDense[float64](mat.WithShape(1, 1)))
	offset := nn.NewParam(mat.NewDense[float64](mat.WithShape(1, 1)))
	tape := op.NewTape[float64]()
	for range 500 {
		tape.Reset()
		x, y := tape.Input(3, 1), tape.Input(3, 1)
		copy(op.Data[float64](x), []float64{0, 1, 2})
		copy(op.Data[float64](y), []float64{1, 3, 5})
		tape.Backward(op.MeanSquaredError(tape, op.Linear(tape, x, slope, offset), y))
		for _, p := range []*nn.Param{slope, offset} {
			kernel.Axpy(op.Data[float64](p), -0.1, op.Grad[float64](p))
			op.ClearGrad[float64](p)
		}
	}
	fmt.Printf("%.4f x + %.4f\n", op.Data[float64](slope)[0], op.Data[float64](offset)[0])
	// Output: 2.0000 x + 1.0000
}
