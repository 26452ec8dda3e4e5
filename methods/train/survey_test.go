package train

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"

	"petri/models/op"
	"petri/models/spec"
	"petri/models/stream"
)

func goOn() bool { return true }

// survey takes all of a landscape, with the paths that were kept on it.
func survey(t *testing.T, s *Session, l Landscape, kept ...*Trail) *Survey {
	t.Helper()
	v, err := s.Survey(l, kept, goOn)
	if err != nil {
		t.Fatal(err)
	}
	for v.Due() {
		if err := v.Next(); err != nil {
			t.Fatal(err)
		}
	}
	return v
}

// trainingLoss is the mean over the first n training examples, taken from scratch.
func trainingLoss(t *testing.T, s *Session, n int) float64 {
	t.Helper()
	twin, err := s.twin(n, goOn)
	if err != nil {
		t.Fatal(err)
	}
	loss, _ := twin.loss()
	return loss
}

func plane(dim int) spec.Config {
	cfg := narrow(digits("subspace", 40))
	cfg.Method.Knobs = spec.Values{"dim": float64(dim)}
	return cfg
}

func TestTwoTrainedValuesLieOnTheirSurface(t *testing.T) {
	s := newSession(t, plane(2))
	s.Record()
	recorded := map[int]float64{}
	for s.Finished() == "" {
		recorded[s.Steps()] = trainingLoss(t, s, 300)
		if _, err := s.Step(); err != nil {
			t.Fatal(err)
		}
	}
	recorded[s.Steps()] = trainingLoss(t, s, 300)
	v := survey(t, s, Landscape{Plane: OwnPlane, Points: 13, Examples: 300})
	if len(v.Path) < 15 || v.Path[0].Step != 0 || v.Path[len(v.Path)-1].Step != 40 {
		t.Fatalf("the path has %d points: %+v", len(v.Path), v.Path)
	}
	for _, p := range v.Path {
		if want := recorded[p.Step]; p.Over != want || p.Loss != want || p.Off != 0 {
			t.Errorf("at step %d the loss was %v; at (%v,%v) the surface has %v, the path %v, %v beside it", p.Step, want, p.X, p.Y, p.Over, p.Loss, p.Off)
		}
		if p.X < v.Low[0] || p.X > v.High[0] || p.Y < v.Low[1] || p.Y > v.High[1] {
			t.Errorf("(%v,%v) is outside of %v to %v", p.X, p.Y, v.Low, v.High)
		}
	}
	if !(v.Path[0].Loss > v.Path[len(v.Path)-1].Loss) {
		t.Error("training did not go down")
	}
}

func TestOtherPlanesSayHowFarThePathIsOff(t *testing.T) {
	s := newSession(t, plane(20))
	s.Record()
	run(t, s, 40)
	v := survey(t, s, Landscape{Plane: PathPlane, Points: 13, Examples: 200})
	last := v.Path[len(v.Path)-1]
	if last.X != 0 || last.Y != 0 || last.Off != 0 || last.Over != last.Loss || last.Loss != v.Loss {
		t.Errorf("the path ends at %+v, where the loss is %v", last, v.Loss)
	}
	off := 0
	for _, p := range v.Path[:len(v.Path)-1] {
		if p.Off > 1e-6 && p.Over != p.Loss {
			off++
		}
	}
	if off < len(v.Path)/2 {
		t.Errorf("%d of %d points lie off the plane: 20 values do not move in 2 dimensions", off, len(v.Path))
	}
	if !(v.Shares[0] > v.Shares[1] && v.Shares[1] > 0 && v.Shares[0]+v.Shares[1] <= 1) {
		t.Errorf("the shares of variance are %v", v.Shares)
	}
	if v.Spread <= 0 || v.Progress != 1 || v.Taken != len(v.Values) {
		t.Errorf("spread %v, progress %v, %d of %d taken", v.Spread, v.Progress, v.Taken, len(v.Values))
	}
	random := survey(t, s, Landscape{Plane: FilterPlane, Points: 13, Examples: 200, Seed: 3})
	if middle := random.Values[6*13+6]; middle != float32(random.Loss) || random.Loss != v.Loss {
		t.Errorf("in the middle the loss is %v, not %v", middle, v.Loss)
	}
	if first := random.Path[0]; first.Off < 1e-3 {
		t.Errorf("the path begins at %+v: two random directions cannot hold it", first)
	}
}

