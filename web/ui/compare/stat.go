package compare

import (
	"math"
	"slices"
)

// A Stat is a metric over the seeds of a colour.
type Stat struct {
	N         int
	Mean      float64
	SD        float64 // of one seed, N−1 in the denominator; 0 for one seed
	Low, High float64
}

// SE is the standard error of the mean.
func (s Stat) SE() float64 { return s.SD / math.Sqrt(float64(max(1, s.N))) }

// Apart tells whether two means differ by more than twice the standard error of
// their difference. Single seeds tell nothing.
func Apart(a, b Stat) bool {
	return a.N > 1 && b.N > 1 && math.Abs(a.Mean-b.Mean) > 2*math.Hypot(a.SE(), b.SE())
}

// StatOf is a metric over seeds of which it has these values.
func StatOf(values []float64) Stat {
	if len(values) == 0 {
		return Stat{}
	}
	s := Stat{N: len(values), Low: slices.Min(values), High: slices.Max(values)}
	for _, v := range values {
		s.Mean += v / float64(s.N)
	}
	for _, v := range values {
		s.SD += (v - s.Mean) * (v - s.Mean)
	}
	if s.N > 1 {
		s.SD = math.Sqrt(s.SD / float64(s.N-1))
	}
	return s
}

// A Value is a metric of a run at a step.
type Value struct {
	Seed, Step int
	Value      float64
}

// Values lists what was measured of a metric of a colour. A run that came to
// nothing does not count.
func (c *Comparison) Values(colour, metric string) []Value {
	var all []Value
	for _, r := range c.Runs {
		if r.Colour != colour || r.Error != "" {
			continue
		}
		for _, p := range r.Points {
			if v, ok := p.Metrics[metric]; ok {
				all = append(all, Value{r.Seed, p.Step, float64(v)})
			}
		}
	}
	return all
}

// Course is a metric of a colour over the steps at which any seed was measured.
func (c *Comparison) Course(colour, metric string) (steps []int, stats []Stat) {
	at := map[int][]float64{}
	for _, v := range c.Values(colour, metric) {
		if at[v.Step] == nil {
			steps = append(steps, v.Step)
		}
		at[v.Step] = append(at[v.Step], v.Value)
	}
	slices.Sort(steps)
	for _, step := range steps {
		stats = append(stats, StatOf(at[step]))
	}
	return steps, stats
}

// Common is the last step at which all runs that count were measured, and -1 if
// there is none.
func (c *Comparison) Common(metric string) int {
	in := map[int]int{} // how many runs were measured, by step
	n, last := 0, -1
	for _, r := range c.Runs {
		if !r.Counts() {
			continue
		}
		n++
		for _, p := range r.Points {
			if _, ok := p.Metrics[metric]; ok {
				in[p.Step]++
			}
		}
	}
	for step, runs := range in {
		if runs == n {
			last = max(last, step)
		}
	}
	return last
}

// relativeError is the error of hidden patches as a part of the mean picture's on the same
// patches: each colour hides others, which are harder or easier to fill in for any model.
const relativeError = "relativeError"

// Last is a metric of a colour at the last common step, over the runs that
// count.
func (c *Comparison) Last(colour, metric string) Stat {
	if metric == relativeError {
		return c.at(colour, metric, c.Common("maskedError"))
	}
	return c.at(colour, metric, c.Common(metric))
}

// at is Last at another step.
func (c *Comparison) at(colour, metric string, step int) Stat {
	var values []float64
	for _, r := range c.Runs {
		if v, ok := r.At(metric, step); ok && r.Colour == colour && r.Counts() {
			values = append(values, v)
		}
	}
	return StatOf(values)
}

// Seconds is how long the runs of a colour that count took.
func (c *Comparison) Seconds(colour string) Stat {
	var values []float64
	for _, r := range c.Runs {
		if r.Colour == colour && r.Counts() {
			values = append(values, r.Seconds)
		}
	}
	return StatOf(values)
}
