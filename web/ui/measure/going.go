package measure

import (
	"fmt"

	"petri/methods/sweep"
	"petri/web/runner"
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// Measure begins the sweep that the form asks for, in place of one that is
// under way. What was measured of the same before is measured anew.
func (m *Meter) Measure() {
	m.Recipe.Absolve()
	s, err := m.Sweep()
	if err != nil {
		m.blame(err)
		return
	}
	m.Cancel()
	m.recall()
	if m.Now != nil && !m.Changed() {
		m.Remove(m.Now)
	}
	m.ids = lab.Next(m.store, m.ids)
	m.Now = &Measurement{ID: m.ids, Name: m.name(s.Recipe), File: sweep.NewFile(s, nil)}
	m.Continue()
}

// Begin puts a sweep, which may leave fields out, into the form and measures it.
func (m *Meter) Begin(s sweep.Sweep) error {
	s, err := sweep.Complete(m.all, s)
	if err != nil {
		return err
	}
	m.Settings = s.Values()
	m.Take(s.Recipe)
	m.Measure()
	return nil
}

// Continue goes on with the current sweep.
func (m *Meter) Continue() {
	if m.Now == nil || m.Phase == Going {
		return
	}
	m.Trouble, m.Phase = "", Going
	m.hire()
}

// Cancel stops the sweep. The runs that are done stay, those under way are lost.
func (m *Meter) Cancel() {
	if m.Phase == Going {
		m.pool.Dismiss()
		m.stop()
	}
}

// stop notes that no run is under way any more.
func (m *Meter) stop() {
	clear(m.moved)
	m.Revision++
	if len(m.Now.Results) > 0 {
		m.choose(m.Now)
	} else {
		m.Now, m.Phase = nil, Idle
	}
	for _, f := range m.Heard {
		f(nil)
	}
}

// hire gives the pool the runs that are wanted now: of thousands only so many
// as there are workers, of which those under way come first.
func (m *Meter) hire() {
	var jobs []runner.Job
	m.under = map[string]sweep.Run{}
	runs := m.Now.Sweep.Next(m.Now.Results)
	for _, r := range runs[:min(m.Workers, len(runs))] {
		cfg, err := m.Now.Sweep.Config(m.all, r)
		if err != nil { // no knob takes such a dimension
			m.take(r, runner.End{Error: err.Error()})
			m.hire()
			return
		}
		m.under[jobName(r)] = r
		jobs = append(jobs, runner.Job{Name: jobName(r), Config: cfg, Keep: r.Dim > 0})
	}
	if len(jobs) == 0 {
		m.pool.Dismiss()
		m.stop()
		return
	}
	m.pool.Take(jobs)
}

// jobName names a run to the pool.
func jobName(r sweep.Run) string { return fmt.Sprintf("%d/%d", r.Dim, r.Seed) }

// take keeps the end of a run.
func (m *Meter) take(r sweep.Run, e runner.End) {
	result := m.Now.note(r, e)
	if len(m.Now.Results) == 1 {
		m.admit(m.Now)
		m.Measured = append(m.Measured, m.Now)
	}
	m.keep(m.Now)
	m.Revision++
	for _, f := range m.Heard {
		f(&result)
	}
}

// Moved notes how far a run is.
func (m *Meter) Moved(job string, part float64) { m.moved[job] = part }

// Ended takes the end of a run, and goes on with what follows from it.
func (m *Meter) Ended(job string, e runner.End) {
	delete(m.moved, job)
	m.take(m.under[job], e)
	m.hire()
}

// Revived tells that a worker has died.
func (m *Meter) Revived(string) { m.Notices = append(m.Notices, text.Of("revived.sweep")) }

// Lost tells that there are no workers.
func (m *Meter) Lost(reason string) {
	m.Trouble = text.Of("lost.sweep", reason)
	m.stop()
}

// Outdated tells that the page is of another build than the workers.
func (m *Meter) Outdated(string) {
	m.Trouble = text.Of("outdated")
	m.stop()
}

// Part is the share of the sweep's runs that is done, in [0,1].
func (m *Meter) Part() float64 {
	switch {
	case m.Now == nil:
		return 0
	case m.Phase == Finished:
		return 1
	}
	return m.done() / float64(m.Now.AtMost())
}

// done counts the runs that are done, those under way in part.
func (m *Meter) done() float64 {
	n := float64(len(m.Now.Results))
	for _, part := range m.moved {
		n += part
	}
	return n
}

// Left is how long the sweep takes at most from now on, in seconds, if the runs
// to come take as long as those that are done; 0 if that is not known.
func (m *Meter) Left() float64 {
	sum, n := 0.0, 0.0
	for _, r := range m.Now.Results {
		if r.Error == "" {
			sum, n = sum+r.Seconds, n+1
		}
	}
	if n == 0 {
		return 0
	}
	return sum / n * (float64(m.Now.AtMost()) - m.done()) / float64(m.Workers)
}
