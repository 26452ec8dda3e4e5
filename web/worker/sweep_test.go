//go:build !js

package worker

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"petri/methods/sweep"
)

// swept runs the command on a sweep of digits that takes no time: four
// dimensions and the baseline, with two seeds each if it is a grid.
func swept(t *testing.T, args ...string) (table, log string) {
	t.Helper()
	var out, told strings.Builder
	args = append([]string{"-static", "../../static", "-from", "10", "-to", "100", "-seeds", "2",
		"-config", `{"seed":5,"data":{"name":"digits"},"model":{"knobs":{"width":8}},"stop":{"steps":20}}`}, args...)
	if err := Sweep(args, &out, &told); err != nil {
		t.Fatal(err)
	}
	return out.String(), told.String()
}

// digests are what a file says of its runs, without the time they took.
func digests(t *testing.T, name string) map[sweep.Run]string {
	t.Helper()
	f, err := readFile(name)
	if err != nil {
		t.Fatal(err)
	}
	all := map[sweep.Run]string{}
	for _, r := range f.Results {
		all[r.Run] = r.Digest
	}
	return all
}

func TestSharesOfAGridMergedAreTheWhole(t *testing.T) {
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	want, _ := swept(t, "-search", "grid", "-out", file("whole.json"), "-parallel", "2")
	parts := []string{}
	for i := 3; i >= 1; i-- {
		name := file(fmt.Sprintf("part-%d.json", i))
		parts = append(parts, name)
		_, log := swept(t, "-search", "grid", "-jobs", fmt.Sprintf("%d/3", i), "-out", name)
		if n := len(digests(t, name)); n < 3 || n > 4 || !strings.Contains(log, fmt.Sprintf("%d more runs", 10-n)) {
			t.Errorf("share %d has %d of 10 runs: %s", i, n, log)
		}
	}
	var got strings.Builder
	if err := Merge(append([]string{"-out", file("all.json")}, parts...), &got, io.Discard); err != nil {
		t.Fatal(err)
	}
	if got.String() != want {
		t.Errorf("merged:\n%s\nwhole:\n%s", got.String(), want)
	}
	if a, b := fmt.Sprint(digests(t, file("all.json"))), fmt.Sprint(digests(t, file("whole.json"))); a != b || len(a) < 10*64 {
		t.Errorf("merged: %s\nwhole: %s", a, b)
	}
}

// A search is shared in rounds: each begins with the merged file of the last.
func TestSharesOfASearchMergedInRoundsAreTheWhole(t *testing.T) {
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	want, _ := swept(t, "-out", file("whole.json"))
	parts := []string{file("1.json"), file("2.json")}
	for round := 1; ; round++ {
		left := false
		for i, name := range parts {
			_, log := swept(t, "-jobs", fmt.Sprintf("%d/2", i+1), "-out", name)
			left = left || strings.Contains(log, "more runs")
		}
		var got strings.Builder
		if err := Merge(append([]string{"-out", file("all.json")}, parts...), &got, io.Discard); err != nil {
			t.Fatal(err)
		}
		if !left {
			if got.String() != want || round < 3 {
				t.Errorf("after %d rounds:\n%s\nwhole:\n%s", round, got.String(), want)
			}
			return
		}
		for _, name := range parts {
			all, err := os.ReadFile(file("all.json"))
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, all, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestASweepThatWasStoppedDoesNothingTwice(t *testing.T) {
	name := filepath.Join(t.TempDir(), "sweep.json")
	want, log := swept(t, "-out", name)
	runs := strings.Count(log, "run ")
	f, err := readFile(name)
	if err != nil || len(f.Results) != runs {
		t.Fatalf("%d results of %d runs, %v", len(f.Results), runs, err)
	}
	// As if it had been stopped after three runs.
	if err := writeFile(name, sweep.NewFile(f.Sweep, f.Results[:3])); err != nil {
		t.Fatal(err)
	}
	for _, left := range []int{runs - 3, 0} {
		got, log := swept(t, "-out", name)
		if n := strings.Count(log, "run "); n != left || got != want {
			t.Errorf("%d runs were taken up, not %d:\n%s\nat first:\n%s", n, left, got, want)
		}
	}
}

func TestSweepSaysWhatIsWrong(t *testing.T) {
	dir := t.TempDir()
	other, broken := filepath.Join(dir, "other.json"), filepath.Join(dir, "broken.json")
	swept(t, "-search", "grid", "-to", "10", "-out", other)
	if err := os.WriteFile(broken, []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	for want, args := range map[string][]string{
		"from 1 to 20":                     {"-seeds", "0"},
		"not abc":                          {"-runs", "abc"},
		"one of refine, grid":              {"-search", "fast"},
		"turn them round":                  {"-from", "100", "-to", "10"},
		"such as 1/4":                      {"-jobs", "5/4"},
		"1 or more":                        {"-parallel", "0"},
		"not a recipe":                     {"-config", `{"modl":{}}`},
		"one of clip, lenet, lm, mae, mlp": {"-config", `{"model":{"name":"vgg"}}`},
		"no dimension":                     {"-config", `{"method":{"name":"full"}}`},
		"flags alone":                      {"all"},
		"not defined":                      {"-fast"},
		"holds another sweep":              {"-out", other},
		"not the file of a sweep":          {"-out", broken},
		"mnist/train-0 is missing":         {"-static", dir},
	} {
		var out strings.Builder
		if err := Sweep(args, &out, &out); err == nil || !strings.Contains(err.Error(), want) || out.Len() > 0 {
			t.Errorf("%q: %v, not %q\n%s", args, err, want, out.String())
		}
	}
	for want, args := range map[string][]string{
		"needs an -out":     {other},
		"no such file":      {"-out", broken, filepath.Join(dir, "none.json")},
		"broken.json: this": {"-out", other, broken},
	} {
		if err := Merge(args, nil, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, not %q", args, err, want)
		}
	}
}

func TestARunThatIsRefusedIsToldAndDoesNotEndTheSweep(t *testing.T) {
	// 64·8+8 + 8·8+8 + 8·10+10 = 682 weights
	table, log := swept(t, "-search", "grid", "-from", "500", "-to", "1000")
	for _, text := range []string{table, log} {
		if !strings.Contains(text, "dim 1000 is larger than the network, which has 682 weights") {
			t.Errorf("not told: %s", text)
		}
	}
}

func TestSweepAndMergeHelp(t *testing.T) {
	for want, command := range map[string]func([]string, *strings.Builder) error{
		"-perDecade 1 to 40": func(args []string, out *strings.Builder) error { return Sweep(args, out, nil) },
		"-out file":          func(args []string, out *strings.Builder) error { return Merge(args, out, io.Discard) },
	} {
		var out strings.Builder
		if err := command([]string{"-h"}, &out); err != nil || !strings.Contains(out.String(), want) {
			t.Errorf("%v, no %q in the help:\n%s", err, want, out.String())
		}
	}
}
