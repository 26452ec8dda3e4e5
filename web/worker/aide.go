package worker

import (
	"errors"
	"time"

	"petri/methods/analysis"
	"petri/methods/train"
	"petri/web/protocol"
)

// plot tells what another worker needs to share the survey that is under way.
func (r *run) plot() error {
	s, ok := r.survey.(*surface)
	if !ok || s.Survey == nil {
		return errors.New("there is no landscape under way that could be shared")
	}
	p, ok := s.Plot()
	if !ok {
		return errors.New("a landscape of lines is not shared")
	}
	plane := append(append(append(protocol.Floats{}, p.Plane.Origin...), p.Plane.X...), p.Plane.Y...)
	r.emit(&protocol.Plot{Rows: p.Rows, Cols: p.Cols, Examples: p.Examples, X: s.axis(0), Y: s.axis(1), Weights: p.Weights, From: p.From, Plane: plane})
	return nil
}

// know takes up what an aide has found, unless the survey has ended meanwhile.
func (r *run) know(l protocol.Losses) error {
	s, ok := r.survey.(*surface)
	if !ok || s.Survey == nil {
		return nil
	}
	if err := s.Know(l.At, l.Values); err != nil {
		return err
	}
	s.show()
	return nil
}

// aide is the part of another worker's survey that this one takes.
type aide struct {
	*train.Aide // nil before the first of its work
	r           *run
	plot        train.Plot
	found       protocol.Losses
	shown       time.Time
}

func (r *run) aide(p protocol.Plot) error {
	n := len(p.Plane) / 3
	r.survey = &aide{r: r, plot: train.Plot{Rows: p.Rows, Cols: p.Cols, Examples: p.Examples,
		Low: [2]float64{float64(p.X.Low), float64(p.Y.Low)}, High: [2]float64{float64(p.X.High), float64(p.Y.High)},
		Plane:   analysis.Plane{Origin: p.Plane[:n], X: p.Plane[n : 2*n], Y: p.Plane[2*n:]},
		Weights: p.Weights, From: p.From}}
	return nil
}

func (a *aide) Due() bool { return a.Aide == nil || a.Aide.Due() }

func (a *aide) Next() (err error) {
	if a.Aide == nil {
		a.Aide, err = a.r.session.Aide(a.plot, a.r.going(a))
		return err
	}
	at, loss, err := a.Aide.Next()
	if err == nil {
		a.found.At, a.found.Values = append(a.found.At, at), append(a.found.Values, loss)
	}
	return err
}

// show sends what has been found, unless it did so a moment ago.
func (a *aide) show() {
	if len(a.found.At) == 0 || a.Due() && time.Since(a.shown) < told {
		return
	}
	a.shown = time.Now()
	a.r.emit(&protocol.Losses{At: a.found.At, Values: a.found.Values})
	a.found = protocol.Losses{}
}
