//go:build !js

package main

import (
	"math"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"

	"petri/methods/sweep"
	"petri/methods/train"
	"petri/models/data"
	"petri/models/spec"
)

// A line is an accuracy that rises straight over log d: it is at at d, and
// slope higher at 10·d.
func line(d, at, slope float64) func(sweep.Run) float64 {
	return func(r sweep.Run) float64 {
		if r.Dim == 0 {
			return .98
		}
		return at + slope*math.Log10(float64(r.Dim)/d)
	}
}

// published has every study at what the papers say, or near it: the MLP goes
// through .818 at d = 300 and .907 at 1000 (Li et al. 2018) and so to .90 at
// 897, LeNet through .90 at 290, and at 1400 with shuffled pixels.
func published(name string) func(sweep.Run) float64 {
	switch {
	case name == "lenet", name == "lenet slow":
		return line(290, .9, .15)
	case name == "lenet slow shuffled":
		return line(1400, .9, .15)
	case strings.Contains(name, spec.OtherHalf):
		return line(40, .9, .2)
	case strings.Contains(name, spec.RandomStart):
		return line(200, .9, .2)
	case name == "sparse 100":
		return line(100, .593, 0)
	}
	return line(300, .818, .17)
}

// measure takes every study with such accuracies.
func measure(t *testing.T, accuracy func(name string) func(sweep.Run) float64) map[string]measured {
	t.Helper()
	all := map[string]measured{}
	for _, st := range slices.Concat(dims(), transferred()) {
		var err error
		if st.Sweep, err = sweep.Complete(train.Catalogue(), st.Sweep); err != nil {
			t.Fatal(err)
		}
		f := accuracy(st.name)
		results, err := st.Take(nil, sweep.Whole, 1, func(r sweep.Run) (sweep.Result, error) {
			return sweep.Result{Run: r, Accuracy: f(r)}, nil
		}, func([]sweep.Result) error { return nil })
		if err != nil {
			t.Fatal(err)
		}
		all[st.name] = measured{study: st, results: results, answer: st.Answer(results)}
	}
	for i, name := range []string{"masks red", "masks green", "masks white", "masks blue", "masks purple", "masks white long"} {
		for seed := range 3 { // .01 apart, with a spread of .001 over seeds
			all[name] = measured{trials: append(all[name].trials, map[string]float64{
				"maskedError": .06 - .01*float64(i) + .001*float64(seed), "meanPredictor": .068, "linearProbe": .8, "nearestProbe": .7})}
		}
	}
	for _, t := range readings() {
		accuracy := map[string]float64{"adapt lora": .96, "adapt full": .97, "adapt ssf": .95, "adapt probe": .91}[t.name]
		if accuracy == 0 {
			accuracy = .8
		}
		hand := .6
		if t.name == "coop none 16" || t.name == "coop none 1" {
			accuracy, hand = .97, .97
		}
		m := all[t.name]
		all[t.name] = measured{trials: append(m.trials, map[string]float64{"accuracy": accuracy + .001*float64(t.cfg.Seed), "by hand": hand, "share": .02})}
	}
	for i, width := range []string{smallest, "64", largest} { // each width closes more of the gap
		for name, accuracy := range map[string]float64{"prompt of width ": .55 + .08*float64(i), "full of width ": .85} {
			for seed := range 3 {
				all[name+width] = measured{trials: append(all[name+width].trials, map[string]float64{"accuracy": accuracy + .001*float64(seed), "before": .45})}
			}
		}
	}
	all[linearName] = measured{trials: []map[string]float64{{"maskedError": .04}}}
	return all
}

func TestMasksAreClaimedByTheirSpread(t *testing.T) {
	wide := func(around float64) measured {
		return measured{trials: []map[string]float64{{"maskedError": around - .01}, {"maskedError": around}, {"maskedError": around + .01}}}
	}
	for claim, change := range map[string]func(all map[string]measured){
		"masked error, white, 5 epochs": func(all map[string]measured) {
			all["masks white long"] = measured{trials: []map[string]float64{{"maskedError": .051}}}
		},
		"masked error, red over green, in standard errors":   func(all map[string]measured) { all["masks red"] = wide(.06) },
		"masked error, white over blue, in standard errors":  func(all map[string]measured) { all["masks blue"] = all["masks white"] },
		"masked error, green over white, in standard errors": func(all map[string]measured) { delete(all, "masks green") },
	} {
		all := measure(t, published)
		change(all)
		var out strings.Builder
		failed := regexp.MustCompile(`(?m)^` + claim + `.* FAILS$`)
		if hold(&out, masks(), all) || !failed.MatchString(out.String()) {
			t.Errorf("%q holds:\n%s", claim, out.String())
		}
	}
}

