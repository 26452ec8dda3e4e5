package op_test

import (
	"slices"
	"testing"

	"petri/models/kernel"
	"petri/models/op"
	"petri/models/op/optest"
)

// What sides do is written here once more: where they were taken nothing changes, and
// elsewhere values keep to the same pieces.
func TestHeldSides(t *testing.T) {
	x, win := optest.Tensor(1, 3, -1, 2, 1), kernel.Window{C: 1, H: 2, W: 2, KH: 2, KW: 2, Stride: 2}
	tape := op.NewTape[float64]()
	var sides op.Sides
	forward := func(values ...float64) (relu, pool, grad []float64) {
		copy(op.Data[float64](x), values)
		op.ClearGrad[float64](x)
		tape.Reset()
		tape.Hold(&sides)
		y := op.ReLU(tape, x)
		z := op.MaxPool(tape, y, win)
		tape.Backward(z)
		return slices.Clone(op.Data[float64](y)), slices.Clone(op.Data[float64](z)), slices.Clone(op.Grad[float64](x))
	}
	for _, want := range []struct{ x, relu, pool []float64 }{
		{[]float64{3, -1, 2, 1}, []float64{3, 0, 2, 1}, []float64{3}},   // taken
		{[]float64{1, 5, 2, -4}, []float64{1, 0, 2, -4}, []float64{1}},  // held: 5 is shut, −4 passes, 2 is not looked at
		{[]float64{-2, 5, 2, 4}, []float64{-2, 0, 2, 4}, []float64{-2}}, // and 4 neither
	} {
		relu, pool, grad := forward(want.x...)
		optest.Near(t, "ReLU", relu, want.relu, 0)
		optest.Near(t, "the largest", pool, want.pool, 0)
		optest.Near(t, "gradient", grad, []float64{1, 0, 0, 0}, 0)
	}
	tape.Reset()
	copy(op.Data[float64](x), []float64{1, 5, 2, -4})
	optest.Near(t, "ReLU after a Reset", op.Data[float64](op.ReLU(tape, x)), []float64{1, 5, 2, 0}, 0)
}
