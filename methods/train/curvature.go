package train

import (
	"math"

	"petri/methods/analysis"
	"petri/models/op"
	"petri/models/stream"
)

// A Curvature says how sharp the minimum is that a run has come to, in the values
// that are trained. Biases and other tensors of one row of the model are held.
type Curvature struct {
	Step     int
	Examples int
	Loss     float64
	Greatest []float64 // eigenvalues of the Hessian, three at most
	Least    float64
	Trace    float64 // their sum, estimated
	Spread   float64 // the standard error of that estimate
	Ball     float64 // rise of the loss at a distance of BallRadius against its slope
	Box      float64 // rise in per cent of 1+loss, in a box of BoxSide
}

// What sharpness is measured by.
const (
	BallRadius = .05
	BoxSide    = 1e-3
)

const (
	lanczosSteps = 16
	traceDraws   = 6
	reach        = 1e-2 // of differences between gradients in single precision
)

// Curvature measures the session as it is now, over so many training examples. Its
// work asks yield whether to go on, and tells how much of it is done, in [0,1].
func (s *Session) Curvature(examples int, yield func() bool, told func(part float64)) (c Curvature, err error) {
	defer rescue(&err)
	t, err := s.twin(examples, yield)
	if err != nil {
		return c, err
	}
	w, free := flat(t.trained), t.curved()
	asked, all := 0, float64(2*lanczosSteps+2*traceDraws+1+10)
	gradient := func(dst, at []float32) error {
		t.move(at)
		t.gradient(dst)
		asked++
		told(min(1, float64(asked)/all))
		return nil
	}
	loss := func(at []float32) (float64, error) {
		t.move(at)
		l, _ := t.loss()
		return l, nil
	}
	c = Curvature{Step: s.Steps(), Examples: t.examples()}
	if c.Loss, err = loss(w); err != nil {
		return c, err
	}
	g := make([]float32, len(w))
	if err := gradient(g, w); err != nil {
		return c, err
	}
	if c.Ball, err = analysis.BallSharpness(loss, w, g, c.Loss, BallRadius); err != nil {
		return c, err
	}
	if c.Box, err = analysis.BoxSharpness(loss, gradient, w, c.Loss, BoxSide); err != nil {
		return c, err
	}
	times := analysis.Hessian(gradient, w, free, reach)
	values, err := analysis.Lanczos(times, len(w), lanczosSteps, free, stream.New(s.Config.Seed, "lanczos"))
	if err != nil {
		return c, err
	}
	c.Greatest, c.Least = values[:min(3, len(values))], math.NaN()
	if len(values) > 0 {
		c.Least = values[len(values)-1]
	}
	c.Trace, c.Spread, err = analysis.Trace(times, len(w), traceDraws, free, stream.New(s.Config.Seed, "trace"))
	return c, err
}

// curved tells which trained values the Hessian is taken over: those of weights,
// and all that a method has of its own (arXiv:1712.09913, released code).
func (t *twin) curved() (free []bool) {
	for _, p := range t.trained {
		held := op.Rows(p) == 1 && among(t.params, p)
		for range p.Size() {
			free = append(free, !held)
		}
	}
	return free
}