func TestPromptsAreClaimed(t *testing.T) {
	one := func(metrics map[string]float64) measured { return measured{trials: []map[string]float64{metrics}} }
	for claim, change := range map[string]func(all map[string]measured){
		"zero-shot accuracy on MNIST": func(all map[string]measured) {
			all["coop none 16"] = one(map[string]float64{"accuracy": .97, "by hand": .84})
		},
		"CoOp, 16 shots, second best": func(all map[string]measured) {
			for _, shift := range []string{"rotated", "noisy"} {
				all["coop "+shift+" 16"] = one(map[string]float64{"accuracy": .64, "by hand": .6})
			}
		},
		"CoOp, 1 shot, smallest gain": func(all map[string]measured) {
			all["coop inverted 1"] = one(map[string]float64{"accuracy": .57, "by hand": .6})
		},
		"LoRA r = 4 on the other half":     func(all map[string]measured) { all["adapt lora"] = one(map[string]float64{"accuracy": .9}) },
		"LoRA r = 4, share of the weights": func(all map[string]measured) { all["adapt lora"] = one(map[string]float64{"share": .2}) },
		"share of the gap that 20 vectors close, width 128": func(all map[string]measured) {
			all["prompt of width 128"] = one(map[string]float64{"accuracy": .64})
		},
		"… less the share at width 32": func(all map[string]measured) {
			all["prompt of width 32"] = one(map[string]float64{"accuracy": .75})
		},
		"SSF on the other half less the last": func(all map[string]measured) { delete(all, "adapt ssf") },
	} {
		all := measure(t, published)
		change(all)
		var out strings.Builder
		failed := regexp.MustCompile(`(?m)^` + claim + `.* FAILS$`)
		if hold(&out, slices.Concat(prompts(), language()), all) || !failed.MatchString(out.String()) {
			t.Errorf("%q holds:\n%s", claim, out.String())
		}
	}
}

// The best linear predictor of a pixel that is the sum of two others is exact.
func TestMiss(t *testing.T) {
	cov := mat.NewSymDense(3, []float64{1, 0, 1, 0, 1, 1, 1, 1, 2})
	sum, n := miss([]float64{.5, .25, .75}, []float64{0, 0, 0}, cov, [][]int{{0}, {1}, {2}}, []int32{0, 1, 2}, 2)
	if n != 1 || sum > 1e-12 {
		t.Errorf("missed by %v over %v pixels, want 0 over 1", sum, n)
	}
	sum, _ = miss([]float64{.5, .25, .75}, []float64{0, 0, 0}, cov, [][]int{{0}, {1}, {2}}, []int32{0, 2, 1}, 1)
	if want := .25*.25 + .25*.25; math.Abs(sum-want) > 1e-12 { // of the first it says nothing, of the third the first
		t.Errorf("missed by %v, want %v", sum, want)
	}
}

func TestThePublishedNumbersHold(t *testing.T) {
	var out strings.Builder
	if !report(&out, topics, measure(t, published)) {
		t.Error(out.String())
	}
}

// What is not of a topic is not measured with it, and has no line.
func TestATopicStandsAlone(t *testing.T) {
	all := measure(t, published)
	lines := 0
	for _, topic := range topics {
		alone, err := choose(topic.name)
		if err != nil || len(alone) != 1 {
			t.Fatalf("%s: %d topics, %v", topic.name, len(alone), err)
		}
		own := map[string]measured{}
		for name, m := range all {
			if topic.studies == nil == (m.trials != nil) {
				own[name] = m
			}
		}
		var out strings.Builder
		if !report(&out, alone, own) || strings.Contains(out.String(), "NaN") {
			t.Errorf("%s:\n%s", topic.name, out.String())
		}
		lines += len(topic.claims())
	}
	whole, err := choose("")
	var out strings.Builder
	if report(&out, whole, all); err != nil || strings.Count(out.String(), " holds\n") != lines {
		t.Errorf("of %d claims there are other lines (%v):\n%s", lines, err, out.String())
	}
	if _, err := choose("dimension"); err == nil || !strings.HasSuffix(err.Error(), "choose masks, prompts, transfers or dimensions, or none for all") {
		t.Errorf("a misspelt topic: %v", err)
	}
}

func TestWeightsAreTheNetworks(t *testing.T) {
	whole, err := sweep.Complete(train.Catalogue(), sweep.Sweep{Recipe: mlp(50)})
	if err != nil {
		t.Fatal(err)
	}
	st := study{"mlp 50", whole}
	if got := weights(st.name)(map[string]measured{st.name: {study: st}}); got != 42310 { // 785·50 + 51·50 + 51·10
		t.Errorf("got %v", got)
	}
	if got := weights("none")(nil); !math.IsNaN(got) {
		t.Errorf("of no network: got %v", got)
	}
}

