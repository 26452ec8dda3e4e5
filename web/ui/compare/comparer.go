package compare

import (
	"slices"

	"petri/models/spec"
	"petri/web/protocol"
	"petri/web/runner"
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// A Phase is how the comparison stands.
type Phase int

// The phases of a comparison.
const (
	Idle     Phase = iota // there is none
	Going                 // runs are under way
	Stopped               // some runs are done, and more are wanted
	Finished              // no more are
)

// Most bounds what can be asked for.
const (
	MostSeeds = 5
	MostSteps = 100_000
)

// A Comparer is everything that the page knows of its comparison. Only the page's
// goroutine may use it.
type Comparer struct {
	Catalogue *spec.Catalogue
	Colours   map[string]bool // those chosen
	Seeds     int
	Steps     int
	Phase     Phase
	Now       *Comparison // nil before the first
	Notices   []string    // sentences to be read once
	Trouble   string      // what went wrong last
	Revision  int         // rises when something that is drawn has changed

	pool    *runner.Pool
	workers int
	moved   map[string]float64 // share of the steps of the runs under way
}

// New returns a Comparer whose workers are not started yet; all colours are
// chosen.
func New(c *spec.Catalogue, spawn runner.Spawn, workers int) *Comparer {
	m := &Comparer{Catalogue: c, Colours: map[string]bool{}, Seeds: 3, Steps: 600, workers: workers, moved: map[string]float64{}}
	for _, colour := range c.Masks {
		m.Colours[colour.Name] = true
	}
	m.pool = runner.NewPool(spawn, workers, m)
	return m
}

// Compare begins a comparison on a recipe, which must be complete, in place of
// one that is under way.
func (m *Comparer) Compare(recipe spec.Config) {
	p := Plan{Recipe: recipe, Seeds: m.Seeds}
	for _, colour := range m.Catalogue.Masks {
		if m.Colours[colour.Name] {
			p.Colours = append(p.Colours, colour.Name)
		}
	}
	switch {
	case len(p.Colours) == 0:
		m.Trouble = text.Of("compare.no-colour")
		return
	case m.Seeds < 1 || m.Seeds > MostSeeds || m.Steps < 1 || m.Steps > MostSteps:
		m.Trouble = text.Of("compare.out-of-range", MostSeeds, text.Count(MostSteps))
		return
	}
	p.Recipe.Stop.Steps = m.Steps
	m.Cancel()
	m.Now = newComparison(p)
	m.Continue()
}

// Continue goes on with the comparison.
func (m *Comparer) Continue() {
	if m.Now == nil || m.Phase == Going {
		return
	}
	m.Trouble, m.Phase = "", Going
	m.hire()
}

// Cancel stops the comparison. The runs that are done stay, those under way are
// lost.
func (m *Comparer) Cancel() {
	if m.Phase == Going {
		m.stop()
	}
}

// stop ends all workers.
func (m *Comparer) stop() {
	m.pool.Dismiss()
	clear(m.moved)
	m.Revision++
	m.Phase = Stopped
	if m.Now.Done() == len(m.Now.Runs) {
		m.Phase = Finished
	}
	for _, r := range m.Now.Runs {
		if !r.Done() {
			r.Points = nil
		}
	}
}

// hire gives the pool the runs that are wanted now.
func (m *Comparer) hire() {
	var jobs []runner.Job
	for _, r := range m.Now.Runs {
		if !r.Done() && len(jobs) < m.workers {
			jobs = append(jobs, runner.Job{Name: r.name(), Config: m.config(r)})
		}
	}
	if len(jobs) == 0 {
		m.stop()
		return
	}
	m.pool.Take(jobs)
}

// config is the recipe with the masks and the seed of a run. The ratio is the
// recipe's; what else a colour has takes its default unless it is the recipe's
// own colour.
func (m *Comparer) config(r *Run) spec.Config {
	cfg := m.Now.Recipe
	cfg.Seed = r.Seed
	if cfg.Mask.Name != r.Colour {
		cfg.Mask = spec.Part{Name: r.Colour, Knobs: spec.Values{"ratio": cfg.Mask.Knobs["ratio"]}}
	}
	return cfg
}

func (m *Comparer) run(job string) *Run {
	i := slices.IndexFunc(m.Now.Runs, func(r *Run) bool { return r.name() == job })
	return m.Now.Runs[i]
}

// Moved notes how far a run is.
func (m *Comparer) Moved(job string, part float64) {
	m.moved[job] = part
	if part == 0 { // it was begun again
		m.run(job).Points = nil
	}
}

// Measured keeps a measurement of a run.
func (m *Comparer) Measured(job string, e *protocol.Evaluated) {
	r := m.run(job)
	if last := len(r.Points) - 1; last >= 0 && r.Points[last].Step == e.Step {
		r.Points = r.Points[:last]
	}
	r.Points = append(r.Points, lab.Point{Step: e.Step, Metrics: e.Metrics})
	m.Revision++
}

// Ended takes the end of a run, and goes on with the next.
func (m *Comparer) Ended(job string, e runner.End) {
	delete(m.moved, job)
	r := m.run(job)
	r.Seconds, r.Error = max(e.Seconds, 1e-3), e.Error
	if e.Error != "" {
		m.Trouble = text.Sentence(e.Error)
	}
	m.Revision++
	m.hire()
}

// Revived tells that a worker has died.
func (m *Comparer) Revived(string) { m.Notices = append(m.Notices, text.Of("revived.sweep")) }

// Lost tells that there are no workers.
func (m *Comparer) Lost(reason string) {
	m.Trouble = text.Of("lost.sweep", reason)
	m.stop()
}

// Outdated tells that the page is of another build than the workers.
func (m *Comparer) Outdated(string) {
	m.Trouble = text.Of("outdated")
	m.stop()
}

// Part is the share of the runs that is done, in [0,1].
func (m *Comparer) Part() float64 {
	if m.Now == nil {
		return 0
	}
	n := float64(m.Now.Done())
	for _, part := range m.moved {
		n += part
	}
	return n / float64(len(m.Now.Runs))
}

// Left is how long the comparison takes from now on, in seconds, if the runs to
// come take as long as those that are done; 0 if that is not known.
func (m *Comparer) Left() float64 {
	if m.Now == nil || m.Now.Done() == 0 {
		return 0
	}
	sum := 0.0
	for _, r := range m.Now.Runs {
		sum += r.Seconds
	}
	all := float64(len(m.Now.Runs))
	return sum / float64(m.Now.Done()) * all * (1 - m.Part()) / float64(m.workers)
}
