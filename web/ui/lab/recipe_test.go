package lab

import (
	"strings"
	"testing"

	"petri/models/spec"
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

func TestRead(t *testing.T) {
	for _, tc := range []struct {
		typed string
		want  any
	}{
		{"0,5", 0.5},
		{"0,005", 0.005}, // no thousands begin with 0
		{"1,5", 1.5},
		{"1,500", 1500.0},
		{"199,210", 199210.0},
		{"1,234.5", 1234.5},
		{"1,23,4", "1,23,4"},
		{"1e-3", 0.001},
		{" 750 ", 750.0},
	} {
		want(t, tc.typed, Read(spec.Float, tc.typed), tc.want)
	}
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
