package lab

import (
	"os"
	"strings"
	"testing"

	"petri/models/spec"
	"petri/web/ui/text"
)

func TestRecipe_Set(t *testing.T) {
	lr := func(r Recipe) float64 { return r.Config.Optim.Knobs.Float("lr") }
	t.Run("defaults follow a choice until they are turned", func(t *testing.T) {
		r := NewRecipe(catalogue)
		want(t, "lr of subspace", lr(r), 0.1)
		r.Set("method", "full")
		want(t, "lr of full", lr(r), 0.003)
		r.Set("optim.lr", "0.05")
		r.Set("method", "subspace")
		want(t, "a chosen lr stays", lr(r), 0.05)
	})
	t.Run("a knob is remembered while its part is away", func(t *testing.T) {
		r := NewRecipe(catalogue)
		r.Set("method.dim", "300")
		r.Set("method", "full")
		if _, ok := r.Config.Method.Knobs["dim"]; ok {
			t.Error("full has a dim")
		}
		r.Set("method", "subspace")
		want(t, "dim", r.Config.Method.Knobs.Int("dim"), 300)
	})
	t.Run("what is wrong is kept and told", func(t *testing.T) {
		r := NewRecipe(catalogue)
		dim := func() spec.Setting { s, _ := r.find("method.dim"); return s }
		r.Set("method.dim", "many")
		r.Leave("method.dim")
		want(t, "text", r.Typed(dim()), "many")
		want(t, "settings", r.Config.Method.Knobs.Int("dim"), 750)
		if r.Sound() == nil || !strings.Contains(r.Wrong("method.dim"), "many") {
			t.Errorf("wrong: %q", r.Wrong("method.dim"))
		}
		r.Set("method.dim", " 1,000 ")
		r.Leave("method.dim")
		want(t, "sound", r.Sound(), nil)
		want(t, "text as it was read", r.Typed(dim()), "1000")
	})
	t.Run("choices that no longer fit are moved with a notice", func(t *testing.T) {
		r := NewRecipe(catalogue)
		r.Set("train", "60000")
		notices := r.Set("data", "digits")
		want(t, "notices", len(notices), 1)
		want(t, "train", r.Config.Data.Train, 1000)
	})
	t.Run("a start follows the classes, with its steps", func(t *testing.T) {
		r := NewRecipe(catalogue)
		r.Set("classes", spec.SecondHalf)
		r.Set("start", spec.OtherHalf)
		r.Set("start.steps", "50")
		want(t, "start", r.Config.Start, spec.Start{From: spec.OtherHalf, Steps: 50})
		want(t, "notices", len(r.Set("classes", spec.AllClasses)), 1)
		want(t, "no other half", r.Config.Start, spec.Start{From: spec.RandomStart})
		r.Set("classes", spec.FirstHalf)
		want(t, "remembered", r.Config.Start, spec.Start{From: spec.OtherHalf, Steps: 50})
	})
	t.Run("unknown fields are passed over", func(t *testing.T) {
		r := NewRecipe(catalogue)
		want(t, "notices", len(r.Set("nope", "1")), 0)
	})
}

// speak makes the page speak a language until the test ends.
func speak(t *testing.T, language string) {
	t.Helper()
	words, err := os.ReadFile("../text/" + language + ".json")
	if err == nil {
		err = text.Use(words)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = text.Use([]byte("{}")) })
}

func TestRead(t *testing.T) {
	whole, broken := spec.IntKnob("n", "n", 1, 0, 1e6, ""), spec.FloatKnob("x", "x", 1, 0, 1e6, "")
	for _, tc := range []struct {
		language, typed string
		whole, broken   any // nil is refused
	}{
		{"en", " 750 ", 750.0, 750.0},
		{"en", "0.5", nil, 0.5},
		{"en", "0,5", nil, 0.5},
		{"en", "0,005", nil, 0.005}, // no thousands begin with 0
		{"en", "1,5", nil, 1.5},
		{"en", "1,500", 1500.0, nil},
		{"en", "1.500", 1500.0, 1.5},
		{"en", "2.000", nil, 2.0},
		{"en", "199,210", 199210.0, nil},
		{"en", "199.210,5", nil, 199210.5},
		{"en", "1,234.5", nil, 1234.5},
		{"en", "1 000 000", 1e6, 1e6},
		{"en", "1,23,4", nil, nil},
		{"en", "1e-3", nil, 0.001},
		{"en", "2e3", 2000.0, 2000.0},
		{"en", "inf", nil, nil},
		{"en", "many", nil, nil},
		{"de", "750", 750.0, 750.0},
		{"de", "2.000", 2000.0, nil},
		{"de", "2,000", nil, 2.0},
		{"de", "1,500", 1500.0, 1.5},
		{"de", "1.500", 1500.0, nil},
		{"de", "0,5", nil, 0.5},
		{"de", "0.5", nil, 0.5},
		{"de", "0.003", nil, 0.003},
		{"de", "1.25", nil, 1.25},
		{"de", "199.210", 199210.0, nil},
		{"de", "1.000.000", 1e6, 1e6},
		{"de", "1,000,000", 1e6, 1e6},
		{"de", "1.234,5", nil, 1234.5},
		{"de", "1,234.5", nil, 1234.5},
		{"de", "10\u202f000,5", nil, 10000.5},
		{"de", "1,5e-3", nil, 0.0015},
	} {
		t.Run(tc.language+" "+tc.typed, func(t *testing.T) {
			speak(t, tc.language)
			for _, of := range []struct {
				k    spec.Knob
				want any
			}{{whole, tc.whole}, {broken, tc.broken}} {
				got, err := Read(of.k, tc.typed)
				if (err != nil) != (of.want == nil) || err == nil && got != of.want {
					t.Errorf("%s: got %v (%v), want %v", of.k.Kind, got, err, of.want)
				}
			}
		})
	}
	speak(t, "de")
	_, err := Read(broken, "1.500")
	want(t, "what two meanings are told", err.Error(), "1.500 lässt sich als 1500 und als 1,5 lesen: schreibe eins davon")
}

func TestRecipe_Take(t *testing.T) {
	r := NewRecipe(catalogue)
	r.Set("method.dim", "many")
	cfg, err := catalogue.Complete(spec.Config{Seed: 9, Method: spec.Part{Name: "full"}})
	if err != nil {
		t.Fatal(err)
	}
	r.Take(cfg)
	want(t, "config", string(r.Config.JSON()), string(cfg.JSON()))
	want(t, "sound", r.Sound(), nil)
	r.Set("method", "subspace")
	want(t, "seed stays", r.Config.Seed, 9)
}
