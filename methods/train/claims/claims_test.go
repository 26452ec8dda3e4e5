package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"petri/models/data"
)

// published has every run at the accuracy of Li et al.'s curve.
func published() map[string]result {
	curve := map[int]float64{100: .593, 300: .818, 750: .894, 1500: .925}
	results := map[string]result{}
	for _, cfg := range runs() {
		results[key(cfg)] = result{Config: cfg, Metrics: map[string]float64{"accuracy": curve[cfg.Method.Knobs.Int("dim")]}}
	}
	return results
}

func TestThePublishedCurveHolds(t *testing.T) {
	var out strings.Builder
	if results := published(); len(results) != len(runs()) || !report(&out, results) {
		t.Errorf("%d results of %d runs:\n%s", len(results), len(runs()), out.String())
	}
}

func TestAClaimCanFail(t *testing.T) {
	for _, wrong := range []float64{0, .5, .89, 1} {
		results := published()
		for k, r := range results {
			if r.Config.Method.Knobs.Int("dim") == 300 && r.Config.Method.Knobs.String("projection") == "sparse" {
				r.Metrics = map[string]float64{"accuracy": wrong}
				results[k] = r
			}
		}
		var out strings.Builder
		if report(&out, results) || !strings.Contains(out.String(), "FAILS") {
			t.Errorf("accuracy %v at d = 300 passed:\n%s", wrong, out.String())
		}
	}
}

func TestSharesAreResumed(t *testing.T) {
	dir := t.TempDir()
	for k, r := range published() {
		if err := write(filepath.Join(dir, k+".json"), r); err != nil {
			t.Fatal(err)
		}
	}
	// Everything is cached, so no run is done: the data sets are not even there.
	results, err := work(dir, data.Gzip(os.DirFS(dir)), 1, 2)
	if err != nil || len(results) != len(runs()) {
		t.Errorf("%d of %d results, %v", len(results), len(runs()), err)
	}
}
