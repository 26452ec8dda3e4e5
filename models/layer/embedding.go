package layer

import (
	"math/rand/v2"

	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/nn"

	"petri/models/kernel"
	"petri/models/op"
)

// Embedding is a table of vectors, W (V,H).
type Embedding[F kernel.Float] struct {
	nn.Module
	W *nn.Param
}

// NewEmbedding returns a table of that many vectors, drawn from N(0, 0.02²).
func NewEmbedding[F kernel.Float](vocabulary, width int, rng *rand.Rand) *Embedding[F] {
	return &Embedding[F]{W: param[F](vocabulary, width, normal(0.02, rng))}
}

// Forward maps N ids in 0..V-1 → (N,H).
func (l *Embedding[F]) Forward(t *op.Tape[F], ids []int32) mat.Tensor { return op.Gather(t, l.W, ids) }

// Params lists weight.
func (l *Embedding[F]) Params(prefix string) []Named { return []Named{{prefix + ".weight", l.W}} }
