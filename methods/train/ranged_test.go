package train

import (
	"math"
	"slices"
	"sync"
	"testing"

	"petri/methods"
	"petri/models"
	"petri/models/spec"
	"petri/models/stream"
)

// each ranges over every method on every model, and over every task and start,
// with configs that are quick.
func each(t *testing.T, do func(t *testing.T, name string, cfg spec.Config)) {
	t.Helper()
	ranged(t, math.MaxInt, do)
}

// most is each for what does not depend on where it runs: with -short, as in
// WebAssembly, it takes only the first two methods of every model.
func most(t *testing.T, do func(t *testing.T, name string, cfg spec.Config)) {
	t.Helper()
	atMost := math.MaxInt
	if testing.Short() {
		atMost = 2
	}
	ranged(t, atMost, do)
}

// ranged takes at most so many methods of every model. The runs do not know of each
// other, so they are tested side by side.
func ranged(t *testing.T, atMost int, do func(t *testing.T, name string, cfg spec.Config)) {
	beside := func(name string, cfg spec.Config) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			do(t, name, quick(cfg))
		})
	}
	for _, model := range models.All() {
		fitting := slices.DeleteFunc(methods.All(), func(m spec.MethodInfo) bool { return !m.Fits(model) })
		for _, method := range fitting[:min(atMost, len(fitting))] {
			cfg := digits(method.Name, 6)
			cfg.Model = spec.Part{Name: model.Name, Knobs: knobs[model.Name]}
			if model.Text() {
				cfg.Data, cfg.Start = texts, spec.Start{From: spec.RandomStart}
			} else if _, err := models.Build[float32](model.Name, complete(t, cfg).Model.Knobs, spec.Shape{C: 1, H: 8, W: 8}, make([]string, 10), stream.New(1, "init")); err != nil {
				cfg.Data = spec.Data{Name: "mnist", Train: 500, Test: 100} // the model wants larger pictures
			}
			beside(method.Name+" on "+model.Name, cfg)
		}
	}
	for name, cfg := range tasks {
		cfg.Method.Name, cfg.Stop.Steps = "subspace", 6
		beside(name, cfg)
	}
}

// runs are those of the configs that each ranges over, at their ends.
var runs sync.Map // of name to *Session

// finished returns such a run. Tests share it, and may only look at it. No two tests ask
// for one run at the same time: the runs of each are parallel, its callers are not.
func finished(t *testing.T, name string, cfg spec.Config) *Session {
	t.Helper()
	if s, ok := runs.Load(name); ok {
		return s.(*Session)
	}
	s := newSession(t, cfg)
	run(t, s, math.MaxInt)
	runs.Store(name, s)
	return s
}

// quick shortens steps; what a masked model has learned is probed in tests of
// that alone.
func quick(cfg spec.Config) spec.Config {
	cfg.Optim.Batch = 32
	if cfg.Model.Name == "mae" {
		cfg.Stop.Probe = new(0)
	}
	return cfg
}

// knobs are those of models that are smaller here than they come.
var knobs = map[string]spec.Values{"lm": {"width": "32"}, "mae": {
	"patch": 4.0, "width": 16.0, "depth": 2.0, "heads": 2.0, "decoder-width": 16.0, "decoder-depth": 1.0, "normalise": false,
}}

var (
	lenet = spec.Part{Name: "lenet"}
	texts = spec.Data{Name: "books", Train: 500, Test: 100}
	few   = spec.Data{Name: "mnist", Train: 500, Test: 100}

	// tasks are the things that data and start can ask for.
	tasks = map[string]spec.Config{
		"second half":     {Data: spec.Data{Name: "digits", Classes: spec.SecondHalf}},
		"shuffled pixels": {Data: spec.Data{Name: "digits", Shuffle: spec.ShuffledPixels}},
		"shuffled labels": {Data: spec.Data{Name: "digits", Shuffle: spec.ShuffledLabels}},
		"from the other half": {Data: spec.Data{Name: "digits", Classes: spec.SecondHalf, Shuffle: spec.ShuffledPixels},
			Start: spec.Start{From: spec.OtherHalf, Steps: 20}},
		"normalised patches under green": {Data: spec.Data{Name: "digits", Shuffle: spec.ShuffledPixels}, Model: spec.Part{Name: "mae", Knobs: spec.Values{
			"patch": 2.0, "width": 24.0, "depth": 1.0, "heads": 3.0, "decoder-width": 24.0, "decoder-depth": 1.0, "normalise": true,
		}}, Mask: spec.Part{Name: "green", Knobs: spec.Values{"ratio": 0.5}}},
		"from fashion": {Data: few, Model: lenet, Start: spec.Start{From: "fashion-mnist", Steps: 5}},
	}
)
