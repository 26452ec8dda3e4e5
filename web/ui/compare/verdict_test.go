package compare

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"strings"
	"testing"

	"petri/models/spec"
	"petri/web/protocol"
	"petri/web/ui/lab"
)

// made is a comparison whose runs are over, made of a masked error and of a probe
// for every seed of every colour. No value means that the run is not over.
func made(colours string, errors, probes [][]float64) *Comparison {
	c := newComparison(Plan{Colours: strings.Fields(colours), Seeds: 3, Recipe: spec.Config{}})
	for i, r := range c.Runs {
		colour, seed := i%len(c.Colours), i/len(c.Colours)
		if seed >= len(errors[colour]) {
			continue
		}
		metrics := map[string]protocol.Number{"maskedError": protocol.Number(errors[colour][seed]), "meanPredictor": .07}
		if probes != nil {
			metrics["linearProbe"], metrics["nearestProbe"] = protocol.Number(probes[colour][seed]), .7
		}
		r.Over, r.Seconds, r.Points = true, 1, []lab.Point{{Step: 400, Metrics: metrics}}
	}
	return c
}

func same(colour string) string { return colour }

func TestComparison_Verdict(t *testing.T) {
	// Three seeds at m−d, m and m+d have an SD of d and an SE of d/√3, so that two
	// colours of them are apart from 2·d·√(2/3) = 1.63 d on.
	around := func(m, d float64) []float64 { return []float64{m - d, m, m + d} }
	alike := [][]float64{around(.8, .02), around(.81, .02), around(.79, .02)}
	red, white, blue := around(.06, .001), around(.04, .001), around(.0388, .001)
	for _, tc := range []struct {
		name, colours  string
		errors, probes [][]float64
		want           []string // parts of it; ! begins what it must not say
	}{
		{"every pair is apart", "white red blue", [][]float64{white, red, around(.03, .001)}, alike,
			[]string{"red > white > blue. Every two differ", "Probes: no difference between colours that is larger than the spread over seeds", "!So far"}},
		{"one pair is not", "white red blue", [][]float64{white, red, blue}, alike,
			[]string{"largest first: red, white, blue. Every two differ", "except white and blue.", "!>"}},
		{"1.6 d is not apart", "red white", [][]float64{around(.04, .001), around(.0416, .001)}, alike, []string{"no two colours differ"}},
		{"1.7 d is", "red white", [][]float64{around(.04, .001), around(.0417, .001)}, alike, []string{"white > red."}},
		// The outer two are apart, their neighbours are not: no chain of > and ≈ would say that.
		{"only one pair is", "red white blue", [][]float64{around(.0420, .001), around(.0410, .001), around(.0400, .001)}, alike,
			[]string{"largest first: red, white, blue. Only these differ", ": red and blue."}},
		{"probes differ", "red white", [][]float64{red, white}, [][]float64{around(.80, .01), around(.84, .01)},
			[]string{"linear classifier: white over red by 4.0 points.", "Chance alone would bring about 1 such of 2 differences", "!neighbours"}},
		{"no probes", "red white", [][]float64{red, white}, nil, []string{"Probes: not taken"}},
		{"one seed of each", "red white", [][]float64{red[:1], white[:1]}, alike, []string{"So far, after 2 of 6 runs.", "No two colours have two runs", "!>", "!Probes"}},
		{"two seeds of each", "red white", [][]float64{red[:2], white[:2]}, alike, []string{"So far", "red > white"}},
		{"one colour", "red", [][]float64{red}, alike, []string{"red alone", "!two runs"}},
		{"nothing", "red white", [][]float64{nil, nil}, nil, []string{""}},
		{"nothing learned", "red white blue", [][]float64{around(.08, .001), around(.0709, .001), blue}, alike,
			[]string{"Under red and white hidden patches are filled in no better"}},
		{"nothing learned at all", "red white", [][]float64{around(.08, .001), around(.09, .001)}, alike, []string{"No colour has learned more than 5.0% over the mean picture: nothing can be said", "by: red -14.3%, white -28.6%.", "!>", "!differ"}},
		{"next to nothing learned", "red white", [][]float64{around(.0690, .0001), around(.0680, .0001)}, alike, []string{"by: red 1.4%, white 2.9%.", "!>", "!Probes"}},
	} {
		got := strings.Join(made(tc.colours, tc.errors, tc.probes).Verdict(same), " ")
		for _, part := range tc.want {
			if not, has := strings.CutPrefix(part, "!"); has == strings.Contains(got, not) || part == "" && got != "" {
				t.Errorf("%s: %q in %q", tc.name, part, got)
			}
		}
	}
}

