package train

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"petri/methods"
	"petri/models"
	"petri/models/data"
	"petri/models/layer"
	"petri/models/mask"
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
	theta0  Theta // the model's first weights; nil are random ones
	model   models.Model[float32]
	plain   models.Model[float32] // the model without the method; nil before anybody asks
	params  []layer.Named         // the model's
	method  methods.Method[float32]
	trained []layer.Named // what the optimiser holds
	optim   *optimiser
	order   *order
	cutter  *mask.Cutter // of a model that is masked
	dumb    float64      // the masked error of the mean predictor; 0 is not known yet
	digest  digest
	steps   stage              // of training
	tests   stage              // of evaluation
	looks   stage              // of single examples, which may come in the middle of either
	score   models.Score       // of the last measurement
	found   map[string]float64 // the metrics of that measurement
	scored  int                // its step
	before  towers             // before there was a method
	filled  bool               // the model's weights are those of the trained values
	path    *path              // nil unless it is recorded
	at      progress
}

// progress is the part of a session's state that is not tensors.
type progress struct {
	Step    int     `json:"step"`    // steps taken
	Updates int     `json:"updates"` // of the optimiser; fewer than steps if weights were opened
	Loss    bits    `json:"loss"`    // of the last step
	LR      float64 `json:"lr"`      // base learning rate
	Turn    float64 `json:"turn"`    // base learning rate from the next step on; 0 is as before
	Judged  int     `json:"judged"`  // step of the last evaluation
	Best    float64 `json:"best"`    // lowest test loss
	Stale   int     `json:"stale"`   // evaluations since
	Target  bool    `json:"target"`  // the target accuracy was reached
	Broken  bool    `json:"broken"`  // a loss was not a number
	Turns   []Turn  `json:"turns,omitempty"`
}

// A Turn is a change of the base learning rate by hand, from the step after so many on.
type Turn struct {
	Step int     `json:"step"`
	LR   float64 `json:"lr"`
}

// bits is a float32 that JSON can hold whatever its value.
type bits uint32

// ErrAborted says that Yield gave up what was being computed.
var ErrAborted = errors.New("train: given up")

// New sets up the run that cfg describes, which must be complete, on a loaded
// data set. Its model starts from theta0, or from random weights if that is
// nil: a Source has both. Errors in cfg are *spec.FieldError; it panics without
// the weights that cfg wants to start from.
func New(cfg spec.Config, set *data.Set, theta0 Theta) (*Session, error) {
	task, err := set.Task(cfg.Data, cfg.Seed)
	if err != nil {
		return nil, err
	}
	return assemble(cfg, task, theta0)
}

// assemble is New on a data set of which the task has been made.
func assemble(cfg spec.Config, task *data.Set, theta0 Theta) (*Session, error) {
	s := &Session{Config: cfg, set: task, digest: newDigest(cfg), theta0: theta0}
	s.at = progress{LR: cfg.Optim.Knobs.Float("lr"), Best: math.MaxFloat64}
	if err := s.build(); err != nil {
		return nil, err
	}
	if theta0 != nil {
		if err := theta0.put(s.params); err != nil {
			return nil, err
		}
	} else if cfg.Start.From != spec.RandomStart {
		panic("train: New: no weights for a run that does not start from random ones")
	}
	s.pitch()
	s.before = s.towers(&s.tests)
	if err := s.bind(); err != nil {
		return nil, err
	}
	s.optim = newOptimiser(cfg.Optim, s.trained)
	s.order = &order{seed: cfg.Seed, n: len(s.set.TrainY)}
	s.Ledger = ledger(s.params, s.trained)
	s.Ledger.Hash = frozen(s.params, s.Ledger)
	return s, nil
}

// build makes the model and what cuts its masks.
func (s *Session) build() (err error) {
	cfg := s.Config
	s.model, err = models.Build[float32](cfg.Model.Name, cfg.Model.Knobs, s.set.Shape, s.set.Classes, stream.New(cfg.Seed, "init"))
	if err != nil {
		return err
	}
	s.params = s.model.Params()
	if m, ok := s.masked(); ok {
		s.cutter, err = mask.New(cfg.Mask, cfg.Seed, m.Patches().Rows(), m.Patches().Cols())
	}
	return err
}

// bind makes the method and attaches it to the model.
func (s *Session) bind() (err error) {
	if s.method, err = methods.Build[float32](s.Config.Method.Name, s.Config.Method.Knobs); err != nil {
		return err
	}
	s.trained, err = methods.Bind(s.method, s.model, s.params, s.Config.Seed)
	return err
}

