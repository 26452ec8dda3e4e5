package compare

import (
	"slices"

	"petri/models/spec"
	"petri/web/protocol"
	"petri/web/runner"
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// A Phase is how the taking of runs stands.
type Phase int

// The phases.
const (
	Idle     Phase = iota // there are no runs
	Going                 // some are under way
	Stopped               // some are over, and more are wanted
	Finished              // no more are
)

// A Task is a run that is to be taken, and what has come of it.
type Task struct {
	Name   string // no other task has it
	Config spec.Config
	*Result
}

// What is done about a run that is refused before it was ever measured.
const (
	EndIfRefused  = true  // all would be: no more are taken
	GoOnIfRefused = false // others would not be
)

// A Taker takes runs on a pool of workers, and knows how that stands.
type Taker struct {
	Phase    Phase
	Notices  []string // sentences to be read once
	Trouble  string   // what went wrong last
	Revision int      // rises when something that is drawn has changed

	tasks        []Task
	pool         *runner.Pool
	workers      int
	endIfRefused bool
	keep         func(done int)
	moved        map[string]float64 // share of the steps of the runs under way
}

// NewTaker returns a Taker whose workers are not started yet. It calls keep
// whenever there are other runs that are over, with how many there are now.
func NewTaker(spawn runner.Spawn, workers int, endIfRefused bool, keep func(done int)) *Taker {
	t := &Taker{workers: workers, endIfRefused: endIfRefused, keep: keep, moved: map[string]float64{}}
	t.pool = runner.NewPool(spawn, workers, t)
	return t
}

// Begin takes these in the place of those before, which must have been cancelled.
func (t *Taker) Begin(tasks []Task) {
	t.Resume(tasks)
	t.Continue()
}

// Resume has tasks of which some may be over already, and waits.
func (t *Taker) Resume(tasks []Task) {
	t.tasks = tasks
	t.settle()
}

// Continue goes on with the tasks.
func (t *Taker) Continue() {
	if len(t.tasks) == 0 || t.Phase == Going {
		return
	}
	t.Trouble, t.Phase = "", Going
	t.Revision++
	t.hire()
}

// Cancel stops. The runs that are over stay, those under way are lost.
func (t *Taker) Cancel() {
	if t.Phase == Going {
		t.stop()
	}
}

// stop ends all workers.
func (t *Taker) stop() {
	t.pool.Dismiss()
	clear(t.moved)
	for _, task := range t.tasks {
		if !task.Over {
			task.Points = nil
		}
	}
	if t.Done() == 0 {
		t.tasks = nil
	}
	t.settle()
	t.keep(t.Done())
}

// settle says how it stands while no run is under way.
func (t *Taker) settle() {
	t.Revision++
	switch done := t.Done(); {
	case done == 0:
		t.Phase = Idle
	case done == len(t.tasks):
		t.Phase = Finished
	default:
		t.Phase = Stopped
	}
}

// Done counts the runs that are over.
func (t *Taker) Done() int {
	n := 0
	for _, task := range t.tasks {
		if task.Over {
			n++
		}
	}
	return n
}

// hire gives the pool the runs that are wanted now.
func (t *Taker) hire() {
	var jobs []runner.Job
	for _, task := range t.tasks {
		if !task.Over && len(jobs) < t.workers {
			jobs = append(jobs, runner.Job{Name: task.Name, Config: task.Config})
		}
	}
	if len(jobs) == 0 {
		t.stop()
		return
	}
	t.pool.Take(jobs)
}

func (t *Taker) task(name string) Task {
	return t.tasks[slices.IndexFunc(t.tasks, func(task Task) bool { return task.Name == name })]
}

// Moved notes how far a run is.
func (t *Taker) Moved(job string, part float64) {
	t.moved[job] = part
	if part == 0 { // it was begun again
		t.task(job).Points = nil
		t.Revision++
	}
}

// Measured keeps a measurement of a run.
func (t *Taker) Measured(job string, e *protocol.Evaluated) {
	r := t.task(job).Result
	r.Points = append(r.Points, lab.Point{Step: e.Step, Metrics: e.Metrics})
	t.Revision++
}

// Ended takes the end of a run, and goes on with the next.
func (t *Taker) Ended(job string, e runner.End) {
	delete(t.moved, job)
	r := t.task(job).Result
	if t.endIfRefused && e.Error != "" && len(r.Points) == 0 {
		t.Trouble = text.Of("compare.refused", text.Sentence(e.Error))
		t.stop()
		return
	}
	r.Over, r.Trained, r.Seconds, r.Digest, r.Error = true, e.Trained, e.Seconds, e.Digest, e.Error
	t.Revision++
	t.keep(t.Done())
	t.hire()
}

// Revived tells that a worker has died.
func (t *Taker) Revived(string) { t.Notices = append(t.Notices, text.Of("revived.sweep")) }

// Lost tells that there are no workers.
func (t *Taker) Lost(reason string) {
	t.Trouble = text.Of("lost.compare", reason)
	t.stop()
}

// Outdated tells that the page is of another build than the workers.
func (t *Taker) Outdated(string) {
	t.Trouble = text.Of("outdated")
	t.stop()
}

var (
	_ runner.Owner   = (*Taker)(nil)
	_ runner.Watcher = (*Taker)(nil)
)
