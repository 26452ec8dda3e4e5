package train

import (
	"math"
	"strings"
	"testing"

	"petri/models/op"
	"petri/models/spec"
)

// walked is a session that has trained for so many steps, with its path.
func walked(t *testing.T, cfg spec.Config, n int) *Session {
	t.Helper()
	s := newSession(t, cfg)
	s.Record()
	steps(t, s, n)
	return s
}

// taken takes all of a landscape of that plane.
func taken(t *testing.T, s *Session, plane string, kept ...*Trail) *Survey {
	t.Helper()
	return survey(t, s, Landscape{Plane: plane, Points: 13, Examples: 200, Seed: 2}, kept...)
}

func trail(t *testing.T, s *Session, name string) *Trail {
	t.Helper()
	kept, err := s.Trail(name, goOn)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

// A run of few values and one of all are two paths through the same weights.
func TestTwoRunsOnOneSurface(t *testing.T) {
	few, all := walked(t, plane(20), 30), walked(t, narrow(digits("full", 30)), 30)
	kept := trail(t, few, "few")
	v := taken(t, all, RunsPlane, kept)
	if len(v.Others) != 1 || v.Others[0].Name != "few" || len(v.Others[0].Path) != len(kept.points) {
		t.Fatalf("the other paths are %+v", v.Others)
	}
	theirs, ours := v.Others[0].Path, v.Path
	if a, b := theirs[0].Loss, ours[0].Loss; a != b {
		t.Errorf("both begin at the same weights, and with losses %v and %v", a, b)
	}
	last := theirs[len(theirs)-1]
	if want := trainingLoss(t, few, 200); math.Abs(last.Loss-want) > 1e-5*want {
		t.Errorf("the run that was kept lost %v on these examples, on the surface %v", want, last.Loss)
	}
	if end := ours[len(ours)-1]; end.Off != 0 || end.Loss != end.Over || end.Loss != v.Loss {
		t.Errorf("the plane goes through where the run is, which is at %+v", end)
	}
	for _, p := range append(theirs, ours...) {
		if p.X < v.Low[0] || p.X > v.High[0] || p.Y < v.Low[1] || p.Y > v.High[1] {
			t.Errorf("(%v,%v) is outside of %v to %v", p.X, p.Y, v.Low, v.High)
		}
	}
	if on := taken(t, all, FilterPlane, kept); len(on.Others) != 1 {
		t.Error("the path that was kept is not on a plane of weights")
	}
	if off := taken(t, few, PathPlane, kept); len(off.Others) != 0 {
		t.Error("a path of weights is on a plane of 20 trained values")
	}
}

func TestALineBetweenTwoRuns(t *testing.T) {
	first, second := walked(t, narrow(digits("full", 30)), 30), walked(t, plane(20), 30)
	v := taken(t, second, AcrossLine, trail(t, first, "all"))
	for i, s := range map[int]*Session{3: first, 9: second} { // at 0 and 1
		if x, _ := v.Of(i); math.Abs(float64(v.Values[i])-trainingLoss(t, s, 200)) > 1e-5 {
			t.Errorf("at %v the loss is %v, not %v", x, v.Values[i], trainingLoss(t, s, 200))
		}
	}
}

func TestRunsThatCannotBeCompared(t *testing.T) {
	s := walked(t, narrow(digits("full", 30)), 3)
	wide := digits("full", 30)
	wide.Model.Knobs = spec.Values{"width": 20.0}
	for name, tc := range map[string]struct {
		plane string
		kept  []*Trail
		want  string
	}{
		"nothing kept":  {RunsPlane, nil, "keep the path of one"},
		"another model": {AcrossLine, []*Trail{trail(t, walked(t, wide, 3), "wide")}, "another model"},
		"the same run":  {AcrossLine, []*Trail{trail(t, s, "same")}, "these very weights"},
	} {
		_, err := s.Survey(Landscape{Plane: tc.plane, Points: 13, Examples: 20}, tc.kept, goOn)
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: error %v, want one that says %q", name, err, tc.want)
		}
	}
	flat := digits("full", 30)
	flat.Model.Knobs = spec.Values{"depth": 0.0}
	_, err := newSession(t, flat).Survey(Landscape{Plane: ScaledLines, Points: 13, Examples: 20}, nil, goOn)
	if err == nil || !strings.Contains(err.Error(), "ReLU") {
		t.Errorf("no two layers: error %v", err)
	}
}

func TestScaledLinesShowThatRawDirectionsLie(t *testing.T) {
	for _, cfg := range []spec.Config{narrow(digits("full", 30)), plane(20)} {
		s := walked(t, cfg, 30)
		before := flat(s.params)
		v := taken(t, s, ScaledLines)
		difference := func(row int) (most float64) {
			for i := range v.Cols {
				x, y := float64(v.Values[row*v.Cols+i]), float64(v.Values[(row+1)*v.Cols+i])
				most = max(most, math.Abs(y-x)/x)
			}
			return most
		}
		if d := difference(0); d < .1 {
			t.Errorf("%s: along raw directions the loss changes by %.2g only", cfg.Method.Name, d)
		}
		if d := difference(2); d > 1e-5 {
			t.Errorf("%s: along filter-normalised directions it changes by %.2g", cfg.Method.Name, d)
		}
		for row := range v.Rows { // all lines go through the same network, whatever its weights
			if got := float64(v.Values[row*v.Cols+v.Cols/2]); math.Abs(got-v.Loss) > 1e-5*v.Loss {
				t.Errorf("%s: in the middle of line %d the loss is %v, not %v", cfg.Method.Name, row, got, v.Loss)
			}
		}
		for i, p := range s.params {
			for j, w := range op.Data[float32](p) {
				if w != before[0] {
					t.Fatalf("weight %d of tensor %d of the session has moved", j, i)
				}
				before = before[1:]
			}
		}
	}
}
