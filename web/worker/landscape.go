package worker

import (
	"errors"
	"time"

	"petri/methods/train"
	"petri/web/protocol"
)

// told is how often a survey that is under way is shown.
const told = 250 * time.Millisecond

// A survey is long work on the side: it goes on while the run stands still, and in
// half of the time while it trains. It has weights of its own, so that whatever is
// asked meanwhile is answered as if there were none.
type survey interface {
	Due() bool
	Next() error
	show()
}

// explore does a part of the survey, and tells whether there was any to do.
func (r *run) explore() bool {
	s := r.survey
	if s == nil || r.surveying || !s.Due() {
		return false
	}
	r.surveying = true
	err := s.Next()
	r.surveying = false
	switch {
	case r.survey != s: // it has been ended
	case errors.Is(err, train.ErrAborted):
	case err != nil:
		r.survey = nil
		r.w.tell(r.name, err, false)
	default:
		s.show()
	}
	return true
}

// share gives the survey as much time as the steps since its last part have had.
func (r *run) share() {
	start := time.Now()
	if r.survey == nil || start.Before(r.rested) || r.leaving != nil || !r.explore() {
		return
	}
	took := time.Since(start)
	r.since, r.rested = r.since.Add(took), time.Now().Add(took) // it is not training
}

// going asks whether the work of a survey is to go on.
func (r *run) going(s survey) func() bool {
	return func() bool { return r.yield() && r.survey == s }
}

// surface is the survey of a landscape.
type surface struct {
	*train.Survey // nil before the first of its work
	r             *run
	of            train.Landscape
	shown         time.Time
}

// landscape begins a survey in the place of the one that is there; with nothing to
// show it ends that.
func (r *run) landscape(l *protocol.Landscape) error {
	if r.survey = nil; l != nil {
		r.survey = &surface{r: r, of: train.Landscape{Plane: l.Plane, Points: l.Points, Examples: l.Examples, Seed: l.Seed}}
	}
	return nil
}

func (s *surface) Due() bool { return s.Survey == nil || s.Survey.Due() }

func (s *surface) Next() (err error) {
	if s.Survey == nil {
		s.Survey, err = s.r.session.Survey(s.of, s.r.w.keeper.all(), s.r.going(s))
		return err
	}
	return s.Survey.Next()
}

// show sends what is known, unless it did so a moment ago.
func (s *surface) show() {
	if s.Due() && time.Since(s.shown) < told {
		return
	}
	s.shown = time.Now()
	e := &protocol.Surface{
		Landscape: protocol.Landscape{Plane: s.Plane, Points: s.Points, Examples: s.Examples, Seed: s.Seed}, Step: s.Step, Rows: s.Rows, Cols: s.Cols,
		X: s.axis(0), Y: s.axis(1), Loss: protocol.Number(s.Loss), Error: protocol.Number(s.Spread), Part: s.Progress, Values: append(protocol.Floats{}, s.Values...),
	}
	e.Path = places(s.Path)
	for _, o := range s.Others {
		e.Others = append(e.Others, protocol.Trail{Name: o.Name, Path: places(o.Path)})
	}
	s.r.emit(e)
}

func places(path []train.Place) []protocol.Place {
	all := []protocol.Place{}
	for _, p := range path {
		all = append(all, protocol.Place{Step: p.Step, X: protocol.Number(p.X), Y: protocol.Number(p.Y), Off: protocol.Number(p.Off),
			Loss: protocol.Number(p.Loss), Over: protocol.Number(p.Over)})
	}
	return all
}

func (s *surface) axis(k int) protocol.Axis {
	return protocol.Axis{Low: protocol.Number(s.Low[k]), High: protocol.Number(s.High[k]), Share: protocol.Number(s.Shares[k])}
}

// sharp is the survey of a minimum's sharpness, which is taken in one go.
type sharp struct {
	r        *run
	examples int
	done     bool
	found    train.Curvature
}

func (r *run) sharpness(l *protocol.Landscape) error {
	if l == nil || l.Examples < 1 {
		return errors.New("say over how many examples sharpness is to be measured, such as 1000")
	}
	r.survey = &sharp{r: r, examples: l.Examples}
	return nil
}

func (s *sharp) Due() bool { return !s.done }

func (s *sharp) Next() (err error) {
	s.found, err = s.r.session.Curvature(s.examples, s.r.going(s), func(part float64) {
		s.r.emit(&protocol.Sharpness{Part: part})
	})
	s.done = true
	return err
}

func (s *sharp) show() {
	c := s.found
	e := &protocol.Sharpness{Part: 1, Step: c.Step, Examples: c.Examples, Loss: protocol.Number(c.Loss), Greatest: []protocol.Number{}, Least: protocol.Number(c.Least),
		Trace: protocol.Number(c.Trace), Error: protocol.Number(c.Spread), Ball: protocol.Number(c.Ball), Box: protocol.Number(c.Box)}
	for _, v := range c.Greatest {
		e.Greatest = append(e.Greatest, protocol.Number(v))
	}
	for _, v := range c.Errors {
		e.Errors = append(e.Errors, protocol.Number(v))
	}
	s.r.emit(e)
}
