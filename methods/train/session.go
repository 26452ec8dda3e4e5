package train

import (
	"errors"
	"fmt"
	"math"

	"github.com/nlpodyssey/spago/mat"

	"petri/methods"
	"petri/models"
	"petri/models/data"
	"petri/models/layer"
	"petri/models/op"
	"petri/models/spec"
	"petri/models/stream"
)

// A Session is one run of a Config. It is not safe for use by more than one
// goroutine at a time.
type Session struct {
	Config spec.Config // complete
	Ledger spec.Ledger

	// Yield is called between operators. If it returns false, what is being
	// computed is given up: a step not finished leaves no trace.
	Yield func() bool

	set     *data.Set
	model   models.Model[float32]
	params  []layer.Named // the model's
	method  methods.Method[float32]
	trained []layer.Named // what the optimiser holds
	optim   *optimiser
	order   *order
	digest  digest
	steps   stage        // of training
	tests   stage        // of evaluation
	looks   stage        // of single examples, which may come in the middle of either
	score   models.Score // of the last evaluation
	at      progress
}

// progress is the part of a session's state that is not tensors.
type progress struct {
	Step   int     `json:"step"`   // steps taken
	Loss   float32 `json:"-"`      // of the last step
	LR     float64 `json:"lr"`     // base learning rate
	Best   float64 `json:"best"`   // lowest test loss
	Stale  int     `json:"stale"`  // evaluations since
	Target bool    `json:"target"` // the target accuracy was reached
	Broken bool    `json:"broken"` // the loss was not a number
}

// ErrAborted says that Yield gave up what was being computed.
var ErrAborted = errors.New("train: given up")

// New sets up the run that cfg describes, which must be complete, on a loaded
// data set. Errors in cfg are *spec.FieldError.
func New(cfg spec.Config, set *data.Set) (s *Session, err error) {
	s = &Session{Config: cfg, set: set, digest: newDigest(cfg)}
	s.at = progress{LR: cfg.Optim.Knobs.Float("lr"), Best: math.MaxFloat64}
	s.model, err = models.Build[float32](cfg.Model.Name, cfg.Model.Knobs, set.Shape, len(set.Classes), stream.New(cfg.Seed, "init"))
	if err != nil {
		return nil, err
	}
	s.params = s.model.Params()
	if s.method, err = methods.Build[float32](cfg.Method.Name, cfg.Method.Knobs); err != nil {
		return nil, err
	}
	if s.trained, err = s.method.Attach(s.params, cfg.Seed); err != nil {
		return nil, err
	}
	if s.optim, err = newOptimiser(cfg.Optim, s.trained); err != nil {
		return nil, err
	}
	s.order = &order{seed: cfg.Seed, n: len(set.TrainY)}
	s.Ledger = ledger(s.params, s.trained)
	for _, stage := range []*stage{&s.steps, &s.tests, &s.looks} {
		stage.tape = op.NewTape[float32]()
		stage.tape.NoGrad = stage != &s.steps
		stage.tape.Yield = s.yield
	}
	return s, nil
}

// Shape is the shape of one example.
func (s *Session) Shape() spec.Shape { return s.set.Shape }

// Classes names the classes.
func (s *Session) Classes() []string { return s.set.Classes }

// Steps is the number of steps taken.
func (s *Session) Steps() int { return s.at.Step }

// LastLoss is the loss of the last step.
func (s *Session) LastLoss() float32 { return s.at.Loss }

// Step takes one optimiser step and returns the loss of its batch. A loss
// that is not a finite number is returned, but nothing is changed by it.
func (s *Session) Step() (loss float32, err error) {
	defer rescue(&err)
	for _, list := range [][]layer.Named{s.params, s.trained} {
		for _, p := range list {
			op.ClearGrad[float32](p)
		}
	}
	weights, _ := s.method.(methods.Weights)
	if weights != nil {
		weights.Fill()
	}
	index := s.order.batch(s.at.Step, s.Config.Optim.Batch)
	batch := s.steps.set(s.set.TrainX, s.set.TrainY, index, s.set.Shape.Size())
	out := s.model.Loss(s.steps.tape, batch)
	loss = op.Data[float32](out)[0]
	if finite(loss) {
		s.steps.tape.Backward(out)
		if weights != nil {
			weights.Pull()
		}
		s.optim.update(s.trained, s.learningRate(), s.at.Step+1)
	} else {
		s.at.Broken = true
	}
	s.at.Step++
	s.at.Loss = loss
	s.digest.loss(loss)
	return loss, nil
}

// A stage is a tape with the batch that lies on it.
type stage struct {
	tape   *op.Tape[float32]
	labels []int32
}

// set clears the stage and puts the examples of that index on it.
func (g *stage) set(pixels, classes []uint8, index []int, size int) models.Batch {
	g.tape.Reset()
	x := g.tape.Input(len(index), size)
	data.Fill(mat.Data[float32](x), pixels, index, size)
	g.labels = g.labels[:0]
	for _, i := range index {
		g.labels = append(g.labels, int32(classes[i]))
	}
	return models.Batch{X: x, Labels: g.labels}
}

func (s *Session) learningRate() float64 {
	scale := schedules[s.Config.Optim.Schedule].scale
	return s.at.LR * scale(float64(s.at.Step)/float64(s.Config.Stop.Steps))
}

// LearningRate is what the next step will use.
func (s *Session) LearningRate() float64 { return s.learningRate() }

// SetLR turns the base learning rate from the next step on. The digest tells
// such a run from one that was left alone.
func (s *Session) SetLR(lr float64) error {
	if !(lr > 0) || math.IsInf(lr, 0) {
		return &spec.FieldError{Field: "optim.lr", Message: fmt.Sprintf("a learning rate is a number above 0, not %v", lr)}
	}
	s.at.LR = lr
	s.digest.turned(s.at.Step, lr)
	return nil
}

// Digest identifies the run so far: config, every loss, trained values.
func (s *Session) Digest() string { return s.digest.sum(s.trained) }

func (s *Session) yield() {
	if s.Yield != nil && !s.Yield() {
		panic(ErrAborted)
	}
}

// rescue turns a panic below a session into an error: nothing in a run may
// end the program. It is the only recover in Petri.
func rescue(err *error) {
	switch r := recover().(type) {
	case nil:
	case error:
		if *err = fmt.Errorf("train: the run failed: %w", r); errors.Is(r, ErrAborted) {
			*err = ErrAborted
		}
	default:
		*err = fmt.Errorf("train: the run failed: %v", r)
	}
}

func finite(x float32) bool { return x-x == 0 }
