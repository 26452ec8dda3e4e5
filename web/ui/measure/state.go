package measure

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"

	"petri/methods/sweep"
	"petri/models/spec"
	"petri/web/protocol"
	"petri/web/ui/lab"
)

// A State is what another page keeps of the meter, to give it back later.
type State struct {
	V      int           `json:"v"`
	Phase  string        `json:"phase"`
	Runs   int           `json:"runs"` // that are done
	Sweep  sweep.Sweep   `json:"sweep"`
	Answer *sweep.Answer `json:"answer,omitempty"`
}

var phases = [...]string{"idle", "running", "paused", "finished"}

// Report says how the meter stands, in the words that a lab has for it.
func (m *Meter) Report() any {
	s := State{V: lab.StateVersion, Phase: phases[m.Phase], Sweep: m.asked()}
	if m.Now != nil && !m.Changed() {
		s.Runs, s.Sweep, s.Answer = len(m.Now.Results), m.Now.Sweep, &m.Now.Answer
	}
	return s
}

// TakeUp puts the sweep of what Report gave into the form.
func (m *Meter) TakeUp(state []byte, then func(error)) { then(m.takeUp(state)) }

func (m *Meter) takeUp(state []byte) error {
	var s State
	d := json.NewDecoder(bytes.NewReader(state))
	d.DisallowUnknownFields() // a misspelt setting must not pass for the default
	if err := d.Decode(&s); err != nil {
		return fmt.Errorf("%w (%w)", lab.ErrNoState, protocol.Plain(err))
	}
	if s.V != lab.StateVersion {
		return fmt.Errorf("this state is of version %d, and this page reads version %d", s.V, lab.StateVersion)
	}
	complete, err := sweep.Complete(m.all, s.Sweep)
	if err == nil {
		m.Settings = complete.Values()
		m.Take(complete.Recipe)
	}
	return err
}

// Play measures what the form asks for, or goes on with it.
func (m *Meter) Play(then func(error)) { then(m.play()) }

func (m *Meter) play() error {
	if m.Now != nil && !m.Changed() {
		m.Continue()
	} else {
		m.Measure()
	}
	if m.Phase != Going && m.Trouble != "" {
		return errors.New(m.Trouble)
	}
	return nil
}

// Pause stops the sweep until it is played again.
func (m *Meter) Pause() { m.Cancel() }

// Change sets fields of the form, by their keys in a link. All of them are right or none
// is changed.
func (m *Meter) Change(fields map[string]any, then func(error)) {
	if err := m.check(fields); err != nil {
		then(err)
		return
	}
	link, _ := url.ParseQuery(m.Link()) // it was encoded a moment ago
	for key, v := range fields {
		link.Set(key, fmt.Sprint(v))
	}
	m.Open(link.Encode())
	then(nil)
}

// check finds the first of some values that their fields do not take. Where a choice
// brings other fields, what these take is seen when the link is read.
func (m *Meter) check(values map[string]any) error {
	chosen := slices.ContainsFunc(spec.Deciding[:], func(key string) bool { return values[key] != nil })
	known := m.Fields()
	for _, key := range slices.Sorted(maps.Keys(values)) {
		i := slices.IndexFunc(known, func(s spec.Setting) bool { return s.Key == key })
		if i < 0 && !chosen {
			return &spec.FieldError{Field: key, Message: fmt.Sprintf("this form has no field %q", key)}
		}
		if i < 0 {
			continue
		}
		if _, err := known[i].Knob.Check(spec.Parse(known[i].Knob, fmt.Sprint(values[key]))); err != nil {
			return spec.At(key, err)
		}
	}
	return nil
}

// Text is the "result" of the sweep, or the "csv" of its runs.
func (m *Meter) Text(what string) (string, error) {
	switch {
	case m.Now == nil || len(m.Now.Results) == 0:
		return "", errors.New("there is no result yet: measure first")
	case what == "csv":
		return string(m.Now.CSV(lab.Commas)), nil
	}
	return string(m.Now.JSON()), nil
}

// Export gives nothing: a sweep has many models.
func (*Meter) Export(string, func(*protocol.Saved)) (asked bool) { return false }
