package data

import (
	"errors"
	"slices"
	"testing"

	"petri/models/spec"
)

// tiny has six training and three test images of 1×2 pixels in four classes;
// the first pixel of an image names it.
func tiny() *Set {
	return &Set{
		DataInfo: spec.DataInfo{Shape: spec.Shape{C: 1, H: 1, W: 2}, Classes: []string{"a", "b", "c", "d"}},
		TrainX:   []uint8{0, 9, 1, 9, 2, 9, 3, 9, 4, 9, 5, 9},
		TrainY:   []uint8{3, 0, 2, 1, 2, 0},
		TestX:    []uint8{6, 9, 7, 9, 8, 9},
		TestY:    []uint8{1, 3, 2},
	}
}

func task(t *testing.T, s *Set, d spec.Data, seed int) *Set {
	t.Helper()
	got, err := s.Task(d, seed)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestTask_halves(t *testing.T) {
	for classes, want := range map[string]Set{
		spec.FirstHalf: {DataInfo: spec.DataInfo{Classes: []string{"a", "b"}},
			TrainX: []uint8{1, 9, 3, 9, 5, 9}, TrainY: []uint8{0, 1, 0}, TestX: []uint8{6, 9}, TestY: []uint8{1}},
		spec.SecondHalf: {DataInfo: spec.DataInfo{Classes: []string{"c", "d"}},
			TrainX: []uint8{0, 9, 2, 9, 4, 9}, TrainY: []uint8{1, 0, 0}, TestX: []uint8{7, 9, 8, 9}, TestY: []uint8{1, 0}},
	} {
		got := task(t, tiny(), spec.Data{Classes: classes, Shuffle: spec.Unshuffled}, 1)
		if !slices.Equal(got.Classes, want.Classes) || !slices.Equal(got.TrainX, want.TrainX) || !slices.Equal(got.TrainY, want.TrainY) ||
			!slices.Equal(got.TestX, want.TestX) || !slices.Equal(got.TestY, want.TestY) || got.Order != nil {
			t.Errorf("%s is %+v, want %+v", classes, got, want)
		}
	}
}

// MNIST's second half is the digits 5 to 9, and the halves are the whole.
func TestTask_halvesOfMNIST(t *testing.T) {
	s := mustLoad(t, "mnist", 1000, 200)
	first := task(t, s, spec.Data{Classes: spec.FirstHalf}, 0)
	second := task(t, s, spec.Data{Classes: spec.SecondHalf}, 0)
	if !slices.Equal(second.Classes, []string{"5", "6", "7", "8", "9"}) {
		t.Errorf("the second half is called %v", second.Classes)
	}
	if len(first.TrainY)+len(second.TrainY) != 1000 || len(first.TestY)+len(second.TestY) != 200 {
		t.Error("an example is in no half, or in both")
	}
	all := histogram(s.TrainY)
	if got := append(histogram(first.TrainY)[:5], histogram(second.TrainY)[:5]...); !slices.Equal(got, all) {
		t.Errorf("the halves have %v of each class, the whole has %v", got, all)
	}
}

func TestTask_sharesWhatItNeedNotChange(t *testing.T) {
	s := tiny()
	for _, shuffle := range []string{spec.Unshuffled, spec.ShuffledPixels, spec.ShuffledLabels} {
		got := task(t, s, spec.Data{Classes: spec.AllClasses, Shuffle: shuffle}, 3)
		if &got.TrainX[0] != &s.TrainX[0] {
			t.Errorf("%s: the images were copied", shuffle)
		}
		if want := tiny(); !slices.Equal(s.TrainY, want.TrainY) || !slices.Equal(s.TestY, want.TestY) || s.Order != nil {
			t.Errorf("%s: the loaded set was changed", shuffle)
		}
	}
}

func TestTask_shuffledPixels(t *testing.T) {
	s := mustLoad(t, "digits", 10, 5)
	d := spec.Data{Classes: spec.AllClasses, Shuffle: spec.ShuffledPixels}
	one, again, two := task(t, s, d, 1).Order, task(t, s, d, 1).Order, task(t, s, d, 2).Order
	if !bijection(one, 64) || !bijection(two, 64) {
		t.Error("a pixel is lost, or doubled")
	}
	if !slices.Equal(one, again) || slices.Equal(one, two) {
		t.Error("the order follows from the seed, and from nothing else")
	}
}

func TestTask_shuffledLabels(t *testing.T) {
	s := mustLoad(t, "digits", 500, 100)
	d := spec.Data{Classes: spec.AllClasses, Shuffle: spec.ShuffledLabels}
	one, again, two := task(t, s, d, 1), task(t, s, d, 1), task(t, s, d, 2)
	if !slices.Equal(one.TrainY, again.TrainY) || slices.Equal(one.TrainY, two.TrainY) || slices.Equal(one.TrainY, s.TrainY) {
		t.Error("the labels follow from the seed, and from nothing else")
	}
	if !slices.Equal(histogram(one.TrainY), histogram(s.TrainY)) {
		t.Error("there are not as many of each class as before")
	}
	if !slices.Equal(one.TestX, s.TrainX[:100*64]) || !slices.Equal(one.TestY, one.TrainY[:100]) {
		t.Error("the accuracy is not that on the first training examples")
	}
	// With more test than training examples, all training examples are measured.
	if few := task(t, mustLoad(t, "digits", 20, 100), d, 1); len(few.TestY) != 20 {
		t.Errorf("%d of 20 training examples are measured", len(few.TestY))
	}
}

// bijection reports whether order holds each of 0…n−1 once.
func bijection(order []int, n int) bool {
	sorted := slices.Sorted(slices.Values(order))
	for i, v := range sorted {
		if i != v {
			return false
		}
	}
	return len(sorted) == n
}

func TestTask_noExamplesLeft(t *testing.T) {
	s := tiny()
	s.TrainY = []uint8{0, 0, 1, 1, 0, 0}
	var wrong *spec.FieldError
	if _, err := s.Task(spec.Data{Classes: spec.SecondHalf, Train: 6}, 0); !errors.As(err, &wrong) || wrong.Field != "train" {
		t.Errorf("no training examples: %v", err)
	}
	s.TestY = []uint8{2, 3, 2}
	if _, err := s.Task(spec.Data{Classes: spec.FirstHalf, Test: 3}, 0); !errors.As(err, &wrong) || wrong.Field != "test" {
		t.Errorf("no test examples: %v", err)
	}
}
