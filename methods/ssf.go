package methods

import (
	"math/rand/v2"
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
			Name: "ssf", Title: "Scale and shift (SSF)", Family: "selective",
			Summary: "Behind every layer each channel gets two numbers: a scale and a shift. They can be written into the weights afterwards.",
			Formula: "y = γ ⊙ (W₀·x + b₀) + β,  that is W = diag(γ)·W₀,  b = γ ⊙ b₀ + β",
			Paper:   "arXiv:2210.08823",
			Knobs: []spec.Knob{headKnob,
				spec.FloatKnob("spread", "spread", 0, 0, 0.1, "standard deviation of the first γ around 1 and β around 0: 0.02 in the authors' code; 0 starts as the frozen model, exactly")},
		},
		Optim: map[string]spec.Values{"adam": {"lr": 0.03}, "adamw": {"lr": 0.03}, "sgd": {"lr": 0.1}},
	}, newSSF[float32], newSSF[float64])
}

// SSF trains a scale and a shift for each channel that leaves a layer, norms too,
// and the last layer whole if it is told to (Lian et al. 2022, arXiv:2210.08823,
// eq. 3). They are kept merged: W = diag(γ)·W₀, b = γ ⊙ b₀ + β.
type SSF[F kernel.Float] struct {
	head   bool
	spread float64
	scaled []scaled[F]
}

// scaled is one layer under SSF, of n channels.
type scaled[F kernel.Float] struct {
	w, b        *nn.Param // (n, in) or, of a norm, (1, n); and (1, n)
	w0, b0      []F
	gamma, beta *nn.Param // (1, n)
}

func newSSF[F kernel.Float](v spec.Values) Method[F] {
	return &SSF[F]{head: v.Bool("head"), spread: v.Float("spread")}
}

// Attach freezes everything and returns γ and β of every layer.
func (s *SSF[F]) Attach(params []layer.Named, seed int) (trained []layer.Named, err error) {
	rng := stream.New(seed, "ssf")
	under, last := s.cut(params)
	freezeBut(params, last)
	for _, l := range under {
		w, b := l[0], l[1]
		w.SetRequiresGrad(true)
		b.SetRequiresGrad(true)
		one := scaled[F]{w: w.Param, b: b.Param, w0: append([]F(nil), op.Data[F](w)...), b0: append([]F(nil), op.Data[F](b)...),
			gamma: s.around(1, b.Size(), rng), beta: s.around(0, b.Size(), rng)}
		s.scaled = append(s.scaled, one)
		name := strings.TrimSuffix(w.Name, "weight")
		trained = append(trained, layer.Named{Name: name + "gamma", Param: one.gamma}, layer.Named{Name: name + "beta", Param: one.beta})
	}
	return append(trained, last...), nil
}

// cut returns the layers that are scaled and the parameters that are trained
// themselves. What has no weight and bias, such as a token, is neither.
func (s *SSF[F]) cut(params []layer.Named) (under [][]layer.Named, last []layer.Named) {
	all := layers(params)
	if s.head {
		last, all = all[len(all)-1], all[:len(all)-1]
	}
	for _, l := range all {
		if len(l) == 2 && strings.HasSuffix(l[0].Name, ".weight") && strings.HasSuffix(l[1].Name, ".bias") {
			under = append(under, l)
		}
	}
	return under, last
}

// around draws n numbers.
func (s *SSF[F]) around(mean float64, n int, rng *rand.Rand) *nn.Param {
	p := zeros[F](1, n)
	for i, x := 0, op.Data[F](p); i < n; i++ {
		x[i] = F(mean + float64(s.spread*rng.NormFloat64()))
	}
	return p
}

// Count is two a channel, and the last layer.
func (s *SSF[F]) Count(params []layer.Named) int {
	under, last := s.cut(params)
	n := size(last)
	for _, l := range under {
		n += 2 * l[1].Size()
	}
	return n
}

// Fill writes diag(γ)·W₀ and γ ⊙ b₀ + β into the layers.
func (s *SSF[F]) Fill() {
	for _, l := range s.scaled {
		w, b := op.Data[F](l.w), op.Data[F](l.b)
		copy(w, l.w0)
		n := len(w) / len(b)
		for i, gamma := range op.Data[F](l.gamma) {
			kernel.Scale(w[i*n:][:n], gamma)
			b[i] = F(gamma*l.b0[i]) + op.Data[F](l.beta)[i]
		}
	}
}

// Pull adds ∇γᵢ = ∇Wᵢ·W₀ᵢ + ∇bᵢ·b₀ᵢ and ∇β = ∇b.
func (s *SSF[F]) Pull() {
	for _, l := range s.scaled {
		dw, db, dgamma := op.Grad[F](l.w), op.Grad[F](l.b), op.Grad[F](l.gamma)
		n := len(dw) / len(db)
		for i, d := range db {
			dgamma[i] += kernel.Dot(dw[i*n:][:n], l.w0[i*n:][:n]) + F(d*l.b0[i])
		}
		kernel.Add(op.Grad[F](l.beta), db)
	}
}

var _ Weights = (*SSF[float32])(nil)
