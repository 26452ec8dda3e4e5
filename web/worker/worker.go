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
	files   fs.FS                              // data sets, see data.Load
	emit    func(run string, e protocol.Event) // may be called by any goroutine
	giveWay func()                             // lets waiting messages in
	mu      sync.Mutex
	runs    map[string]*run
	closed  bool
	failed  bool
	set     *data.Set // the last one loaded, for the next run on it
	setOf   spec.Data
	ends    sync.WaitGroup
}

// New returns a worker that reads data sets from files and reports to emit.
// It calls giveWay every few milliseconds of training.
func New(files fs.FS, emit func(run string, e protocol.Event), giveWay func()) *Worker {
	return &Worker{files: files, emit: emit, giveWay: giveWay, runs: map[string]*run{}}
}

// Do hands a command to the run of that name and returns at once.
func (w *Worker) Do(name string, c protocol.Command) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch c := c.(type) {
	case *protocol.Start:
		w.open(name, func(r *run) (*train.Session, error) { return r.begin(c.Config) }, c.Paused)
	case *protocol.Restore:
		w.open(name, func(r *run) (*train.Session, error) { return r.restore(c.Bytes) }, true)
	case *protocol.SetState:
		w.setState(name, c.State)
	default:
		r := w.runs[name]
		if r == nil {
			w.emit(name, &protocol.Error{Message: fmt.Sprintf("there is no run %q: send start first", name)})
			return
		}
		r.inbox.put(c)
		if _, stop := c.(*protocol.Stop); stop {
			r.cancel()
			delete(w.runs, name)
		}
	}
}

// setState takes up a snapshot, or else replays the run up to its step: the
// config decides every number.
func (w *Worker) setState(name string, s protocol.State) {
	if len(s.Snapshot) > 0 {
		w.open(name, func(r *run) (*train.Session, error) { return r.restore(s.Snapshot) }, true)
		return
	}
	w.open(name, func(r *run) (*train.Session, error) { return r.begin(s.Config) }, true)
	if s.Step > 0 {
		w.runs[name].inbox.put(&protocol.Step{Steps: s.Step})
	}
}

// open starts the goroutine of a run once the run that had its name is over.
func (w *Worker) open(name string, session func(*run) (*train.Session, error), paused bool) {
	before := w.runs[name]
	if before != nil {
		before.inbox.put(&protocol.Stop{})
		before.cancel()
	}
	r := &run{w: w, name: name, inbox: newInbox(), paused: paused, left: -1, done: make(chan struct{})}
	r.ctx, r.cancel = context.WithCancel(context.Background())
	if w.closed {
		r.inbox.close()
	}
	w.runs[name] = r
	w.ends.Add(1)
	go func() {
		defer w.ends.Done()
		defer close(r.done)
		if before != nil {
			<-before.done
		}
		r.live(session)
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

// fail reports an error, one event for each field that is wrong.
func (w *Worker) fail(name string, err error) {
	w.mu.Lock()
	w.failed = true
	w.mu.Unlock()
	for _, err := range split(err) {
		e := &protocol.Error{Message: err.Error(), Fatal: true}
		if field := (*spec.FieldError)(nil); errors.As(err, &field) {
			e.Field = field.Field
		}
		w.emit(name, e)
	}
}

func split(err error) []error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()
	}
	return []error{err}
}

// load returns the data set of a config, the last one loaded if it fits.
func (w *Worker) load(ctx context.Context, d spec.Data, progress func(part float64)) (*data.Set, error) {
	w.mu.Lock()
	set, of := w.set, w.setOf
	w.mu.Unlock()
	if set != nil && of == d {
		return set, nil
	}
	set, err := data.Load(ctx, w.files, d.Name, d.Train, d.Test, progress)
	if err == nil {
		w.mu.Lock()
		w.set, w.setOf = set, d
		w.mu.Unlock()
	}
	return set, err
}
