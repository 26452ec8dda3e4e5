package layer

import (
	"math/rand/v2"

	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/nn"

	"petri/models/kernel"
	"petri/models/op"
)

// Conv2D correlates images with the filters W (OC, C·KH·KW) and adds B (1,OC).
type Conv2D[F kernel.Float] struct {
	nn.Module
	W, B   *nn.Param
	Window kernel.Window
}

// NewConv2D returns a layer of that many filters the size of the window: weights he_normal, truncated; biases zero.
func NewConv2D[F kernel.Float](w kernel.Window, filters int, rng *rand.Rand) *Conv2D[F] {
	patch := w.C * w.KH * w.KW
	return &Conv2D[F]{W: param[F](filters, patch, heNormal(patch, rng)), B: param[F](1, filters, constant(0)), Window: w}
}

// Forward maps x (B, C·H·W) → (B, OC·OutH·OutW).
func (l *Conv2D[F]) Forward(t *op.Tape[F], x mat.Tensor) mat.Tensor {
	return op.Conv2D(t, x, l.W, l.B, l.Window)
}

// Params lists weight and bias.
func (l *Conv2D[F]) Params(prefix string) []Named {
	return []Named{{prefix + ".weight", l.W}, {prefix + ".bias", l.B}}
}
