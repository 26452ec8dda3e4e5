// Package optest checks the gradients of operators, layers and models.
package optest

import (
	"fmt"
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
	return Tensor(rows, Normal(seed, rows*cols)...)
}

// Normal returns n standard normal numbers from the seed.
func Normal(seed uint64, n int) []float64 {
	rng := rand.New(rand.NewPCG(seed, 0))
	data := make([]float64, n)
	for i := range data {
		data[i] = rng.NormFloat64()
	}
	return data
}

// Tensor returns a (rows, len(data)/rows) tensor of these numbers, with a gradient.
func Tensor(rows int, data ...float64) *mat.Dense[float64] {
	return mat.NewDense[float64](mat.WithShape(rows, len(data)/rows), mat.WithBacking(data), mat.WithGrad(true))
}

// Weigh returns Σ x·dy as a scalar, whose gradient in x is dy: x of any shape, dy of the same size → (1,1).
func Weigh(t *op.Tape[float64], x mat.Tensor, dy ...float64) mat.Tensor {
	return op.Linear(t, op.Reshape(t, x, 1, x.Size()), mat.NewDense[float64](mat.WithShape(1, len(dy)), mat.WithBacking(dy)), nil)
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
		what := fmt.Sprintf("gradient of operand %d", i)
		Near(t, what, got[i], want[i], tolerance)
		Near(t, what+" on a reused tape", again[i], got[i], 0)
		Near(t, what+" by ag.Backward", spago[i], got[i], 1e-12)
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

// Near fails the test unless got and want agree, number by number, to the tolerance.
func Near(t testing.TB, what string, got, want []float64, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d numbers, want %d", what, len(got), len(want))
	}
	for i, g := range got {
		if !close(g, want[i], tolerance) {
			t.Errorf("%s[%d] = %.12g, want %.12g", what, i, g, want[i])
		}
	}
}

// close tells whether a and b agree to the tolerance, relative to the larger one but never to less than 1.
func close(a, b, tolerance float64) bool {
	return math.Abs(a-b) <= tolerance*max(1, math.Abs(a), math.Abs(b))
}
