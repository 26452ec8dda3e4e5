// Package optest checks the gradients of operators, layers and models.
package optest

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/nlpodyssey/spago/ag"
	"github.com/nlpodyssey/spago/mat"

	"petri/models/op"
)

// tolerance bounds the relative error of a float64 gradient against central differences: with h = 1e-5 their own error is about
// h² + 1e-16/h ≈ 1e-10 for functions of order one, so 1e-6 leaves room for steep ones and none for a wrong derivation.
const (
	h         = 1e-5
	tolerance = 1e-6
)

// Random returns a (rows, cols) tensor of standard normal numbers from the seed, with a gradient.
func Random(seed uint64, rows, cols int) *mat.Dense[float64] {
	rng := rand.New(rand.NewPCG(seed, 0))
	x := mat.NewDense[float64](mat.WithShape(rows, cols), mat.WithGrad(true))
	for i := range op.Data[float64](x) {
		op.Data[float64](x)[i] = rng.NormFloat64()
	}
	return x
}

// Tensor returns a (rows, len(data)/rows) tensor of these numbers, with a gradient.
func Tensor(rows int, data ...float64) *mat.Dense[float64] {
	return mat.NewDense[float64](mat.WithShape(rows, len(data)/rows), mat.WithBacking(data), mat.WithGrad(true))
}

// Weigh returns a scalar that depends on every number of x differently, as a loss to test an operator with.
func Weigh(t *op.Tape[float64], x mat.Tensor) mat.Tensor {
	target := Random(99, op.Rows(x), op.Cols(x))
	target.SetRequiresGrad(false)
	return op.MeanSquaredError(t, x, target)
}

// CheckGrad compares the gradients of a scalar loss with central differences in every number of every x. It also checks that a second
// step on the same tape and spago's own ag.Backward give the same gradients.
func CheckGrad(t testing.TB, loss func(*op.Tape[float64]) mat.Tensor, xs ...mat.Tensor) {
	t.Helper()
	tape := op.NewTape[float64]()
	got := gradients(xs, func() {
		tape.Reset()
		tape.Backward(loss(tape))
	})
	again := gradients(xs, func() {
		tape.Reset()
		tape.Backward(loss(tape))
	})
	spago := gradients(xs, func() {
		if err := ag.Backward(loss(op.NewTape[float64]())); err != nil {
			t.Fatal(err)
		}
	})
	want := differences(loss, xs)
	for i := range xs {
		for j, g := range got[i] {
			if !close(g, want[i][j], tolerance) {
				t.Errorf("operand %d: gradient[%d] = %.9g, central difference %.9g", i, j, g, want[i][j])
			}
			if again[i][j] != g {
				t.Errorf("operand %d: gradient[%d] = %v, on a reused tape %v", i, j, g, again[i][j])
			}
			if !close(g, spago[i][j], 1e-12) {
				t.Errorf("operand %d: gradient[%d] = %v, by ag.Backward %v", i, j, g, spago[i][j])
			}
		}
	}
}

// gradients clears the gradients of the operands, runs backward and returns copies of what it left there.
func gradients(xs []mat.Tensor, backward func()) [][]float64 {
	for _, x := range xs {
		op.ClearGrad[float64](x)
	}
	backward()
	all := make([][]float64, len(xs))
	for i, x := range xs {
		all[i] = append(all[i], op.Grad[float64](x)...)
	}
	return all
}

// differences returns the central differences of loss in every number of every x.
func differences(loss func(*op.Tape[float64]) mat.Tensor, xs []mat.Tensor) [][]float64 {
	tape := op.NewTape[float64]()
	tape.NoGrad = true
	value := func() float64 {
		tape.Reset()
		return loss(tape).Item().F64()
	}
	all := make([][]float64, len(xs))
	for i, x := range xs {
		data := op.Data[float64](x)
		for j, v := range data {
			data[j] = v + h
			above := value()
			data[j] = v - h
			below := value()
			data[j] = v
			all[i] = append(all[i], (above-below)/(2*h))
		}
	}
	return all
}

// close tells whether a and b agree to the tolerance, relative to the larger one but never to less than 1.
func close(a, b, tolerance float64) bool {
	return math.Abs(a-b) <= tolerance*max(1, math.Abs(a), math.Abs(b))
}
