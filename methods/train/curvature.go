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
	Errors   []float64 // how far off the greatest may be, and last the least
	Trace    float64   // their sum, estimated
	Spread   float64   // the standard error of that estimate
	Ball     float64   // rise of the loss at a distance of BallRadius against its slope
	Box      float64   // rise in per cent of 1+loss, in a box of BoxSide
}

// What sharpness is measured by.
const (
	BallRadius = .05
	BoxSide    = 1e-3
)

// Vectors of Lanczos' method are kept, so that there are fewer where they are long.
const (
	lanczosSteps = 64
	fewestSteps  = 16
	kept         = 16 << 20 // numbers
	traceDraws   = 16
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
	steps := max(fewestSteps, min(lanczosSteps, kept/len(w)))
	asked, all := 0, float64(2*steps+2*traceDraws+2+10)
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
	t.move(w)
	t.hold()
	times := analysis.Hessian(gradient, w, free)
	k, err := analysis.Lanczos(times, len(w), steps, free, stream.New(s.Config.Seed, "lanczos"))
	if err != nil {
		return c, err
	}
	c.Least, c.Errors = math.NaN(), []float64{math.NaN()}
	if last := len(k.Values) - 1; last >= 0 {
		n := min(3, last+1)
		c.Greatest, c.Least, c.Errors = k.Values[:n], k.Values[last], append(k.Errors[:n:n], k.Errors[last])
	}
	c.Trace, c.Spread, err = analysis.Trace(times, k, len(w), traceDraws, free, stream.New(s.Config.Seed, "trace"))
	return c, err
}

// hold takes the sides of every ReLU and window where the twin is, and keeps to them
// from now on. The loss is then smooth, and here it has the Hessian of the run's: a
// network of ReLUs is made of smooth pieces, and this is the piece it is on.
func (t *twin) hold() {
	t.sides = make([]op.Sides, t.batches)
	t.loss()
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
