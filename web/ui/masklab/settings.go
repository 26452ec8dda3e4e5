package masklab

import (
	"reflect"
	"slices"
	"strings"

	"petri/models/spec"
	"petri/web/protocol"
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// settings are the fields of the form: what the colours declare, those of one
// name only once, and beside it what the worker is asked as well.
func settings(colours []spec.Info) []spec.Setting {
	knobs := map[string]spec.Knob{
		"window": spec.IntKnob("window", text.Of("masklab.window"), 14, 2, 28, text.Of("masklab.window.help")),
		"seed":   spec.IntKnob("seed", text.Of("masklab.seed"), 1, 0, 1e9, text.Of("masklab.seed.help")),
	}
	keys := []string{}
	for _, colour := range colours {
		for _, k := range colour.Knobs {
			if key := "mask." + k.Name; !slices.Contains(keys, key) {
				keys, knobs[key] = append(keys, key), k
			}
		}
	}
	var all []spec.Setting
	for _, key := range append(keys, "window", "seed") {
		all = append(all, spec.Setting{Key: key, Knob: knobs[key], Value: knobs[key].Default})
	}
	return all
}

// Settings lists the fields of the form.
func (l *Lab) Settings() []spec.Setting { return slices.Clone(l.settings) }

func (l *Lab) find(key string) (i int, ok bool) {
	i = slices.IndexFunc(l.settings, func(s spec.Setting) bool { return s.Key == key })
	return i, i >= 0
}

// Set takes what was typed into a field. If it is right the masks follow.
func (l *Lab) Set(key, typed string) {
	i, ok := l.find(key)
	if !ok {
		return
	}
	l.Revision++
	if v, ok := l.typing.Read(l.settings[i], typed); ok {
		l.settings[i].Value = v
		clear(l.refused) // it may be right now
		l.Ask()
	}
}

// Typed is the text of a field, Wrong what is wrong with it, in a sentence, and
// Left ends the typing in it.
func (l *Lab) Typed(s spec.Setting) string { return l.typing.Typed(s) }

// Wrong says what is wrong with a field; empty is nothing.
func (l *Lab) Wrong(key string) string {
	if wrong := l.typing.Wrong(key); wrong != "" {
		return wrong
	}
	return l.refused[key]
}

// Left ends the typing in a field.
func (l *Lab) Left(key string) { l.typing.Leave(key) }

func (l *Lab) value(key string) float64 {
	i, _ := l.find(key)
	return l.settings[i].Value.(float64)
}

// question is what the worker would be asked about a colour now.
func (l *Lab) question(colour spec.Info) *protocol.Masks {
	knobs := spec.Values{}
	for _, s := range l.settings {
		if name, ok := strings.CutPrefix(s.Key, "mask."); ok && colour.Knob(name) != nil {
			knobs[name] = s.Value
		}
	}
	side := int(l.value("window"))
	return &protocol.Masks{Mask: spec.Part{Name: colour.Name, Knobs: knobs}, Seed: int(l.value("seed")), Rows: side, Cols: side,
		Draw: l.draw * Shown / together, Count: together}
}

func same(a, b *protocol.Masks) bool { return reflect.DeepEqual(a, b) }

// described says what was asked, for the foot of a figure.
func described(q *protocol.Masks) string {
	var knobs []string
	for _, name := range []string{"ratio", "filter", "scale"} {
		if v, ok := q.Mask.Knobs[name]; ok {
			knobs = append(knobs, name+" "+lab.Word(v))
		}
	}
	return text.Of("masklab.stamp", q.Mask.Name, q.Seed, q.Rows, q.Cols, strings.Join(knobs, ", "))
}
