package spec

import (
	"maps"
	"slices"
)

// A walk visits every field of a Config in the order of a form.
type walk struct {
	given    map[string]any                      // values by key
	settle   func(key string, k Knob, v any) any // makes a given value one that the knob takes
	defaults map[string]any                      // of the model, by key
	settings []Setting
}

// walk visits every field. A given value passes through settle, a left-out one
// takes its default, and each choice decides which knobs follow.
func (c *Catalogue) walk(given map[string]any, settle func(key string, k Knob, v any) any) []Setting {
	w := &walk{given: given, settle: settle}
	coming := c.givenModel(given)
	w.defaults = maps.Clone(coming.Defaults)
	data, classes := c.walkData(w, coming)
	model, _ := c.Model(w.pick("model", "model", "mlp", "the network that is trained", names(c.Models, ofModel)))
	w.part("model", model.Knobs, nil)
	if model.Masked {
		mask, _ := c.Mask(w.pick("mask", "masks", "white", "the noise that masks are cut from: it says which patches are hidden together", names(c.Masks, plain)))
		w.part("mask", mask.Knobs, nil)
	}
	c.walkStart(w, data, classes, model)
	method, _ := c.Method(w.pick("method", "method", "subspace", "what is trained, and what stays frozen", names(c.fitting(model), ofMethod)))
	w.part("method", method.Knobs, nil)
	if method.Name != model.Defaults["method"] {
		delete(w.defaults, "optim.lr")
	}
	optim, _ := c.Optimiser(w.pick("optim", "optimiser", "adam", "how each step follows from the gradient", names(c.Optimisers, plain)))
	w.part("optim", optim.Knobs, method.Optim[optim.Name])
	w.add("batch", IntKnob("batch", "batch size", 128, 1, 1024, "how many examples each step looks at").OnLogScale())
	w.pick("schedule", "schedule", "linear", "how the learning rate changes over the run", names(c.Schedules, plain))
	w.walkStop(model.Masked)
	w.add("seed", IntKnob("seed", "seed", 0, 0, MaxSeed, "every random number of the run follows from it"))
	return w.settings
}

// givenModel is the model that a walk will come to.
func (c *Catalogue) givenModel(given map[string]any) ModelInfo {
	look := &walk{given: given, settle: func(_ string, k Knob, v any) any { return k.Clamp(v) }}
	m, _ := c.Model(look.pick("model", "model", "mlp", "", names(c.Models, ofModel)))
	return m
}

// walkStop visits the fields of Stop. What is masked has no accuracy, but
// features that can be probed for one.
func (w *walk) walkStop(masked bool) {
	w.add("steps", IntKnob("steps", "steps", 600, 1, 100000, "how many optimiser steps the run takes").OnLogScale())
	w.add("every", IntKnob("every", "evaluate every", 50, 1, 10000, "steps between two measurements on the test set").OnLogScale())
	if masked {
		w.add("probe", IntKnob("probe", "probe every", 4, 0, 1000,
			"evaluations between two probes of the encoder's features, by a linear classifier and by nearest neighbours; 0 is never"))
	} else {
		w.add("accuracy", FloatKnob("accuracy", "target accuracy", 0, 0, 1, "stop when the measured accuracy reaches this; 0 is never"))
	}
	w.add("plateau", IntKnob("plateau", "patience", 0, 0, 1000, "stop after so many evaluations without a lower test loss; 0 is never"))
}

// add visits a field and returns its value.
func (w *walk) add(key string, k Knob) any {
	if d, ok := w.defaults[key]; ok {
		k.Default = k.Clamp(d)
	}
	v := k.Default
	if g, ok := w.given[key]; ok {
		v = w.settle(key, k, g)
	}
	w.settings = append(w.settings, Setting{key, k, v})
	return v
}

// choose visits a choice, whose key is its name.
func (w *walk) choose(k Knob) string { return w.add(k.Name, k).(string) }

// pick visits a choice of registered things.
func (w *walk) pick(key, title, preferred, help string, names []string) string {
	k := ChoiceKnob(key, title, names, help)
	if slices.Contains(names, preferred) {
		k.Default = preferred
	}
	return w.choose(k)
}

// part visits the knobs of what was chosen.
func (w *walk) part(prefix string, knobs []Knob, defaults Values) {
	for _, k := range knobs {
		if d, ok := defaults[k.Name]; ok {
			k.Default = k.Clamp(d)
		}
		w.add(prefix+"."+k.Name, k)
	}
}
