package compare

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"

	"petri/models/spec"
	"petri/web/ui/lab"
)

// UseStore brings back the last comparison, which can go on where it was
// stopped.
func (m *Comparer) UseStore(s lab.Store) {
	m.store = s
	for _, item := range s.All() {
		c, err := decode(m.Catalogue, item)
		if err != nil {
			continue
		}
		m.Now = c
		clear(m.Colours)
		for _, colour := range c.Colours {
			m.Colours[colour] = true
		}
		m.settings["seeds"], m.settings["steps"] = float64(c.Seeds), float64(c.Recipe.Stop.Steps)
		m.Resume(m.tasks())
	}
}

// keep stores the runs that are over, or that there are none: then there is no
// comparison.
func (m *Comparer) keep(done int) {
	if done == 0 {
		m.Now = nil
		KeepLast(m.store, nil)
		return
	}
	over := *m.Now
	over.Runs = slices.DeleteFunc(slices.Clone(over.Runs), func(r *Run) bool { return !r.Over })
	KeepLast(m.store, over)
}

// decode reads what was kept, if it can still be compared like that.
func decode(c *spec.Catalogue, b []byte) (*Comparison, error) {
	var kept Comparison
	if err := json.Unmarshal(b, &kept); err != nil {
		return nil, err
	}
	recipe, err := c.Complete(kept.Recipe)
	if err != nil || !reflect.DeepEqual(recipe, kept.Recipe) {
		return nil, errors.New("the recipe is of another build")
	}
	if _, err := knobs()[0].Check(float64(kept.Seeds)); err != nil {
		return nil, err
	}
	for _, colour := range kept.Colours {
		if _, err := c.Mask(colour); err != nil {
			return nil, err
		}
	}
	whole := newComparison(kept.Plan)
	for i, r := range whole.Runs {
		if at := slices.IndexFunc(kept.Runs, func(k *Run) bool { return k.name() == r.name() }); at >= 0 {
			whole.Runs[i] = kept.Runs[at]
		}
	}
	if whole.Done() == 0 {
		return nil, errors.New("nothing was compared")
	}
	return whole, nil
}
