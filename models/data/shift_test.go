package data

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"petri/models/spec"
)

// square has a training image of two channels and a test image, 2×2 pixels
// each:
//
//	1 2   10 20        5 6   50 60
//	3 4   30 40        7 8   70 80
func square() *Set {
	return &Set{
		DataInfo: spec.DataInfo{Shape: spec.Shape{C: 2, H: 2, W: 2}, Classes: []string{"a"}},
		TrainX:   []uint8{1, 2, 3, 4, 10, 20, 30, 40}, TrainY: []uint8{0},
		TestX: []uint8{5, 6, 7, 8, 50, 60, 70, 80}, TestY: []uint8{0},
	}
}

func TestTask_shifts(t *testing.T) {
	for shift, want := range map[string]struct{ train, test []uint8 }{
		"":             {square().TrainX, square().TestX},
		spec.Unshifted: {square().TrainX, square().TestX},
		spec.Rotated:   {[]uint8{3, 1, 4, 2, 30, 10, 40, 20}, []uint8{7, 5, 8, 6, 70, 50, 80, 60}},
		spec.Inverted:  {[]uint8{254, 253, 252, 251, 245, 235, 225, 215}, []uint8{250, 249, 248, 247, 205, 195, 185, 175}},
	} {
		s := square()
		got := task(t, s, spec.Data{Classes: spec.AllClasses, Shift: shift}, 0)
		if !slices.Equal(got.TrainX, want.train) || !slices.Equal(got.TestX, want.test) {
			t.Errorf("%q: %v and %v, want %v and %v", shift, got.TrainX, got.TestX, want.train, want.test)
		}
		if !slices.Equal(s.TrainX, square().TrainX) || !slices.Equal(s.TestX, square().TestX) {
			t.Errorf("%q: the loaded set was changed", shift)
		}
		if &got.TrainY[0] != &s.TrainY[0] || &got.TestY[0] != &s.TestY[0] {
			t.Errorf("%q: the labels were copied", shift)
		}
		if still := &got.TrainX[0] == &s.TrainX[0]; still != (shift == "" || shift == spec.Unshifted) {
			t.Errorf("%q: shares the images: %v", shift, still)
		}
	}
}

// Four quarter turns are a whole one.
func TestTask_fourQuarterTurns(t *testing.T) {
	s := mustLoad(t, "photos", 20, 10)
	turned := s
	for range 4 {
		turned = task(t, turned, spec.Data{Classes: spec.AllClasses, Shift: spec.Rotated}, 0)
	}
	if !slices.Equal(turned.TrainX, s.TrainX) || !slices.Equal(turned.TestX, s.TestX) {
		t.Error("four quarter turns are not the images")
	}
}

func TestTask_onlySquaresAreRotated(t *testing.T) {
	var wrong *spec.FieldError
	_, err := tiny().Task(spec.Data{Classes: spec.AllClasses, Shift: spec.Rotated}, 0)
	if !errors.As(err, &wrong) || wrong.Field != "shift" || !strings.Contains(err.Error(), "only square images can be rotated: choose another shift") {
		t.Errorf("images of 1×2 pixels, rotated: %v", err)
	}
}

// grey has 500 images of 8×8 pixels that are all of one grey, half of them for
// testing.
func grey(v uint8) *Set {
	x := slices.Repeat([]uint8{v}, 250*64)
	return &Set{DataInfo: spec.DataInfo{Shape: spec.Shape{C: 1, H: 8, W: 8}, Classes: []string{"a"}},
		TrainX: x, TrainY: make([]uint8, 250), TestX: x, TestY: make([]uint8, 250)}
}

// Of n = 32,000 values the mean of the noise is off by 76.5/√n = 0.43 and its
// standard deviation by 76.5/√(2n) = 0.30, both as standard deviations: 5 of
// them are allowed. From the middle grey 128 it is clipped beyond 1.67 standard
// deviations; what a clipped Gaussian has is the sum over its quantiles.
func TestTask_noise(t *testing.T) {
	for _, v := range []uint8{0, 128, 255} {
		s := grey(v)
		d := spec.Data{Classes: spec.AllClasses, Shift: spec.Noisy}
		got := task(t, s, d, 1)
		mean, sd := moments(slices.Concat(got.TrainX, got.TestX))
		wantMean, wantSD := clipped(float64(v))
		if math.Abs(mean-wantMean) > 5*0.43 || math.Abs(sd-wantSD) > 5*0.30 {
			t.Errorf("grey %d: mean %.2f and standard deviation %.2f, want %.2f and %.2f", v, mean, sd, wantMean, wantSD)
		}
		if slices.Equal(got.TrainX, got.TestX) || slices.Equal(got.TestX[:64], got.TestX[64:128]) {
			t.Error("images have the same noise")
		}
		if s.TrainX[0] != v || s.TestX[0] != v {
			t.Error("the loaded set was changed")
		}
		again, other := task(t, s, d, 1), task(t, s, d, 2)
		if !slices.Equal(got.TrainX, again.TrainX) || !slices.Equal(got.TestX, again.TestX) || slices.Equal(got.TrainX, other.TrainX) {
			t.Error("the noise follows from the seed, and from nothing else")
		}
	}
}

func moments(x []uint8) (mean, sd float64) {
	var sum, squares float64
	for _, v := range x {
		sum, squares = sum+float64(v), squares+float64(v)*float64(v)
	}
	n := float64(len(x))
	return sum / n, math.Sqrt(squares/n - sum/n*(sum/n))
}

// clipped is the mean and the standard deviation of a Gaussian about v, of
// standard deviation 76.5, that is clipped to [0, 255].
func clipped(v float64) (mean, sd float64) {
	const n = 100000
	var sum, squares float64
	for i := range n {
		p := (float64(i) + 0.5) / n
		x := min(max(v+76.5*math.Sqrt2*math.Erfinv(2*p-1), 0), 255)
		sum, squares = sum+x, squares+x*x
	}
	return sum / n, math.Sqrt(squares/n - sum/n*(sum/n))
}

// The same noise on every machine: the first values of seed 1, as this code drew
// them, natively and as WebAssembly.
func TestTask_noiseIsTheSameEverywhere(t *testing.T) {
	got := task(t, grey(128), spec.Data{Classes: spec.AllClasses, Shift: spec.Noisy}, 1)
	if want := []uint8{187, 26, 93, 190, 255, 178, 179, 108}; !slices.Equal(got.TestX[:8], want) {
		t.Errorf("test images begin with %v, want %v", got.TestX[:8], want)
	}
}

// As a run on MNIST's defaults is set up: 12,000 images.
func BenchmarkNoise(b *testing.B) {
	x := make([]uint8, 6000*784)
	s := &Set{DataInfo: spec.DataInfo{Shape: spec.Shape{C: 1, H: 28, W: 28}, Classes: []string{"a"}}, TrainX: x, TestX: x}
	for b.Loop() {
		if _, err := s.Task(spec.Data{Classes: spec.AllClasses, Shift: spec.Noisy}, 1); err != nil {
			b.Fatal(err)
		}
	}
}
