package data

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"petri/models/spec"
)

func shots(t *testing.T, s *Set, shots, seed int) *Set {
	t.Helper()
	return task(t, s, spec.Data{Classes: spec.AllClasses, Shots: shots}, seed)
}

// One example of each class in each round: of a and c there are two, of which
// either may be drawn first, of b and d one, and the first pixel names the image.
func TestTask_shotsOfTiny(t *testing.T) {
	for seed := range 20 {
		got := shots(t, tiny(), 1, seed)
		if !slices.Equal(got.TrainY, []uint8{0, 1, 2, 3}) {
			t.Fatalf("one shot has the classes %v", got.TrainY)
		}
		for class, allowed := range [][]uint8{{1, 5}, {3}, {2, 4}, {0}} {
			if !slices.Contains(allowed, got.TrainX[2*class]) || got.TrainX[2*class+1] != 9 {
				t.Errorf("seed %d: class %d is image %v, want one of %v", seed, class, got.TrainX[2*class:][:2], allowed)
			}
		}
	}
}

func TestTask_shotsPerClass(t *testing.T) {
	s := mustLoad(t, "digits", 500, 100)
	for _, k := range []int{1, 5, 20} {
		got := shots(t, s, k, 3)
		if h := histogram(got.TrainY); !slices.Equal(h[:10], slices.Repeat([]int{k}, 10)) || len(got.TrainX) != 10*k*64 {
			t.Errorf("%d shots are %v, with %d values", k, h, len(got.TrainX))
		}
		if seen := images(got); len(seen) != 10*k || !subset(seen, images(s)) {
			t.Errorf("%d shots: an example is there twice, or is not of the set", k)
		}
		if &got.TestX[0] != &s.TestX[0] || len(got.TestY) != 100 {
			t.Error("the test set was changed, or copied")
		}
	}
	if want := mustLoad(t, "digits", 500, 100); !slices.Equal(s.TrainX, want.TrainX) || !slices.Equal(s.TrainY, want.TrainY) {
		t.Error("the loaded set was changed")
	}
}

// images are the training examples of a set, with their classes.
func images(s *Set) map[string]uint8 {
	all, size := map[string]uint8{}, s.Shape.Size()
	for i, class := range s.TrainY {
		all[string(s.TrainX[i*size:][:size])] = class
	}
	return all
}

func subset(a, b map[string]uint8) bool {
	for image, class := range a {
		if got, ok := b[image]; !ok || got != class {
			return false
		}
	}
	return true
}

// Fewer shots of a seed are the beginning of more, with their noise; another
// seed draws others.
func TestTask_fewerShotsAreTheBeginning(t *testing.T) {
	s := mustLoad(t, "digits", 500, 100)
	for _, shift := range []string{spec.Unshifted, spec.Noisy} {
		of := func(shots, seed int) *Set {
			return task(t, s, spec.Data{Classes: spec.AllClasses, Shots: shots, Shift: shift}, seed)
		}
		few, more := of(3, 1), of(8, 1)
		if !slices.Equal(few.TrainX, more.TrainX[:len(few.TrainX)]) || !slices.Equal(few.TrainY, more.TrainY[:30]) || !slices.Equal(few.TestX, more.TestX) {
			t.Errorf("%s: 3 shots are not the beginning of 8, or are tested on other images", shift)
		}
		if again := of(3, 1); !reflect.DeepEqual(few, again) {
			t.Errorf("%s: the same seed drew other examples", shift)
		}
		if other := of(3, 2); slices.Equal(few.TrainX, other.TrainX) {
			t.Errorf("%s: another seed drew the same examples", shift)
		}
	}
}

func TestTask_shotsOfHalfTheClasses(t *testing.T) {
	got := task(t, mustLoad(t, "digits", 500, 100), spec.Data{Classes: spec.SecondHalf, Shots: 2, Shuffle: spec.ShuffledLabels}, 0)
	if h := histogram(got.TrainY); !slices.Equal(h[:5], []int{2, 2, 2, 2, 2}) || len(got.TrainY) != 10 {
		t.Errorf("2 shots of half the classes are %v", h)
	}
	if len(got.TestY) != 10 { // labels are shuffled: what was trained is measured
		t.Errorf("%d of 10 training examples are measured", len(got.TestY))
	}
}

func TestTask_tooFewForTheShots(t *testing.T) {
	for _, tc := range []struct {
		name   string
		labels []uint8
		there  int // training examples of the whole data set
		shots  int
		want   string
	}{
		{"some", []uint8{0, 0, 1, 1, 2, 3}, 600, 2, "shots is too high: class c has 1 among the training examples that are read, not 2: take at most 1, or read more of them"},
		{"none", []uint8{0, 0, 1, 1, 2, 0}, 600, 1, "class d has 0 among the training examples that are read, not 1: take 0, which is all there are, or read more of them"},
		{"all are read", []uint8{0, 0, 1, 1, 2, 3}, 6, 5, "not 5: take at most 1"},
	} {
		s := tiny()
		s.TrainY, s.Train = tc.labels, tc.there
		_, err := s.Task(spec.Data{Classes: spec.AllClasses, Train: 6, Shots: tc.shots}, 0)
		var wrong *spec.FieldError
		if !errors.As(err, &wrong) || wrong.Field != "shots" || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v, want %q", tc.name, err, tc.want)
		}
		if tc.there == 6 && strings.Contains(err.Error(), "read more") {
			t.Errorf("%s: there are no more to read: %v", tc.name, err)
		}
	}
}
