package layer

import (
	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/nn"

	"petri/models/kernel"
	"petri/models/op"
)

// LayerNorm normalises every row, then scales it by W (1,H) and shifts it by B (1,H).
type LayerNorm[F kernel.Float] struct {
	nn.Module
	W, B *nn.Param
	Eps  F
}

// NewLayerNorm returns a layer for rows of that width: scale one, shift zero, Eps 1e-5.
func NewLayerNorm[F kernel.Float](width int) *LayerNorm[F] {
	return &LayerNorm[F]{W: param[F](1, width, constant(1)), B: param[F](1, width, constant(0)), Eps: 1e-5}
}

// Forward maps x (R,H) → (R,H). The variance is taken as at least about Eps.
func (l *LayerNorm[F]) Forward(t *op.Tape[F], x mat.Tensor) mat.Tensor {
	return op.LayerNorm(t, x, l.W, l.B, l.Eps)
}

// Params lists weight (the scale) and bias (the shift).
func (l *LayerNorm[F]) Params(prefix string) []Named {
	return []Named{{prefix + ".weight", l.W}, {prefix + ".bias", l.B}}
}
