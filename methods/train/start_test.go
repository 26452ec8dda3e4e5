package train

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"petri/models/data"
	"petri/models/op"
	"petri/models/spec"
)

func complete(t testing.TB, cfg spec.Config) spec.Config {
	t.Helper()
	cfg, err := Catalogue().Complete(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return cfg
}

// A run from the second half of MNIST is preceded by one on the first half that
// has all else in common but its method and when it stops.
func TestPretraining(t *testing.T) {
	cfg := complete(t, spec.Config{
		Seed:   5,
		Data:   spec.Data{Name: "mnist", Train: 3000, Test: 500, Classes: spec.SecondHalf, Shuffle: spec.ShuffledPixels},
		Model:  spec.Part{Name: "mlp", Knobs: spec.Values{"width": 30.0}},
		Start:  spec.Start{From: spec.OtherHalf, Steps: 70},
		Method: spec.Part{Name: "subspace", Knobs: spec.Values{"dim": 20.0}},
		Optim:  spec.Optim{Part: spec.Part{Name: "adam", Knobs: spec.Values{"lr": 0.2, "beta2": 0.95}}, Batch: 50, Schedule: "cosine"},
		Stop:   spec.Stop{Steps: 900, Accuracy: 0.5, Plateau: 3},
	})
	before, _ := Pretraining(cfg)
	want := complete(t, spec.Config{
		Seed:   5,
		Data:   spec.Data{Name: "mnist", Train: 3000, Test: 500, Classes: spec.FirstHalf, Shuffle: spec.ShuffledPixels},
		Model:  spec.Part{Name: "mlp", Knobs: spec.Values{"width": 30.0}},
		Method: spec.Part{Name: "full"},
		Optim:  spec.Optim{Part: spec.Part{Name: "adam", Knobs: spec.Values{"lr": 0.003, "beta2": 0.95}}, Batch: 50, Schedule: "cosine"},
		Stop:   spec.Stop{Steps: 70},
	})
	if !reflect.DeepEqual(before, want) {
		t.Errorf("before\n%s comes\n%s, want\n%s", cfg.JSON(), before.JSON(), want.JSON())
	}
	if _, any := Pretraining(before); any {
		t.Error("there is a run before the run before")
	}
	cfg = complete(t, spec.Config{Data: spec.Data{Classes: spec.FirstHalf, Shuffle: spec.ShuffledLabels}, Start: spec.Start{From: "fashion-mnist"}})
	before, _ = Pretraining(cfg)
	if d := before.Data; d.Name != "fashion-mnist" || d.Classes != spec.FirstHalf || d.Shuffle != spec.Unshuffled {
		t.Errorf("before a run on shuffled labels comes one on %+v, want true ones", d)
	}
}

// Before a run that adapts to a few shifted examples comes the one that comes
// before a run on all of them as they are: several can share it.
func TestPretrainingIsOnAllExamplesAsTheyAre(t *testing.T) {
	for _, start := range []string{"mnist", "fashion-mnist", spec.OtherHalf} {
		cfg := spec.Config{Data: spec.Data{Name: "mnist", Classes: spec.FirstHalf}, Start: spec.Start{From: start}}
		want, _ := Pretraining(complete(t, cfg))
		for _, shift := range []string{spec.Unshifted, spec.Rotated, spec.Noisy} {
			cfg.Data.Shots, cfg.Data.Shift = 5, shift
			got, ok := Pretraining(complete(t, cfg))
			if !ok || !reflect.DeepEqual(got, want) {
				t.Errorf("from %s, %s: pretrained with\n%s, want\n%s", start, shift, got.JSON(), want.JSON())
			}
		}
	}
}

// At step 0 the model is what full training made of it, whatever the method:
// started from its own data it measures the same.
func TestPretrainedModelsBeginWhereFullTrainingEnds(t *testing.T) {
	for _, model := range []string{"mlp", "lenet"} {
		for _, method := range []string{"full", "subspace", "probe"} {
			cfg := complete(t, quick(spec.Config{Data: few, Model: spec.Part{Name: model}, Method: spec.Part{Name: method}, Start: spec.Start{From: "mnist", Steps: 12}}))
			before, _ := Pretraining(cfg)
			whole := newSession(t, before)
			run(t, whole, math.MaxInt)
			want, _ := whole.Measure()
			got, err := newSession(t, cfg).Measure()
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("%s, %s: %v at step 0, %v after full training (%v)", model, method, got, want, err)
			}
		}
	}
}

// The weights that a run on one half starts from know the other half.
func TestTheOtherHalfIsKnown(t *testing.T) {
	cfg := complete(t, tasks["from the other half"])
	before, _ := Pretraining(cfg)
	set, theta0 := load(t, cfg)
	s, err := New(before, set, theta0)
	if err != nil {
		t.Fatal(err)
	}
	whole := newSession(t, before)
	run(t, whole, math.MaxInt)
	want, _ := whole.Measure()
	if got, err := s.Measure(); err != nil || got["accuracy"] != want["accuracy"] || got["accuracy"] < 0.5 {
		t.Errorf("accuracy %v on the other half, %v after full training on it (%v)", got["accuracy"], want["accuracy"], err)
	}
}