// pitch sets the stages up.
func (s *Session) pitch() {
	for _, stage := range []*stage{&s.steps, &s.tests, &s.looks} {
		stage.tape = op.NewTape[float32]()
		stage.tape.NoGrad = stage != &s.steps
		stage.tape.Yield = s.yield
		stage.text = s.set.Text
	}
}

// Shape is the shape of one example.
func (s *Session) Shape() spec.Shape { return s.set.Shape }

// Classes names the classes.
func (s *Session) Classes() []string { return s.set.Classes }

// Steps is the number of steps taken.
func (s *Session) Steps() int { return s.at.Step }

// LastLoss is the loss of the last step.
func (s *Session) LastLoss() float32 { return math.Float32frombits(uint32(s.at.Loss)) }

// Step takes one optimiser step and returns the loss of its batch. A loss
// that is not a finite number is returned, but nothing is changed by it.
func (s *Session) Step() (loss float32, err error) {
	defer rescue(&err)
	if s.at.Turn != 0 {
		s.at.LR, s.at.Turn = s.at.Turn, 0
		s.digest.turned(s.at.Step, s.at.LR)
		s.at.Turns = append(slices.Clip(s.at.Turns), Turn{s.at.Step, s.at.LR})
	}
	if s.path != nil {
		s.path.note(s.at.Step, s.trained)
	}
	s.clearGradients()
	s.fill()
	index := s.order.batch(s.at.Step, s.Config.Batch(len(s.set.Classes)))
	batch := s.steps.set(s.set.TrainX, s.set.TrainY, index, s.set.Order, s.set.Shape.Size())
	if s.cutter != nil {
		s.steps.mask(&batch, s.cutter, stream.New(s.Config.Seed, fmt.Sprintf("masks %d", s.at.Step)))
	}
	batch.Captions = s.captions(index)
	out := s.model.Loss(s.steps.tape, batch)
	loss = op.Data[float32](out)[0]
	if finite(loss) {
		s.steps.tape.Backward(out)
		s.update()
	} else {
		s.at.Broken = true
	}
	s.at.Step++
	s.at.Loss = bits(math.Float32bits(loss))
	s.digest.loss(loss)
	return loss, nil
}

// captions are texts about training examples, for a model that reads; nil if the
// data set has none. They differ from step to step.
func (s *Session) captions(index []int) []string {
	if _, ok := s.model.(models.Reader[float32]); !ok || !s.set.Captioned {
		return nil
	}
	texts, rng := make([]string, len(index)), stream.New(s.Config.Seed, fmt.Sprintf("captions %d", s.at.Step))
	for i, example := range index {
		texts[i] = s.set.Caption(example, rng)
	}
	return texts
}

func (s *Session) clearGradients() {
	for _, list := range [][]layer.Named{s.params, s.trained} {
		for _, p := range list {
			op.ClearGrad[float32](p)
		}
	}
}

// fill brings the model's weights up to date with the trained values.
func (s *Session) fill() {
	if w, ok := s.method.(methods.Weights); ok && !s.filled {
		w.Fill()
	}
	s.filled = true
}

// update is the end of a step: nothing yields in it.
func (s *Session) update() {
	if w, ok := s.method.(methods.Weights); ok {
		w.Pull()
	}
	s.at.Updates++
	s.optim.update(s.trained, s.scheduled(s.at.LR), s.at.Updates)
	s.filled = false
}

// LearningRate is what the next step will use: the base rate as the schedule
// scales it.
func (s *Session) LearningRate() float64 { return s.scheduled(s.BaseLR()) }

func (s *Session) scheduled(base float64) float64 {
	scale := schedules[s.Config.Optim.Schedule].scale
	return base * scale(float64(s.at.Step)/float64(s.Config.Stop.Steps))
}

// BaseLR is the learning rate before the schedule scales it.
func (s *Session) BaseLR() float64 {
	if s.at.Turn != 0 {
		return s.at.Turn
	}
	return s.at.LR
}

// SetLR turns the base learning rate from the next step on. The digest tells
// a run that took such a step from one that was left alone.
func (s *Session) SetLR(lr float64) error {
	if _, err := lrKnob.Check(lr); err != nil {
		return spec.At("optim.lr", err)
	}
	s.at.Turn = lr
	return nil
}

// Turning is the base learning rate that the next step turns to; 0 if it stays.
func (s *Session) Turning() float64 { return s.at.Turn }

// Digest identifies the run so far: config, every loss, trained values.
func (s *Session) Digest() string { return s.digest.sum(s.trained) }

func (s *Session) yield() {
	if s.Yield != nil && !s.Yield() {
		panic(ErrAborted)
	}
}

// rescue turns a panic below a session into an error: nothing in a run may
// end the program. It is the one recover below the page.
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
