package train

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"petri/models/op"
	"petri/models/spec"
)

// reader is the pretrained model that reads, at step 0 of a run.
func reader(t *testing.T, method string, seed int) *Session {
	t.Helper()
	return newSession(t, spec.Config{Seed: seed, Data: spec.Data{Name: "mnist", Train: 500, Test: 500, Shift: spec.Unshifted}, Model: spec.Part{Name: "clip"},
		Method: spec.Part{Name: method}, Optim: spec.Optim{Batch: 16}, Stop: spec.Stop{Steps: 4}})
}

// The pretrained model knows pictures by texts that nobody trained it for here:
// METHODS B1 and its claim are measured on more in make claims.
func TestReader_ZeroShot(t *testing.T) {
	s := reader(t, "coop", 1)
	accuracy, err := s.Template("a photo of a {}.")
	if err != nil || accuracy < .85 {
		t.Errorf("zero-shot accuracy %v (%v)", accuracy, err)
	}
	if worse, err := s.Template("ankle boot {}"); err != nil || worse < 0 || worse > 1 {
		t.Errorf("a bad template has accuracy %v (%v)", worse, err)
	}
	_, err = s.Template("a photo")
	if field := (*spec.FieldError)(nil); !errors.As(err, &field) || !strings.Contains(err.Error(), "{}") {
		t.Errorf("a template without a place for the name: %v", err)
	}
}

func TestReader_Compare(t *testing.T) {
	s := reader(t, "coop", 1)
	l, err := s.Compare([]string{"a photo of a seven", "a purple boot", ""}, 12)
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Examples) != 12 || len(l.Logits) != 12 || len(l.Logits[0]) != 3 || l.Texts[2].Read != nil ||
		!slices.Equal(l.Texts[1].Read, []string{"a", "boot"}) || !slices.Equal(l.Texts[1].Unknown, []string{"purple"}) {
		t.Errorf("%d pictures, %d rows, texts %v", len(l.Examples), len(l.Logits), l.Texts)
	}
	for i, example := range l.Examples {
		if s.Label(example) != i%10 {
			t.Errorf("picture %d is a %d", i, s.Label(example))
		}
	}
	if seven, boot := l.Logits[7][0], l.Logits[7][1]; seven <= boot {
		t.Errorf("a seven is more of a boot: %v, %v", seven, boot)
	}
	classes, err := s.Compare(nil, 3)
	if err != nil || len(classes.Logits) != 3 || len(classes.Logits[0]) != 10 {
		t.Errorf("the classes' own texts: %v, %v", classes, err)
	}
	if _, err := s.Compare(make([]string, 21), 3); err == nil || !strings.Contains(err.Error(), "20 or fewer") {
		t.Errorf("21 texts: %v", err)
	}
	for i, text := range []string{strings.Repeat("seven ", 500), "сапог 👢", "\x00", "{}"} {
		if l, err := s.Compare([]string{text}, 1); err != nil || l.Logits[0][0] != l.Logits[0][0] {
			t.Errorf("text %d: %v, %v", i, l.Logits, err)
		}
	}
}

// Learned vectors have neighbours; what is frozen is as it was, to the bit.
func TestReader_Frozen(t *testing.T) {
	s := reader(t, "coop", 1)
	before := make(map[string][]float32)
	for _, p := range s.params {
		before[p.Name] = slices.Clone(op.Data[float32](p))
	}
	run(t, s, 4)
	for _, p := range s.params {
		if !slices.Equal(before[p.Name], op.Data[float32](p)) {
			t.Errorf("%s has changed", p.Name)
		}
	}
	near := s.Neighbours(3)
	if len(near) != 16 || len(near[0]) != 3 || near[0][0].Word == "" || near[0][0].Distance > near[0][1].Distance {
		t.Errorf("neighbours %v", near)
	}
	if near := reader(t, "full", 1).Neighbours(3); near != nil {
		t.Errorf("a run without a prompt has neighbours %v", near)
	}
}

func TestReader_OthersDoNotRead(t *testing.T) {
	s := newSession(t, spec.Config{Data: spec.Data{Name: "digits"}, Stop: spec.Stop{Steps: 1}})
	if _, err := s.Compare(nil, 1); err != ErrNoWords {
		t.Errorf("Compare: %v", err)
	}
	if _, err := s.Template("{}"); err != ErrNoWords {
		t.Errorf("Template: %v", err)
	}
}

// Captions differ from step to step and follow from the seed.
func TestReader_Captions(t *testing.T) {
	cfg := spec.Config{Seed: 3, Data: spec.Data{Name: "captioned", Train: 200, Test: 40}, Model: spec.Part{Name: "clip"}, Start: spec.Start{From: spec.RandomStart},
		Method: spec.Part{Name: "full"}, Optim: spec.Optim{Batch: 8}, Stop: spec.Stop{Steps: 3}}
	a, b := newSession(t, cfg), newSession(t, cfg)
	index := []int{0, 1, 2, 3, 4, 5, 6, 7}
	first := a.captions(index)
	if !slices.Equal(first, b.captions(index)) {
		t.Error("the same seed has other captions")
	}
	a.at.Step = 1
	if slices.Equal(first, a.captions(index)) {
		t.Error("every step has the same captions")
	}
	if newSession(t, spec.Config{Data: spec.Data{Name: "captioned", Train: 20, Test: 4}, Method: spec.Part{Name: "full"}, Stop: spec.Stop{Steps: 1}}).captions(index) != nil {
		t.Error("a model that does not read is given captions")
	}
}

// Where all texts are one the first class is the answer, not every class.
func TestReader_TemplateOfOneText(t *testing.T) {
	s := reader(t, "coop", 1)
	s.set.Classes = slices.Clone(s.set.Classes)
	for i := range s.set.Classes {
		s.set.Classes[i] = "unheard-of"
	}
	accuracy, err := s.Template("a photo of a {}")
	if err != nil || accuracy > .2 {
		t.Errorf("accuracy %v (%v)", accuracy, err)
	}
}

// Weights that do not fit are refused in a sentence.
func TestTheta_OfAnotherBuild(t *testing.T) {
	s := reader(t, "coop", 1)
	for _, theta := range []Theta{{}, make(Theta, len(s.params))} {
		_, err := New(s.Config, s.set, theta)
		if field := (*spec.FieldError)(nil); !errors.As(err, &field) || field.Field != "start" {
			t.Errorf("%d tensors: %v", len(theta), err)
		}
	}
}
