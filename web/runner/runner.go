package runner

import (
	"fmt"
	"time"

	"petri/models/spec"
	"petri/web/protocol"
)

// An Audience is told what becomes of the run.
type Audience interface {
	// Event brings an event of the current run.
	Event(e protocol.Event)
	// Revived says that the worker died and that another goes on with the
	// run, from its newest snapshot if there is one.
	Revived(reason string)
	// Checkpoint brings a snapshot of the current run: from it, and what was told before,
	// another Runner can go on.
	Checkpoint(snapshot []byte)
	// Lost says that workers keep dying and that no other is started.
	Lost(reason string)
	// Outdated says that the worker is of another build than the page.
	Outdated(version string)
}

// snapshotEvery is how often a run is saved while it trains.
const snapshotEvery = 3 * time.Second

// A Runner has one run at a time on one worker.
type Runner struct {
	audience Audience
	spawn    Spawn
	line     *line // to the worker; nil before the first command
	lives    lives

	run      string // name of the current run; empty is none
	count    int    // runs there were
	config   spec.Config
	snapshot protocol.Bytes // newest of the run
	training bool           // the run is meant to be stepping
	asked    int            // snapshots under way that are ours
	saved    time.Time

	checks    map[string]func([]protocol.Error) // that are asked, by the names of their runs
	questions int                               // checks there were

	opening string         // name of a run to be restored from file, until it is
	file    protocol.Bytes // that stands in for the current run
}

// New returns a Runner without a worker; the first command starts one.
func New(spawn Spawn, audience Audience) *Runner {
	return &Runner{spawn: spawn, audience: audience, checks: map[string]func([]protocol.Error){}}
}

// Start begins a run in place of the current one.
func (r *Runner) Start(cfg spec.Config, paused bool) {
	r.open(r.name(), cfg, !paused)
	r.post(r.run, &protocol.Start{Config: cfg, Paused: paused})
}

// Check has then told what keeps cfg from being run, with its data and its model. The
// current run goes on meanwhile.
func (r *Runner) Check(cfg spec.Config, then func(wrong []protocol.Error)) {
	r.questions++
	name := fmt.Sprintf("check-%d", r.questions)
	r.checks[name] = then
	r.post(name, &protocol.Check{Config: cfg})
}

// Restore opens a saved file, paused. Only when that has worked does it take
// the place of the current run.
func (r *Runner) Restore(file []byte) {
	r.opening, r.file = r.name(), file
	r.post(r.opening, &protocol.Restore{Bytes: file})
}

// SetState takes up the state of a run in place of the current one, paused.
func (r *Runner) SetState(s protocol.State) {
	r.open(r.name(), s.Config, false)
	r.snapshot = s.Snapshot
	r.post(r.run, &protocol.SetState{State: s})
}

// open makes the run of that name the current one, and ends the one before.
func (r *Runner) open(run string, cfg spec.Config, training bool) {
	if r.run != "" {
		r.post(r.run, &protocol.Stop{})
	}
	r.run, r.opening = run, ""
	r.config, r.training, r.snapshot = cfg, training, nil
	r.asked, r.saved = 0, time.Now()
}

func (r *Runner) name() string {
	r.count++
	return fmt.Sprintf("run-%d", r.count)
}

// Send gives the current run a command; without a run it does nothing.
func (r *Runner) Send(c protocol.Command) {
	switch c := c.(type) {
	case *protocol.Start:
		r.Start(c.Config, c.Paused)
		return
	case *protocol.Restore:
		r.Restore(c.Bytes)
		return
	case *protocol.SetState:
		r.SetState(c.State)
		return
	case *protocol.Resume:
		r.training = true
	case *protocol.Pause, *protocol.Step, *protocol.Stop:
		r.training = false
	case *protocol.Reset:
		r.training, r.snapshot = false, nil
	}
	if r.run == "" {
		return
	}
	r.post(r.run, c)
	switch c.(type) {
	case *protocol.Set: // the config alone no longer tells the run
		r.ask()
	case *protocol.Stop:
		r.run = ""
	}
}

func (r *Runner) post(run string, c protocol.Command) {
	if r.line == nil {
		r.line = dial(r.spawn, r.heard, r.lose)
	}
	r.line.post(run, c)
}

// ask requests a snapshot that the audience is not told of.
func (r *Runner) ask() {
	r.asked++
	r.saved = time.Now()
	r.post(r.run, &protocol.Snapshot{})
}

func (r *Runner) heard(run string, e protocol.Event) {
	if version := outdated(e); version != "" {
		r.audience.Outdated(version)
		return
	}
	if then := r.checks[run]; then != nil {
		delete(r.checks, run)
		switch e := e.(type) {
		case *protocol.Checked:
			then(e.Wrong)
		case *protocol.Error:
			then([]protocol.Error{*e})
		}
		return
	}
	if run != "" && run == r.opening {
		r.opened(e)
	}
	if run != "" && run != r.run { // of a run that was left
		return
	}
	if r.note(e) {
		r.audience.Event(e)
	}
}

// opened takes the first news of the run that is to be restored.
func (r *Runner) opened(e protocol.Event) {
	switch e := e.(type) {
	case *protocol.Started:
		file := r.file
		r.open(r.opening, e.Config, false)
		r.snapshot = file
	case *protocol.Error:
		r.opening = ""
		r.audience.Event(&protocol.Error{Message: e.Message})
	}
}

// note keeps what is needed to revive the run, and reports whether the event
// is for the audience.
func (r *Runner) note(e protocol.Event) bool {
	switch e := e.(type) {
	case *protocol.Started:
		r.config = e.Config
	case *protocol.Metrics:
		if r.training && r.asked == 0 && time.Since(r.saved) >= snapshotEvery {
			r.ask()
		}
	case *protocol.Saved:
		if e.Name != "snapshot" {
			return true
		}
		r.snapshot = e.Bytes
		if r.asked > 0 {
			r.asked--
			r.audience.Checkpoint(e.Bytes)
			return false
		}
	case *protocol.Paused:
		r.ask()
	case *protocol.Done:
		r.training = false
		r.ask()
	case *protocol.Error:
		if e.Fatal {
			r.run, r.training = "", false
		}
	}
	return true
}

// lose ends a worker that has died, starts another and has it go on with the
// run.
func (r *Runner) lose(reason string) {
	r.line.close()
	r.line, r.opening = nil, ""
	asked := r.checks
	r.checks = map[string]func([]protocol.Error){}
	defer func() { // not asked again: it may be what the worker died of
		for _, then := range asked {
			then([]protocol.Error{{Message: "the worker has died, so nothing was changed: " + reason}})
		}
	}()
	if r.lives.lose() {
		r.run = ""
		r.audience.Lost(reason)
		return
	}
	if r.run != "" {
		r.revive()
	}
	r.audience.Revived(reason)
}

// revive takes the run up from its snapshot, or begins it again.
func (r *Runner) revive() {
	r.asked = 0
	if r.snapshot == nil {
		r.post(r.run, &protocol.Start{Config: r.config, Paused: !r.training})
		return
	}
	// Split takes the bytes out of the message, not out of our hands.
	r.post(r.run, &protocol.Restore{Bytes: r.snapshot})
	if r.training {
		r.post(r.run, &protocol.Resume{})
	}
}