func TestTrainingFromAStartLeavesItAlone(t *testing.T) {
	cfg := complete(t, quick(tasks["from the other half"]))
	cfg.Method = spec.Part{Name: "full"}
	_, theta0 := load(t, cfg)
	var kept [][]float32
	for _, w := range theta0 {
		kept = append(kept, slices.Clone(w))
	}
	s := newSession(t, cfg)
	run(t, s, 5)
	if !reflect.DeepEqual([][]float32(theta0), kept) || reflect.DeepEqual(op.Data[float32](s.params[0]), kept[0]) {
		t.Error("the run trains the weights that others start from")
	}
}

// A Source trains each start once, and one whose run is given up not at all.
func TestSourceKeepsItsStarts(t *testing.T) {
	s := NewSource(static)
	worked := 0
	get := func(cfg spec.Config, yield bool) error {
		w := Watch{Told: func(work string, _ float64) {
			if strings.HasPrefix(work, "pretraining on digits, first-half") {
				worked++
			}
		}, Yield: func() bool { return yield }}
		_, _, err := s.Get(context.Background(), complete(t, cfg), w)
		return err
	}
	cfg := tasks["from the other half"]
	if err := get(cfg, false); !errors.Is(err, ErrAborted) || worked != 0 {
		t.Errorf("given up: %v after %d steps", err, worked)
	}
	for dim := range 3 {
		cfg.Method = spec.Part{Name: "subspace", Knobs: spec.Values{"dim": float64(dim + 1)}}
		if err := get(cfg, true); err != nil || worked != 20 {
			t.Errorf("d = %d: %v, %d steps of full training in all, want 20", dim+1, err, worked)
		}
	}
	for seed := range startsKept + 1 {
		cfg.Seed = seed
		get(cfg, true)
	}
	if worked != 20*(startsKept+1) || len(s.starts) != startsKept {
		t.Errorf("%d starts are kept after %d steps", len(s.starts), worked)
	}
}

// Those who train the same start at the same time leave one of it.
func TestSourceKeepsAStartOnce(t *testing.T) {
	s := NewSource(static)
	for i := range 2 * startsKept {
		s.keep("seed 0", Theta{{float32(i)}})
	}
	s.keep("seed 1", Theta{{7}})
	if len(s.starts) != 2 || s.kept("seed 1")[0][0] != 7 || s.kept("seed 0") == nil {
		t.Errorf("keeps %v", s.starts)
	}
}

func TestSourceGivesUp(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	told := func(work string, _ float64) {
		if strings.HasPrefix(work, "pretraining") {
			cancel()
		}
	}
	_, _, err := NewSource(static).Get(ctx, complete(t, tasks["from the other half"]), Watch{told, func() bool { return true }})
	if !errors.Is(err, ErrAborted) {
		t.Errorf("the context ended: %v", err)
	}
}

func TestAStartThatDiverges(t *testing.T) {
	cfg := tasks["from the other half"]
	cfg.Optim = spec.Optim{Part: spec.Part{Name: "sgd", Knobs: spec.Values{"momentum": 0.9999}}}
	cfg.Model = spec.Part{Name: "mlp", Knobs: spec.Values{"width": 50.0, "depth": 8.0}}
	cfg.Start.Steps = 500
	_, err := NewSource(static).Open(context.Background(), complete(t, cfg))
	var wrong *spec.FieldError
	if !errors.As(err, &wrong) || wrong.Field != "start" || !strings.Contains(err.Error(), "pretraining on digits, first-half") {
		t.Errorf("%v, want a sentence about the start", err)
	}
}

// The accuracy of a run on shuffled labels is that on training examples: it
// can be far above chance.
func TestShuffledLabelsAreMemorised(t *testing.T) {
	cfg := digits("full", 150)
	cfg.Data = spec.Data{Name: "digits", Train: 100, Test: 100, Shuffle: spec.ShuffledLabels}
	cfg.Stop.Every = 150
	s := newSession(t, cfg)
	run(t, s, math.MaxInt)
	if m, err := s.Measure(); err != nil || m["accuracy"] < 0.9 {
		t.Errorf("accuracy %v on the labels that were trained (%v)", m["accuracy"], err)
	}
}

// Weights that come with Petri say what is wrong with them.
func TestPretrained_Errors(t *testing.T) {
	cfg := complete(t, spec.Config{Data: spec.Data{Name: "mnist", Train: 20, Test: 10}, Model: spec.Part{Name: "clip"}})
	site := os.DirFS("../../static")
	file, err := fs.ReadFile(site, "weights/clip.safetensors")
	if err != nil {
		t.Fatal(err)
	}
	broken := slices.Clone(file)
	broken[len(broken)/2]++
	for want, weights := range map[string]fstest.MapFS{
		"weights/clip.safetensors is missing: choose a random start": {},
		"damaged or changed":       {"weights/clip.safetensors": {Data: broken}},
		"cannot be opened":         {"weights/clip.safetensors": {Data: file[:1000]}},
		"reload the page, or make": {"weights/clip.safetensors": {Data: []byte("<!doctype html>")}},
	} {
		_, err := NewSource(data.Site(weights)).pretrained(cfg.Model.Name, unwatched)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	var told []string
	w := Watch{func(work string, part float64) { told = append(told, fmt.Sprint(work, " ", part)) }, func() bool { return true }}
	theta, err := NewSource(data.Site(site)).pretrained(cfg.Model.Name, w)
	if err != nil || len(theta) == 0 || !slices.Equal(told, []string{"loading weights/clip.safetensors 0", "loading weights/clip.safetensors 1"}) {
		t.Errorf("%d tensors, told %q (%v)", len(theta), told, err)
	}
}
