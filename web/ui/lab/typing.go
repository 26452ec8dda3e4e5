package lab

import (
	"errors"
	"math"
	"strconv"
	"strings"

	"petri/models/spec"
	"petri/web/ui/text"
)

// Typing is what a person typed into the fields of a form, as long as it is
// wrong or being typed, and what is wrong with it.
type Typing struct {
	typed map[string]string // texts, by field
	wrong map[string]string // sentences, by field
}

// NewTyping returns a Typing into which nothing was typed.
func NewTyping() Typing { return Typing{map[string]string{}, map[string]string{}} }

// Typed is the text of a field, and Wrong what is wrong with it.
func (t Typing) Typed(s spec.Setting) string {
	if typed, ok := t.typed[s.Key]; ok {
		return typed
	}
	return Word(s.Value)
}

// Wrong says in a sentence what is wrong with a field; empty is nothing.
func (t Typing) Wrong(key string) string { return t.wrong[key] }

// Blame marks a field as wrong for a reason that was found elsewhere.
func (t Typing) Blame(key, message string) { t.wrong[key] = text.Sentence(message) }

// Read takes what was typed into a field, and returns the value if it is right.
func (t Typing) Read(s spec.Setting, typed string) (v any, ok bool) {
	t.typed[s.Key] = typed
	v, err := Read(s.Knob, typed)
	if err != nil {
		t.Blame(s.Key, Worded(spec.At(s.Key, err), s))
		return nil, false
	}
	delete(t.wrong, s.Key)
	return v, true
}

// Leave ends the typing in a field: a right text is shown as it was read.
func (t Typing) Leave(key string) {
	if t.wrong[key] == "" {
		delete(t.typed, key)
	}
}

// Sound reports the first of the fields that is wrong, if there is one.
func (t Typing) Sound(settings []spec.Setting) error {
	for _, s := range settings {
		if _, typed := t.typed[s.Key]; typed && t.wrong[s.Key] != "" {
			return &spec.FieldError{Field: s.Key, Message: t.wrong[s.Key]}
		}
	}
	return nil
}

// Absolve forgets what was found wrong elsewhere: it may be right now.
func (t Typing) Absolve() {
	for key := range t.wrong {
		if _, typed := t.typed[key]; !typed {
			delete(t.wrong, key)
		}
	}
}

// Read returns the value that was typed into the field of a knob, or an error that says
// what is wrong with it. A number is read as the language of the page writes it, and as
// another language does where that can only be meant one way: 0.5, 1.25 and 1,234.5 are
// numbers in German too. Where one mark stands before three digits, a number can be
// meant two ways:
//
//   - a whole number has its value in the language if that is thousands, and the value of
//     the other notation if only that is whole; 2,000 steps are refused in German, and
//     2.000 in English;
//   - another number has its value in the language if that is a broken one, and is
//     refused if that is thousands: 1.500 in German, 1,500 in English.
//
// The refusal names both values.
func Read(k spec.Knob, typed string) (any, error) {
	typed = strings.TrimSpace(typed)
	switch k.Kind {
	case spec.Bool:
		return k.Check(typed == "true")
	case spec.Choice:
		return k.Check(typed)
	}
	values := text.Readings(typed)
	if len(values) == 0 {
		return k.Check(typed)
	}
	v, sure := meant(k.Kind, values)
	if !sure {
		return nil, errors.New(text.Of("two-numbers", typed, Word(values[0]), Word(values[1])))
	}
	return k.Check(v)
}

// meant chooses among the values that a number can have, that of the language first.
func meant(kind spec.Kind, values []float64) (v float64, sure bool) {
	if len(values) == 1 {
		return values[0], true
	}
	own, other := values[0], values[1]
	grouped := math.Abs(own) > math.Abs(other)
	if kind == spec.Float {
		return own, !grouped
	}
	if own != math.Trunc(own) {
		return other, true
	}
	return own, grouped
}

// Word writes the value of a setting as it is typed.
func Word(v any) string {
	switch v := v.(type) {
	case float64:
		return text.Plain(v)
	case bool:
		return strconv.FormatBool(v)
	}
	return v.(string)
}
