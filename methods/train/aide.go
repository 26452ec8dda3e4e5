package train

import (
	"petri/methods/analysis"
	"petri/models/spec"
)

// A Plot is what another process needs to take points of a survey: with two of them a
// landscape is drawn in half the time.
type Plot struct {
	Rows, Cols, Examples int
	Low, High            [2]float64
	Plane                analysis.Plane
	Weights              bool // it lies in the weights of the model, not in what is trained
	From                 int  // how many points had been taken
}

// Plot returns that of the survey, which counts from now on on others for every other
// point. There is none of lines, which are quick.
func (v *Survey) Plot() (p Plot, ok bool) {
	if v.Rows != v.Cols {
		return p, false
	}
	v.shared = true
	return Plot{v.Rows, v.Cols, v.Examples, v.Low, v.High, v.plane, v.twin.weights, v.Taken}, true
}

// Know takes up losses that were found elsewhere, by their places in the order.
func (v *Survey) Know(places []int, losses []float32) error {
	for k, at := range places {
		if at < 0 || at >= len(v.order) || k >= len(losses) {
			return &spec.FieldError{Field: "at", Message: "losses that were found elsewhere are not of this landscape"}
		}
		v.know(at, losses[k])
	}
	return nil
}

// An Aide takes points of a survey in a session of the same config: the first one, for
// which the survey has its own loss to compare, and then every other one.
type Aide struct {
	plot  Plot
	of    Survey // its geometry alone
	twin  *twin
	work  []float32
	order []int
	at    int // in the order
}

// Aide begins to take points. Its work asks yield whether to go on.
func (s *Session) Aide(p Plot, yield func() bool) (b *Aide, err error) {
	defer rescue(&err)
	b = &Aide{plot: p, of: Survey{Rows: p.Rows, Cols: p.Cols, Low: p.Low, High: p.High}}
	if b.twin, err = s.twin(p.Examples, yield); err != nil {
		return nil, err
	}
	if p.Weights {
		b.twin.overWeights()
	}
	n := len(flat(b.twin.moved))
	if p.Rows < 2 || p.Cols < 2 || p.Rows > maxSide || p.Cols > maxSide || len(p.Plane.Origin) != n || len(p.Plane.X) != n || len(p.Plane.Y) != n {
		return nil, &spec.FieldError{Field: "plane", Message: "the plane is not one of this run's, or its grid cannot be"}
	}
	b.work = make([]float32, n)
	b.order, _ = refine(p.Rows, p.Cols)
	return b, nil
}

// maxSide is the most points that a side has.
var maxSide = Sides[len(Sides)-1]

// Due tells whether there are points to take.
func (b *Aide) Due() bool { return b.at < len(b.order) }

// Next takes one, and returns its place in the order and its loss.
func (b *Aide) Next() (at int, loss float32, err error) {
	defer rescue(&err)
	at = b.at
	x, y := b.of.Of(b.order[at])
	loss = float32(b.twin.over(b.plot.Plane, b.work, x, y))
	if b.at == 0 {
		b.at = b.plot.From | 1
	} else {
		b.at += 2
	}
	return at, loss, nil
}
