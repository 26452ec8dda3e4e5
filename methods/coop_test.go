package methods_test

import (
	"math"
	"slices"
	"testing"

	"petri/methods"
	"petri/models"
	"petri/models/op"
	"petri/models/op/optest"
	"petri/models/spec"
)

func coop(t *testing.T, turned spec.Values) *bench {
	t.Helper()
	for _, info := range methods.All() {
		if info.Name != "coop" {
			continue
		}
		v := defaults(info.Info)
		for name, value := range turned {
			v[name] = value
		}
		for _, model := range models.All() {
			if model.Name == "clip" {
				return newBench(t, model, "coop", v)
			}
		}
	}
	t.Fatal("there is no coop, or no clip")
	return nil
}

// Vectors that start as the words of the hand-written prompt say what it says.
func TestCoOpStartsFromWords(t *testing.T) {
	b := coop(t, spec.Values{"first": "words", "length": 4.0})
	got := b.loss()
	b.model.(models.Reader[float64]).SetPrompt(models.Prompt{})
	optest.Near(t, "loss", []float64{got}, []float64{b.loss()}, 1e-12)

	for length, want := range map[float64]int{2: 2, 6: 2} { // the words again from the beginning
		b := coop(t, spec.Values{"first": "words", "length": length})
		x, H := op.Data[float64](b.trained[0]), op.Cols(b.trained[0])
		if same := slices.Equal(x[:2*H], x[(op.Rows(b.trained[0])-want)*H:]); !same {
			t.Errorf("%v vectors do not end in the words they begin with", length)
		}
	}
}

// METHODS B1: random vectors are N(0, 0.02²); shared ones are M·H numbers, those of
// each class K·M·H; both towers are frozen.
func TestCoOpCounts(t *testing.T) {
	const H, K = 64, 3
	for _, own := range []bool{false, true} {
		b := coop(t, spec.Values{"length": 16.0, "own": own})
		want := 16 * H
		if own {
			want *= K
		}
		if got := len(values(b.trained)); got != want {
			t.Errorf("own %v: %d numbers, want %d", own, got, want)
		}
		square := 0.0
		for _, v := range values(b.trained) {
			square += v * v
		}
		if sd := math.Sqrt(square / float64(want)); sd < .018 || sd > .022 {
			t.Errorf("own %v: the vectors spread by %v", own, sd)
		}
		for _, p := range b.params {
			if p.RequiresGrad() {
				t.Errorf("%s is not frozen", p.Name)
			}
		}
	}
}

func TestCoOpNeedsWords(t *testing.T) {
	for _, model := range models.All() {
		if model.Name != "mlp" {
			continue
		}
		_, err := attach(t, model, "coop", spec.Values{"length": 4.0, "place": "end", "first": "random"})
		if field, ok := err.(*spec.FieldError); !ok || field.Field != "method" {
			t.Errorf("coop on a model that reads no words: %v", err)
		}
	}
}
