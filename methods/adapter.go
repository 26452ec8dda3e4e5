package methods

import (
	"fmt"
	"math"

	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/nn"

	"petri/models/kernel"
	"petri/models/layer"
	"petri/models/op"
	"petri/models/spec"
	"petri/models/stream"
)

const sequential, parallel = "sequential", "parallel"

func init() {
	Register(spec.MethodInfo{
		Info: spec.Info{
			Name: "adapter", Title: "Adapters", Family: "adapters",
			Summary: "Small networks with a narrow middle are built into every layer and learn what to add to what passes through. At first they add nothing.",
			Formula: "h ← h + s·W_up·ReLU(W_down·x),  x = h after each sublayer, or what enters the feed-forward one, with s = 4",
			Paper:   "arXiv:2110.04366",
			Knobs: []spec.Knob{
				spec.IntKnob("bottleneck", "bottleneck", 8, 1, 128, "hidden units of each adapter").OnLogScale(),
				spec.ChoiceKnob("kind", "kind", []string{sequential, parallel},
					"sequential: after attention and after the feed-forward part (arXiv:1902.00751); parallel: beside the feed-forward part alone, times 4 (arXiv:2110.04366)"),
			},
		},
		Optim: map[string]spec.Values{"adam": {"lr": 0.01}, "adamw": {"lr": 0.01}, "sgd": {"lr": 0.1}},
		Site:  spec.Blocks,
	}, newAdapter[float32], newAdapter[float64])
}

// Adapter trains networks H → b → H beside or behind the sublayers of every block:
// sequential ones (Houlsby et al. 2019, arXiv:1902.00751) or scaled parallel ones (He
// et al. 2021, arXiv:2110.04366, section 4). W_down starts from U(−1/√H, 1/√H) and
// W_up at zero, so step 0 is the frozen model, exactly.
type Adapter[F kernel.Float] struct {
	bottleneck int
	kind       string
	blocks     []*layer.Block[F]
}

func newAdapter[F kernel.Float](v spec.Values) Method[F] {
	return &Adapter[F]{bottleneck: v.Int("bottleneck"), kind: v.String("kind")}
}

// Enter takes note of the blocks.
func (a *Adapter[F]) Enter(blocks []*layer.Block[F]) error {
	a.blocks = blocks
	return nil
}

// Attach freezes the whole model and returns the adapters of every block.
func (a *Adapter[F]) Attach(params []layer.Named, seed int) (trained []layer.Named, err error) {
	freezeBut(params, nil)
	rng := stream.New(seed, "adapter")
	for i, b := range a.blocks {
		after := map[layer.Sublayer]*bottleneck[F]{}
		for _, s := range a.sublayers() {
			H := op.Cols(b.Up.W)
			after[s] = newBottleneck[F](H, a.bottleneck, func() float64 { return (2*rng.Float64() - 1) / math.Sqrt(float64(H)) })
			trained = append(trained, after[s].params(fmt.Sprintf("block%d.%s", i+1, places[s]))...)
		}
		b.Leave = func(t *op.Tape[F], s layer.Sublayer, in, out mat.Tensor) mat.Tensor {
			if n := after[s]; n != nil && a.kind == sequential {
				return op.Add(t, out, n.forward(t, out))
			} else if n != nil {
				return op.Add(t, out, op.Scale(t, n.forward(t, in), 4))
			}
			return out
		}
	}
	return trained, nil
}

var places = map[layer.Sublayer]string{layer.SelfAttention: "attention.adapter", layer.FeedForward: "feedforward.adapter"}

// sublayers are those that have an adapter.
func (a *Adapter[F]) sublayers() []layer.Sublayer {
	if a.kind == sequential {
		return []layer.Sublayer{layer.SelfAttention, layer.FeedForward}
	}
	return []layer.Sublayer{layer.FeedForward}
}

// bottleneck is W_up·ReLU(W_down·x).
type bottleneck[F kernel.Float] struct{ wDown, bDown, wUp, bUp *nn.Param }

func newBottleneck[F kernel.Float](width, hidden int, draw func() float64) *bottleneck[F] {
	n := &bottleneck[F]{zeros[F](hidden, width), zeros[F](1, hidden), zeros[F](width, hidden), zeros[F](1, width)}
	w := op.Data[F](n.wDown)
	for i := range w {
		w[i] = F(draw())
	}
	return n
}

func (n *bottleneck[F]) forward(t *op.Tape[F], x mat.Tensor) mat.Tensor {
	return op.Linear(t, op.ReLU(t, op.Linear(t, x, n.wDown, n.bDown)), n.wUp, n.bUp)
}

func (n *bottleneck[F]) params(prefix string) []layer.Named {
	return []layer.Named{{Name: prefix + ".down.weight", Param: n.wDown}, {Name: prefix + ".down.bias", Param: n.bDown},
		{Name: prefix + ".up.weight", Param: n.wUp}, {Name: prefix + ".up.bias", Param: n.bUp}}
}

// Count is 2·H·b + b + H for every adapter.
func (a *Adapter[F]) Count([]layer.Named) int {
	n := 0
	for _, b := range a.blocks {
		H := op.Cols(b.Up.W)
		n += len(a.sublayers()) * (2*H*a.bottleneck + a.bottleneck + H)
	}
	return n
}

var _ Inside[float32] = (*Adapter[float32])(nil)
