package train

import (
	"slices"
	"testing"

	"petri/models/spec"
)

// Two that share a survey find what one alone finds, to the bit.
func TestASurveyIsShared(t *testing.T) {
	for _, tc := range []struct {
		plane string
		cfg   spec.Config
	}{{FilterPlane, plane(20)}, {OwnPlane, plane(2)}, {PathPlane, plane(20)}} {
		s := walked(t, tc.cfg, 10)
		l := Landscape{Plane: tc.plane, Points: 13, Examples: 100, Seed: 1}
		alone := survey(t, s, l)
		v, err := s.Survey(l, nil, goOn)
		if err != nil {
			t.Fatal(err)
		}
		for range 5 {
			if err := v.Next(); err != nil {
				t.Fatal(err)
			}
		}
		plot, _ := v.Plot()
		b, err := newSession(t, tc.cfg).Aide(plot, goOn) // it has not trained
		if err != nil {
			t.Fatal(err)
		}
		ours, theirs := 0, 0
		for v.Due() {
			if b.Due() {
				at, loss, err := b.Next()
				if err != nil {
					t.Fatal(err)
				}
				if at == 0 && loss != v.Values[v.order[0]] {
					t.Errorf("%s: at the first point one finds %v, the other %v", tc.plane, v.Values[v.order[0]], loss)
				}
				before := v.Taken
				if err := v.Know([]int{at}, []float32{loss}); err != nil {
					t.Fatal(err)
				}
				theirs += v.Taken - before
			}
			before := v.Taken
			if err := v.Next(); err != nil {
				t.Fatal(err)
			}
			ours += v.Taken - before
		}
		if !slices.Equal(v.Values, alone.Values) || v.Progress != 1 {
			t.Errorf("%s: together they find something else, %v of it", tc.plane, v.Progress)
		}
		if theirs < 60 || ours < 60 {
			t.Errorf("%s: one took %d points and the other %d", tc.plane, ours, theirs)
		}
		if err := v.Know([]int{169}, []float32{1}); err == nil {
			t.Error("a point beyond the grid is taken up")
		}
	}
}

// Where nobody helps after all one survey takes every point.
func TestASharedSurveyDoesNotWait(t *testing.T) {
	s := walked(t, plane(2), 10)
	v, err := s.Survey(Landscape{Plane: OwnPlane, Points: 13, Examples: 20}, nil, goOn)
	if err != nil {
		t.Fatal(err)
	}
	v.Plot()
	for n := 0; v.Due(); n++ {
		if err := v.Next(); err != nil || n > 500 {
			t.Fatal(n, err)
		}
	}
	if v.Taken != 169 {
		t.Errorf("%d points are known", v.Taken)
	}
}

func TestAnAideRefusesAnotherPlane(t *testing.T) {
	v, err := walked(t, plane(2), 3).Survey(Landscape{Plane: OwnPlane, Points: 13, Examples: 20}, nil, goOn)
	if err != nil {
		t.Fatal(err)
	}
	plot, _ := v.Plot()
	if _, err := newSession(t, plane(3)).Aide(plot, goOn); err == nil {
		t.Error("a plane of two values is taken for one of three")
	}
	line, err := walked(t, plane(2), 3).Survey(Landscape{Plane: BetweenLine, Points: 13, Examples: 20}, nil, goOn)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := line.Plot(); ok {
		t.Error("a line is shared")
	}
}
