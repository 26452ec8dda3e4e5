package lab

import (
	"regexp"
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
	v, err := s.Knob.Check(Read(s.Knob.Kind, typed))
	if err != nil {
		t.Blame(s.Key, err.Error())
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
