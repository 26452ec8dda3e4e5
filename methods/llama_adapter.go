package methods

import (
	"fmt"

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
			Name: "llama-adapter", Title: "LLaMA-Adapter", Family: "prompts",
			Summary: "The top layers attend to a learned prompt beside the text, and a gate for each head says how much of that counts. All gates are shut at first, so training starts from the model exactly as it was.",
			Formula: "head = softmax(q·Kᵀ/√d)·V + tanh(g)·softmax(q·K_Pᵀ/√d)·V_P,  K_P = P·W_Kᵀ, V_P = P·W_Vᵀ,  P and g trained",
			Paper:   "arXiv:2303.16199",
			Knobs: []spec.Knob{
				spec.IntKnob("length", "prompt length K", 10, 1, 64, "how many vectors each of these layers attends to").OnLogScale(),
				spec.IntKnob("layers", "top layers", 2, 1, 2, "how many layers have a prompt, from the last one down"),
			},
		},
		Optim: map[string]spec.Values{"adam": {"lr": 0.1}, "adamw": {"lr": 0.1}, "sgd": {"lr": 0.3}},
		Site:  spec.Blocks,
	}, newLLaMAAdapter[float32], newLLaMAAdapter[float64])
}

// LLaMAAdapter trains prompts (K,H) of the top layers and a gate for each of their
// heads (Zhang et al. 2023, arXiv:2303.16199, eq. 2 to 6, as in the authors' code:
// tanh of the gate, a gate a head, two softmaxes). Prompts start from N(0, 1), gates
// from 0, so step 0 is the frozen model. Keys of the prompt are not rotated.
type LLaMAAdapter[F kernel.Float] struct {
	length, layers int
	blocks         []*layer.Block[F]
}

func newLLaMAAdapter[F kernel.Float](v spec.Values) Method[F] {
	return &LLaMAAdapter[F]{length: v.Int("length"), layers: v.Int("layers")}
}

// Enter takes note of the top blocks.
func (a *LLaMAAdapter[F]) Enter(blocks []*layer.Block[F]) error {
	if a.layers > len(blocks) {
		return spec.Refuse("method.layers", "the model has %[2]s layers, not %[3]s: choose %[2]s or fewer", len(blocks), a.layers).Near(float64(len(blocks)))
	}
	a.blocks = blocks[len(blocks)-a.layers:]
	return nil
}

// Attach freezes the whole model and returns prompt and gates of every block.
func (a *LLaMAAdapter[F]) Attach(params []layer.Named, seed int) (trained []layer.Named, err error) {
	freezeBut(params, nil)
	rng := stream.New(seed, "llama-adapter")
	for i, b := range a.blocks {
		prompt := normal[F](a.length, op.Cols(b.Attention.K.W), 1, rng)
		gates := zeros[F](1, b.Attention.Heads)
		name := fmt.Sprintf("top%d.", len(a.blocks)-i)
		trained = append(trained, layer.Named{Name: name + "prompt", Param: prompt}, layer.Named{Name: name + "gates", Param: gates})
		b.Attention.Attend = beside(b.Attention, prompt, gates)
	}
	return trained, nil
}

// beside adds to what the tokens attend to what they find in the prompt. All
// sequences have the same, so their queries are asked as if they were one's.
func beside[F kernel.Float](l *layer.Attention[F], prompt, gates *nn.Param) func(t *op.Tape[F], q, k, v mat.Tensor, h op.Heads) mat.Tensor {
	return func(t *op.Tape[F], q, k, v mat.Tensor, h op.Heads) mat.Tensor {
		found := op.Attention(t, q, l.K.Forward(t, prompt), l.V.Forward(t, prompt), op.Heads{B: 1, N: h.N})
		return op.Add(t, op.Attention(t, q, k, v, h), op.Gate(t, found, gates))
	}
}

// Count is K·H + heads for every layer.
func (a *LLaMAAdapter[F]) Count([]layer.Named) int {
	n := 0
	for _, b := range a.blocks {
		n += a.length*op.Cols(b.Attention.K.W) + b.Attention.Heads
	}
	return n
}

var _ Inside[float32] = (*LLaMAAdapter[float32])(nil)
