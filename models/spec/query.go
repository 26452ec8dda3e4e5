package spec

import (
	"fmt"
	"math"
	"strconv"
)

// Query returns the settings of cfg that differ from the defaults of its own
// data, model and method, so that the shortest link is the default run. It is a
// url.Values by another name: the worker, which reads no links, links no net/url.
func (c *Catalogue) Query(cfg Config) map[string][]string {
	q := map[string][]string{}
	for _, s := range c.Settings(cfg) {
		if s.Value != s.Knob.Default {
			q[s.Key] = []string{Word(s.Value)}
		}
	}
	return q
}

// Deciding lists the choices that decide which other settings there are.
var Deciding = [...]string{"data", "classes", "model", "mask", "start", "method", "optim"}

// FromQuery reads a link. Keys that are not Petri's are passed over, and what
// is out of range is clamped, with a notice a change.
func (c *Catalogue) FromQuery(q map[string][]string) (Config, []Notice) {
	given := map[string]any{}
	// Choices first: they decide which knobs there are, and so the kinds.
	for _, key := range Deciding {
		if v := q[key]; len(v) > 0 {
			given[key] = v[0]
		}
	}
	silent := func(_ string, k Knob, v any) any { return k.Clamp(v) }
	for _, s := range c.walk(given, silent) {
		if v := q[s.Key]; len(v) > 0 {
			given[s.Key] = Parse(s.Knob.Kind, v[0])
		}
	}
	for key, v := range q {
		if _, known := given[key]; !known && dotted(key) && len(v) > 0 {
			given[key] = v[0]
		}
	}
	return c.Clamp(given)
}

// dotted tells a knob of ours, such as model.width, from the parameters that
// other people hang on links.
func dotted(key string) bool {
	for _, part := range []string{"model.", "mask.", "start.", "method.", "optim."} {
		if len(key) > len(part) && key[:len(part)] == part {
			return true
		}
	}
	return false
}

// Parse reads a value of the knob's kind as links and programs write it, in any
// language; what cannot be read stays a string, which Clamp then refuses with a sentence.
func Parse(kind Kind, s string) any {
	switch kind {
	case Int, Float:
		if f, err := strconv.ParseFloat(s, 64); err == nil {
			return f
		}
	case Bool:
		if b, err := strconv.ParseBool(s); err == nil {
			return b
		}
	}
	return s
}

// Word writes a setting as a link, a label and a sentence do.
func Word(v any) string {
	switch v := v.(type) {
	case float64:
		form := byte('f')
		if a := math.Abs(v); a != 0 && (a < 1e-4 || a >= 1e15) {
			form = 'g'
		}
		return strconv.FormatFloat(v, form, -1, 64)
	case bool:
		return strconv.FormatBool(v)
	}
	return fmt.Sprint(v)
}
