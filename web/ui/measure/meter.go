package measure

import (
	"slices"

	"petri/methods/sweep"
	"petri/models/spec"
	"petri/web/runner"
	"petri/web/ui/lab"
)

// A Phase is how the current measurement stands.
type Phase int

// The phases of a measurement.
const (
	Idle     Phase = iota // there is none
	Going                 // runs are under way
	Stopped               // some runs are done, and more are wanted
	Finished              // no more are
)

// A Meter is everything the page knows. Only the page's goroutine may use it.
type Meter struct {
	Catalogue *spec.Catalogue // what can be measured: methods that have a dimension, without that
	Recipe    lab.Recipe
	Settings  spec.Values // of the sweep, by the names of its knobs
	Phase     Phase
	Now       *Measurement   // the current one; nil if there is none
	Measured  []*Measurement // that have a result, oldest first
	Notices   []string       // sentences to be read once
	Trouble   string         // what went wrong last
	Address   string         // the query that the page's address held last
	Revision  int            // rises when something that is drawn has changed
	Workers   int            // that take runs at the same time, at most

	// Heard is told of every result and, with nil, when no run is under way
	// any more: the Phase says why.
	Heard []func(r *sweep.Result)

	all   *spec.Catalogue
	pool  *runner.Pool
	store lab.Store
	under map[string]sweep.Run // the runs that the pool was given, by the names of their jobs
	moved map[string]float64   // share of the steps of those under way
	ids   int                  // the highest there was
}

// New returns a Meter whose workers are not started yet.
func New(c *spec.Catalogue, spawn runner.Spawn, workers int) *Meter {
	m := &Meter{Catalogue: measurable(c), Workers: workers, all: c, moved: map[string]float64{}}
	m.pool = runner.NewPool(spawn, workers, m)
	m.Recipe, m.Settings = lab.NewRecipe(m.Catalogue), defaults()
	return m
}

// measurable is the part of a catalogue that has a dimension to measure. The
// dimension itself is not the recipe's to choose.
func measurable(c *spec.Catalogue) *spec.Catalogue {
	part := *c
	part.Methods = nil
	for _, m := range c.Methods {
		if m.Knob(sweep.DimKnob) != nil {
			m.Knobs = slices.DeleteFunc(slices.Clone(m.Knobs), func(k spec.Knob) bool { return k.Name == sweep.DimKnob })
			part.Methods = append(part.Methods, m)
		}
	}
	return &part
}

func defaults() spec.Values {
	v := spec.Values{}
	for _, k := range sweep.Knobs() {
		v[k.Name] = k.Default
	}
	return v
}
