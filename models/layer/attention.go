package layer

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/nn"

	"petri/models/kernel"
	"petri/models/op"
)

// Attention is multi-head self-attention: linear maps of the tokens to queries, keys and values, and of the heads' results to the output.
type Attention[F kernel.Float] struct {
	nn.Module
	Q, K, V, Out *Linear[F]
	Heads        int
	Causal       bool
	Rotary       bool // queries and keys are rotated by their places (arXiv:2104.09864)

	// Attend, if set, takes the place of op.Attention: a method adds keys and values of its own there, or a term to the result.
	Attend func(t *op.Tape[F], q, k, v mat.Tensor, h op.Heads) mat.Tensor
}

// NewAttention returns a layer for tokens of that width, a multiple of heads: weights Xavier uniform, biases zero. In a causal one a
// token sees itself and what comes before it.
func NewAttention[F kernel.Float](width, heads int, causal bool, rng *rand.Rand) *Attention[F] {
	if heads < 1 || width%heads != 0 {
		panic(fmt.Sprintf("layer: attention: width %d is no multiple of %d heads", width, heads))
	}
	project := func() *Linear[F] { return NewXavier[F](width, width, rng) }
	return &Attention[F]{Q: project(), K: project(), V: project(), Out: project(), Heads: heads, Causal: causal}
}

// Forward maps the tokens x (B·T,H) of a batch of B sequences → (B·T,H).
func (l *Attention[F]) Forward(t *op.Tape[F], x mat.Tensor, batch int) mat.Tensor {
	return l.Ask(t, x, x, batch)
}

// Ask maps the tokens asking (B·S,H), which attend to the tokens x (B·T,H) → (B·S,H).
func (l *Attention[F]) Ask(t *op.Tape[F], asking, x mat.Tensor, batch int) mat.Tensor {
	q, k, v := l.Q.Forward(t, asking), l.K.Forward(t, x), l.V.Forward(t, x)
	h, attend := op.Heads{B: batch, N: l.Heads, Causal: l.Causal}, op.Attention[F]
	if l.Rotary {
		q, k = op.Rotate(t, q, h), op.Rotate(t, k, h)
	}
	if l.Attend != nil {
		attend = l.Attend
	}
	return l.Out.Forward(t, attend(t, q, k, v, h))
}

// Params lists weight and bias of q, k, v and out.
func (l *Attention[F]) Params(prefix string) []Named {
	return slices.Concat(l.Q.Params(prefix+".q"), l.K.Params(prefix+".k"), l.V.Params(prefix+".v"), l.Out.Params(prefix+".out"))
}
