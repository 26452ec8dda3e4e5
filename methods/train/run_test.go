package train

import (
	"os"
	"strings"
	"testing"

	"petri/methods/sweep"
	"petri/models/spec"
)

func TestRunTakesARunOfASweep(t *testing.T) {
	recipe := spec.Config{Data: spec.Data{Name: "digits"}, Model: spec.Part{Name: "mlp", Knobs: spec.Values{"width": 8.0}}, Stop: spec.Stop{Steps: 20}}
	complete := func(cfg spec.Config) sweep.Sweep {
		s, err := sweep.Complete(Catalogue(), sweep.Sweep{Recipe: cfg})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	wild := recipe
	wild.Optim = spec.Optim{Part: spec.Part{Name: "sgd", Knobs: spec.Values{"lr": 100.0}}}
	for _, tc := range []struct {
		name string
		of   sweep.Sweep
		run  sweep.Run
		says string // instead of an accuracy
	}{
		{"a dimension", complete(recipe), sweep.Run{Dim: 50, Seed: 1}, ""},
		{"the baseline", complete(recipe), sweep.Run{Dim: 0, Seed: 1}, ""},
		{"refused", complete(recipe), sweep.Run{Dim: 1000, Seed: 1}, "larger than the network"},
		{"diverged", complete(wild), sweep.Run{Dim: 600, Seed: 1}, "too high"},
	} {
		r, err := sourceOf(tc.of.Recipe).Run(tc.of, tc.run)
		if err != nil || r.Run != tc.run || !strings.Contains(r.Error, tc.says) {
			t.Errorf("%s: %+v, %v", tc.name, r, err)
		}
		if tc.says == "" && (r.Accuracy < .1 || len(r.Digest) != 64 || r.Error != "") || tc.says != "" && r.Accuracy != 0 {
			t.Errorf("%s: %+v", tc.name, r)
		}
	}
	if r, err := NewSource(os.DirFS(t.TempDir())).Run(complete(recipe), sweep.Run{Dim: 50}); err == nil {
		t.Errorf("without data: %+v", r)
	}
}
