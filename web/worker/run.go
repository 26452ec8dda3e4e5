package worker

import (
	"context"
	"errors"
	"maps"
	"math"
	"slices"
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
	session   *train.Session     // nil while it is being set up
	held      []protocol.Command // that wait for it
	paused    bool
	left      int               // steps to take before pausing; negative is no limit
	turns     []protocol.Turned // to be made when the run comes to their steps
	finished  bool              // Done was sent
	stopped   bool              // no more commands are taken; Worker.mu guards it
	leaving   protocol.Command  // Stop or Reset: what is under way is given up
	answering bool              // a command is being answered: attend to no other
	opening   bool              // what comes before the first step is under way, paused or not
	survey    survey            // of a landscape; nil if there is none
	surveying bool              // it is under way
	rested    time.Time         // when training may rest for it again

	losses  []protocol.Number // of steps not yet reported
	rate    float64           // learning rate of the last step
	metrics map[string]protocol.Number
	timed   int       // steps taken
	since   time.Time // this moment, as the speed is reckoned
	looked  time.Time // at the messages
}

// stop lets the run end as soon as it notices.
func (r *run) stop() {
	r.stopped = true
	r.cancel()
}

// live is the whole life of a run.
func (r *run) live(o opener) {
	for {
		r.session, r.leaving, r.finished, r.left, r.losses, r.metrics, r.survey = nil, nil, false, -1, nil, nil, nil
		err := r.train(o)
		if err != nil && !errors.Is(err, train.ErrAborted) && !errors.Is(err, context.Canceled) {
			r.w.fail(r.name, err, true)
		}
		if _, reset := r.leaving.(*protocol.Reset); !reset {
			break
		}
		o, _ = fresh(r.cfg) // it was complete before
		r.paused, r.turns = true, nil
		r.held = slices.DeleteFunc(r.held, isSet) // what was asked is answered still
	}
	if !r.finished && (r.leaving != nil || r.ctx.Err() != nil) {
		r.finish(stopped)
	}
}

func isSet(c protocol.Command) bool {
	_, set := c.(*protocol.Set)
	return set
}

// train sets the session up and steps it until it is left.
func (r *run) train(o opener) error {
	r.cfg, r.looked, r.opening = o.cfg, time.Now(), true
	set, theta0, err := r.w.source.Get(r.ctx, o.cfg, train.Watch{Told: r.told(), Yield: r.yield})
	if err != nil {
		return err
	}
	s, err := o.open(set, theta0)
	if err != nil {
		return err
	}
	if err := r.ctx.Err(); err != nil {
		return err
	}
	r.session = s
	s.Yield = r.yield
	s.Record()
	r.emit(&protocol.Started{Config: r.cfg, Ledger: s.Ledger, Step: s.Steps(), Paused: r.paused, Origin: o.origin})
	r.inbox.back(r.held)
	r.held = nil
	if err := r.begin(); err != nil {
		return err
	}
	for r.attend() {
		if err := r.step(); err != nil {
			return err
		}
		r.share()
	}
	return nil
}

// begin shows what there is to see before the next step, and settles what a
// snapshot left open.
func (r *run) begin() error {
	r.opening = true
	err := r.measure(r.session.Measure)
	r.opening = false
	if err != nil {
		return err
	}
	return r.settle()
}

// told reports how much of the work before the session is done, in hundredths.
func (r *run) told() func(work string, part float64) {
	under, told := "", 0.0
	return func(work string, part float64) {
		if work != under || part >= told+0.01 || part == 1 {
			under, told = work, part
			r.emit(&protocol.Log{Message: work, Part: part})
		}
	}
}

// step takes one step and whatever is due after it.
func (r *run) step() error {
	if err := r.turn(); err != nil {
		return err
	}
	r.rate = r.session.LearningRate()
	loss, err := r.session.Step()
	if err != nil {
		return err
	}
	r.losses = append(r.losses, protocol.Number(loss))
	r.timed++
	r.left--
	if time.Since(r.since) >= cadence {
		r.report()
	}
	return r.settle()
}

// turn makes the changes of the learning rate that are due, and tells of one.
func (r *run) turn() error {
	for len(r.turns) > 0 && r.turns[0].Step <= r.session.Steps() {
		if err := r.session.SetLR(r.turns[0].LR); err != nil {
			return err
		}
		r.turns = r.turns[1:]
	}
	if lr := r.session.Turning(); lr != 0 {
		r.report()
		r.emit(&protocol.Turned{Step: r.session.Steps(), LR: lr})
	}
	return nil
}

// settle does what is due between two steps.
func (r *run) settle() error {
	if r.session.Due() {
		if err := r.measure(r.session.Evaluate); err != nil {
			return err
		}
	}
	if reason := r.session.Finished(); reason != "" {
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
	elapsed := max(time.Since(r.since), time.Millisecond) // some browsers' clocks are coarse
	speed := float64(r.timed*r.cfg.Batch(len(r.session.Classes()))) / elapsed.Seconds()
	r.emit(&protocol.Metrics{Step: r.session.Steps(), Loss: r.losses[len(r.losses)-1], Losses: r.losses, LR: r.rate, SamplesPerSecond: speed})
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
	r.metrics = numbers(metrics)
	r.emit(&protocol.Evaluated{Step: r.session.Steps(), Metrics: maps.Clone(r.metrics), Hash: r.session.Frozen()})
	if r.session.Patches().Count() > 0 {
		r.patches()
	} else {
		r.confusion()
	}
	r.since, r.timed = time.Now(), 0
	return nil
}

// numbers are metrics that can be sent, whatever their values.
func numbers(metrics map[string]float64) map[string]protocol.Number {
	sent := map[string]protocol.Number{}
	for name, v := range metrics {
		sent[name] = protocol.Number(v)
	}
	return sent
}

// stopped is the reason of a run that was told to end.
const stopped train.Reason = "stopped"

func (r *run) finish(reason train.Reason) {
	r.report()
	done := &protocol.Done{Loss: protocol.Number(math.NaN()), Metrics: maps.Clone(r.metrics), Reason: string(reason)}
	if s := r.session; s != nil {
		done.Step, done.Loss, done.Digest, done.Hash = s.Steps(), protocol.Number(s.LastLoss()), s.Digest(), s.Frozen()
	}
	if reason == train.NotANumber {
		r.w.fail(r.name, spec.Refuse("optim.lr",
			"the loss was not a number at step %[2]s, so the run has ended: a learning rate of %[3]s is too high here, try a tenth of it", done.Step, r.session.BaseLR()), false)
	}
	r.finished = true
	r.emit(done)
}

// pause holds the run, or what is done before its session is there, and says
// so.
func (r *run) pause() {
	r.report()
	r.paused = true
	paused := &protocol.Paused{}
	if r.session == nil {
		r.opening = false
	} else {
		paused.Step = r.session.Steps()
	}
	r.emit(paused)
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
		if c == nil && (r.opening || r.surveying || !r.paused && !r.finished) {
			return true
		}
		if c == nil && r.explore() {
			r.since, r.timed = time.Now(), 0
			continue
		}
		if c == nil {
			if c = r.inbox.wait(); c == nil { // none will come
				r.leaving = &protocol.Stop{}
				return false
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
