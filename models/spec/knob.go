package spec

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Kind says what values a Knob takes.
type Kind string

// The kinds of knob.
const (
	Int    Kind = "int"
	Float  Kind = "float"
	Choice Kind = "choice"
	Bool   Kind = "bool"
)

// A Knob declares one setting: the form, the check of a value, the link, the
// docs card and the command line's help all follow from it.
type Knob struct {
	Name    string   `json:"name"`
	Title   string   `json:"title"`
	Kind    Kind     `json:"kind"`
	Default any      `json:"default"`           // float64, string or bool
	Min     float64  `json:"min,omitempty"`     // numbers only, inclusive
	Max     float64  `json:"max,omitempty"`     // numbers only, inclusive
	Log     bool     `json:"log,omitempty"`     // numbers only: the slider moves by factors
	Choices []string `json:"choices,omitempty"` // choices only
	Help    string   `json:"help"`

	rule string // choices only: why there are just these, if that needs saying
}

// IntKnob declares a whole number in [min, max].
func IntKnob(name, title string, def, min, max int, help string) Knob {
	return Knob{Name: name, Title: title, Kind: Int, Default: float64(def), Min: float64(min), Max: float64(max), Help: help}
}

// FloatKnob declares a number in [min, max].
func FloatKnob(name, title string, def, min, max float64, help string) Knob {
	return Knob{Name: name, Title: title, Kind: Float, Default: def, Min: min, Max: max, Help: help}
}

// ChoiceKnob declares one word out of choices; the first is the default.
func ChoiceKnob(name, title string, choices []string, help string) Knob {
	return Knob{Name: name, Title: title, Kind: Choice, Default: choices[0], Choices: choices, Help: help}
}

// BoolKnob declares a switch.
func BoolKnob(name, title string, def bool, help string) Knob {
	return Knob{Name: name, Title: title, Kind: Bool, Default: def, Help: help}
}

// OnLogScale marks a number that is best moved by factors.
func (k Knob) OnLogScale() Knob {
	k.Log = true
	return k
}

// worded is a choice as it is written: programs give those that look like numbers as
// numbers.
func worded(v any) string {
	if f, ok := number(v); ok {
		return Word(f)
	}
	s, _ := v.(string)
	return s
}

// Check returns v in the knob's own type, or an error that says what the knob
// takes. Numbers may arrive as any Go number.
func (k Knob) Check(v any) (any, error) {
	if v == "" {
		return nil, fmt.Errorf("%s is empty: it takes %s", k.Name, k.Takes())
	}
	switch k.Kind {
	case Bool:
		if b, ok := v.(bool); ok {
			return b, nil
		}
		return nil, fmt.Errorf("%s is on or off (true or false), not %v", k.Name, v)
	case Choice:
		if s := worded(v); slices.Contains(k.Choices, s) {
			return s, nil
		}
		err := fmt.Errorf("%s is one of %s, not %v", k.Name, strings.Join(k.Choices, ", "), v)
		if k.rule != "" {
			err = fmt.Errorf("%w: %s", err, k.rule)
		}
		return nil, err
	}
	f, ok := number(v)
	if !ok || math.IsNaN(f) {
		return nil, fmt.Errorf("%s is a number from %s to %s, not %s", k.Name, Word(k.Min), Word(k.Max), Word(v))
	}
	if k.Kind == Int && f != math.Trunc(f) {
		return nil, fmt.Errorf("%s is a whole number from %s to %s, not %s", k.Name, Word(k.Min), Word(k.Max), Word(v))
	}
	if f < k.Min || f > k.Max {
		return nil, fmt.Errorf("%s goes from %s to %s, so %s is out of range", k.Name, Word(k.Min), Word(k.Max), Word(v))
	}
	return f, nil
}

// Takes says which values there are.
func (k Knob) Takes() string {
	switch k.Kind {
	case Bool:
		return "true or false"
	case Choice:
		return strings.Join(k.Choices, ", ")
	}
	return Word(k.Min) + " to " + Word(k.Max)
}

// Clamp returns the allowed value nearest to v: a number is rounded and moved
// into the range, anything else that Check refuses becomes the default.
func (k Knob) Clamp(v any) any {
	if c, err := k.Check(v); err == nil {
		return c
	}
	f, ok := number(v)
	if !ok || math.IsNaN(f) || (k.Kind != Int && k.Kind != Float) {
		return k.Default
	}
	if k.Kind == Int {
		f = math.Round(f)
	}
	return min(max(f, k.Min), k.Max)
}

func number(v any) (float64, bool) {
	switch n := v.(type) {
	case float64:
		return n, true
	case float32:
		return float64(n), true
	case int:
		return float64(n), true
	}
	return 0, false
}
