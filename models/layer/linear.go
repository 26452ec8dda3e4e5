package layer

import (
	"math/rand/v2"

	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/nn"

	"petri/models/kernel"
	"petri/models/op"
)

// Linear is x·wᵀ + b with W (O,I) and B (1,O).
type Linear[F kernel.Float] struct {
	nn.Module
	W, B *nn.Param
}

// NewLinear returns a layer of in inputs and out outputs for what a ReLU follows: weights he_normal, truncated; biases zero.
func NewLinear[F kernel.Float](in, out int, rng *rand.Rand) *Linear[F] {
	return newLinear[F](in, out, heNormal(in, rng))
}

// NewXavier returns a layer for where no ReLU follows: weights Xavier uniform, biases zero.
func NewXavier[F kernel.Float](in, out int, rng *rand.Rand) *Linear[F] {
	return newLinear[F](in, out, xavierUniform(in, out, rng))
}

func newLinear[F kernel.Float](in, out int, draw func() float64) *Linear[F] {
	return &Linear[F]{W: param[F](out, in, draw), B: param[F](1, out, constant(0))}
}

// Forward maps x (R,I) → (R,O).
func (l *Linear[F]) Forward(t *op.Tape[F], x mat.Tensor) mat.Tensor { return op.Linear(t, x, l.W, l.B) }

// Params lists weight and bias.
func (l *Linear[F]) Params(prefix string) []Named {
	return []Named{{prefix + ".weight", l.W}, {prefix + ".bias", l.B}}
}
