package compare

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"

	"petri/models/spec"
	"petri/web/ui/lab"
)

// A Plan says what is compared: every colour with every seed.
type Plan struct {
	Recipe  spec.Config `json:"recipe"` // complete; colour and seed of it do not matter
	Colours []string    `json:"colours"`
	Seeds   int         `json:"seeds"` // from the recipe's seed on
}

// A Run is one colour with one seed.
type Run struct {
	Colour  string      `json:"colour"`
	Seed    int         `json:"seed"`
	Points  []lab.Point `json:"points"`
	Seconds float64     `json:"seconds"` // 0 until it is over
	Error   string      `json:"error,omitempty"`
}

// A Comparison is a plan with what came of it so far.
type Comparison struct {
	Plan
	Runs []*Run `json:"runs"` // in the order in which they are taken: all colours of one seed, then of the next
}

func newComparison(p Plan) *Comparison {
	c := &Comparison{Plan: p}
	for seed := range p.Seeds {
		for _, colour := range p.Colours {
			c.Runs = append(c.Runs, &Run{Colour: colour, Seed: p.Recipe.Seed + seed})
		}
	}
	return c
}

func (r *Run) name() string { return fmt.Sprintf("%s/%d", r.Colour, r.Seed) }

// Done tells whether the run is over.
func (r *Run) Done() bool { return r.Seconds > 0 }

// Done counts the runs that are over.
func (c *Comparison) Done() int {
	n := 0
	for _, r := range c.Runs {
		if r.Done() {
			n++
		}
	}
	return n
}

// A Stat is a metric over the seeds of a colour.
type Stat struct {
	N         int
	Mean      float64
	SD        float64 // of one seed, N−1 in the denominator; 0 for one seed
	Low, High float64
}

// SE is the standard error of the mean.
func (s Stat) SE() float64 { return s.SD / math.Sqrt(float64(max(1, s.N))) }

func statOf(values []float64) Stat {
	s := Stat{N: len(values), Low: math.Inf(1), High: math.Inf(-1)}
	for _, v := range values {
		s.Mean += v / float64(s.N)
		s.Low, s.High = min(s.Low, v), max(s.High, v)
	}
	for _, v := range values {
		s.SD += (v - s.Mean) * (v - s.Mean)
	}
	if s.N > 1 {
		s.SD = math.Sqrt(s.SD / float64(s.N-1))
	}
	return s
}

// At is a metric of a colour at a step, over the seeds that were measured then.
func (c *Comparison) At(colour, metric string, step int) Stat {
	var values []float64
	for _, r := range c.Runs {
		for _, p := range r.Points {
			if v, ok := p.Metrics[metric]; ok && r.Colour == colour && p.Step == step {
				values = append(values, float64(v))
			}
		}
	}
	return statOf(values)
}

// Course is a metric of a colour over the steps at which any seed was measured.
func (c *Comparison) Course(colour, metric string) (steps []int, stats []Stat) {
	for _, step := range c.steps(colour, metric) {
		steps, stats = append(steps, step), append(stats, c.At(colour, metric, step))
	}
	return steps, stats
}

func (c *Comparison) steps(colour, metric string) (steps []int) {
	seen := map[int]bool{}
	for _, r := range c.Runs {
		for _, p := range r.Points {
			if _, ok := p.Metrics[metric]; ok && r.Colour == colour && !seen[p.Step] {
				seen[p.Step] = true
				steps = append(steps, p.Step)
			}
		}
	}
	return steps
}

// Last is a metric of a colour at the end of its runs, over those that are over.
func (c *Comparison) Last(colour, metric string) Stat {
	var values []float64
	for _, r := range c.Runs {
		if r.Colour != colour || !r.Done() || len(r.Points) == 0 {
			continue
		}
		if v, ok := r.Points[len(r.Points)-1].Metrics[metric]; ok {
			values = append(values, float64(v))
		}
	}
	return statOf(values)
}

// Label names the comparison in the names of files.
func (c *Comparison) Label() string { return "masks " + strings.Join(c.Colours, " ") }

// Stamp is the plan, from which everything can be trained again.
func (c *Comparison) Stamp() []byte { return encode(c.Plan) }

// JSON writes plan and results.
func (c *Comparison) JSON() []byte { return encode(c) }

func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil { // it holds nothing that JSON lacks
		panic("compare: a comparison does not encode: " + err.Error())
	}
	return b
}

// Metrics are the columns of CSV and of the table.
var Metrics = []string{"maskedError", "visibleError", "meanPredictor", "linearProbe", "nearestProbe"}

// CSV writes one row a measurement. The first line, which begins with #, says
// what was compared.
func (c *Comparison) CSV() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# comparison: %s\ncolour,seed,step,%s\n", c.Stamp(), strings.Join(Metrics, ","))
	for _, r := range c.Runs {
		for _, p := range r.Points {
			fmt.Fprintf(&b, "%s,%d,%d", r.Colour, r.Seed, p.Step)
			for _, m := range Metrics {
				b.WriteByte(',')
				if v, ok := p.Metrics[m]; ok {
					b.WriteString(spec.Word(float64(v)))
				}
			}
			b.WriteByte('\n')
		}
	}
	return []byte(b.String())
}
