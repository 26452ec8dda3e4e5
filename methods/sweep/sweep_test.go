package sweep

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"petri/models/spec"
)

// base is the default sweep; its recipe is not looked at but for the seed.
func base() Sweep {
	var s Sweep
	for _, k := range Knobs() {
		s = s.With(spec.Values{k.Name: k.Default})
	}
	return s
}

// curve is an accuracy that rises with log d as the published one does, and
// jitters by seed.
func curve(r Run) Result {
	published := []struct{ d, a float64 }{{1, .1}, {10, .175}, {50, .451}, {100, .593}, {200, .758}, {300, .818}, {500, .865},
		{750, .894}, {1000, .907}, {1500, .925}, {1e6, .98}}
	jitter := rand.New(rand.NewPCG(uint64(r.Dim), uint64(r.Seed))).NormFloat64() * .004
	if r.Dim == 0 {
		return Result{Run: r, Accuracy: .98 + jitter/4}
	}
	for i := 1; ; i++ {
		p, q := published[i-1], published[i]
		if float64(r.Dim) <= q.d {
			share := math.Log(float64(r.Dim)/p.d) / math.Log(q.d/p.d)
			return Result{Run: r, Accuracy: p.a + share*(q.a-p.a) + jitter}
		}
	}
}

// take takes the whole sweep, so many runs of each round in an order of its
// own before it asks again.
func take(s Sweep, f func(Run) Result, atOnce int) []Result {
	var done []Result
	rng := rand.New(rand.NewPCG(uint64(atOnce), 1))
	for runs := s.Next(done); len(runs) > 0; runs = s.Next(done) {
		rng.Shuffle(len(runs), func(i, j int) { runs[i], runs[j] = runs[j], runs[i] })
		for _, r := range runs[:min(atOnce, len(runs))] {
			done = append(done, f(r))
		}
	}
	slices.SortFunc(done, func(a, b Result) int { return 100*(a.Dim-b.Dim) + a.Seed - b.Seed })
	return done
}

func TestTheSurveyIsALogGrid(t *testing.T) {
	if got, want := base().Survey(), []int{10, 20, 50, 100, 200, 500, 1000, 2000}; !slices.Equal(got, want) {
		t.Errorf("got %v, not %v", got, want)
	}
	s := base().With(spec.Values{"from": 700.0, "to": 1500.0, "perDecade": 20.0})
	dims := s.Survey()
	for i := 1; i < len(dims); i++ {
		if ratio := float64(dims[i]) / float64(dims[i-1]); ratio > 1.15 || ratio <= 1 {
			t.Errorf("%v has a ratio of %v", dims, ratio)
		}
	}
	if s := base().With(spec.Values{"from": 30.0, "to": 40.0}); !slices.Equal(s.Survey(), []int{30}) {
		t.Errorf("nothing between 30 and 40: got %v", s.Survey())
	}
}

func TestARefinedSweepFindsTheCrossings(t *testing.T) {
	s := base()
	done := take(s, curve, 1000)
	if len(done) > s.Runs {
		t.Errorf("%d runs", len(done))
	}
	a := s.Answer(done)
	for name, c := range map[string]Crossing{"absolute": a.Absolute, "own": a.Own} {
		if float64(c.Above) > 1.15*float64(c.Below) {
			t.Errorf("%s: between %d and %d after %d runs", name, c.Below, c.Above, len(done))
		}
		if !(c.Low < c.Dim && c.Dim < c.High) {
			t.Errorf("%s: %v is not within its interval %v to %v", name, c.Dim, c.Low, c.High)
		}
	}
	if d := a.Absolute.Dim; d < 780 || d > 950 { // the curve without jitter crosses at 857
		t.Errorf("absolute d_int90 %v", d)
	}
	if d := a.Own.Dim; d < 530 || d > 700 { // 639
		t.Errorf("own d_int90 %v", d)
	}
}

func TestAnyOrderTakesTheSameRuns(t *testing.T) {
	want := take(base(), curve, 1000)
	for _, atOnce := range []int{1, 2, 5} {
		if got := take(base(), curve, atOnce); !reflect.DeepEqual(got, want) {
			t.Errorf("%d at a time takes other runs: %v instead of %v", atOnce, got, want)
		}
	}
}

