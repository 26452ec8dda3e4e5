package sweep_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"petri/methods/sweep"
	"petri/methods/train"
	"petri/models/spec"
)

// whole is a file with three dimensions and two seeds, and one run refused.
func whole(t testing.TB) sweep.File {
	t.Helper()
	s, err := sweep.Complete(train.Catalogue(), sweep.Sweep{Recipe: spec.Config{Seed: 7}, Seeds: 2})
	if err != nil {
		t.Fatal(err)
	}
	return sweep.NewFile(s, []sweep.Result{
		{Run: sweep.Run{Dim: 1000, Seed: 7}, Accuracy: .92, Digest: "c", Seconds: 3},
		{Run: sweep.Run{Dim: 500, Seed: 8}, Accuracy: .88, Digest: "b", Seconds: 2},
		{Run: sweep.Run{Dim: 500, Seed: 7}, Accuracy: .88, Digest: "a", Seconds: 1},
		{Run: sweep.Run{Dim: 0, Seed: 7}, Accuracy: .98, Digest: "z"},
		{Run: sweep.Run{Dim: 1e6, Seed: 7}, Error: "too large"},
	})
}

func encode(t testing.TB, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestCompleteRefusesTooFewRunsForTheSurvey(t *testing.T) {
	for runs, ok := range map[int]bool{10: false, 11: true} { // 8 dimensions and 3 baselines
		if _, err := sweep.Complete(train.Catalogue(), sweep.Sweep{Runs: runs}); (err == nil) != ok {
			t.Errorf("%d runs: %v", runs, err)
		}
	}
}

func TestCompleteRefusesSeedsBeyondTheLargest(t *testing.T) {
	s := sweep.Sweep{Recipe: spec.Config{Seed: spec.MaxSeed - 2}, Seeds: 3}
	if _, err := sweep.Complete(train.Catalogue(), s); err != nil {
		t.Errorf("the last three seeds: %v", err)
	}
	s.Recipe.Seed++
	_, err := sweep.Complete(train.Catalogue(), s)
	if field := (*spec.FieldError)(nil); !errors.As(err, &field) || field.Field != "seed" {
		t.Errorf("the last two seeds and one that there is not: %v", err)
	}
}

func TestCompleteRefusesModelsWithoutAccuracy(t *testing.T) {
	recipe := spec.Config{Model: spec.Part{Name: "mae"}, Method: spec.Part{Name: "subspace"}}
	_, err := sweep.Complete(train.Catalogue(), sweep.Sweep{Recipe: recipe})
	if field := (*spec.FieldError)(nil); !errors.As(err, &field) || field.Field != "model" {
		t.Errorf("a masked model: %v", err)
	}
}

func TestDecodeReadsWhatWasWritten(t *testing.T) {
	want := whole(t)
	got, err := sweep.Decode(train.Catalogue(), encode(t, want))
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v, not %+v", got, err, want)
	}
	if d := got.Answer.Absolute.Dim; d < 707 || d > 708 { // √(500·1000) = 707.1
		t.Errorf("d_int90 is %v", d)
	}
	lie := want
	lie.Answer.Absolute.Dim = 1
	if got, err := sweep.Decode(train.Catalogue(), encode(t, lie)); err != nil || got.Answer != want.Answer {
		t.Errorf("the answer of the file is believed: %+v, %v", got.Answer, err)
	}
}

func TestDecodeSaysWhatIsWrong(t *testing.T) {
	with := func(change func(f *sweep.File)) string {
		f := whole(t)
		change(&f)
		return string(encode(t, f))
	}
	for want, text := range map[string]string{
		"not the file of a sweep":    `hello`,
		"it has no recipe":           `{"v":1,"seed":0}`,
		"not one that Petri can mak": with(func(f *sweep.File) { f.Sweep.Recipe.Model.Name = "vgg" }),
		"seeds goes from":            with(func(f *sweep.File) { f.Sweep.Seeds = -1 }),
		"twice":                      with(func(f *sweep.File) { f.Results = append(f.Results, f.Results[0]) }),
		"from 7 to 8":                with(func(f *sweep.File) { f.Results[0].Seed = 9 }),
		"1 or more":                  with(func(f *sweep.File) { f.Results[0].Dim = -1 }),
		"from 0 to 1":                with(func(f *sweep.File) { f.Results[0].Accuracy = 1.5 }),
	} {
		if _, err := sweep.Decode(train.Catalogue(), []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, not %q", err, want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(encode(f, whole(f)))
	f.Add([]byte(`{"sweep":{"recipe":{"v":1}},"results":[{"dim":0,"seed":0},{"dim":3,"seed":1,"accuracy":1}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		file, err := sweep.Decode(train.Catalogue(), text)
		if err != nil {
			return
		}
		again, err := sweep.Decode(train.Catalogue(), encode(t, file))
		if err != nil || !reflect.DeepEqual(again, file) {
			t.Errorf("%+v became %+v, %v", file, again, err)
		}
	})
}

func TestMerge(t *testing.T) {
	all := whole(t)
	a, b := sweep.NewFile(all.Sweep, all.Results[:3]), sweep.NewFile(all.Sweep, all.Results[2:])
	b.Results[0].Seconds = 9 // the same run on a slower machine
	for _, files := range [][]sweep.File{{a, b}, {b, a}, {a, b, a}, {all}, {all, all}} {
		got, err := sweep.Merge(files[0], files[1:]...)
		if err != nil || !reflect.DeepEqual(got, all) {
			t.Errorf("got %+v, %v, not %+v", got, err, all)
		}
	}
}

func TestMergeRefusesWhatDoesNotFit(t *testing.T) {
	all := whole(t)
	other := all
	other.Sweep.Seeds = 3
	if _, err := sweep.Merge(all, other); err == nil || !strings.Contains(err.Error(), "different sweeps") {
		t.Errorf("different seeds: %v", err)
	}
	for _, change := range []func(r *sweep.Result){
		func(r *sweep.Result) { r.Accuracy = .5 },
		func(r *sweep.Result) { r.Digest = "other" },
		func(r *sweep.Result) { r.Error = "diverged" },
	} {
		other := sweep.NewFile(all.Sweep, all.Results)
		change(&other.Results[2])
		if _, err := sweep.Merge(all, other); err == nil || !strings.Contains(err.Error(), "d = 500 with seed 8") {
			t.Errorf("a conflict: %v", err)
		}
	}
}

// A 0 is not the default, in a sweep as in its recipe.
func TestComplete_zeros(t *testing.T) {
	for field, text := range map[string]string{
		"sweep.from": `{"from":0}`, "sweep.to": `{"to":0}`, "sweep.perDecade": `{"perDecade":0}`, "sweep.seeds": `{"seeds":0}`,
		"sweep.runs": `{"runs":0}`, "sweep.bar": `{"bar":0}`, "steps": `{"recipe":{"stop":{"steps":0}}}`,
	} {
		var s sweep.Sweep
		if err := spec.Read([]byte(text), &s); err != nil {
			t.Fatal(err)
		}
		_, err := sweep.Complete(train.Catalogue(), s)
		if wrong := (*spec.FieldError)(nil); !errors.As(err, &wrong) || wrong.Field != field {
			t.Errorf("%s: %v", text, err)
		}
	}
}
