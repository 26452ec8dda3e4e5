package compare

import (
	"petri/models/spec"
	"petri/web/runner"
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// A Comparer is everything that the page knows of its comparison. Only the page's
// goroutine may use it.
type Comparer struct {
	lab.Typing
	*Taker
	Catalogue *spec.Catalogue
	Colours   map[string]bool // those chosen
	Now       *Comparison     // nil before the first

	settings spec.Values // by the names of the knobs
	store    lab.Store
}

// New returns a Comparer whose workers are not started yet; all colours are
// chosen.
func New(c *spec.Catalogue, spawn runner.Spawn, workers int) *Comparer {
	m := &Comparer{Typing: lab.NewTyping(), Catalogue: c, Colours: map[string]bool{}, settings: spec.Values{}}
	for _, colour := range c.Masks {
		m.Colours[colour.Name] = true
	}
	for _, k := range knobs() {
		m.settings[k.Name] = k.Default
	}
	// What is refused before it was ever measured would be refused with every seed.
	m.Taker = NewTaker(spawn, workers, EndIfRefused, m.keep)
	return m
}

// Compare begins a comparison on a recipe in place of the one there is.
func (m *Comparer) Compare(recipe *lab.Recipe) {
	m.Trouble = ""
	p, err := m.plan(recipe)
	if err != nil {
		m.Trouble = text.Sentence(err.Error())
		return
	}
	m.Cancel()
	m.Now = newComparison(p)
	m.Begin(m.tasks())
}

// quick is what learns something within seconds, by the keys of a recipe, and in how many
// steps it does.
var quick = map[string]any{"data": "digits", "model.patch": 2., "model.width": 32., "model.depth": 1., "model.decoder-width": 32., "model.heads": 4., "batch": 16., "probe": 2.}

// quickSteps are the steps of a comparison of that.
const quickSteps = 1000

// CompareQuick puts that into a recipe and begins a comparison on it.
func (m *Comparer) CompareQuick(recipe *lab.Recipe) {
	cfg, _ := m.Catalogue.Clamp(quick)
	recipe.Take(cfg)
	m.Set(prefix+"steps", lab.Word(float64(quickSteps)))
	m.Compare(recipe)
}

// tasks are the runs of the comparison.
func (m *Comparer) tasks() []Task {
	var all []Task
	for _, r := range m.Now.Runs {
		all = append(all, Task{r.name(), m.Now.config(m.Catalogue, r), &r.Result})
	}
	return all
}
