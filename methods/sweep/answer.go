package sweep

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// A Point is the results at one dimension.
type Point struct {
	Dim      int       `json:"dim"`
	Accuracy []float64 `json:"accuracy"` // by seed, ascending; never empty
	Mean     float64   `json:"mean"`
}

// Points gathers results by dimension, ascending, without the baseline and
// without runs that failed.
func Points(results []Result) []Point {
	byDim := map[int][]Result{}
	for _, r := range results {
		if r.Error == "" && r.Dim > 0 {
			byDim[r.Dim] = append(byDim[r.Dim], r)
		}
	}
	var points []Point
	for d, rs := range byDim {
		points = append(points, pointOf(d, rs))
	}
	slices.SortFunc(points, func(a, b Point) int { return a.Dim - b.Dim })
	return points
}

func pointOf(dim int, results []Result) Point {
	rs := slices.Clone(results)
	slices.SortFunc(rs, func(a, b Result) int { return cmp.Compare(a.Seed, b.Seed) })
	p := Point{Dim: dim}
	for _, r := range rs {
		p.Accuracy = append(p.Accuracy, r.Accuracy)
	}
	p.Mean = mean(p.Accuracy)
	return p
}

// Baseline gathers the runs that trained all weights; it has no accuracies if
// there are none.
func Baseline(results []Result) Point {
	return pointOf(0, slices.DeleteFunc(slices.Clone(results), func(r Result) bool { return r.Dim != 0 || r.Error != "" }))
}

func mean(x []float64) float64 {
	if len(x) == 0 {
		return math.NaN()
	}
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

// A Crossing is where the mean accuracy reaches a bar.
type Crossing struct {
	Bar   float64 `json:"bar"`             // accuracy
	Below int     `json:"below,omitempty"` // largest tested d before the crossing; 0 if the least tested is enough
	Above int     `json:"above,omitempty"` // smallest tested d whose mean reaches the bar; 0 if none does
	Dim   float64 `json:"dim,omitempty"`   // d_int: between the two, linear in log d; 0 unless there are both
	Low   float64 `json:"low,omitempty"`   // 95% of bootstrap samples cross between Low and High; 0 is below all tested
	High  float64 `json:"high,omitempty"`  // 0 is above all tested; both are Dim where one run on either side leaves nothing to resample
}

// Close reports whether the crossing lies between two dimensions so near to
// each other that no more is needed.
func (c Crossing) Close() bool {
	return c.Dim > 0 && (float64(c.Above) <= closeEnough*float64(c.Below) || c.Above-c.Below == 1)
}

// An Answer is what a sweep has found so far.
type Answer struct {
	Baseline float64  `json:"baseline,omitempty"` // mean accuracy with all weights trained; 0 if not measured
	Absolute Crossing `json:"absolute"`           // of the bar itself
	Own      Crossing `json:"own"`                // of the bar times the baseline
}

// Answer reads the intrinsic dimension off the results.
func (s Sweep) Answer(results []Result) Answer {
	points, base := Points(results), Baseline(results)
	a := Answer{Absolute: cross(points, s.Bar), Own: Crossing{}}
	if own := s.ownBar(results); own > 0 {
		a.Baseline, a.Own = base.Mean, cross(points, own)
	}
	a.bootstrap(s.Bar, points, base)
	return a
}

// ownBar is the bar as a share of the measured baseline; 0 without one.
func (s Sweep) ownBar(results []Result) float64 {
	if base := Baseline(results); len(base.Accuracy) > 0 {
		return s.Bar * base.Mean
	}
	return 0
}

// bracket returns the first point that reaches the bar and the one before it;
// nil where there is none.
func bracket(points []Point, bar float64) (below, above *Point) {
	for i := range points {
		if points[i].Mean >= bar {
			return below, &points[i]
		}
		below = &points[i]
	}
	return below, nil
}

func cross(points []Point, bar float64) Crossing {
	c := Crossing{Bar: bar}
	below, above := bracket(points, bar)
	if below != nil {
		c.Below = below.Dim
	}
	if above != nil {
		c.Above = above.Dim
	}
	if below != nil && above != nil {
		c.Dim = interpolate(*below, *above, bar)
	}
	return c
}

// interpolate returns the d at which the line between two points, straight
// over log d, crosses a bar that lies between them.
func interpolate(below, above Point, bar float64) float64 {
	share := (bar - below.Mean) / (above.Mean - below.Mean)
	return float64(below.Dim) * math.Pow(float64(above.Dim)/float64(below.Dim), share)
}

// bootstrapSamples is how many resamplings give the interval.
const bootstrapSamples = 1000

// bootstrap draws the seeds of each point, and of the baseline, again and
// again with replacement, and notes where the curves of such samples cross.
// What it draws is the same every time.
func (a *Answer) bootstrap(bar float64, points []Point, base Point) {
	rng := rand.New(rand.NewPCG(1, 2))
	var absolute, own []float64
	sample := slices.Clone(points)
	for range bootstrapSamples {
		for i, p := range points {
			sample[i].Mean = resampled(p.Accuracy, rng)
		}
		absolute = append(absolute, place(cross(sample, bar)))
		if len(base.Accuracy) > 0 {
			own = append(own, place(cross(sample, bar*resampled(base.Accuracy, rng))))
		}
	}
	a.Absolute.Low, a.Absolute.High = interval(absolute)
	a.Own.Low, a.Own.High = interval(own)
	for _, c := range []*Crossing{&a.Absolute, &a.Own} {
		if alone(points, c.Below) || alone(points, c.Above) {
			c.Low, c.High = c.Dim, c.Dim
		}
	}
}

// alone reports whether there is one run at that dimension.
func alone(points []Point, dim int) bool {
	return slices.ContainsFunc(points, func(p Point) bool { return p.Dim == dim && len(p.Accuracy) == 1 })
}

func resampled(x []float64, rng *rand.Rand) float64 {
	sum := 0.0
	for range x {
		sum += x[rng.IntN(len(x))]
	}
	return sum / float64(len(x))
}

// place orders crossings: 0 is below all tested, infinity above.
func place(c Crossing) float64 {
	if c.Above == 0 {
		return math.Inf(1)
	}
	return c.Dim
}

// interval returns what 95% of the samples lie between; 0 stands for an open
// end.
func interval(samples []float64) (low, high float64) {
	if len(samples) == 0 {
		return 0, 0
	}
	slices.Sort(samples)
	cut := len(samples) / 40
	low, high = samples[cut], samples[len(samples)-1-cut]
	if math.IsInf(low, 1) {
		low = 0
	}
	if math.IsInf(high, 1) {
		high = 0
	}
	return low, high
}