// Red hides what is harder to fill in: its models have the larger error and have learned more.
func TestComparison_Verdict_relative(t *testing.T) {
	c := newComparison(Plan{Colours: []string{"red", "green"}, Seeds: 3})
	for i, r := range c.Runs {
		of := map[string][4]float64{"red": {.072, .09, .54, .47}, "green": {.060, .062, .39, .40}}[r.Colour]
		jitter := 1 + .001*float64(i/2)
		r.Over = true
		for step, probe := range map[int]float64{0: of[2], 400: of[3]} {
			r.Points = append(r.Points, lab.Point{Step: step, Metrics: map[string]protocol.Number{
				"maskedError": protocol.Number(of[0] * jitter), "meanPredictor": protocol.Number(of[1]), "linearProbe": protocol.Number(probe)}})
		}
	}
	got := strings.Join(c.Verdict(same), " ")
	for _, part := range []string{"relative to the mean picture’s: green > red.", "Probes read off less than before any training: linear classifier: red 54.0% to 47.0%."} {
		if !strings.Contains(got, part) {
			t.Errorf("no %q in %q", part, got)
		}
	}
}

func TestComparison_Verdict_oneSeed(t *testing.T) {
	c := newComparison(Plan{Colours: []string{"red", "white"}, Seeds: 1})
	for i, r := range c.Runs {
		r.Over, r.Points = true, []lab.Point{{Step: 1, Metrics: map[string]protocol.Number{"maskedError": protocol.Number(.01 * float64(i+1)), "meanPredictor": .07}}}
	}
	want(t, "one seed", c.Verdict(same), []string{"One seed cannot tell a colour from luck: ask for three or more."})
}

func TestComparison_Verdict_manyProbes(t *testing.T) {
	var errors, probes [][]float64
	for i := range 5 {
		x := float64(i) / 10
		errors, probes = append(errors, []float64{x, x, x}), append(probes, []float64{x - .01, x, x + .01})
	}
	got := strings.Join(made("a b c d e", errors, probes).Verdict(same), " ")
	for _, part := range []string{"linear classifier: e over a by 40.0 points, ", "by 30.0 points, and 7 smaller.", "about 2 such of 20"} {
		if !strings.Contains(got, part) {
			t.Errorf("no %q in %q", part, got)
		}
	}
}

func TestStatOf(t *testing.T) {
	s := StatOf([]float64{1, 2, 3})
	want(t, "of three", s, Stat{N: 3, Mean: 2, SD: 1, Low: 1, High: 3})
	want(t, "standard error", s.SE(), 1/math.Sqrt(3))
	want(t, "of one", StatOf([]float64{5}), Stat{N: 1, Mean: 5, Low: 5, High: 5})
	want(t, "of none", StatOf(nil), Stat{})
	want(t, "one seed is apart from nothing", Apart(Stat{N: 1, Mean: 9}, s), false)
}

func TestByChance(t *testing.T) {
	for n := 2; n <= 5; n++ {
		// P(|t| > 2) by the density of Student's t, in steps of 1e-4.
		df := float64(2*n - 2)
		a, _ := math.Lgamma((df + 1) / 2)
		b, _ := math.Lgamma(df / 2)
		inside := 0.0
		for x := 0.5e-4; x < 2; x += 1e-4 {
			inside += 2e-4 * math.Exp(a-b) / math.Sqrt(df*math.Pi) * math.Pow(1+x*x/df, -(df+1)/2)
		}
		if got := byChance(n); math.Abs(got-(1-inside)) > 6e-4 {
			t.Errorf("%d seeds: got %v, want %.4f", n, got, 1-inside)
		}
	}
}

func TestComparison_Common(t *testing.T) {
	c := newComparison(Plan{Colours: []string{"red", "white"}, Seeds: 1})
	want(t, "of none", c.Common("maskedError"), -1)
	at := func(steps ...int) (points []lab.Point) {
		for _, step := range steps {
			points = append(points, lab.Point{Step: step, Metrics: map[string]protocol.Number{"maskedError": protocol.Number(step)}})
		}
		return points
	}
	c.Runs[0].Points, c.Runs[1].Points = at(0, 50, 100, 150), at(0, 50, 100)
	want(t, "runs under way do not count", c.Common("maskedError"), -1)
	c.Runs[0].Over = true
	want(t, "of one", c.Common("maskedError"), 150)
	c.Runs[1].Over = true
	want(t, "of two", c.Common("maskedError"), 100)
	want(t, "the value there", c.Last("red", "maskedError").Mean, 100.0)
	want(t, "of what was not measured", c.Last("red", "linearProbe"), Stat{})
	c.Runs[1].Error = "diverged"
	want(t, "what came to nothing does not count", c.Common("maskedError"), 150)
	steps, stats := c.Course("red", "maskedError")
	want(t, "course", fmt.Sprint(steps, len(stats)), "[0 50 100 150] 4")
}

func TestComparison_CSV(t *testing.T) {
	c := made("red white", [][]float64{{.06}, {.04}}, [][]float64{{.8}, {.9}})
	c.Runs[1].Error = `it said "no"`
	rows, err := csv.NewReader(bytes.NewReader(c.CSV(lab.Commas))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	line := func(i int) string { return strings.Join(rows[i], ",") }
	want(t, "head", line(0), "colour,seed,step,maskedError,visibleError,meanPredictor,linearProbe,nearestProbe,seconds,digest,error,comparison")
	want(t, "a run", line(1), "red,0,400,0.06,,0.07,0.8,0.7,1,,,"+string(c.Stamp()))
	want(t, "one that came to nothing", line(2), `white,0,400,0.04,,0.07,0.9,0.7,1,,it said "no",`)
}
