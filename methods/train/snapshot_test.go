package train

import (
	"bytes"
	"maps"
	"math"
	"strings"
	"testing"

	"petri/models/spec"
	"petri/models/weights"
)

func TestSnapshotGoesOnToTheBit(t *testing.T) {
	most(t, func(t *testing.T, name string, cfg spec.Config) {
		whole := finished(t, name, cfg)
		half := newSession(t, cfg)
		run(t, half, 3)
		file, err := half.Snapshot()
		if err != nil {
			t.Fatal(err)
		}
		restored := reopen(t, file)
		run(t, restored, math.MaxInt)
		if got, want := restored.LastLoss(), whole.LastLoss(); got != want {
			t.Errorf("last loss %v after a restore, %v without", got, want)
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

// Weights and model open to the same measurements, to the bit, and know what
// they were when they were saved.
func TestSavedFilesKeepWhatWasLearned(t *testing.T) {
	most(t, func(t *testing.T, name string, cfg spec.Config) {
		s := finished(t, name, cfg)
		want, err := s.Evaluate()
		if err != nil {
			t.Fatal(err)
		}
		for kind, write := range map[Kind]func() ([]byte, error){Weights: s.Export, Model: s.Model} {
			file, err := write()
			if err != nil {
				t.Fatal(err)
			}
			saved, err := Read(file)
			if err != nil {
				t.Fatal(err)
			}
			if saved.Kind != kind || saved.Measured.Step != s.Steps() || !maps.Equal(saved.Measured.Metrics, want) {
				t.Errorf("%s of step %d is known as %s, measured %+v, want %v", kind, s.Steps(), saved.Kind, saved.Measured, want)
			}
			got, err := reopen(t, file).Evaluate()
			if err != nil || !maps.Equal(got, want) {
				t.Errorf("%v after opening the %s, %v before (%v)", got, kind, want, err)
			}
		}
	})
}

// A model of d numbers takes 4 bytes each, and its description 2 kB at most.
func TestModelIsSmall(t *testing.T) {
	most(t, func(t *testing.T, name string, cfg spec.Config) {
		s := finished(t, name, cfg)
		d, takesDim := s.Config.Method.Knobs["dim"]
		if !takesDim {
			return
		}
		file, err := s.Model()
		if err != nil {
			t.Fatal(err)
		}
		if limit := 4*int(d.(float64)) + 2000; len(file) > limit {
			t.Errorf("%d bytes, want %d at most", len(file), limit)
		}
	})
}

func TestSnapshotsGoOnFromAnyMoment(t *testing.T) {
	cfg := narrow(digits("subspace", 12))
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

// smallFile is a model of few numbers.
func smallFile(t testing.TB) []byte {
	t.Helper()
	cfg := digits("subspace", 5)
	cfg.Method.Knobs = spec.Values{"dim": 3}
	s := newSession(t, cfg)
	run(t, s, math.MaxInt)
	file, err := s.Model()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// One bit of a file flipped, or all of a byte's, or its end cut off: it is
// refused, wherever that is.
func TestReadRefusesDamage(t *testing.T) {
	file := smallFile(t)
	for at := range file {
		for _, flip := range []byte{1, 2, 4, 8, 16, 32, 64, 128, 255} {
			bad := bytes.Clone(file)
			bad[at] ^= flip
			if _, err := Read(bad); err == nil {
				t.Errorf("byte %d changed from %q to %q: read without an error", at, file[at], bad[at])
			}
		}
		if _, err := Read(file[:at]); err == nil {
			t.Errorf("cut to %d of %d bytes: read without an error", at, len(file))
		}
	}
	if _, err := Read(append(file, 0)); err == nil {
		t.Error("a byte too many: read without an error")
	}
}

func TestReadRefuses(t *testing.T) {
	s := newSession(t, digits("full", 5))
	run(t, s, 2)
	file, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	foreign, err := weights.Write(weights.File{Meta: map[string]string{"format": "pt"}, Tensors: tensorsOf(s.params)})
	if err != nil {
		t.Fatal(err)
	}
	changed := func(old, new string) []byte { return bytes.Replace(file, []byte(old), []byte(new), 1) }
	forged := func(old, new string) []byte {
		b := changed(old, new)
		seal(b)
		return b
	}
	for name, tc := range map[string]struct {
		file []byte
		want string
	}{
		"nothing":                      {nil, "no safetensors file"},
		"a text":                       {[]byte("Dear Sir or Madam"), "no safetensors file"},
		"a picture":                    {[]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), "no safetensors file"},
		"a file of another program":    {foreign, "nothing of a Petri run"},
		"a header cut short":           {file[:100], "cut short"},
		"values cut short":             {file[:len(file)/2], "cut short"},
		"one more step":                {changed(`\"step\":2`, `\"step\":3`), "damaged or changed"},
		"no checksum":                  {changed(metaSum, "petri.som"), "damaged or changed"},
		"a kind that there is not":     {forged(`"snapshot"`, `"snipshot"`), "snipshot"},
		"a config that is bad":         {forged(`\"digits\"`, `\"figits\"`), "figits"},
		"a config that is none":        {forged(`\"digits\"`, `\"digits\\`), metaConfig},
		"a step before 0":              {forged(`\"step\":2,\"u`, `\"step\":-,\"u`), metaProgress},
		"a step past the end":          {forged(`\"step\":2,\"u`, `\"step\":9,\"u`), "not that of any run"},
		"a rate of 0":                  {forged(`\"lr\":0.003,\"t`, `\"lr\":0.000,\"t`), "not that of any run"},
		"a measurement that is absurd": {forged(`{\"step\":0`, `[\"step\":0`), metaMeasured},
	} {
		if _, err := Read(tc.file); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v, want a sentence with %q", name, err, tc.want)
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

// Whatever the bytes, Read returns a file that it could have written or an
// error, and never panics.
func FuzzRead(f *testing.F) {
	file := smallFile(f)
	f.Add(file)
	f.Add(file[:len(file)-1])
	f.Add([]byte("Dear Sir or Madam"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if at := sumAt(b); at >= 0 {
			copy(b[at:], sum(b, at)) // or no change would get past the checksum
		}
		if r, err := Read(b); err == nil && r.at.check(r.Config.Stop) != nil {
			t.Errorf("read a run that cannot be: %+v", r.at)
		}
	})
}

// Every file tells how the learning rate was turned by hand.
func TestFilesKeepTurns(t *testing.T) {
	s := newSession(t, spec.Config{Data: spec.Data{Name: "digits"}, Stop: spec.Stop{Steps: 8}})
	run(t, s, 2)
	if err := s.SetLR(0.02); err != nil {
		t.Fatal(err)
	}
	run(t, s, 3)
	for kind, write := range map[Kind]func() ([]byte, error){Snapshot: s.Snapshot, Weights: s.Export, Model: s.Model} {
		file, err := write()
		if err != nil {
			t.Fatal(err)
		}
		saved, err := Read(file)
		if err != nil || len(saved.Turns()) != 1 || saved.Turns()[0] != (Turn{2, 0.02}) {
			t.Errorf("%s: %v, %v", kind, saved.Turns(), err)
		}
	}
}
