package train

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"petri/models/spec"
)

func TestSnapshotGoesOnToTheBit(t *testing.T) {
	each(t, func(t *testing.T, _ string, cfg spec.Config) {
		whole := newSession(t, cfg)
		losses := run(t, whole, math.MaxInt)

		half := newSession(t, cfg)
		run(t, half, 3)
		file, err := half.Snapshot()
		if err != nil {
			t.Fatal(err)
		}
		restored := reopen(t, file)
		if got := run(t, restored, math.MaxInt); got[len(got)-1] != losses[len(losses)-1] {
			t.Errorf("last loss %v after a restore, %v without", got[len(got)-1], losses[len(losses)-1])
		}
		if restored.Digest() != whole.Digest() {
			t.Error("the digest tells a restored run from one that was never interrupted")
		}
	})
}

func reopen(t *testing.T, file []byte) *Session {
	t.Helper()
	saved, err := Read(file)
	if err != nil {
		t.Fatal(err)
	}
	s, err := saved.Open(load(t, saved.Config))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestExportKeepsWhatWasLearned(t *testing.T) {
	each(t, func(t *testing.T, _ string, cfg spec.Config) {
		s := newSession(t, cfg)
		run(t, s, math.MaxInt)
		file, err := s.Export()
		if err != nil {
			t.Fatal(err)
		}
		want, _ := s.Evaluate()
		got, err := reopen(t, file).Evaluate()
		if err != nil || got["testLoss"] != want["testLoss"] {
			t.Errorf("test loss %v after opening the weights, %v before (%v)", got["testLoss"], want["testLoss"], err)
		}
	})
}

func TestSnapshotsGoOnFromAnyMoment(t *testing.T) {
	cfg := digits("subspace", 12)
	cfg.Stop.Every, cfg.Stop.Plateau = 2, 2
	whole := newSession(t, cfg)
	run(t, whole, math.MaxInt)
	part := newSession(t, cfg)
	for {
		file, err := part.Snapshot() // also where an evaluation is due, or the run is over
		if err != nil {
			t.Fatal(err)
		}
		restored := reopen(t, file)
		if restored.Due() {
			if _, err := restored.Evaluate(); err != nil {
				t.Fatal(err)
			}
		}
		run(t, restored, math.MaxInt)
		if restored.Digest() != whole.Digest() || restored.Steps() != whole.Steps() || restored.LastLoss() != whole.LastLoss() {
			t.Fatalf("a run restored at step %d ended at %d, the whole one at %d", part.Steps(), restored.Steps(), whole.Steps())
		}
		if part.Finished() != "" {
			break
		}
		if part.Due() {
			part.Evaluate()
		} else {
			part.Step()
		}
	}
}

func TestReadRefuses(t *testing.T) {
	s := newSession(t, digits("full", 5))
	run(t, s, 2)
	file, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	replaced := func(old, new string) []byte {
		return bytes.Replace(file, []byte(old), []byte(new), 1)
	}
	for name, bad := range map[string][]byte{
		"nothing":              nil,
		"no safetensors":       []byte("hello"),
		"cut short":            file[:len(file)/2],
		"a config that is bad": replaced(`\"digits\"`, `\"figits\"`),
		"a step before 0":      replaced(`\"step\":2`, `\"step\":-`),
		"a step past the end":  replaced(`\"step\":2`, `\"step\":9`),
		"a rate of 0":          replaced(`\"lr\":0.003`, `\"lr\":0.000`),
	} {
		if _, err := Read(bad); err == nil {
			t.Errorf("%s: read without an error", name)
		}
	}
	saved, err := Read(file)
	if err != nil {
		t.Fatal(err)
	}
	saved.Config.Model.Knobs["width"] = 100.0
	if _, err := saved.Open(load(t, saved.Config)); err == nil || !strings.Contains(err.Error(), "another network") {
		t.Errorf("weights of another network: %v, want a sentence", err)
	}
}
