package spec

import (
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

// Check returns v in the knob's own type, or a *FieldError that says what the knob
// takes. Numbers may arrive as any Go number.
func (k Knob) Check(v any) (any, error) {
	switch k.Kind {
	case Bool:
		if b, ok := v.(bool); ok {
			return b, nil
		}
		return nil, k.refuse("%[1]s is on or off (true or false), not %[2]s", v)
	case Choice:
		return k.checkChoice(v)
	}
	f, ok := number(v)
	switch {
	case v == "":
		return nil, k.refuse("%[1]s is empty: it takes %[2]s to %[3]s", k.Min, k.Max)
	case !ok || math.IsNaN(f):
		return nil, k.refuse("%[1]s is a number from %[2]s to %[3]s, not %[4]s", k.Min, k.Max, Word(v))
	case k.Kind == Int && f != math.Trunc(f):
		return nil, k.refuse("%[1]s is a whole number from %[2]s to %[3]s, not %[4]s", k.Min, k.Max, f)
	case f < k.Min || f > k.Max:
		return nil, k.refuse("%[1]s goes from %[2]s to %[3]s, so %[4]s is out of range", k.Min, k.Max, f)
	}
	return f, nil
}

func (k Knob) checkChoice(v any) (any, error) {
	s := worded(v)
	if slices.Contains(k.Choices, s) {
		return s, nil
	}
	all := strings.Join(k.Choices, ", ")
	if v == "" {
		return nil, k.refuse("%[1]s is empty: it takes %[2]s", all)
	}
	return nil, k.refuse("%[1]s is one of %[2]s, not %[3]s", all, v).Since(k.rule)
}

// refuse says what is wrong with a value of the knob.
func (k Knob) refuse(form string, args ...any) *FieldError {
	e := Refuse(k.Name, form, args...)
	e.Title = k.Title
	return e
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
