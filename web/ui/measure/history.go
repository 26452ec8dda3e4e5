package measure

import (
	"encoding/json"
	"slices"
	"strings"

	"petri/methods/sweep"
	"petri/models/spec"
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// UseStore brings back what was measured. If it is what the form says, it is
// the current measurement, and can go on where it was stopped.
func (m *Meter) UseStore(s lab.Store) {
	m.store = s
	for _, item := range s.All() {
		x := new(Measurement)
		if json.Unmarshal(item, x) != nil || x.ID < 1 {
			continue
		}
		f, err := sweep.Decode(m.all, item)
		if err != nil || len(f.Results) == 0 {
			continue
		}
		x.File = f
		m.Measured = append(m.Measured, x)
		m.ids = max(m.ids, x.ID)
	}
	m.recall()
}

// Drawn lists what is drawn, oldest first.
func (m *Meter) Drawn() []*Measurement {
	return slices.DeleteFunc(slices.Clone(m.Measured), func(x *Measurement) bool { return x.Hidden })
}

// Show draws a measurement or hides it.
func (m *Meter) Show(x *Measurement, on bool) {
	if on {
		m.admit(x)
	}
	x.Hidden = !on
	m.Revision++
	m.keep(x)
}

// admit gives a measurement a slot of its own to be drawn in; if all are taken,
// an older one makes way.
func (m *Meter) admit(x *Measurement) {
	var all []*lab.Trace
	var keep *lab.Trace
	for _, y := range m.Measured {
		all = append(all, &y.Trace)
		if y == m.Now {
			keep = &y.Trace
		}
	}
	if away := x.Admit(all, keep); away >= 0 {
		m.keep(m.Measured[away])
	}
}

// Rename gives a measurement another name; an empty one is not taken.
func (m *Meter) Rename(x *Measurement, name string) {
	if name != "" {
		x.Name = name
		m.Revision++
		m.keep(x)
	}
}

// Remove forgets a measurement, unless it is under way.
func (m *Meter) Remove(x *Measurement) {
	if x == m.Now && m.Phase == Going {
		return
	}
	m.Measured = slices.DeleteFunc(m.Measured, func(y *Measurement) bool { return y == x })
	m.Revision++
	if m.store != nil {
		m.store.Forget(x.ID)
	}
	if x == m.Now {
		m.Now, m.Phase = nil, Idle
	}
}

func (m *Meter) keep(x *Measurement) { lab.Keep(m.store, x.ID, x) }

// name is what a new measurement is called: model and data, and whatever else
// is not as usual.
func (m *Meter) name(cfg spec.Config) string {
	model := text.Or("short."+cfg.Model.Name, lab.Choice(m.Catalogue, "model", cfg.Model.Name))
	name := text.Of("measured", model, lab.Choice(m.Catalogue, "data", cfg.Data.Name))
	for _, s := range m.Catalogue.Settings(cfg) {
		switch {
		case s.Key == "model" || s.Key == "data" || s.Value == s.Knob.Default:
		case s.Key == "shots" || s.Key == "shuffle" || s.Key == "start":
			name += text.Of("name."+s.Key, lab.Value(m.Catalogue, s))
		default:
			name += ", " + text.Of("with", lab.Title(s), lab.Value(m.Catalogue, s))
		}
	}
	return name
}

// Differences says in words what sets b apart from a; it is empty if nothing
// does.
func (m *Meter) Differences(a, b sweep.Sweep) string {
	var words []string
	if recipe := lab.Differences(m.Catalogue, a.Recipe, b.Recipe); recipe != "" {
		words = append(words, recipe)
	}
	before, after := a.Values(), b.Values()
	for _, k := range sweep.Knobs() {
		if before[k.Name] == after[k.Name] {
			continue
		}
		word := func(v any) string {
			return lab.Value(m.Catalogue, spec.Setting{Key: prefix + k.Name, Knob: k, Value: v})
		}
		words = append(words, text.Of("instead-of", k.Title, word(after[k.Name]), word(before[k.Name])))
	}
	return strings.Join(words, "; ")
}
