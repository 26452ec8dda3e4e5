package compare

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"petri/models/spec"
	"petri/web/protocol"
	"petri/web/ui/lab"
)

// A Plan says what is compared: every colour with every seed.
type Plan struct {
	Recipe  spec.Config `json:"recipe"` // complete; every run has a colour and a seed of its own
	Colours []string    `json:"colours"`
	Seeds   int         `json:"seeds"` // from the recipe's seed on
}

// A Run is one colour with one seed.
type Run struct {
	Colour string `json:"colour"`
	Seed   int    `json:"seed"`
	Result
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

// config is the recipe with the masks and the seed of a run. What the recipe
// says of its masks holds for those of every colour that has such a knob.
func (p Plan) config(c *spec.Catalogue, r *Run) spec.Config {
	cfg := p.Recipe
	cfg.Seed, cfg.Mask = r.Seed, spec.Part{Name: r.Colour, Knobs: spec.Values{}}
	colour, _ := c.Mask(r.Colour)
	for _, k := range colour.Knobs {
		cfg.Mask.Knobs[k.Name] = k.Default
		if v, ok := p.Recipe.Mask.Knobs[k.Name]; ok {
			cfg.Mask.Knobs[k.Name] = v
		}
	}
	return cfg
}

// Done counts the runs that are over.
func (c *Comparison) Done() int {
	n := 0
	for _, r := range c.Runs {
		if r.Over {
			n++
		}
	}
	return n
}

// Label names the comparison in the names of files.
func (c *Comparison) Label() string { return "masks " + strings.Join(c.Colours, " ") }

// Stamp is the plan, from which everything can be trained again.
func (c *Comparison) Stamp() []byte { return Encode(c.Plan) }

// JSON writes plan and results.
func (c *Comparison) JSON() []byte { return Indented(c) }

// Metrics are what is compared, in the order of the columns of CSV.
var Metrics = []string{"maskedError", "visibleError", "meanPredictor", "linearProbe", "nearestProbe"}

// CSV writes one row a measurement; seconds, digest and error are those of the whole
// run. It is stamped with the plan.
func (c *Comparison) CSV(f lab.Form) []byte {
	columns := slices.Concat([]string{"colour", "seed", "step"}, Metrics, []string{"seconds", "digest", "error"})
	t := lab.NewTable(f, columns, lab.Stamp{Column: "comparison", Value: string(c.Stamp())})
	for _, r := range c.Runs {
		for _, p := range r.Points {
			row := []any{r.Colour, r.Seed, p.Step}
			for _, m := range Metrics {
				v, ok := p.Metrics[m]
				if !ok {
					v = protocol.Number(math.NaN())
				}
				row = append(row, float64(v))
			}
			t.Row(append(row, lab.Tenths(r.Seconds), r.Digest, r.Error)...)
		}
	}
	return t.Bytes()
}
