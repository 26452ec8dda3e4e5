package worker

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"time"

	"petri/methods/train"
	"petri/models/spec"
	"petri/web/protocol"
)

const (
	slice   = 16 * time.Millisecond // of work between two looks at the messages
	cadence = 40 * time.Millisecond // between two Metrics events
)

// A run is one session and the goroutine that steps it.
type run struct {
	w      *Worker
	name   string
	inbox  *inbox
	ctx    context.Context
	cancel context.CancelFunc
	done   chan struct{} // closed when the goroutine has ended

	cfg       spec.Config
	session   *train.Session
	paused    bool
	left      int              // steps to take before pausing; negative is no limit
	finished  bool             // Done was sent
	leaving   protocol.Command // Stop or Reset: what is under way is given up
	answering bool             // a command is being answered: attend to no other

	losses  []protocol.Number // of steps not yet reported
	metrics map[string]protocol.Number
	timed   int       // steps taken
	since   time.Time // this moment, as the speed is reckoned
	looked  time.Time // at the messages
}

// live is the whole life of a run.
func (r *run) live(open func(*run) (*train.Session, error)) {
	for open != nil {
		r.leaving, r.finished, r.losses, r.metrics = nil, false, nil, nil
		err := r.train(open)
		open = nil
		switch {
		case err == nil, errors.Is(err, context.Canceled):
		case errors.Is(err, train.ErrAborted):
			if _, reset := r.leaving.(*protocol.Reset); reset {
				open = func(r *run) (*train.Session, error) { return r.begin(r.cfg) }
				r.paused = true
			}
		default:
			r.w.fail(r.name, err)
		}
	}
}

// train opens the session and steps it until it is left.
func (r *run) train(open func(*run) (*train.Session, error)) error {
	s, err := open(r)
	if err != nil {
		return err
	}
	r.session, r.cfg = s, s.Config
	s.Yield = r.yield
	r.emit(&protocol.Started{Config: s.Config, Ledger: s.Ledger, Step: s.Steps(), Paused: r.paused})
	r.looked = time.Now()
	// What is there to see before the first step is worth showing.
	if err := r.measure(s.Measure); err != nil {
		return err
	}
	for r.attend() {
		if err := r.step(); err != nil {
			return err
		}
	}
	if r.leaving != nil {
		return train.ErrAborted
	}
	return nil
}

// begin opens a run at step 0.
func (r *run) begin(cfg spec.Config) (*train.Session, error) {
	cfg, err := train.Catalogue().Complete(cfg)
	if err != nil {
		return nil, err
	}
	set, err := r.w.load(r.ctx, cfg.Data, r.loading(cfg))
	if err != nil {
		return nil, err
	}
	return train.New(cfg, set)
}

// restore opens a run where a file left it.
func (r *run) restore(file []byte) (*train.Session, error) {
	cfg, err := train.ConfigOf(file)
	if err != nil {
		return nil, err
	}
	set, err := r.w.load(r.ctx, cfg.Data, r.loading(cfg))
	if err != nil {
		return nil, err
	}
	return train.Restore(cfg, set, file)
}

func (r *run) loading(cfg spec.Config) func(part float64) {
	return func(part float64) {
		r.emit(&protocol.Log{Message: "loading " + cfg.Data.Name, Part: part})
	}
}

// step takes one step and whatever is due after it.
func (r *run) step() error {
	s := r.session
	loss, err := s.Step()
	if err != nil {
		return err
	}
	r.losses = append(r.losses, protocol.Number(loss))
	r.timed++
	r.left--
	if time.Since(r.since) >= cadence {
		r.report()
	}
	if s.Due() {
		if err := r.measure(s.Evaluate); err != nil {
			return err
		}
	}
	if reason := s.Finished(); reason != "" {
		r.finish(reason)
	} else if r.left == 0 {
		r.pause()
	}
	return nil
}

// report tells the steps that have not been told.
func (r *run) report() {
	if len(r.losses) == 0 {
		return
	}
	s := r.session
	speed := float64(r.timed*r.cfg.Optim.Batch) / time.Since(r.since).Seconds()
	r.emit(&protocol.Metrics{Step: s.Steps(), Loss: r.losses[len(r.losses)-1], Losses: r.losses, LR: s.LearningRate(), SamplesPerSecond: speed})
	r.losses = nil
	r.timed, r.since = 0, time.Now()
}

// measure reports what evaluate finds on the test set.
func (r *run) measure(evaluate func() (map[string]float64, error)) error {
	r.report()
	metrics, err := evaluate()
	if err != nil {
		return err
	}
	r.metrics = map[string]protocol.Number{}
	for name, v := range metrics {
		r.metrics[name] = protocol.Number(v)
	}
	r.emit(&protocol.Evaluated{Step: r.session.Steps(), Metrics: maps.Clone(r.metrics)})
	r.confusion()
	r.since, r.timed = time.Now(), 0
	return nil
}

func (r *run) finish(reason train.Reason) {
	r.report()
	s := r.session
	loss := s.LastLoss()
	if reason == train.NotANumber {
		r.emit(&protocol.Error{Field: "optim.lr", Message: fmt.Sprintf(
			"the loss was not a number at step %d, so the run has stopped: a learning rate of %v is too high here, try a tenth of it", s.Steps(), s.LearningRate())})
		r.w.mu.Lock()
		r.w.failed = true
		r.w.mu.Unlock()
	}
	r.finished = true
	r.emit(&protocol.Done{Step: s.Steps(), Loss: protocol.Number(loss), Metrics: maps.Clone(r.metrics), Reason: string(reason), Digest: s.Digest()})
}

// pause holds the run and says so.
func (r *run) pause() {
	r.report()
	r.paused = true
	r.emit(&protocol.Paused{Step: r.session.Steps()})
}

// yield is called between operators: every slice it lets messages in and
// attends to them. It returns false to give up what is under way.
func (r *run) yield() bool {
	if time.Since(r.looked) >= slice {
		r.w.giveWay()
		r.looked = time.Now()
	}
	return r.answering || r.attend()
}

// attend answers the commands that have come, and waits for more while there
// is nothing else to do. It returns false when the run is to be left.
func (r *run) attend() bool {
	for r.leaving == nil {
		c, _ := r.inbox.next()
		if c == nil && !r.paused && !r.finished {
			return true
		}
		if c == nil {
			if c = r.inbox.wait(); c == nil {
				c = &protocol.Stop{}
			}
			r.since, r.timed = time.Now(), 0 // waiting is not training
		}
		r.answering = true
		r.answer(c)
		r.answering = false
	}
	return false
}

func (r *run) emit(e protocol.Event) { r.w.emit(r.name, e) }
