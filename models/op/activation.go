package op

import (
	"github.com/nlpodyssey/spago/mat"

	"petri/models/kernel"
)

// ReLU returns max(x, 0) element by element: x of any shape → the same shape.
// Gradient: dx = dy where y > 0.
func ReLU[F kernel.Float](t *Tape[F], x mat.Tensor) mat.Tensor {
	y, out := t.result(Rows(x), Cols(x))
	if t.sides != nil {
		return t.reluHeld(y, out, x)
	}
	kernel.ReLU(out, Data[F](x))
	return t.record(y, func(dy []F, d [][]F) { kernel.ReLUGrad(d[0], dy, out) }, x)
}

// Tanh returns tanh(x) element by element: x of any shape → the same shape.
// Gradient: dx = dy·(1 − y²).
func Tanh[F kernel.Float](t *Tape[F], x mat.Tensor) mat.Tensor {
	y, out := t.result(Rows(x), Cols(x))
	kernel.Tanh(out, Data[F](x))
	return t.record(y, func(dy []F, d [][]F) { kernel.TanhGrad(d[0], dy, out) }, x)
}

// GELU returns x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³))) element by element, the tanh form of Hendrycks and Gimpel (arXiv:1606.08415):
// x of any shape → the same shape.
func GELU[F kernel.Float](t *Tape[F], x mat.Tensor) mat.Tensor {
	y, out := t.result(Rows(x), Cols(x))
	if t.NoGrad {
		kernel.GELU(out, nil, Data[F](x))
		return y
	}
	slope := t.keep(x.Size())
	kernel.GELU(out, slope, Data[F](x))
	return t.record(y, func(dy []F, d [][]F) { kernel.GELUGrad(d[0], dy, slope) }, x)
}
