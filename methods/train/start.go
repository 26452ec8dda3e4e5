package train

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"petri/models/op"
	"petri/models/spec"
)

// Pretraining returns the run whose last weights are the first of cfg's, which
// must be complete; before a random start, or one from weights that come with
// Petri, there is none. It trains the same
// model in full, at the learning rate that belongs to that, with the seed, the
// optimiser, the batches and the schedule of the run, and with its pixels. Labels
// are the true ones, also where the run shuffles them, and it sees all examples,
// with no shift, also where the run adapts to a few that are shifted.
func Pretraining(cfg spec.Config) (before spec.Config, ok bool) {
	from := cfg.Start.From
	if from == spec.RandomStart || from == spec.Pretrained {
		return spec.Config{}, false
	}
	before = cfg
	before.Start = spec.Start{}
	before.Method = spec.Part{Name: "full"}
	before.Optim.Knobs = maps.Clone(cfg.Optim.Knobs)
	delete(before.Optim.Knobs, "lr")
	before.Stop = spec.Stop{Steps: cfg.Start.Steps}
	if from == spec.OtherHalf {
		before.Data.Classes = spec.Rest(cfg.Data.Classes)
	} else {
		before.Data.Name = from
	}
	before.Data.Shots, before.Data.Shift = 0, ""
	if cfg.Data.Shuffle == spec.ShuffledLabels {
		before.Data.Shuffle = spec.Unshuffled
	}
	before, _ = Catalogue().Clamp(before.Flat()) // the other data set may have fewer examples
	return before, true
}

// start returns the weights that a run starts from; nil are random ones.
func (s *Source) start(ctx context.Context, cfg spec.Config, w Watch) (Theta, error) {
	var key string
	var get func() (Theta, error)
	if before, ok := Pretraining(cfg); ok {
		key, get = string(before.JSON()), func() (Theta, error) { return s.train(ctx, before, w) }
	} else if cfg.Start.From == spec.Pretrained {
		info, err := Catalogue().Model(cfg.Model.Name)
		if err != nil {
			return nil, &spec.FieldError{Field: "model", Message: err.Error()}
		}
		name := info.Weights(cfg.Model.Knobs)
		key, get = spec.Pretrained+" "+name, func() (Theta, error) { return s.pretrained(name, w) }
	} else {
		return nil, nil
	}
	if theta0 := s.kept(key); theta0 != nil {
		return theta0, nil
	}
	theta0, err := get()
	if err == nil {
		s.keep(key, theta0)
	}
	return theta0, err
}

func (s *Source) kept(key string) Theta {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := slices.IndexFunc(s.starts, func(k start) bool { return k.config == key }); i >= 0 {
		return s.starts[i].theta0
	}
	return nil
}

// keep makes a start the newest. There is one of each, even if several runs
// have trained it at the same time.
func (s *Source) keep(key string, theta0 Theta) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.starts = slices.DeleteFunc(s.starts, func(k start) bool { return k.config == key })
	s.starts = slices.Delete(s.starts, 0, max(0, len(s.starts)+1-startsKept))
	s.starts = append(s.starts, start{key, theta0})
}

// pretrained returns the weights that the site has for a model.
func (s *Source) pretrained(model string, w Watch) (theta Theta, err error) {
	name := "weights/" + model + ".safetensors"
	w.Told("loading "+name, 0)
	file, err := fs.ReadFile(s.files, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &spec.FieldError{Field: "start", Message: name + " is missing: choose a random start, or make the weights with `make pretrain`"}
	}
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read (%w): check the connection and try again", name, err)
	}
	saved, err := Read(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w; reload the page, or make the weights again with `make pretrain`", name, err)
	}
	for _, t := range saved.file.Tensors {
		theta = append(theta, t.Data)
	}
	w.Told("loading "+name, 1)
	return theta, nil
}

// train returns the weights at the end of a run.
func (s *Source) train(ctx context.Context, cfg spec.Config, w Watch) (theta Theta, err error) {
	session, err := s.open(ctx, cfg, w)
	if err != nil {
		return nil, err
	}
	session.Yield = func() bool { return ctx.Err() == nil && w.Yield() }
	work := "pretraining on " + cfg.Data.Name
	if cfg.Data.Classes != spec.AllClasses {
		work += ", " + cfg.Data.Classes
	}
	for session.Finished() == "" {
		if _, err := session.Step(); err != nil {
			return nil, err
		}
		w.Told(work, float64(session.Steps())/float64(cfg.Stop.Steps))
	}
	if session.Finished() == NotANumber {
		return nil, &spec.FieldError{Field: "start", Message: fmt.Sprintf(
			"%s came to a loss that is not a number at step %d: choose another optimiser or a random start", work, session.Steps())}
	}
	for _, p := range session.params {
		theta = append(theta, op.Data[float32](p))
	}
	return theta, nil
}
