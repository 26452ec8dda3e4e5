package spec

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
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
// is out of range is clamped, with a notice a change. Capital letters are read as small
// ones: people write them, and some programs do.
func (c *Catalogue) FromQuery(q map[string][]string) (Config, []Notice) {
	link, twice := unfold(q)
	given := map[string]any{}
	// Choices first: they decide which knobs there are, and so the kinds.
	for _, key := range Deciding {
		if v, said := link[key]; said {
			given[key] = strings.ToLower(v)
		}
	}
	silent := func(_ string, k Knob, v any) any { return k.Clamp(v) }
	var notices []Notice
	for _, s := range c.walk(given, silent) {
		key := strings.ToLower(s.Key)
		v, said := link[key]
		if !said {
			continue
		}
		if other, more := twice[key]; more {
			notices = append(notices, Notice{Refuse(s.Key, "%[1]s is there twice, as %[2]s and as %[3]s", v, other), v})
		}
		delete(link, key)
		given[s.Key] = Parse(s.Knob, v)
	}
	for key, v := range link {
		if _, known := given[key]; !known && dotted(key) {
			given[key] = v
		}
	}
	cfg, more := c.Clamp(given)
	return cfg, append(notices, more...)
}

// unfold has one value a key, in small letters, and another one where there are two.
func unfold(q map[string][]string) (link, twice map[string]string) {
	link, twice = map[string]string{}, map[string]string{}
	for _, key := range slices.Sorted(maps.Keys(q)) {
		for _, v := range q[key] {
			small := strings.ToLower(key)
			if first, more := link[small]; !more {
				link[small] = v
			} else if v != first {
				twice[small] = v
			}
		}
	}
	return link, twice
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
func Parse(k Knob, s string) any {
	switch k.Kind {
	case Int, Float:
		s = strings.Replace(s, "e ", "e+", 1) // which a link has as 1e%2B21
		if f, err := strconv.ParseFloat(s, 64); err == nil {
			return f
		}
	case Bool:
		if b, err := strconv.ParseBool(s); err == nil {
			return b
		}
	case Choice:
		for _, choice := range k.Choices {
			if strings.EqualFold(s, choice) {
				return choice
			}
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
