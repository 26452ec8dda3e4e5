package methods

import (
	"github.com/nlpodyssey/spago/nn"

	"petri/models/kernel"
	"petri/models/layer"
	"petri/models/op"
	"petri/models/spec"
)

func init() {
	Register(spec.MethodInfo{
		Info: spec.Info{
			Name: "said", Title: "Scaled subspace (SAID)", Family: "subspace",
			Summary: "A random subspace in which each layer also learns how far to follow the common direction. The scales are paid for out of d, so that runs of one d train equally many numbers.",
			Formula: "θᵢ = θ₀ᵢ + λᵢ·(P·v)ᵢ for each layer i of m,  v of d − m numbers, v₀ = 0, λ₀ = 1",
			Paper:   "arXiv:2012.13255",
			Knobs:   subspaceKnobs,
		},
		// Plain gradients of λ are large: at the 3.0 that suits a subspace, SGD diverges.
		Optim: map[string]spec.Values{"adam": {"lr": 0.1}, "adamw": {"lr": 0.1}, "sgd": {"lr": 0.3}},
	}, newSAID[float32], newSAID[float64])
}

// SAID is the structure-aware intrinsic dimension of Aghajanyan et al. 2020
// (arXiv:2012.13255): θᵢ = θ₀ᵢ + λᵢ·(P·v)ᵢ for each of m layers. Of the d
// trained numbers m are λ, so P has d − m columns. The scales start at 1 and
// apply to the offset alone, never to θ₀: step 0 is the network as it was
// drawn, exactly.
type SAID[F kernel.Float] struct {
	Subspace[F]
	sizes  []int     // of the layers
	lambda *nn.Param // (1, m)
	offset []F       // D values: P·v
}

func newSAID[F kernel.Float](v spec.Values) Method[F] {
	return &SAID[F]{Subspace: Subspace[F]{dim: v.Int("dim"), projection: v.String("projection")}}
}

// Attach keeps θ₀, draws P and returns v and λ.
func (s *SAID[F]) Attach(params []layer.Named, seed int) ([]layer.Named, error) {
	for _, l := range layers(params) {
		s.sizes = append(s.sizes, size(l))
	}
	m := len(s.sizes)
	if s.dim <= m {
		return nil, spec.Refuse("method.dim", "%[1]s %[2]s leaves no direction to go, for the scales of the %[3]s layers are counted in it: choose %[1]s %[4]s or more",
			s.dim, m, m+1).Near(float64(m + 1))
	}
	if err := s.draw(params, s.dim-m, seed); err != nil {
		return nil, err
	}
	s.lambda = zeros[F](1, m)
	for i := range op.Data[F](s.lambda) {
		op.Data[F](s.lambda)[i] = 1
	}
	s.offset = make([]F, len(s.work))
	return []layer.Named{{Name: "v", Param: s.v}, {Name: "lambda", Param: s.lambda}}, nil
}

// Fill writes θᵢ = θ₀ᵢ + λᵢ·(P·v)ᵢ into the parameters.
func (s *SAID[F]) Fill() {
	s.p.Apply(s.offset, op.Data[F](s.v))
	copy(s.work, s.theta0)
	first := 0
	for i, n := range s.sizes {
		kernel.Axpy(s.work[first:first+n], op.Data[F](s.lambda)[i], s.offset[first:first+n])
		first += n
	}
	s.scatter()
}

// Pull adds ∇λᵢ = (P·v)ᵢ·∇θᵢ, which is 0 while v is, and ∇v = Pᵀ·(λᵢ·∇θᵢ)ᵢ.
func (s *SAID[F]) Pull() {
	s.gather()
	first := 0
	for i, n := range s.sizes {
		g := s.work[first : first+n]
		op.Grad[F](s.lambda)[i] += kernel.Dot(g, s.offset[first:first+n])
		kernel.Scale(g, op.Data[F](s.lambda)[i])
		first += n
	}
	s.pull()
}

var _ Weights = (*SAID[float32])(nil)
