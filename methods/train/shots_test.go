package train

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"petri/models/spec"
)

// shots is a short run on so many shifted examples of each of the 8×8 digits.
func shots(n int, shift, method string) spec.Config {
	cfg := digits(method, 60)
	cfg.Data.Shots, cfg.Data.Shift = n, shift
	return cfg
}

// One example of each digit, and the batch asked for is 128: every step looks at
// all ten, once. Guessing one digit in ten has a loss of ln 10 = 2.3, and the
// ten are soon known by heart; others are told apart far better than by chance.
func TestOneShot(t *testing.T) {
	for _, shift := range []string{spec.Unshifted, spec.Rotated, spec.Inverted, spec.Noisy} {
		s := newSession(t, shots(1, shift, "full"))
		for step := range 3 {
			index := slices.Clone(s.order.batch(step, s.Config.Batch(len(s.set.Classes))))
			if slices.Sort(index); !slices.Equal(index, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}) {
				t.Errorf("step %d looks at the examples %v of ten", step, index)
			}
		}
		losses := run(t, s, math.MaxInt)
		m, err := s.Measure()
		if err != nil || s.Finished() != Steps || losses[59] > 0.1 || m["accuracy"] < 0.25 || len(s.score.Labels) != 360 {
			t.Errorf("%s: losses from %v to %v, accuracy %v on %d examples, ended for %q (%v)",
				shift, losses[0], losses[59], m["accuracy"], len(s.score.Labels), s.Finished(), err)
		}
		again := newSession(t, shots(1, shift, "full"))
		if got := run(t, again, math.MaxInt); !slices.Equal(got, losses) || again.Digest() != s.Digest() {
			t.Errorf("%s: two runs of one config differ", shift)
		}
	}
}

// What is pretrained on digits as they are knows little of them on their
// side, and learns from a few.
func TestFewShotsAdapt(t *testing.T) {
	cfg := shots(10, spec.Rotated, "full")
	cfg.Start = spec.Start{From: "digits", Steps: 150}
	s := newSession(t, cfg)
	before, err := s.Measure()
	if err != nil {
		t.Fatal(err)
	}
	run(t, s, math.MaxInt)
	after, _ := s.Measure()
	if before["accuracy"] > 0.5 || after["accuracy"] < 0.7 {
		t.Errorf("accuracy %v before and %v after 10 shots of each rotated digit", before["accuracy"], after["accuracy"])
	}
}

// Few shots and a shift are drawn again when a file is opened, and the run goes
// on to the bit.
func TestSnapshotOfFewShots(t *testing.T) {
	cfg := complete(t, shots(2, spec.Noisy, "subspace"))
	whole, half := newSession(t, cfg), newSession(t, cfg)
	run(t, whole, 12)
	run(t, half, 5)
	file, err := half.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	saved, err := Read(file)
	if err != nil {
		t.Fatal(err)
	}
	set, theta0 := load(t, cfg)
	rest, err := saved.Open(set, theta0)
	if err != nil {
		t.Fatal(err)
	}
	if run(t, rest, 7); rest.Digest() != whole.Digest() {
		t.Error("a run of two shots that was saved on the way goes on otherwise")
	}
}

func TestMoreShotsThanThereAre(t *testing.T) {
	cfg := shots(20, spec.Unshifted, "full")
	cfg.Data.Train = 100
	_, err := sourceOf(cfg).Open(context.Background(), complete(t, cfg))
	var wrong *spec.FieldError
	if !errors.As(err, &wrong) || wrong.Field != "shots" || !strings.Contains(err.Error(), "or read more of them") {
		t.Errorf("20 shots of 100 digits: %v", err)
	}
}

// Any other training set that is smaller than a batch is gone round as it always
// was, or its digests would change: of 10 examples, 25 look at each 2 or 3 times.
func TestOrderOfABatchThatIsLargerThanTheSet(t *testing.T) {
	if s := newSession(t, spec.Config{Data: spec.Data{Name: "digits", Train: 100}}); s.Config.Batch(10) != 128 {
		t.Errorf("a step on 100 examples looks at %d, not at 128", s.Config.Batch(10))
	}
	seen := make([]int, 10)
	for _, i := range (&order{seed: 1, n: 10}).batch(0, 25) {
		seen[i]++
	}
	if slices.Min(seen) != 2 || slices.Max(seen) != 3 {
		t.Errorf("the ten examples are seen %v times", seen)
	}
}
