package lab

import (
	"regexp"
	"strconv"
	"strings"

	"petri/models/spec"
	"petri/web/ui/text"
)

// A Recipe is a configuration while it is being written. What a person typed
// and what is wrong with it are kept beside the last settings that were right.
type Recipe struct {
	Config spec.Config // complete and right

	catalogue *spec.Catalogue
	chosen    map[string]any    // settings that differ from the defaults, also of parts not chosen now
	typed     map[string]string // texts of fields that are wrong or being typed
	wrong     map[string]string // sentences, by field
}

func newRecipe(c *spec.Catalogue) Recipe {
	r := Recipe{catalogue: c, chosen: map[string]any{}, typed: map[string]string{}, wrong: map[string]string{}}
	r.Config, _ = c.Clamp(nil)
	return r
}

// Take replaces all settings by those of cfg, which must be complete.
func (r *Recipe) Take(cfg spec.Config) {
	*r = newRecipe(r.catalogue)
	for _, s := range r.catalogue.Settings(cfg) {
		r.note(s)
	}
	r.Config = cfg
}

// Settings lists the fields in the order of the form.
func (r *Recipe) Settings() []spec.Setting { return r.catalogue.Settings(r.Config) }

// Typed is the text of a field, and Wrong what is wrong with it.
func (r *Recipe) Typed(s spec.Setting) string {
	if t, ok := r.typed[s.Key]; ok {
		return t
	}
	return Word(s.Value)
}

// Wrong says in a sentence what is wrong with a field; empty is nothing.
func (r *Recipe) Wrong(key string) string { return r.wrong[key] }

// Blame marks a field as wrong for a reason that the worker found.
func (r *Recipe) Blame(key, message string) { r.wrong[key] = text.Sentence(message) }

// Set takes what was typed into a field. If it is right the settings change,
// and with them the defaults of what was left alone; the notices tell of
// choices that no longer fit and were moved.
func (r *Recipe) Set(key, typed string) (notices []string) {
	setting, ok := r.find(key)
	if !ok {
		return nil
	}
	r.typed[key] = typed
	v, err := setting.Knob.Check(Read(setting.Knob.Kind, typed))
	if err != nil {
		r.Blame(key, err.Error())
		return nil
	}
	delete(r.wrong, key)
	r.note(spec.Setting{Key: key, Knob: setting.Knob, Value: v})
	r.Config, notices = r.catalogue.Clamp(r.fitting())
	return notices
}

// Leave ends the typing in a field: a right text is shown as it was read.
func (r *Recipe) Leave(key string) {
	if r.wrong[key] == "" {
		delete(r.typed, key)
	}
}

// Sound reports the first field that is wrong, if there is one.
func (r *Recipe) Sound() error {
	for _, s := range r.Settings() {
		if _, typed := r.typed[s.Key]; typed && r.wrong[s.Key] != "" {
			return &spec.FieldError{Field: s.Key, Message: r.wrong[s.Key]}
		}
	}
	return nil
}

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

// absolve forgets what the worker found wrong: the next run may be right.
func (r *Recipe) absolve() {
	for key := range r.wrong {
		if _, typed := r.typed[key]; !typed {
			delete(r.wrong, key)
		}
	}
}

func (r *Recipe) find(key string) (spec.Setting, bool) {
	for _, s := range r.Settings() {
		if s.Key == key {
			return s, true
		}
	}
	return spec.Setting{}, false
}

// Read makes a value of the kind out of what was typed; what cannot be read
// stays text, which the knob then refuses with a sentence.
func Read(kind spec.Kind, typed string) any {
	typed = strings.TrimSpace(typed)
	switch kind {
	case spec.Int, spec.Float:
		if f, err := strconv.ParseFloat(plain(typed), 64); err == nil {
			return f
		}
	case spec.Bool:
		return typed == "true"
	}
	return typed
}

// grouped is a number whose commas set its thousands apart.
var grouped = regexp.MustCompile(`^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?$`)

// plain writes a number as programs do: without the commas between thousands,
// and with a point where a lone comma begins the decimals.
func plain(typed string) string {
	if grouped.MatchString(typed) {
		return strings.ReplaceAll(typed, ",", "")
	}
	return strings.Replace(typed, ",", ".", 1)
}

// Word writes the value of a setting as it is typed.
func Word(v any) string {
	switch v := v.(type) {
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	}
	return v.(string)
}
