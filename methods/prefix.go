package methods

import (
	"fmt"
	"math/rand/v2"

	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/nn"

	"petri/models/kernel"
	"petri/models/layer"
	"petri/models/op"
	"petri/models/spec"
	"petri/models/stream"
)

func init() {
	Register(spec.MethodInfo{
		Info: spec.Info{
			Name: "prefix", Title: "Prefix tuning (P-tuning v2)", Family: "prompts",
			Summary: "In every layer a few keys and values are put before those of the text, and every token can attend to them: a prompt that speaks to each layer by itself.",
			Formula: "head = softmax(q·[P_K; K]ᵀ/√d)·[P_V; V],  P_K and P_V of every layer trained, 2·L·M·H numbers",
			Paper:   "arXiv:2110.07602",
			Knobs: []spec.Knob{
				spec.IntKnob("length", "prefix length M", 8, 1, 64, "how many keys and values each layer gets").OnLogScale(),
				spec.IntKnob("hidden", "reparametrised by", 0, 0, 512, "hidden units of the network that makes the keys and values while they are learned, as in arXiv:2101.00190; 0 is none"),
				spec.FloatKnob("spread", "spread", 1, 0.01, 2, "standard deviation of the first numbers: 1 in the authors' code; near 0 keys and values hold each other back"),
			},
		},
		Optim: map[string]spec.Values{"adam": {"lr": 0.1}, "adamw": {"lr": 0.1}, "sgd": {"lr": 0.3}},
		Site:  spec.Blocks,
	}, newPrefix[float32], newPrefix[float64])
}

// Prefix trains keys and values, (M,H) each, that stand before those of every block
// (Liu et al. 2021, arXiv:2110.07602, section 3.2), after the projections and after
// any rotation. With hidden units k they come from an embedding (M,H) through a
// network that goes away after training, Linear(H,k), tanh, Linear(k, 2·L·H) (Li and
// Liang 2021, arXiv:2101.00190, section 4.3). A prefix takes its share of the
// softmax whatever is in it, so step 0 is not the frozen model.
type Prefix[F kernel.Float] struct {
	length, hidden int
	spread         float64
	blocks         []*layer.Block[F]
	width          int

	rows []*nn.Param // P_K and P_V of each block in turn, (M,H), if there are no hidden units
	of   mlp[F]
}

// mlp is what makes the prefix of all blocks.
type mlp[F kernel.Float] struct {
	embedding *nn.Param // (M,H)
	in        *layer.Linear[F]
	out       []*layer.Linear[F] // of P_K and P_V of each block in turn
	within    mat.Tensor         // the hidden units (M,k) of this pass
}

func newPrefix[F kernel.Float](v spec.Values) Method[F] {
	return &Prefix[F]{length: v.Int("length"), hidden: v.Int("hidden"), spread: v.Float("spread")}
}

// Enter takes note of the blocks.
func (p *Prefix[F]) Enter(blocks []*layer.Block[F]) error {
	p.blocks, p.width = blocks, op.Cols(blocks[0].Attention.K.W)
	return nil
}

// Attach freezes the whole model and returns the prefixes, or what makes them.
func (p *Prefix[F]) Attach(params []layer.Named, seed int) (trained []layer.Named, err error) {
	freezeBut(params, nil)
	rng := stream.New(seed, "prefix")
	if p.hidden > 0 {
		trained = p.reparametrise(rng)
	}
	for i, b := range p.blocks {
		if p.hidden == 0 {
			for _, part := range []string{"k", "v"} {
				row := normal[F](p.length, p.width, p.spread, rng)
				p.rows = append(p.rows, row)
				trained = append(trained, layer.Named{Name: fmt.Sprintf("block%d.prefix.%s", i+1, part), Param: row})
			}
		}
		b.Attention.Attend = func(t *op.Tape[F], q, k, v mat.Tensor, h op.Heads) mat.Tensor {
			pk, pv := p.before(t, i)
			return op.Attention(t, q, op.Before(t, pk, k, h.B), op.Before(t, pv, v, h.B), h)
		}
	}
	return trained, nil
}

// reparametrise draws the network that makes the prefixes.
func (p *Prefix[F]) reparametrise(rng *rand.Rand) []layer.Named {
	p.of = mlp[F]{embedding: normal[F](p.length, p.width, p.spread, rng), in: layer.NewXavier[F](p.width, p.hidden, rng)}
	trained := append([]layer.Named{{Name: "prefix.embedding", Param: p.of.embedding}}, p.of.in.Params("prefix.in")...)
	for i := range p.blocks {
		for _, part := range []string{"k", "v"} {
			out := layer.NewXavier[F](p.hidden, p.width, rng)
			p.of.out = append(p.of.out, out)
			trained = append(trained, out.Params(fmt.Sprintf("block%d.prefix.%s", i+1, part))...)
		}
	}
	return trained
}

// before returns the keys and values of a block in this pass. The first block's
// come first.
func (p *Prefix[F]) before(t *op.Tape[F], block int) (k, v mat.Tensor) {
	if p.hidden == 0 {
		return p.rows[2*block], p.rows[2*block+1]
	}
	if block == 0 {
		p.of.within = op.Tanh(t, p.of.in.Forward(t, p.of.embedding))
	}
	return p.of.out[2*block].Forward(t, p.of.within), p.of.out[2*block+1].Forward(t, p.of.within)
}

// Count is 2·L·M·H or, with k hidden units, M·H + H·k + k + 2·L·H·(k + 1).
func (p *Prefix[F]) Count([]layer.Named) int {
	L, M, H, k := len(p.blocks), p.length, p.width, p.hidden
	if k == 0 {
		return 2 * L * M * H
	}
	return M*H + H*k + k + 2*L*H*(k+1)
}

var _ Inside[float32] = (*Prefix[float32])(nil)
