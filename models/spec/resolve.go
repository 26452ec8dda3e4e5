package spec

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A Setting is one field of a Config seen as a knob, with its key in a link:
// "seed", "data", "model", "model.width", "optim.lr", "steps" and so on.
type Setting struct {
	Key   string `json:"key"`
	Knob  Knob   `json:"knob"`
	Value any    `json:"value"`
}

// Flat returns the fields that c gives, by key. Left-out fields are absent.
func (c Config) Flat() map[string]any {
	m := map[string]any{
		"data": c.Data.Name, "model": c.Model.Name, "mask": c.Mask.Name, "method": c.Method.Name, "optim": c.Optim.Name, "schedule": c.Optim.Schedule,
		"seed": c.Seed, "train": c.Data.Train, "test": c.Data.Test, "classes": c.Data.Classes, "shots": c.Data.Shots, "shift": c.Data.Shift, "shuffle": c.Data.Shuffle,
		"start": c.Start.From, "start.steps": c.Start.Steps, "batch": c.Optim.Batch,
		"steps": c.Stop.Steps, "every": c.Stop.Every, "accuracy": c.Stop.Accuracy, "plateau": c.Stop.Plateau,
	}
	for k, v := range m {
		switch v {
		case "", 0, 0.0:
			delete(m, k)
		case Zero:
			m[k] = 0
		}
	}
	if c.Stop.Probe != nil { // whose default is not 0
		m["probe"] = *c.Stop.Probe
	}
	for part, knobs := range map[string]Values{"model": c.Model.Knobs, "mask": c.Mask.Knobs, "method": c.Method.Knobs, "optim": c.Optim.Knobs} {
		for k, v := range knobs {
			m[part+"."+k] = v
		}
	}
	return m
}

// Complete fills in what cfg leaves out and checks what it gives. The error
// joins one FieldError a wrong field.
func (c *Catalogue) Complete(cfg Config) (Config, error) {
	if cfg.V != 0 && cfg.V != Version {
		return cfg, Refuse("v", "this Petri reads version %[2]s of the configuration, not %[3]s: open it with the Petri that wrote it", Version, cfg.V)
	}
	var errs []error
	given := cfg.Flat()
	settings := c.walk(given, func(key string, k Knob, v any) any {
		checked, err := k.Check(v)
		if err != nil {
			errs = append(errs, At(key, err))
			return k.Default
		}
		return checked
	})
	for _, key := range strangers(given, settings) {
		if key == "start.steps" && given[key] == 0 {
			continue // none are trained before random weights
		}
		errs = append(errs, stranger(key, settings))
	}
	return fromSettings(settings), errors.Join(errs...)
}

// Clamp fills in what the flat fields leave out and moves what is wrong to the
// nearest allowed value; each notice says what was changed.
func (c *Catalogue) Clamp(given map[string]any) (cfg Config, notices []Notice) {
	settings := c.walk(given, func(key string, k Knob, v any) any {
		checked, err := k.Check(v)
		if err != nil {
			checked = k.Clamp(v)
			notices = append(notices, Notice{At(key, err), checked})
		}
		return checked
	})
	for _, key := range strangers(given, settings) {
		notices = append(notices, Notice{stranger(key, settings), nil})
	}
	return fromSettings(settings), notices
}

// Settings lists every field of cfg, which must be complete, in the order of
// a form.
func (c *Catalogue) Settings(cfg Config) []Setting {
	return c.walk(cfg.Flat(), func(_ string, k Knob, v any) any { return k.Clamp(v) })
}

// Differences lists the settings of b that differ from a's, or that a has not.
func (c *Catalogue) Differences(a, b Config) []Setting {
	old := map[string]any{}
	for _, s := range c.Settings(a) {
		old[s.Key] = s.Value
	}
	return slices.DeleteFunc(c.Settings(b), func(s Setting) bool { return old[s.Key] == s.Value })
}

func names[T any](all []T, info func(T) Info) []string {
	s := make([]string, len(all))
	for i, t := range all {
		s[i] = info(t).Name
	}
	return s
}

// strangers lists the given keys that no setting has.
func strangers(given map[string]any, settings []Setting) []string {
	var keys []string
	for key := range given {
		if !slices.ContainsFunc(settings, func(s Setting) bool { return s.Key == key }) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

func stranger(key string, settings []Setting) *FieldError {
	prefix, _, _ := strings.Cut(key, ".")
	if prefix == key || !slices.ContainsFunc(settings, func(s Setting) bool { return s.Key == prefix }) {
		return Refuse(key, "%[2]s is no setting of this run: it is there for other models", key)
	}
	var known []string
	owner := prefix
	for _, s := range settings {
		if name, ok := strings.CutPrefix(s.Key, prefix+"."); ok {
			known = append(known, name)
		}
		if s.Key == prefix {
			owner = fmt.Sprint(s.Value)
		}
	}
	if len(known) == 0 {
		return Refuse(key, "%[2]s is not a knob of %[3]s, which has none", key, owner)
	}
	return Refuse(key, "%[2]s is not a knob of %[3]s, which has %[4]s", key, owner, strings.Join(known, ", "))
}

// fromSettings is the inverse of Flat.
func fromSettings(settings []Setting) Config {
	cfg := Config{V: Version}
	words := map[string]*string{"data": &cfg.Data.Name, "classes": &cfg.Data.Classes, "shift": &cfg.Data.Shift, "shuffle": &cfg.Data.Shuffle,
		"model": &cfg.Model.Name, "mask": &cfg.Mask.Name, "start": &cfg.Start.From, "method": &cfg.Method.Name, "optim": &cfg.Optim.Name, "schedule": &cfg.Optim.Schedule}
	counts := map[string]*int{"seed": &cfg.Seed, "train": &cfg.Data.Train, "test": &cfg.Data.Test, "shots": &cfg.Data.Shots, "start.steps": &cfg.Start.Steps,
		"batch": &cfg.Optim.Batch, "steps": &cfg.Stop.Steps, "every": &cfg.Stop.Every, "plateau": &cfg.Stop.Plateau}
	knobs := map[string]*Values{"model": &cfg.Model.Knobs, "mask": &cfg.Mask.Knobs, "method": &cfg.Method.Knobs, "optim": &cfg.Optim.Knobs}
	for _, s := range settings {
		if s.Key == "shift" && s.Value == Unshifted && s.Knob.Default == Unshifted {
			continue // so that configs without a shift keep their JSON, and with it their digests
		}
		if w := words[s.Key]; w != nil {
			*w = s.Value.(string)
		} else if n := counts[s.Key]; n != nil {
			*n = int(s.Value.(float64))
		} else if s.Key == "probe" {
			cfg.Stop.Probe = new(int(s.Value.(float64)))
		} else if part, name, dotted := strings.Cut(s.Key, "."); dotted {
			if *knobs[part] == nil {
				*knobs[part] = Values{}
			}
			(*knobs[part])[name] = s.Value
		} else {
			cfg.Stop.Accuracy = s.Value.(float64)
		}
	}
	return cfg
}
