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
	Stopped               // some runs are over, and more are wanted
	Finished              // no more are
)

// A Comparer is everything that the page knows of its comparison. Only the page's
// goroutine may use it.
type Comparer struct {
	lab.Typing
	Catalogue *spec.Catalogue
	Colours   map[string]bool // those chosen
	Phase     Phase
	Now       *Comparison // nil before the first
	Notices   []string    // sentences to be read once
	Trouble   string      // what went wrong last
	Revision  int         // rises when something that is drawn has changed

	settings spec.Values // by the names of the knobs
	pool     *runner.Pool
	workers  int
	store    lab.Store
	moved    map[string]float64 // share of the steps of the runs under way
}

// New returns a Comparer whose workers are not started yet; all colours are
// chosen.
func New(c *spec.Catalogue, spawn runner.Spawn, workers int) *Comparer {
	m := &Comparer{Typing: lab.NewTyping(), Catalogue: c, Colours: map[string]bool{}, settings: spec.Values{},
		workers: workers, moved: map[string]float64{}}
	for _, colour := range c.Masks {
		m.Colours[colour.Name] = true
	}
	for _, k := range knobs() {
		m.settings[k.Name] = k.Default
	}
	m.pool = runner.NewPool(spawn, workers, m)
	return m
}

// Compare begins a comparison on a recipe in place of the one there is.
func (m *Comparer) Compare(recipe *lab.Recipe) {
	m.Trouble = ""
	p, err := m.plan(recipe)
	if err != nil {
		m.Trouble = text.Sentence(err.Error())
		return
	}
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
	m.Revision++
	m.hire()
}

// Cancel stops the comparison. The runs that are over stay, those under way are
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
	for _, r := range m.Now.Runs {
		if !r.Over {
			r.Points = nil
		}
	}
	m.settle()
	m.keep()
}

// settle says how a comparison stands of which no run is under way.
func (m *Comparer) settle() {
	m.Revision++
	switch m.Now.Done() {
	case 0:
		m.Now, m.Phase = nil, Idle
	case len(m.Now.Runs):
		m.Phase = Finished
	default:
		m.Phase = Stopped
	}
}

// hire gives the pool the runs that are wanted now.
func (m *Comparer) hire() {
	var jobs []runner.Job
	for _, r := range m.Now.Runs {
		if !r.Over && len(jobs) < m.workers {
			jobs = append(jobs, runner.Job{Name: r.name(), Config: m.Now.config(m.Catalogue, r)})
		}
	}
	if len(jobs) == 0 {
		m.stop()
		return
	}
	m.pool.Take(jobs)
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
		m.Revision++
	}
}

// Measured keeps a measurement of a run.
func (m *Comparer) Measured(job string, e *protocol.Evaluated) {
	r := m.run(job)
	r.Points = append(r.Points, lab.Point{Step: e.Step, Metrics: e.Metrics})
	m.Revision++
}

// Ended takes the end of a run, and goes on with the next. What is refused
// before it was ever measured would be refused with every seed.
func (m *Comparer) Ended(job string, e runner.End) {
	delete(m.moved, job)
	r := m.run(job)
	if e.Error != "" && len(r.Points) == 0 {
		m.Trouble = text.Of("compare.refused", text.Sentence(e.Error))
		m.stop()
		return
	}
	r.Over, r.Seconds, r.Digest, r.Error = true, e.Seconds, e.Digest, e.Error
	m.Revision++
	m.keep()
	m.hire()
}

// Revived tells that a worker has died.
func (m *Comparer) Revived(string) { m.Notices = append(m.Notices, text.Of("revived.sweep")) }

// Lost tells that there are no workers.
func (m *Comparer) Lost(reason string) {
	m.Trouble = text.Of("lost.compare", reason)
	m.stop()
}

// Outdated tells that the page is of another build than the workers.
func (m *Comparer) Outdated(string) {
	m.Trouble = text.Of("outdated")
	m.stop()
}

var (
	_ runner.Owner   = (*Comparer)(nil)
	_ runner.Watcher = (*Comparer)(nil)
)