func TestAGridTakesEverySeedOnce(t *testing.T) {
	s := base().With(spec.Values{"search": Grid, "runs": 2.0})
	done := take(s, curve, 1000)
	if want := 3 * (8 + 1); len(done) != want {
		t.Errorf("%d runs, not %d", len(done), want)
	}
}

func TestASweepGoesOnBeyondItsSurvey(t *testing.T) {
	for _, tc := range []struct {
		name     string
		from, to float64
	}{{"upwards", 10, 100}, {"downwards", 2000, 10_000}} {
		s := base().With(spec.Values{"from": tc.from, "to": tc.to, "runs": 60.0})
		if c := s.Answer(take(s, curve, 1000)).Absolute; c.Dim == 0 || float64(c.Above) > 1.15*float64(c.Below) {
			t.Errorf("%s: %+v", tc.name, c)
		}
	}
}

func TestANetworkThatIsTooSmallEndsTheSearch(t *testing.T) {
	s := base().With(spec.Values{"to": 200.0})
	done := take(s, func(r Run) Result {
		if r.Dim > 250 {
			return Result{Run: r, Error: "dim is larger than the network"}
		}
		return curve(r)
	}, 1000)
	if a := s.Answer(done); a.Absolute.Above != 0 || a.Absolute.Dim != 0 || a.Absolute.Below != 200 {
		t.Errorf("got %+v after %d runs", a.Absolute, len(done))
	}
	if len(done) != 5+3+1 {
		t.Errorf("%d runs", len(done))
	}
}

func TestTheSmallestDimensionMayBeEnough(t *testing.T) {
	s := base()
	done := take(s, func(r Run) Result { return Result{Run: r, Accuracy: .99} }, 1000)
	if a := s.Answer(done); a.Absolute.Above != 1 || a.Absolute.Below != 0 {
		t.Errorf("got %+v", a.Absolute)
	}
}

func TestInterpolateIsLinearInLogD(t *testing.T) {
	c := cross([]Point{{Dim: 100, Mean: .8, Accuracy: []float64{.8}}, {Dim: 400, Mean: 1, Accuracy: []float64{1}}}, .9)
	if math.Abs(c.Dim-200) > 1e-9 || c.Below != 100 || c.Above != 400 {
		t.Errorf("got %+v", c)
	}
}

// With one run a point there is nothing to draw again.
func TestOneSeedHasNoInterval(t *testing.T) {
	s := base().With(spec.Values{"seeds": 1.0})
	c := s.Answer([]Result{{Run: Run{Dim: 100}, Accuracy: .8}, {Run: Run{Dim: 400}, Accuracy: 1}}).Absolute
	if got := c.String(); got != "200, between the tried 100 and 400 (accuracy 0.9000)" {
		t.Errorf("got %q", got)
	}
}

func TestTheBootstrapIntervalIsWide(t *testing.T) {
	// Two seeds a point, which cross at 200 alone and at 100 or 400 in turn:
	// samples of the seeds have to reach from one end to the other.
	s := base()
	var results []Result
	for i, a := range [][2]float64{{.7, .9}, {.9, .9}} {
		for seed, accuracy := range a {
			results = append(results, Result{Run: Run{100 * (1 + 3*i), seed}, Accuracy: accuracy})
		}
	}
	c := s.Answer(results).Absolute
	if c.Low != 0 || math.Abs(c.High-400) > 1e-9 || c.Dim <= 100 {
		t.Errorf("got %+v", c)
	}
	if again := s.Answer(results).Absolute; again != c {
		t.Errorf("%+v the second time", again)
	}
}

func TestASingleRunBesideTheCrossingHasNoInterval(t *testing.T) {
	var results []Result
	for seed, a := range []float64{.78, .82} {
		results = append(results, Result{Run: Run{100, seed}, Accuracy: a})
	}
	results = append(results, Result{Run: Run{Dim: 400}, Accuracy: 1})
	if c := base().Answer(results).Absolute; c.Low != c.Dim || c.High != c.Dim || c.Close() {
		t.Errorf("got %+v", c)
	}
}
