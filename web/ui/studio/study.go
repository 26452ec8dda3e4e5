package studio

import (
	"fmt"
	"maps"
	"math"
	"strings"

	"petri/models/spec"
	"petri/web/ui/compare"
	"petri/web/ui/lab"
)

// A Plan says which runs a study takes: every column with every count of shots and
// every seed.
type Plan struct {
	Design  string      `json:"design"`
	Recipe  spec.Config `json:"recipe"` // complete
	Columns []Column    `json:"columns"`
	Shots   []int       `json:"shots"` // training examples of each class, ascending
	Seeds   int         `json:"seeds"` // from the recipe's seed on
}

// A Run is one of them.
type Run struct {
	Column string `json:"column"`
	Shots  int    `json:"shots"`
	Seed   int    `json:"seed"`
	compare.Result
}

// A Study is a plan with what came of it so far.
type Study struct {
	Plan
	Runs []*Run `json:"runs"` // in the order in which they are taken: all of one seed, then of the next
}

func newStudy(p Plan) *Study {
	s := &Study{Plan: p}
	for seed := range p.Seeds {
		for i, shots := range p.Shots {
			for _, c := range p.Columns {
				if c.Frozen && (i > 0 || seed > 0 && !p.drawn()) {
					continue // it would be the same again
				}
				s.Runs = append(s.Runs, &Run{Column: c.Name(), Shots: shots, Seed: p.Recipe.Seed + seed})
			}
		}
	}
	return s
}

// drawn tells whether the seed decides what a model is worth that is not trained:
// its weights, or what the examples that it is measured on look like.
func (p Plan) drawn() bool {
	d := p.Recipe.Data
	plain := d.Shuffle == "" || d.Shuffle == spec.Unshuffled
	return p.Recipe.Start.From != spec.Pretrained || d.Shift == spec.Noisy || !plain
}

func (r *Run) name() string { return fmt.Sprintf("%s/%d/%d", r.Column, r.Shots, r.Seed) }

// Column is the one of that name.
func (p Plan) Column(name string) Column {
	for _, c := range p.Columns {
		if c.Name() == name {
			return c
		}
	}
	return Column{}
}

// config is the recipe with the method, the shots and the seed of a run. The
// recipe's own method keeps its settings, others have those that suit them. All take
// all steps, and are measured before the first and after the last. The error is one
// of Complete.
func (p Plan) config(c *spec.Catalogue, r *Run) (spec.Config, error) {
	cfg, column := p.Recipe, p.Column(r.Column)
	cfg.Seed, cfg.Data.Shots = r.Seed, r.Shots
	if column.Method != cfg.Method.Name {
		cfg.Method = spec.Part{Name: column.Method}
		cfg.Optim.Knobs = maps.Clone(cfg.Optim.Knobs)
		delete(cfg.Optim.Knobs, "lr")
	}
	steps := cfg.Stop.Steps
	if column.Frozen {
		steps = 1 // no run takes none
	}
	const mostBetween = 10_000
	cfg.Stop = spec.Stop{Steps: steps, Every: min(steps, mostBetween)}
	return c.Complete(cfg)
}

// Label names the study in the names of files.
func (s *Study) Label() string {
	return strings.Join([]string{s.Design, s.Recipe.Model.Name, s.Recipe.Data.Name}, " ")
}

// Stamp is the plan, from which everything can be trained again.
func (s *Study) Stamp() []byte { return compare.Encode(s.Plan) }

// JSON writes plan and results.
func (s *Study) JSON() []byte { return compare.Indented(s) }

// CSV writes one row a run that is over. It is stamped with the plan.
func (s *Study) CSV(f lab.Form) []byte {
	t := lab.NewTable(f, []string{"column", "shots", "seed", "trained", "accuracy", "testLoss", "seconds", "digest", "error"},
		lab.Stamp{Column: "study", Value: string(s.Stamp())})
	known := func(r *Run, metric string) float64 {
		if v, ok := s.value(r, metric); ok {
			return v
		}
		return math.NaN()
	}
	for _, r := range s.Runs {
		if r.Over {
			t.Row(r.Column, r.Shots, r.Seed, s.trained(r), known(r, "accuracy"), known(r, "testLoss"), lab.Tenths(r.Seconds), r.Digest, r.Error)
		}
	}
	return t.Bytes()
}
