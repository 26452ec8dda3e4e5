package lab

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"petri/models/spec"
	"petri/web/protocol"
)

func complete(t *testing.T, cfg spec.Config) spec.Config {
	t.Helper()
	cfg, err := catalogue.Complete(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return cfg
}

func TestDifferences(t *testing.T) {
	base := complete(t, spec.Config{})
	for _, tc := range []struct {
		name string
		b    spec.Config
		want string
	}{
		{"nothing", spec.Config{}, ""},
		{"a knob and the seed", spec.Config{Seed: 5, Method: spec.Part{Name: "subspace", Knobs: spec.Values{"dim": 1500.0}}},
			"dimension d 1,500 instead of 750; seed 5 instead of 0"},
		{"a method with its learning rate", spec.Config{Method: spec.Part{Name: "full"}},
			"method Full instead of Subspace; learning rate 0.003 instead of 0.1"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			want(t, "words", Differences(catalogue, base, complete(t, tc.b)), tc.want)
		})
	}
	full := complete(t, spec.Config{Method: spec.Part{Name: "full"}})
	want(t, "knobs the other has not", Differences(catalogue, full, base),
		"method Subspace instead of Full; dimension d 750; learning rate 0.1 instead of 0.003")
}

func TestName(t *testing.T) {
	want(t, "usual", Name(catalogue, complete(t, spec.Config{})), "Subspace 750, seed 0")
	want(t, "other data", Name(catalogue, complete(t, spec.Config{Seed: 2, Data: spec.Data{Name: "digits"}})), "Subspace 750, Digits, seed 2")
}

func TestName_tellsTasksAndStartsApart(t *testing.T) {
	for name, cfg := range map[string]spec.Config{
		"Subspace 750, shuffled pixels, seed 0":              {Data: spec.Data{Shuffle: spec.ShuffledPixels}},
		"Subspace 750, 5 per class, rotated, seed 0":         {Data: spec.Data{Shots: 5, Shift: spec.Rotated}},
		"Subspace 750, first half, from MNIST, seed 0":       {Data: spec.Data{Classes: spec.FirstHalf}, Start: spec.Start{From: "mnist"}},
		"Subspace 750, second half, from other half, seed 0": {Data: spec.Data{Classes: spec.SecondHalf}, Start: spec.Start{From: spec.OtherHalf}},
	} {
		want(t, "name", Name(catalogue, complete(t, cfg)), name)
	}
}

func TestAccuracy(t *testing.T) {
	cfg := complete(t, spec.Config{})
	want(t, "held-out", Accuracy(cfg)+" on "+Examples(cfg), "Test accuracy on test examples")
	cfg.Data.Shuffle = spec.ShuffledLabels
	want(t, "memorised", Accuracy(cfg)+" on "+Examples(cfg), "Training accuracy on training examples")
}

func TestRun_Summary(t *testing.T) {
	r := &Run{Config: complete(t, spec.Config{})}
	want(t, "before", r.Summary(), "No steps yet.")
	r.Losses = protocol.Floats{3, 1}
	want(t, "without a measurement", r.Summary(), "Step 2 of 600, training loss 2, the mean of the last 10 steps.")
	r.Points = []Point{{Step: 2, Metrics: map[string]protocol.Number{"accuracy": 0.875}}}
	want(t, "after", r.Summary(), "Step 2 of 600, training loss 2, the mean of the last 10 steps. Test accuracy 87.5%.")
}

func TestRun_CSV(t *testing.T) {
	r := &Run{
		Config: spec.Config{V: 1}, Digest: "ab",
		Losses: protocol.Floats{2.5, 0.1},
		Points: []Point{{Step: 0, Metrics: map[string]protocol.Number{"accuracy": 0.125}}, {Step: 2, Metrics: map[string]protocol.Number{"accuracy": 0.5, "testLoss": 1.25}}},
	}
	rows, err := csv.NewReader(bytes.NewReader(r.CSV(Commas))).ReadAll() // which wants as many cells in every line
	if err != nil {
		t.Fatal(err)
	}
	// float32(0.1) is written with the digits that tell it from its neighbours.
	for i, row := range [][]string{
		{"step", "loss", "accuracy", "testLoss", "digest", "config"},
		{"0", "", "0.125", "", "ab", string(r.Config.JSON())}, {"1", "2.5", "", "", "", ""}, {"2", "0.1", "0.5", "1.25", "", ""},
	} {
		want(t, "row", rows[i], row)
	}
	want(t, "rows", len(rows), 4)
	r.Losses[1] = nan
	if csv := string(r.CSV(Commas)); !strings.HasSuffix(csv, "\n2,,0.5,1.25,,\n") {
		t.Errorf("a loss that is not a number: %s", csv)
	}
}
