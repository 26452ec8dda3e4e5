package layer

import (
	"math/rand/v2"
	"slices"

	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/nn"

	"petri/models/kernel"
	"petri/models/op"
)

// Block is a transformer block that normalises before each sublayer (Xiong et al., arXiv:2002.04745):
// x + Attention(Norm1(x)), then x + Down(GELU(Up(Norm2(x)))).
type Block[F kernel.Float] struct {
	nn.Module
	Norm1, Norm2 *LayerNorm[F]
	Attention    *Attention[F]
	Up, Down     *Linear[F]
}

// NewBlock returns a block for tokens of that width, with hidden units between Up and Down: weights Xavier uniform, biases zero.
func NewBlock[F kernel.Float](width, heads, hidden int, causal bool, rng *rand.Rand) *Block[F] {
	return &Block[F]{
		Norm1: NewLayerNorm[F](width), Attention: NewAttention[F](width, heads, causal, rng),
		Norm2: NewLayerNorm[F](width), Up: NewXavier[F](width, hidden, rng), Down: NewXavier[F](hidden, width, rng),
	}
}

// Forward maps the tokens x (B·T,H) of a batch of B sequences → (B·T,H).
func (l *Block[F]) Forward(t *op.Tape[F], x mat.Tensor, batch int) mat.Tensor {
	return l.rest(t, op.Add(t, x, l.Attention.Forward(t, l.Norm1.Forward(t, x), batch)))
}

// Some is Forward for those tokens alone whose rows of x are listed, as many of each sequence, which come one after the other:
// → (len(rows),H). They attend to all, whose own results are not computed.
func (l *Block[F]) Some(t *op.Tape[F], x mat.Tensor, rows []int32, batch int) mat.Tensor {
	n := l.Norm1.Forward(t, x)
	return l.rest(t, op.Add(t, op.Gather(t, x, rows), l.Attention.Ask(t, op.Gather(t, n, rows), n, batch)))
}

// rest is what comes after the attention.
func (l *Block[F]) rest(t *op.Tape[F], x mat.Tensor) mat.Tensor {
	return op.Add(t, x, l.Down.Forward(t, op.GELU(t, l.Up.Forward(t, l.Norm2.Forward(t, x)))))
}

// Params lists norm1, attention.q, .k, .v, .out, norm2, up and down, each with weight and bias.
func (l *Block[F]) Params(prefix string) []Named {
	return slices.Concat(
		l.Norm1.Params(prefix+".norm1"), l.Attention.Params(prefix+".attention"),
		l.Norm2.Params(prefix+".norm2"), l.Up.Params(prefix+".up"), l.Down.Params(prefix+".down"),
	)
}