func TestEveryKindOfClaimCanFail(t *testing.T) {
	never := func(sweep.Run) float64 { return .1 }
	for _, tc := range []struct {
		claim, study string
		accuracy     func(sweep.Run) float64 // of the study, while the others are as published
	}{
		{"accuracy, d = 300", "sparse 300", line(300, .78, 0)},
		{"gain in accuracy from d = 100 to 300", "sparse 100", line(100, .82, 0)},
		{"fastfood less sparse at d = 750", "fastfood 750", line(750, .85, 0)},
		{"d_int90, mlp", "mlp 200", line(600, .9, .2)},
		{"d_int90, mlp", "mlp 200", never},
		{"d_int90, lenet", "lenet", line(500, .9, .2)},
		{"d_int90, mlp less lenet", "lenet", line(1000, .9, .2)},
		{"own d_int90, lenet", "lenet", never},
		{"own d_int90, mlp of width 50 to 400, most / least", "mlp 400", line(1500, .9, .2)},
		{"d_int90, mlp, pixels shuffled / not", "mlp 200 shuffled", line(1200, .9, .2)},
		{"d_int90, lenet, pixels shuffled / not", "lenet slow shuffled", line(600, .9, .2)},
		{"d_int90, vit, 1000 shots, said, seed 1, pretrained / random", "vit, 1000 shots, said, other-half, seed 1", line(150, .9, .2)},
	} {
		var out strings.Builder
		hold := report(&out, topics, measure(t, func(name string) func(sweep.Run) float64 {
			if name == tc.study {
				return tc.accuracy
			}
			return published(name)
		}))
		failed := slices.ContainsFunc(strings.Split(out.String(), "\n"), func(line string) bool {
			return strings.HasPrefix(line, tc.claim+" ") && strings.HasSuffix(line, "FAILS")
		})
		if hold || !failed {
			t.Errorf("%q holds although %s is wrong:\n%s", tc.claim, tc.study, out.String())
		}
	}
}

// digits is a study that takes no time.
func digits() []study {
	recipe := spec.Config{Data: spec.Data{Name: "digits"}, Model: spec.Part{Name: "mlp", Knobs: spec.Values{"width": 8.0}}, Stop: spec.Stop{Steps: 5}}
	return []study{{"digits", sweep.Sweep{Recipe: recipe, Search: sweep.Grid, From: 10, To: 20, Seeds: 2}}}
}

func TestSharesAreResumed(t *testing.T) {
	cache, source := t.TempDir(), train.NewSource(data.Site(os.DirFS("../../../static")))
	for i, left := range []int{3, 0} {
		open, err := worker{cache, source, sweep.Share{Index: i + 1, Count: 2}, 2}.work(digits(), map[string]measured{})
		if err != nil || open != left {
			t.Fatalf("share %d leaves %d of 6 runs, not %d: %v", i+1, open, left, err)
		}
	}
	// Everything is kept, so no run is done: the data sets are not even there.
	all := map[string]measured{}
	open, err := worker{cache, train.NewSource(os.DirFS(cache)), sweep.Whole, 1}.work(digits(), all)
	if m := all["digits"]; err != nil || open != 0 || len(m.results) != 6 || sweep.Baseline(m.results).Mean == 0 {
		t.Errorf("%v, %d open, %v", m.results, open, err)
	}
}

func TestADamagedFileIsNamed(t *testing.T) {
	w := worker{t.TempDir(), train.NewSource(os.DirFS(".")), sweep.Whole, 1}
	st := digits()[0]
	st.Sweep, _ = sweep.Complete(train.Catalogue(), st.Sweep)
	_, name, err := w.place(st, sweep.Run{Dim: 10})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := w.work(digits(), map[string]measured{}); err == nil || !strings.Contains(err.Error(), name+" is damaged") {
		t.Errorf("got %v", err)
	}
}

// Where nothing that was tried reaches the bar, it takes more than the most of it.
func TestAtLeast(t *testing.T) {
	at := func(accuracies map[int]float64) float64 {
		var results []sweep.Result
		for d, accuracy := range accuracies {
			results = append(results, sweep.Result{Run: sweep.Run{Dim: d}, Accuracy: accuracy})
		}
		st := study{"s", sweep.Sweep{Bar: .9}}
		return atLeast("s")(map[string]measured{"s": {study: st, results: results, answer: st.Answer(results)}})
	}
	if got := at(map[int]float64{100: .7, 500: .89}); got != 500 {
		t.Errorf("not reached at 500: got %v", got)
	}
	if got := at(map[int]float64{100: .89, 110: .91}); got < 100 || got > 110 {
		t.Errorf("reached between 100 and 110: got %v", got)
	}
	if got := at(map[int]float64{100: .7, 500: .91}); !math.IsNaN(got) {
		t.Errorf("reached somewhere from 100 to 500: got %v", got)
	}
	if got := at(nil); !math.IsNaN(got) {
		t.Errorf("nothing tried: got %v", got)
	}
}
