package methods

import (
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
			Name: "subspace", Title: "Random subspace", Family: "subspace",
			Summary: "All D weights move together along d random directions: only the d coordinates are trained. The smallest d that still works is the task's intrinsic dimension.",
			Formula: "θ = θ₀ + P·v,  P random D×d with unit columns, v₀ = 0,  ∇v = Pᵀ·∇θ",
			Paper:   "arXiv:1804.08838",
			Knobs:   subspaceKnobs,
		},
		Optim: map[string]spec.Values{"adam": {"lr": 0.1}, "adamw": {"lr": 0.1}, "sgd": {"lr": 3.0}},
	}, newSubspace[float32], newSubspace[float64])
}

// subspaceKnobs are those of every method that trains in a random subspace.
var subspaceKnobs = []spec.Knob{
	spec.IntKnob("dim", "dimension d", 750, 1, 1000000, "how many numbers are trained; at most the size of the network").OnLogScale(),
	spec.ChoiceKnob("projection", "projection", []string{"sparse", "fastfood", "dense"}, "how P is drawn: sparse is fast for small d, fastfood for any d, dense keeps all D·d numbers, so d must be small"),
}

// A Projection is a random linear map P from d coordinates to D weights. Its
// columns have unit norm over all D rows jointly (for Fastfood with D below a
// power of two: in expectation), so that a learning rate means the same at
// every d.
type Projection[F kernel.Float] interface {
	// Apply writes P·v, v (d), to y (D).
	Apply(y, v []F)

	// Adjoint writes Pᵀ·g, g (D), to u (d).
	Adjoint(u, g []F)
}

// Subspace trains v in θ = θ₀ + P·v (Li et al. 2018, arXiv:1804.08838). The
// initial weights θ₀ and P are frozen; v starts at zero, so step 0 is the
// network as it was drawn, exactly.
type Subspace[F kernel.Float] struct {
	dim        int
	projection string

	params []layer.Named
	theta0 []F // all of params in a row
	p      Projection[F]
	v      *nn.Param // (1, columns of P), which are d
	work   []F       // D values: P·v on the way out, ∇θ on the way back
	back   []F       // Pᵀ·∇θ
}

func newSubspace[F kernel.Float](v spec.Values) Method[F] {
	return &Subspace[F]{dim: v.Int("dim"), projection: v.String("projection")}
}

// Attach keeps θ₀, draws P and returns v.
func (s *Subspace[F]) Attach(params []layer.Named, seed int) ([]layer.Named, error) {
	if err := s.draw(params, s.dim, seed); err != nil {
		return nil, err
	}
	return []layer.Named{{Name: "v", Param: s.v}}, nil
}

// draw keeps θ₀ and draws P with so many columns.
func (s *Subspace[F]) draw(params []layer.Named, columns, seed int) (err error) {
	D := size(params)
	if s.dim > D {
		return spec.Refuse("method.dim", "%[1]s %[2]s is larger than the network, which has %[3]s weights: choose %[1]s %[3]s or less", s.dim, D).Near(float64(D))
	}
	for _, p := range params {
		s.theta0 = append(s.theta0, op.Data[F](p)...)
		p.SetRequiresGrad(true)
	}
	if s.p, err = newProjection[F](s.projection, D, columns, stream.New(seed, "projection")); err != nil {
		return err
	}
	s.params = params
	s.v = zeros[F](1, columns)
	s.work, s.back = make([]F, D), make([]F, columns)
	return nil
}

// Fill writes θ = θ₀ + P·v into the parameters.
func (s *Subspace[F]) Fill() {
	s.p.Apply(s.work, op.Data[F](s.v))
	kernel.Add(s.work, s.theta0)
	s.scatter()
}

// scatter copies the work into the parameters.
func (s *Subspace[F]) scatter() {
	rest := s.work
	for _, p := range s.params {
		w := op.Data[F](p)
		rest = rest[copy(w, rest):]
	}
}

// Pull adds ∇v = Pᵀ·∇θ.
func (s *Subspace[F]) Pull() {
	s.gather()
	s.pull()
}

// gather copies ∇θ into the work.
func (s *Subspace[F]) gather() {
	rest := s.work
	for _, p := range s.params {
		rest = rest[copy(rest, op.Grad[F](p)):]
	}
}

// pull adds Pᵀ times the work to ∇v.
func (s *Subspace[F]) pull() {
	s.p.Adjoint(s.back, s.work)
	kernel.Add(op.Grad[F](s.v), s.back)
}

// Count is d, whatever the network.
func (s *Subspace[F]) Count([]layer.Named) int { return s.dim }

var _ Weights = (*Subspace[float32])(nil)
