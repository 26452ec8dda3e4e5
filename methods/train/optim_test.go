package train

import (
	"fmt"
	"math"
	"testing"

	"petri/models/op"
	"petri/models/spec"
)

// Each optimiser learns under each schedule, and no two do the same.
func TestOptimisersAndSchedules(t *testing.T) {
	seen := map[string]string{}
	for _, optim := range Catalogue().Optimisers {
		for _, schedule := range Catalogue().Schedules {
			cfg := narrow(digits("full", 60))
			cfg.Optim = spec.Optim{Part: spec.Part{Name: optim.Name}, Schedule: schedule.Name}
			s := newSession(t, cfg)
			before, _ := s.Measure()
			run(t, s, math.MaxInt)
			after, err := s.Measure()
			if err != nil || after["testLoss"] > 0.7*before["testLoss"] {
				t.Errorf("%s, %s: test loss from %v to %v (%v)", optim.Name, schedule.Name, before["testLoss"], after["testLoss"], err)
			}
			weights := fmt.Sprint(op.Data[float32](s.trained[0])[:20])
			if twin := seen[weights]; twin != "" {
				t.Errorf("%s, %s trains as %s does", optim.Name, schedule.Name, twin)
			}
			seen[weights] = optim.Name + ", " + schedule.Name
		}
	}
}

func TestSchedules(t *testing.T) {
	for name, want := range map[string][3]float64{"constant": {1, 1, 1}, "linear": {1, .5, 0}, "cosine": {1, .5, 0}} {
		for i, done := range []float64{0, .5, 1} {
			if got := schedules[name].scale(done); math.Abs(got-want[i]) > 1e-12 {
				t.Errorf("%s at %v is %v, want %v", name, done, got, want[i])
			}
		}
	}
	if got := schedules["cosine"].scale(0.25); math.Abs(got-.8535533905932737) > 1e-12 { // (1 + √½)/2
		t.Errorf("cosine at a quarter is %v", got)
	}
}

// A warm-up rises over a twentieth of the run, then falls as a cosine.
func TestWarmUp(t *testing.T) {
	for done, want := range map[float64]float64{0: 0, 1. / 40: .5, 1. / 20: 1, .5: .541289672736166, .525: .5, 1: 0, 2: 0} { // (1 + cos(π·9/19))/2
		if got := schedules["warm-up"].scale(done); math.Abs(got-want) > 1e-12 {
			t.Errorf("warm-up at %v is %v, want %v", done, got, want)
		}
	}
}

// An optimiser's kernel gets each knob in its own place: p²/2 from 1.
func TestOptimiserKnobs(t *testing.T) {
	step := func(name string, knobs spec.Values) float64 {
		r := rules[name]
		for _, k := range r.Knobs {
			if _, given := knobs[k.Name]; !given {
				knobs[k.Name] = k.Default
			}
		}
		w, slots := []float32{1}, make([][]float32, len(r.slots))
		for i := range slots {
			slots[i] = make([]float32, 1)
		}
		for n := 1; n <= 3; n++ {
			r.update(w, []float32{w[0]}, slots, 0.1, knobs, n)
		}
		return float64(w[0])
	}
	for _, tc := range []struct {
		name  string
		knobs spec.Values
		want  float64
	}{
		{"adam", spec.Values{"beta1": .9, "beta2": .99}, .701497},                // METHODS: .9, .800389, .701497
		{"adamw", spec.Values{"beta1": .9, "beta2": .99, "decay": 0.0}, .701497}, // no decay is Adam
		{"sgd", spec.Values{"momentum": 0.0}, .729},                              // .9³
		{"sgd", spec.Values{"momentum": 0.5}, .614},                              // u 1, 1.4, 1.46
		{"sgd", spec.Values{"momentum": 0.0, "decay": 1.0}, .512},                // .8³
	} {
		if got := step(tc.name, tc.knobs); math.Abs(got-tc.want) > 2e-6 {
			t.Errorf("%s %v: %v after three steps, want %v", tc.name, tc.knobs, got, tc.want)
		}
	}
	if plain, decayed := step("adamw", spec.Values{"decay": 0.0}), step("adamw", spec.Values{"decay": 0.5}); !(decayed < plain-0.05) {
		t.Errorf("decay 0.5 leaves %v, none leaves %v", decayed, plain)
	}
}

func TestSetLR(t *testing.T) {
	a, b := newSession(t, digits("full", 6)), newSession(t, digits("full", 6))
	for _, lr := range []float64{0, -1, math.NaN(), math.Inf(1), 1e300, 1e-300} {
		if err := a.SetLR(lr); err == nil {
			t.Errorf("SetLR(%v) was taken", lr)
		}
	}
	run(t, a, 3)
	run(t, b, 3)
	if err := a.SetLR(0.001); err != nil {
		t.Fatal(err)
	}
	run(t, a, 3)
	run(t, b, 3)
	if a.Digest() == b.Digest() {
		t.Error("a turned learning rate does not show in the digest")
	}
}

// A rate turned in the middle of a step waits for the next one, so that a
// snapshot of that moment goes on to the same numbers.
func TestSetLRInTheMiddleOfAStep(t *testing.T) {
	within, between := newSession(t, digits("full", 4)), newSession(t, digits("full", 4))
	run(t, between, 1)
	if err := between.SetLR(0.05); err != nil {
		t.Fatal(err)
	}
	run(t, between, 3)

	turned := false
	within.Yield = func() bool {
		if !turned {
			turned = true
			if err := within.SetLR(0.05); err != nil {
				t.Fatal(err)
			}
		}
		return true
	}
	run(t, within, 4)
	if !turned || within.Digest() != between.Digest() {
		t.Error("the step under way took the new rate")
	}
}
