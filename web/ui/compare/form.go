package compare

import (
	"errors"

	"petri/models/spec"
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// prefix begins the keys of the comparison's settings.
const prefix = "compare."

// knobs are what is asked for beside the colours.
func knobs() []spec.Knob {
	return []spec.Knob{
		spec.IntKnob("seeds", text.Of("compare.seeds"), 3, 1, 5, text.Of("compare.seeds.help")),
		spec.IntKnob("steps", text.Of("compare.steps"), 2000, 1, 100000, text.Of("compare.steps.help")).OnLogScale(),
	}
}

// Fields lists the settings of the form.
func (m *Comparer) Fields() []spec.Setting {
	var all []spec.Setting
	for _, k := range knobs() {
		all = append(all, spec.Setting{Key: prefix + k.Name, Knob: k, Value: m.settings[k.Name]})
	}
	return all
}

// Set takes what was typed into a field.
func (m *Comparer) Set(key, typed string) {
	for _, s := range m.Fields() {
		if s.Key != key {
			continue
		}
		if v, ok := m.Read(s, typed); ok {
			m.settings[s.Knob.Name] = v
		}
	}
}

// plan is what the form asks for, on a recipe.
func (m *Comparer) plan(recipe *lab.Recipe) (Plan, error) {
	if err := m.Sound(m.Fields()); err != nil {
		return Plan{}, err
	}
	if err := recipe.Sound(); err != nil {
		return Plan{}, errors.New(text.Of("fix-first.compare", text.Sentence(err.Error())))
	}
	p := m.asked(recipe.Config)
	if len(p.Colours) == 0 {
		return Plan{}, errors.New(text.Of("compare.no-colour"))
	}
	return p, nil
}

// asked is what the form asks for as it stands. All runs take all steps: what
// else could end one would give the colours other budgets.
func (m *Comparer) asked(recipe spec.Config) Plan {
	stop := recipe.Stop
	recipe.Stop = spec.Stop{Steps: m.settings.Int("steps"), Every: stop.Every, Probe: stop.Probe}
	p := Plan{Recipe: recipe, Seeds: m.settings.Int("seeds")}
	for _, colour := range m.Catalogue.Masks {
		if m.Colours[colour.Name] {
			p.Colours = append(p.Colours, colour.Name)
		}
	}
	return p
}

// Differs says in words what sets a recipe apart from that of the comparison,
// which has a colour and a number of steps of its own.
func (m *Comparer) Differs(recipe spec.Config) string {
	if m.Now == nil {
		return ""
	}
	p := m.asked(recipe)
	p.Recipe.Stop.Steps = m.Now.Recipe.Stop.Steps
	colour := m.Now.Colours[0]
	before := m.Now.config(m.Catalogue, &Run{Colour: colour, Seed: m.Now.Recipe.Seed})
	return lab.Differences(m.Catalogue, before, p.config(m.Catalogue, &Run{Colour: colour, Seed: recipe.Seed}))
}
