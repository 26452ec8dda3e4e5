package measure

import (
	"testing"

	"petri/methods/sweep"
	"petri/models/spec"
)

func TestAbout(t *testing.T) {
	for d, said := range map[float64]string{1292: "1,300", 464.2: "460", 75.4: "75", 100: "100", 12_345: "12,000"} {
		want(t, "about", about(d), said)
	}
}

// What was published of the same network is set beside what was found, and so is that fewer
// numbers do better than all.
func TestMeter_beside(t *testing.T) {
	m, _ := newMeter(t, 1)
	recipe := m.Recipe.Config
	recipe.Data.Name, recipe.Data.Train, recipe.Data.Classes, recipe.Start.From = "mnist", 10_000, spec.AllClasses, spec.RandomStart
	recipe.Data.Shuffle, recipe.Method.Name = spec.Unshuffled, "subspace"
	recipe.Model = spec.Part{Name: "mlp", Knobs: spec.Values{"width": 200., "depth": 2.}}
	now := &Measurement{}
	now.Sweep.Recipe, now.Answer.Absolute.Dim, now.Answer.Baseline = recipe, 1292, .889
	now.Results = []sweep.Result{{Run: sweep.Run{Dim: 100}, Accuracy: .7}, {Run: sweep.Run{Dim: 500}, Accuracy: .906}, {Run: sweep.Run{Dim: 1000}, Accuracy: .91}}
	m.Now = now
	want(t, "beside", m.beside(), " Li et al. 2018 found 750 with 50,000 images to learn from. These runs have 10,000: with fewer examples more numbers are needed."+
		" 500 numbers reach 90.6%, more than the 88.9% of all weights trained: with few examples to learn from, all weights can memorise them, and fewer numbers cannot.")
	now.Answer.Baseline, now.Sweep.Recipe.Data.Train = .95, 60_000
	want(t, "nothing to say", m.beside(), "")
}
