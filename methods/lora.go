package methods

import (
	"math"
	"strings"

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
			Name: "lora", Title: "Low-rank adaptation (LoRA)", Family: "low rank",
			Summary: "Every weight matrix stays as it is; beside it a thin pair of matrices learns what to add. Afterwards the sum can be written into the weights, and nothing is slower than before.",
			Formula: "W = W₀ + (α/r)·B·A,  A (r, in) random, B (out, r) = 0",
			Paper:   "arXiv:2106.09685",
			Knobs: []spec.Knob{
				spec.IntKnob("rank", "rank r", 4, 1, 64, "how many directions each matrix may change in").OnLogScale(),
				spec.FloatKnob("alpha", "strength α", 8, 0.25, 256, "how strongly the change counts: it is multiplied by α/r").OnLogScale(),
			},
		},
		Optim:   map[string]spec.Values{"adam": {"lr": 0.02}, "adamw": {"lr": 0.02}, "sgd": {"lr": 0.1}},
		Adapter: true,
	}, newLoRA[float32], newLoRA[float64])
}

// LoRA trains B and A in W = W₀ + (α/r)·B·A for every weight matrix (Hu et al.
// 2021, arXiv:2106.09685, eq. 3). A starts from U(−1/√in, 1/√in) and B at zero, so
// step 0 is the frozen model, exactly. Biases and the scales of norms stay.
type LoRA[F kernel.Float] struct {
	rank  int
	alpha float64
	pairs []pair[F]
}

// A pair is what LoRA adds to one matrix.
type pair[F kernel.Float] struct {
	name   string    // of the matrix
	w      *nn.Param // (out, in)
	w0     []F
	change []F       // (out, in), (α/r)·B·A or (α/r)·∇W
	a      *nn.Param // (r, in)
	b      *nn.Param // (out, r)
}

func newLoRA[F kernel.Float](v spec.Values) Method[F] {
	return &LoRA[F]{rank: v.Int("rank"), alpha: v.Float("alpha")}
}

// Attach freezes everything and returns A and B of every matrix.
func (l *LoRA[F]) Attach(params []layer.Named, seed int) (trained []layer.Named, err error) {
	rng := stream.New(seed, "lora")
	for _, p := range params {
		p.SetRequiresGrad(matrix(p))
		if !matrix(p) {
			continue
		}
		out, in := op.Rows(p), op.Cols(p)
		pair := pair[F]{name: p.Name, w: p.Param, w0: append([]F(nil), op.Data[F](p)...), change: make([]F, out*in),
			a: zeros[F](l.rank, in), b: zeros[F](out, l.rank)}
		for i, a := 0, op.Data[F](pair.a); i < len(a); i++ {
			a[i] = F((2*rng.Float64() - 1) / math.Sqrt(float64(in)))
		}
		l.pairs = append(l.pairs, pair)
		trained = append(trained, layer.Named{Name: p.Name + ".a", Param: pair.a}, layer.Named{Name: p.Name + ".b", Param: pair.b})
	}
	return trained, nil
}

// matrix tells the parameters that map one vector to another.
func matrix(p layer.Named) bool { return op.Rows(p) > 1 && op.Cols(p) > 1 }

// Count is r·(in + out) over all matrices.
func (l *LoRA[F]) Count(params []layer.Named) int {
	n := 0
	for _, p := range params {
		if matrix(p) {
			n += l.rank * (op.Rows(p) + op.Cols(p))
		}
	}
	return n
}

func (l *LoRA[F]) scale() F { return F(l.alpha / float64(l.rank)) }

// Fill writes W₀ + (α/r)·B·A into the matrices.
func (l *LoRA[F]) Fill() {
	for _, p := range l.pairs {
		clear(p.change)
		kernel.Gemm(p.change, op.Data[F](p.b), op.Data[F](p.a), op.Rows(p.w), op.Cols(p.w), l.rank)
		w := op.Data[F](p.w)
		copy(w, p.w0)
		kernel.Axpy(w, l.scale(), p.change)
	}
}

// Pull adds ∇B = (α/r)·∇W·Aᵀ and ∇A = (α/r)·Bᵀ·∇W.
func (l *LoRA[F]) Pull() {
	for _, p := range l.pairs {
		copy(p.change, op.Grad[F](p.w))
		kernel.Scale(p.change, l.scale())
		out, in := op.Rows(p.w), op.Cols(p.w)
		kernel.GemmBT(op.Grad[F](p.b), p.change, op.Data[F](p.a), out, l.rank, in)
		kernel.GemmAT(op.Grad[F](p.a), op.Data[F](p.b), p.change, l.rank, in, out)
	}
}

// Port names A and B as peft does. It has the same α/r before their product, and takes
// every matrix for one of a linear layer, (out, in), as they are here: a kernel of a
// convolution is one row an output channel.
func (l *LoRA[F]) Port() (name func(string) string, config map[string]any) {
	var modules []string
	for _, p := range l.pairs {
		modules = append(modules, strings.TrimSuffix(p.name, ".weight"))
	}
	config = map[string]any{"peft_type": "LORA", "r": l.rank, "lora_alpha": l.alpha, "target_modules": modules,
		"lora_dropout": 0, "bias": "none", "fan_in_fan_out": false, "inference_mode": true}
	return func(trained string) string {
		matrix, part := trained[:len(trained)-2], strings.ToUpper(trained[len(trained)-1:]) // .a or .b
		return "base_model.model." + strings.TrimSuffix(matrix, ".weight") + ".lora_" + part + ".weight"
	}, config
}

var (
	_ Weights  = (*LoRA[float32])(nil)
	_ Portable = (*LoRA[float32])(nil)
)
