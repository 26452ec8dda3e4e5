package lab

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"petri/models/spec"
	"petri/web/protocol"
	"petri/web/ui/text"
)

// Worded says an error in the language of the page. A field is called what it is called
// among the settings of the form, and numbers are written as the page writes them.
func Worded(err error, form ...spec.Setting) string {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []string
		for _, err := range joined.Unwrap() {
			all = append(all, text.Sentence(Worded(err, form...)))
		}
		return strings.Join(all, " ")
	}
	e := (*spec.FieldError)(nil)
	if !errors.As(err, &e) || e.Form == "" {
		return err.Error()
	}
	args := []any{titleOf(e, form)}
	for _, a := range e.Args {
		args = append(args, inSentence(a))
	}
	said := fmt.Sprintf(text.Said(e.Form), args...)
	if e.Because != "" {
		said += ": " + text.Said(e.Because)
	}
	return said
}

// titleOf is what the page calls the field that an error is about.
func titleOf(e *spec.FieldError, form []spec.Setting) string {
	if i := slices.IndexFunc(form, func(s spec.Setting) bool { return s.Key == e.Field }); i >= 0 {
		return Title(form[i])
	}
	if e.Title != "" {
		return text.Or("title."+e.Field, text.Said(e.Title))
	}
	return text.Or("title."+e.Field, e.Field[strings.LastIndex(e.Field, ".")+1:])
}

// inSentence is a value in a sentence.
func inSentence(v any) string {
	f, ok := v.(float64)
	if ok && f == math.Trunc(f) && math.Abs(f) <= spec.MaxSeed {
		return text.Count(int(f))
	}
	return Word(v)
}

// translate puts the message of an error from the worker into the language of the page.
func translate(e *protocol.Error, form []spec.Setting) {
	e.Message = Worded(&spec.FieldError{Field: e.Field, Message: e.Message, Reason: e.Reason}, form...)
}

// Notices says what was changed in the settings of a form.
func Notices(all []spec.Notice, form ...spec.Setting) (said []string) {
	for _, n := range all {
		if why := Worded(n.FieldError, form...); n.Took == nil {
			said = append(said, text.Of("left-out", why))
		} else {
			said = append(said, text.Of("clamped", why, inSentence(n.Took)))
		}
	}
	return said
}