func TestALineBetweenFirstAndPresentWeights(t *testing.T) {
	s := newSession(t, narrow(digits("full", 30)))
	s.Record()
	first := trainingLoss(t, s, 200)
	run(t, s, 30)
	v := survey(t, s, Landscape{Plane: BetweenLine, Points: 25, Examples: 200})
	if v.Rows != 1 || v.Cols != 25 {
		t.Fatalf("the line has %d×%d points", v.Rows, v.Cols)
	}
	for i, want := range map[int]float64{6: first, 18: trainingLoss(t, s, 200)} {
		if x, _ := v.Of(i); math.Abs(float64(v.Values[i])-want) > 1e-5*want {
			t.Errorf("at %v the loss is %v, not %v", x, v.Values[i], want)
		}
	}
}

// steps takes some without a measurement between.
func steps(t *testing.T, s *Session, n int) {
	t.Helper()
	for range n {
		if _, err := s.Step(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestASurveyLeavesTrainingAlone(t *testing.T) {
	most(t, func(t *testing.T, name string, cfg spec.Config) {
		s := newSession(t, cfg)
		s.Record()
		steps(t, s, 3)
		for _, p := range []string{FilterPlane, PathPlane} {
			v, err := s.Survey(Landscape{Plane: p, Points: 13, Examples: 20, Seed: 1}, nil, goOn)
			if err != nil {
				t.Fatal(p, err)
			}
			if err := v.Next(); err != nil {
				t.Fatal(err)
			}
			if x := v.Values[v.order[0]]; !finite(x) && p == PathPlane {
				t.Errorf("%s: a loss is %v", p, x)
			}
			v.place(0, v.twin.values(v.path[0].values))
		}
		steps(t, s, cfg.Stop.Steps-3)
		if got, want := s.Digest(), finished(t, name, cfg).Digest(); got != want {
			t.Errorf("with surveys the digest is %s, without %s", got, want)
		}
	})
}

func TestScaledLayersLeaveFilterNormalisedLandscapesAlone(t *testing.T) {
	losses := func(plane string, scale float32) []float32 {
		s := newSession(t, narrow(digits("full", 30)))
		run(t, s, 30)
		for i, p := range s.params { // ReLU: what one layer scales up the next scales down
			w := op.Data[float32](p)
			for j := range w {
				switch {
				case i < 2:
					w[j] *= scale
				case i == 2:
					w[j] /= scale
				}
			}
		}
		return survey(t, s, Landscape{Plane: plane, Points: 13, Examples: 200, Seed: 5}).Values
	}
	difference := func(plane string) (most float64) {
		before, after := losses(plane, 1), losses(plane, 10)
		for i, x := range before {
			most = max(most, math.Abs(float64(after[i]-x))/float64(x))
		}
		return most
	}
	if d := difference(FilterPlane); d > 1e-5 {
		t.Errorf("along filter-normalised directions the loss changes by %.2g", d)
	}
	if d := difference(RawPlane); d < .1 {
		t.Errorf("along raw directions the loss changes by %.2g only", d)
	}
}

func TestSurveyFollowsTraining(t *testing.T) {
	s := newSession(t, plane(2))
	s.Record()
	run(t, s, 10)
	v := survey(t, s, Landscape{Plane: OwnPlane, Points: 13, Examples: 100})
	before := len(v.Path)
	run(t, s, 100)
	if !v.Due() {
		t.Fatal("training went on and there is nothing to do")
	}
	for v.Due() {
		if err := v.Next(); err != nil {
			t.Fatal(err)
		}
	}
	at := []int{}
	for _, p := range v.Path {
		at = append(at, p.Step)
	}
	if len(at) <= before || at[len(at)-1] != s.Steps() || !slices.IsSorted(at) {
		t.Errorf("the path has the steps %v, of %d", at, s.Steps())
	}
}

func TestSurveyTakesACoarseGridFirst(t *testing.T) {
	for _, n := range Sides {
		order, coarse := refine(n, n)
		sorted := slices.Sorted(slices.Values(order))
		if len(sorted) != n*n || len(slices.Compact(sorted)) != n*n || coarse != 25 {
			t.Errorf("%d points of %d, %d of them at first", len(slices.Compact(sorted)), n*n, coarse)
		}
	}
}

func TestSurveyRefusesWhatItCannotDraw(t *testing.T) {
	s := newSession(t, plane(20))
	for want, l := range map[string]Landscape{
		"choose one of [filter":    {Plane: "spiral", Points: 25, Examples: 100},
		"choose one of [13 25 49]": {Plane: FilterPlane, Points: 24, Examples: 100},
		"20 values are trained":    {Plane: OwnPlane, Points: 25, Examples: 100},
		"three steps":              {Plane: PathPlane, Points: 25, Examples: 100},
		"not moved":                {Plane: BetweenLine, Points: 25, Examples: 100},
	} {
		_, err := s.Survey(l, nil, goOn)
		if field := (*spec.FieldError)(nil); !errors.As(err, &field) || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v", l, err)
		}
	}
	v, err := s.Survey(Landscape{Plane: FilterPlane, Points: 13, Examples: 1 << 30}, nil, goOn)
	if err != nil || v.Examples > len(s.set.TrainY) {
		t.Errorf("%d examples of %d: %v", v.Examples, len(s.set.TrainY), err)
	}
	v.twin.Yield = func() bool { return false }
	if err := v.Next(); !errors.Is(err, ErrAborted) {
		t.Errorf("what is given up says %v", err)
	}
}

// The curvature of values so few that their whole Hessian can be taken, and in which
// the loss is smooth: across a ReLU differences depend on how far they reach.
func TestCurvatureAgainstGonum(t *testing.T) {
	cfg := digits("probe", 30)
	cfg.Model = spec.Part{Name: "mlp", Knobs: spec.Values{"width": 16.0, "depth": 1.0}}
	s := newSession(t, cfg)
	run(t, s, 30)
	c, err := s.Curvature(400, goOn, func(float64) {})
	if err != nil {
		t.Fatal(err)
	}
	values, trace := wholeHessian(t, s)
	for i, got := range c.Greatest {
		if want := values[len(values)-1-i]; math.Abs(got-want) > .02*want {
			t.Errorf("the %d. eigenvalue is %v, gonum's %v", i+1, got, want)
		}
	}
	if math.Abs(c.Trace-trace) > 4*c.Spread+.02*trace {
		t.Errorf("the trace is %v ± %v, gonum's %v", c.Trace, c.Spread, trace)
	}
	if c.Least > values[0]+.1*c.Greatest[0] || c.Ball <= 0 || c.Box <= 0 || c.Loss != trainingLoss(t, s, 400) {
		t.Errorf("%+v, where the least is %v", c, values[0])
	}
}

// wholeHessian returns the eigenvalues, the least first, and their sum.
func wholeHessian(t *testing.T, s *Session) (values []float64, trace float64) {
	t.Helper()
	twin, err := s.twin(400, goOn)
	if err != nil {
		t.Fatal(err)
	}
	w, free := flat(twin.trained), twin.curved()
	var at []int
	for i, ok := range free {
		if ok {
			at = append(at, i)
		}
	}
	h := mat.NewDense(len(at), len(at), nil)
	up, down := make([]float32, len(w)), make([]float32, len(w))
	for col, i := range at {
		x, step := w[i], float32(2e-3)
		w[i] = x + step
		twin.move(w)
		twin.gradient(up)
		w[i] = x - step
		twin.move(w)
		twin.gradient(down)
		w[i] = x
		for row, j := range at {
			h.Set(row, col, float64(up[j]-down[j])/float64(2*step))
		}
	}
	symmetric := mat.NewSymDense(len(at), nil)
	for i := range at {
		for j := range i + 1 {
			symmetric.SetSym(i, j, (h.At(i, j)+h.At(j, i))/2)
		}
		trace += h.At(i, i)
	}
	var e mat.EigenSym
	if !e.Factorize(symmetric, false) {
		t.Fatal("gonum failed")
	}
	return e.Values(nil), trace
}

// The gradient of a twin is that of its loss, through every method's own values.
func TestGradientOfATwin(t *testing.T) {
	for _, method := range []string{"full", "subspace", "said", "lora"} {
		s := newSession(t, narrow(digits(method, 8)))
		run(t, s, 8)
		twin, err := s.twin(200, goOn)
		if err != nil {
			t.Fatal(err)
		}
		w, rng := flat(twin.trained), stream.New(1, "test")
		g, v, moved := make([]float32, len(w)), make([]float32, len(w)), make([]float32, len(w))
		twin.move(w)
		twin.gradient(g)
		slope, length := 0.0, 0.0
		for i := range v {
			v[i] = g[i] * float32(1+rng.Float64())
			slope += float64(g[i]) * float64(v[i])
			length += float64(v[i]) * float64(v[i])
		}
		at := func(sign float64) float64 {
			for i := range moved {
				moved[i] = w[i] + float32(sign*2e-3/math.Sqrt(length))*v[i]
			}
			twin.move(moved)
			loss, _ := twin.loss()
			return loss
		}
		got, want := slope/math.Sqrt(length), (at(1)-at(-1))/4e-3
		if math.Abs(got-want) > .01*math.Abs(want) {
			t.Errorf("%s: the slope is %v by the gradient and %v by differences", method, got, want)
		}
	}
}
