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

	// Leave, if set, returns what leaves a sublayer in the place of its result out (B·T,H), before that is added to the tokens; in (B·T,H) is
	// what entered it.
	Leave func(t *op.Tape[F], s Sublayer, in, out mat.Tensor) mat.Tensor
}

// Sublayer is one of the two of a block.
type Sublayer int

// The sublayers, in their order.
const (
	SelfAttention Sublayer = iota
	FeedForward
)

// NewBlock returns a block for tokens of that width, with hidden units between Up and Down: weights Xavier uniform, biases zero.
func NewBlock[F kernel.Float](width, heads, hidden int, causal bool, rng *rand.Rand) *Block[F] {
	return &Block[F]{
		Norm1: NewLayerNorm[F](width), Attention: NewAttention[F](width, heads, causal, rng),
		Norm2: NewLayerNorm[F](width), Up: NewXavier[F](width, hidden, rng), Down: NewXavier[F](hidden, width, rng),
	}
}

// Forward maps the tokens x (B·T,H) of a batch of B sequences → (B·T,H).
func (l *Block[F]) Forward(t *op.Tape[F], x mat.Tensor, batch int) mat.Tensor {
	n := l.Norm1.Forward(t, x)
	return l.rest(t, x, n, l.Attention.Forward(t, n, batch))
}

// Some is Forward for those tokens alone whose rows of x are listed, as many of each sequence, which come one after the other:
// → (len(rows),H). They attend to all, whose own results are not computed.
func (l *Block[F]) Some(t *op.Tape[F], x mat.Tensor, rows []int32, batch int) mat.Tensor {
	n := l.Norm1.Forward(t, x)
	asking := op.Gather(t, n, rows)
	return l.rest(t, op.Gather(t, x, rows), asking, l.Attention.Ask(t, asking, n, batch))
}

// rest adds to the tokens x what the attention makes of them, normalised, and then what is fed forward.
func (l *Block[F]) rest(t *op.Tape[F], x, normalised, attended mat.Tensor) mat.Tensor {
	x = op.Add(t, x, l.leave(t, SelfAttention, normalised, attended))
	n := l.Norm2.Forward(t, x)
	return op.Add(t, x, l.leave(t, FeedForward, n, l.Down.Forward(t, op.GELU(t, l.Up.Forward(t, n)))))
}

func (l *Block[F]) leave(t *op.Tape[F], s Sublayer, in, out mat.Tensor) mat.Tensor {
	if l.Leave == nil {
		return out
	}
	return l.Leave(t, s, in, out)
}

// Params lists norm1, attention.q, .k, .v, .out, norm2, up and down, each with weight and bias.
func (l *Block[F]) Params(prefix string) []Named {
	return slices.Concat(
		l.Norm1.Params(prefix+".norm1"), l.Attention.Params(prefix+".attention"),
		l.Norm2.Params(prefix+".norm2"), l.Up.Params(prefix+".up"), l.Down.Params(prefix+".down"),
	)
}
