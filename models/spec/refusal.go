package spec

import (
	"errors"
	"fmt"
	"strings"
)

// A FieldError says which field of a Config is wrong and what it takes.
type FieldError struct {
	Field   string
	Message string // in English, with the name of the field
	Nearest any    // the nearest value that fits; nil if none is known
	Reason         // that Message is made of, where it can be said in another way
}

func (e *FieldError) Error() string { return e.Message }

// A Reason is what a message is made of, so that a page can say it in its language, with
// the names and numbers of its form. What the message is in English is found by Form.
type Reason struct {
	Form    string `json:"form,omitempty"`    // %[1]s is the field, and %[2]s and on are Args
	Title   string `json:"title,omitempty"`   // of the field, if it is known here
	Args    []any  `json:"args,omitempty"`    // numbers are float64, and everything else is a word
	Because string `json:"because,omitempty"` // a sentence that follows, if one does
}

// Refuse says in a form, filled with numbers and words, what is
// wrong with a field.
func Refuse(field, form string, args ...any) *FieldError {
	return (&FieldError{Field: field, Reason: Reason{Form: form, Args: args}}).worded()
}

// worded puts the message together.
func (e *FieldError) worded() *FieldError {
	filled := []any{e.Field[strings.LastIndex(e.Field, ".")+1:]}
	for i, a := range e.Args {
		if f, ok := number(a); ok {
			e.Args[i] = f
		} else {
			e.Args[i] = fmt.Sprint(a)
		}
		filled = append(filled, Word(e.Args[i]))
	}
	e.Message = fmt.Sprintf(e.Form, filled...)
	if e.Because != "" {
		e.Message += ": " + e.Because
	}
	return e
}

// Since adds a sentence to what is wrong.
func (e *FieldError) Since(because string) *FieldError {
	e.Because = because
	return e.worded()
}

// Near adds the nearest value that fits.
func (e *FieldError) Near(v any) *FieldError {
	e.Nearest = v
	return e
}

// At is an error about a field of a Config: what Check says of a knob, or any other.
func At(field string, err error) *FieldError {
	if of := (*FieldError)(nil); errors.As(err, &of) {
		e := *of
		e.Field = field
		return &e
	}
	return &FieldError{Field: field, Message: err.Error()}
}

// A Notice says that a field was wrong, and what Clamp took instead.
type Notice struct {
	*FieldError
	Took any // nil: the field was left out
}

func (n Notice) String() string {
	if n.Took == nil {
		return n.Message + ". Petri left it out."
	}
	return fmt.Sprintf("%s. Petri took %s instead.", n.Message, Word(n.Took))
}
