// Package worker is what a Petri worker does with commands: it opens runs,
// steps them, answers, and reports. The same Worker serves a web worker
// (messages of a page) and the command line (JSON lines); only the transport
// differs.
//
// Each run has a goroutine of its own. It attends to its commands between any
// two operators, so that a pause is answered in the middle of a long step.
package worker

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"sync"

	"petri/methods/train"
	"petri/models/data"
	"petri/models/spec"
	"petri/web/protocol"
)

// A Worker runs any number of runs by name.
type Worker struct {
	source  *train.Source
	emit    func(run string, e protocol.Event) // may be called by any goroutine
	giveWay func()                             // lets waiting messages in
	mu      sync.Mutex
	runs    map[string]*run
	keeper  keeper
	closed  bool
	failed  bool
	ends    sync.WaitGroup
}

// New returns a worker that reads data sets from files and reports to emit.
// It calls giveWay every few milliseconds of training.
func New(files fs.FS, emit func(run string, e protocol.Event), giveWay func()) *Worker {
	return &Worker{source: train.NewSource(files), emit: emit, giveWay: giveWay, runs: map[string]*run{}}
}

// An opener sets up the session of a run on its data and first weights.
type opener struct {
	cfg    spec.Config // complete
	open   func(*data.Set, train.Theta) (*train.Session, error)
	origin *protocol.Origin // of a file; nil if the run begins
}

func fresh(cfg spec.Config) (opener, error) {
	cfg, err := train.Catalogue().Complete(cfg)
	return opener{cfg: cfg, open: func(set *data.Set, theta0 train.Theta) (*train.Session, error) { return train.New(cfg, set, theta0) }}, err
}

func saved(file []byte) (opener, error) {
	f, err := train.Read(file)
	if err != nil {
		return opener{}, err
	}
	origin := &protocol.Origin{Name: string(f.Kind), Measured: f.Measured.Step, Metrics: numbers(f.Measured.Metrics)}
	for _, t := range f.Turns() {
		origin.Turns = append(origin.Turns, protocol.Turned(t))
	}
	return opener{f.Config, f.Open, origin}, nil
}

// Do hands a command to the run of that name and returns at once. What is
// wrong with a command is found before the run that it would replace is
// touched.
func (w *Worker) Do(name string, c protocol.Command) {
	var o opener
	var err error
	paused, replay := true, protocol.State{}
	switch c := c.(type) {
	case *protocol.Start:
		o, err = fresh(c.Config)
		paused = c.Paused
	case *protocol.Restore:
		o, err = saved(c.Bytes)
	case *protocol.SetState:
		if len(c.State.Snapshot) > 0 {
			o, err = saved(c.State.Snapshot)
		} else { // the config decides every number, so the run can be taken again
			o, err = fresh(c.State.Config)
			replay = c.State
		}
	case *protocol.Masks:
		e, err := noise(c)
		if err != nil {
			w.tell(name, err, false)
			return
		}
		w.emit(name, e)
		return
	case *protocol.Check:
		w.ends.Go(func() { w.check(name, c.Config) }) // which may have to load data
		return
	default:
		w.pass(name, c)
		return
	}
	if err != nil {
		w.mu.Lock()
		goesOn := w.runs[name] != nil
		w.mu.Unlock()
		w.fail(name, err, !goesOn)
		return
	}
	w.open(name, o, paused, replay)
}

// pass hands a command to a run that is there.
func (w *Worker) pass(name string, c protocol.Command) {
	w.mu.Lock()
	r := w.runs[name]
	there := r != nil && !r.stopped
	if there {
		r.inbox.put(c)
		if _, stop := c.(*protocol.Stop); stop {
			r.stop()
		}
	}
	w.mu.Unlock()
	if !there {
		w.emit(name, &protocol.Error{Message: fmt.Sprintf("there is no run %q: send start first", name)})
	}
}

// open starts the goroutine of a run once the run that had its name is over.
func (w *Worker) open(name string, o opener, paused bool, replay protocol.State) {
	w.mu.Lock()
	defer w.mu.Unlock()
	before := w.runs[name]
	if before != nil && !before.stopped {
		before.inbox.put(&protocol.Stop{})
		before.stop()
	}
	r := &run{w: w, name: name, inbox: newInbox(), paused: paused, left: -1, turns: replay.Turns, done: make(chan struct{})}
	r.ctx, r.cancel = context.WithCancel(context.Background())
	if replay.Step > 0 {
		r.inbox.put(&protocol.Step{Steps: replay.Step})
	}
	if w.closed {
		r.inbox.close()
	}
	w.runs[name] = r
	w.ends.Add(1)
	go func() {
		defer w.ends.Done()
		if before != nil {
			<-before.done
		}
		r.live(o)
		w.mu.Lock()
		if w.runs[name] == r {
			delete(w.runs, name)
		}
		w.mu.Unlock()
		close(r.done)
	}()
}

// Close says that no more commands come, waits for all runs to be done and
// reports whether any failed. Paused runs end: nothing can resume them.
func (w *Worker) Close() (failed bool) {
	w.mu.Lock()
	w.closed = true
	for _, r := range w.runs {
		r.inbox.close()
	}
	w.mu.Unlock()
	w.ends.Wait()
	return w.failed
}

// fail reports an error that ends a run or keeps one from beginning.
func (w *Worker) fail(name string, err error, fatal bool) {
	w.mu.Lock()
	w.failed = true
	w.mu.Unlock()
	w.tell(name, err, fatal)
}

// tell sends an error, one event for each field that is wrong.
func (w *Worker) tell(name string, err error, fatal bool) {
	for _, e := range wrong(err) {
		e.Fatal = fatal
		w.emit(name, &e)
	}
}

// check answers whether a config can be run.
func (w *Worker) check(name string, cfg spec.Config) {
	cfg, err := train.Catalogue().Complete(cfg)
	if err == nil {
		err = w.source.Fits(context.Background(), cfg)
	}
	w.emit(name, &protocol.Checked{Wrong: wrong(err)})
}

// wrong lists the fields that an error is about.
func wrong(err error) []protocol.Error {
	all := []protocol.Error{}
	for _, err := range split(err) {
		e := protocol.Error{Message: err.Error()}
		if field := (*spec.FieldError)(nil); errors.As(err, &field) {
			e.Field, e.Nearest, e.Reason = field.Field, field.Nearest, field.Reason
		}
		all = append(all, e)
	}
	return all
}

func split(err error) []error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()
	}
	if err == nil {
		return nil
	}
	return []error{err}
}
