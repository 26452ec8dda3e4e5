package train

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"math"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"petri/methods"
	"petri/models/data"
	"petri/models/op"
	"petri/models/op/optest"
	"petri/models/spec"
)

var update = flag.Bool("update", false, "rewrite testdata/digests.json")

// static are the site's own files.
var static = data.Site(os.DirFS(filepath.FromSlash("../../static")))

// sources read them, one for each thing that is learned: a Source remembers only its
// last data set, and tests that run side by side would take it from each other.
var sources sync.Map // of spec.Data to *Source

// sourceOf returns the Source for the data of a complete config.
func sourceOf(cfg spec.Config) *Source {
	source, _ := sources.LoadOrStore(cfg.Data, NewSource(static))
	return source.(*Source)
}

// load returns what the run of a complete config is set up on.
func load(t testing.TB, cfg spec.Config) (*data.Set, Theta) {
	t.Helper()
	set, theta0, err := sourceOf(cfg).Get(context.Background(), cfg, Watch{})
	if err != nil {
		t.Fatal(err)
	}
	return set, theta0
}

// newSession completes a config and sets up its run.
func newSession(t testing.TB, cfg spec.Config) *Session {
	t.Helper()
	cfg, err := Catalogue().Complete(cfg)
	if err != nil {
		t.Fatal(err)
	}
	s, err := sourceOf(cfg).Open(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// run steps a session to its end, or for so many steps if that is sooner.
func run(t testing.TB, s *Session, steps int) (losses []float32) {
	t.Helper()
	for range steps {
		if s.Finished() != "" {
			break
		}
		loss, err := s.Step()
		if err != nil {
			t.Fatal(err)
		}
		losses = append(losses, loss)
		if s.Due() {
			if _, err := s.Evaluate(); err != nil {
				t.Fatal(err)
			}
		}
	}
	return losses
}

// digits is a short run on the 8×8 digits.
func digits(method string, steps int) spec.Config {
	return spec.Config{Data: spec.Data{Name: "digits"}, Method: spec.Part{Name: method}, Stop: spec.Stop{Steps: steps}}
}

// narrow is a config with a network of 32 units a layer, not 200.
func narrow(cfg spec.Config) spec.Config {
	cfg.Model = spec.Part{Name: "mlp", Knobs: spec.Values{"width": 32.0}}
	return cfg
}

func TestLedgerOfEveryMethod(t *testing.T) {
	each(t, func(t *testing.T, name string, cfg spec.Config) {
		s := finished(t, name, cfg)
		held, total := 0, 0
		for _, p := range s.trained {
			held += p.Size()
		}
		for _, p := range s.params {
			total += p.Size()
		}
		l := s.Ledger
		if l.Trainable != held || l.Trainable != s.method.Count(s.params) {
			t.Errorf("the ledger says %d, the optimiser holds %d, the formula gives %d", l.Trainable, held, s.method.Count(s.params))
		}
		trained := 0
		for _, line := range l.Tensors {
			if line.Role == spec.Trained {
				trained += line.Size
			}
		}
		if l.Total != total || l.Total != trained+l.Frozen+l.Derived {
			t.Errorf("total %d of %d does not add up: %d trained, %d frozen, %d derived", l.Total, total, trained, l.Frozen, l.Derived)
		}
	})
}

// The published sizes, as the page shows them.
func TestLedgerTotals(t *testing.T) {
	for model, want := range map[string]int{"mlp": 199210, "lenet": 44426} {
		for _, method := range methods.All() {
			if method.Site != "" {
				continue // they have nothing for it
			}
			cfg := spec.Config{Data: spec.Data{Name: "mnist", Train: 500, Test: 100}, Model: spec.Part{Name: model}, Method: spec.Part{Name: method.Name}}
			if got := newSession(t, cfg).Ledger.Total; got != want {
				t.Errorf("%s on %s: total %d, want %d", method.Name, model, got, want)
			}
		}
	}
}

// TestDigests pins the digest of a short run of every method on every model: a run
// that depends on more than its config does not come to it twice. The same file is
// asserted natively, under js/wasm in Node and in the browser; -update rewrites it,
// and then takes every run twice.
func TestDigests(t *testing.T) {
	const file = "testdata/digests.json"
	type pinned struct {
		Config spec.Config `json:"config"`
		Digest string      `json:"digest"`
	}
	want := map[string]pinned{}
	var got sync.Map // of name to pinned
	if b, err := os.ReadFile(file); err == nil {
		if err := json.Unmarshal(b, &want); err != nil {
			t.Fatal(err)
		}
	}
	t.Run("runs", func(t *testing.T) {
		each(t, func(t *testing.T, name string, cfg spec.Config) {
			s := finished(t, name, cfg)
			got.Store(name, pinned{s.Config, s.Digest()})
			if !*update {
				if s.Digest() != want[name].Digest {
					t.Errorf("digest %s, pinned %s: if the numbers were meant to change, run go test ./methods/train -update", s.Digest(), want[name].Digest)
				}
				return
			}
			again := newSession(t, cfg)
			run(t, again, math.MaxInt)
			if again.Digest() != s.Digest() {
				t.Error("two runs of one config have different digests")
			}
		})
	})
	if !*update {
		return
	}
	all := map[string]pinned{}
	got.Range(func(name, run any) bool {
		all[name.(string)] = run.(pinned)
		return true
	})
	b, err := json.MarshalIndent(all, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, append(b, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestLearns(t *testing.T) {
	optest.NativeOnly(t)
	for _, method := range methods.All() {
		t.Run(method.Name, func(t *testing.T) {
			t.Parallel()
			cfg := digits(method.Name, 100)
			chance := 0.1
			switch method.Site {
			case spec.Words, spec.Blocks:
				cfg.Model, cfg.Data = spec.Part{Name: "clip"}, few
			case spec.Sequence:
				cfg.Model, cfg.Data, chance = spec.Part{Name: "lm", Knobs: knobs["lm"]}, spec.Data{Name: "books", Test: 500}, 0.5
			}
			s := newSession(t, quick(cfg))
			run(t, s, math.MaxInt)
			m, err := s.Evaluate()
			if err != nil {
				t.Fatal(err)
			}
			// How far above chance a method gets is its own affair: what the papers
			// say of each is tested as a claim.
			if m["accuracy"] < chance+0.1 {
				t.Errorf("accuracy %v after %d steps", m["accuracy"], s.Steps())
			}
		})
	}
}

func TestStopRules(t *testing.T) {
	for name, tc := range map[string]struct {
		stop spec.Stop
		lr   float64
		want Reason
	}{
		"steps":                    {spec.Stop{Steps: 7}, 1, Steps},
		"accuracy":                 {spec.Stop{Steps: 1000, Accuracy: 0.5, Every: 5}, 1, Accuracy},
		"plateau":                  {spec.Stop{Steps: 1000, Plateau: 3, Every: 1}, 10, Plateau},
		"not-a-number":             {spec.Stop{Steps: 1000}, 100, NotANumber},
		"a test loss that is none": {spec.Stop{Steps: 7}, 100, NotANumber},
	} {
		t.Run(name, func(t *testing.T) {
			cfg := steep(tc.lr)
			cfg.Stop = tc.stop
			s := newSession(t, cfg)
			run(t, s, math.MaxInt)
			if s.Finished() != tc.want {
				t.Errorf("ended for %q at step %d, want %q", s.Finished(), s.Steps(), tc.want)
			}
		})
	}
}

// steep is a run that diverges within a few steps when lr is 30 or more.
func steep(lr float64) spec.Config {
	cfg := digits("subspace", 100)
	cfg.Optim = spec.Optim{Part: spec.Part{Name: "sgd", Knobs: spec.Values{"lr": lr}}}
	return cfg
}

func TestNotANumberLeavesTheWeightsAlone(t *testing.T) {
	s := newSession(t, steep(100))
	run(t, s, math.MaxInt)
	if s.Finished() != NotANumber {
		t.Fatalf("the run ended for %q", s.Finished())
	}
	for _, p := range s.trained {
		for _, x := range op.Data[float32](p) {
			if !finite(x) {
				t.Fatalf("%s holds %v", p.Name, x)
			}
		}
	}
}

func TestYieldGivesUpWithoutTrace(t *testing.T) {
	s, whole := newSession(t, digits("subspace", 4)), newSession(t, digits("subspace", 4))
	for call := range 30 {
		n := 0
		s.Yield = func() bool { n++; return n <= call }
		if _, err := s.Step(); err == nil {
			break
		} else if !errors.Is(err, ErrAborted) {
			t.Fatal(err)
		}
	}
	s.Yield = nil
	run(t, s, 3)
	run(t, whole, 4)
	if s.Digest() != whole.Digest() {
		t.Error("a step that was given up left a trace")
	}
}

func TestOrder(t *testing.T) {
	o := &order{seed: 1, n: 10}
	seen := map[int]int{}
	for step := range 5 { // 5 batches of 4 are 2 epochs
		for _, i := range o.batch(step, 4) {
			seen[i]++
		}
	}
	for i := range 10 {
		if seen[i] != 2 {
			t.Errorf("example %d was seen %d times in 2 epochs", i, seen[i])
		}
	}
	want := append([]int(nil), o.batch(3, 4)...)
	fresh := &order{seed: 1, n: 10}
	for i, got := range fresh.batch(3, 4) {
		if got != want[i] {
			t.Error("a step's batch depends on the steps before it")
		}
	}
}

func BenchmarkStep(b *testing.B) {
	for _, tc := range []struct{ model, method string }{{"mlp", "full"}, {"mlp", "subspace"}, {"lenet", "full"}, {"mae", "full"}} {
		b.Run(tc.model+" "+tc.method, func(b *testing.B) {
			s := newSession(b, spec.Config{Model: spec.Part{Name: tc.model}, Method: spec.Part{Name: tc.method}, Optim: spec.Optim{Batch: 64}})
			run(b, s, 2)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := s.Step(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkEvaluate(b *testing.B) {
	s := newSession(b, spec.Config{})
	for b.Loop() {
		if _, err := s.Evaluate(); err != nil {
			b.Fatal(err)
		}
	}
}
