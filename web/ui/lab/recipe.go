package lab

import "petri/models/spec"

// A Recipe is a configuration while it is being written. What a person typed
// and what is wrong with it are kept beside the last settings that were right.
type Recipe struct {
	Typing
	Config spec.Config // complete and right

	catalogue *spec.Catalogue
	chosen    map[string]any // settings that differ from the defaults, also of parts not chosen now
}

// NewRecipe returns the recipe of the default run.
func NewRecipe(c *spec.Catalogue) Recipe {
	r := Recipe{Typing: NewTyping(), catalogue: c, chosen: map[string]any{}}
	r.Config, _ = c.Clamp(nil)
	return r
}

// Take replaces all settings by those of cfg, which must be complete.
func (r *Recipe) Take(cfg spec.Config) {
	*r = NewRecipe(r.catalogue)
	for _, s := range r.catalogue.Settings(cfg) {
		r.note(s)
	}
	r.Config = cfg
}

// Settings lists the fields in the order of the form.
func (r *Recipe) Settings() []spec.Setting { return r.catalogue.Settings(r.Config) }

// Set takes what was typed into a field. If it is right the settings change,
// and with them the defaults of what was left alone; the notices tell of
// choices that no longer fit and were moved.
func (r *Recipe) Set(key, typed string) (notices []string) {
	setting, ok := r.find(key)
	if !ok {
		return nil
	}
	v, ok := r.Read(setting, typed)
	if !ok {
		return nil
	}
	r.note(spec.Setting{Key: key, Knob: setting.Knob, Value: v})
	cfg, changed := r.catalogue.Clamp(r.fitting())
	r.Config = cfg
	return Notices(changed, r.Settings()...)
}

// Sound reports the first field that is wrong, if there is one.
func (r *Recipe) Sound() error { return r.Typing.Sound(r.Settings()) }

// note remembers a setting if it differs from the default.
func (r *Recipe) note(s spec.Setting) {
	delete(r.chosen, s.Key)
	if s.Value != s.Knob.Default {
		r.chosen[s.Key] = s.Value
	}
}

// fitting returns the choices that have a place in the parts now chosen. The
// others wait for their part to be chosen again.
func (r *Recipe) fitting() map[string]any {
	given := map[string]any{}
	for _, part := range spec.Deciding {
		if name, ok := r.chosen[part]; ok {
			given[part] = name
		}
	}
	parts, _ := r.catalogue.Clamp(given)
	for _, s := range r.catalogue.Settings(parts) {
		if v, ok := r.chosen[s.Key]; ok {
			given[s.Key] = v
		}
	}
	return given
}

func (r *Recipe) find(key string) (spec.Setting, bool) {
	for _, s := range r.Settings() {
		if s.Key == key {
			return s, true
		}
	}
	return spec.Setting{}, false
}
