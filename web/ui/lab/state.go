package lab

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"

	"petri/models/spec"
	"petri/web/protocol"
	"petri/web/ui/text"
)

// StateVersion is that of State.
const StateVersion = 1

// A State is what another page keeps of the lab, to give it back later: the recipe,
// and how far its run has come. It is small, for the config decides every number and
// the run can be taken again to the same bit.
type State struct {
	V       int                        `json:"v"`
	Phase   string                     `json:"phase"`
	Step    int                        `json:"step"`
	Loss    *protocol.Number           `json:"loss,omitempty"` // of the newest steps
	Metrics map[string]protocol.Number `json:"metrics,omitempty"`
	Digest  string                     `json:"digest,omitempty"` // of a run that is over
	Config  spec.Config                `json:"config"`
	Turns   []protocol.Turned          `json:"turns,omitempty"`
	Opened  string                     `json:"opened,omitempty"` // what the file held that the run began from
	Recipe  *spec.Config               `json:"recipe,omitempty"` // where it is not the run's any more
}

// State says how the lab stands.
func (l *Lab) State() State {
	r := l.Run
	if r == nil {
		return State{V: StateVersion, Phase: l.Phase.String(), Config: l.Recipe.Config}
	}
	s := r.state()
	s.Phase = l.Phase.String()
	if l.Changed() {
		s.Recipe = &l.Recipe.Config
	}
	return s
}

// state says how far the run has come, and by what.
func (r *Run) state() State {
	s := State{V: StateVersion, Config: r.Config, Step: r.Step(), Digest: r.Digest, Turns: r.Turns, Opened: r.from()}
	if r.Digest != "" {
		s.Phase = Finished.String()
	}
	if loss := r.Loss(); !math.IsNaN(loss) {
		n := protocol.Number(loss)
		s.Loss = &n
	}
	if len(r.Points) > 0 {
		s.Metrics = r.Points[len(r.Points)-1].Metrics
	}
	return s
}

// Take takes up a state: its recipe, and its run up to the step where that was, which
// comes with the training of these steps once more. A run that was over is compared
// with what comes of it.
func (l *Lab) Take(s State, then func(error)) {
	if s.V != StateVersion {
		then(fmt.Errorf("this state is of version %d, and this page reads version %d", s.V, StateVersion))
		return
	}
	cfg, err := l.Catalogue.Complete(s.Config)
	if err == nil && (s.Step < 0 || s.Step > cfg.Stop.Steps) {
		err = &spec.FieldError{Field: "step", Message: fmt.Sprintf("step is %d, and the run has %d", s.Step, cfg.Stop.Steps)}
	}
	if err != nil {
		then(err)
		return
	}
	l.fit(cfg, then, func(cfg spec.Config) {
		l.Recipe.Take(cfg)
		if s.Step == 0 {
			l.launch(cfg, false)
			return
		}
		l.begin(cfg)
		l.Phase, l.training, l.awaited = Loading, false, s.Digest
		if s.Recipe != nil {
			if next, err := l.Catalogue.Complete(*s.Recipe); err == nil {
				l.Recipe.Take(next)
			}
		}
		l.runner.SetState(protocol.State{Config: cfg, Step: s.Step, Turns: s.Turns})
	})
}

// TakeUp is Take for what Report gave, as JSON.
func (l *Lab) TakeUp(state []byte, then func(error)) {
	var s State
	if err := json.Unmarshal(state, &s); err != nil {
		then(ErrNoState)
		return
	}
	l.Take(s, then)
}

// ErrNoState says that something was taken for a state.
var ErrNoState = errors.New("this is not a state that a page of Petri gave: pass what getState answered")

// Report is State, for what plays labs and meters alike.
func (l *Lab) Report() any { return l.State() }

// Text is the "result" of the run, or its "csv".
func (l *Lab) Text(what string) (string, error) {
	switch {
	case l.Run == nil || l.Run.Step() == 0:
		return "", errors.New("there is no run yet: train first")
	case what == "csv":
		return string(l.Run.CSV(Commas)), nil
	}
	return string(l.Run.JSON()), nil
}

// Play does what the button does that is seen first: it trains, or goes on.
func (l *Lab) Play(then func(error)) {
	switch {
	case l.Going() && l.training:
		then(nil)
	case (l.Phase == Paused || l.Phase == Running) && !l.Changed(): // also where a pause or a step is under way
		l.Resume()
		then(nil)
	default:
		l.train(then)
	}
}

// Change sets fields of the recipe, by their keys in a link. All of them are right or
// none is changed.
func (l *Lab) Change(fields map[string]any, then func(error)) {
	changed := NewRecipe(l.Catalogue)
	changed.Take(l.Recipe.Config)
	for _, key := range slices.Concat(spec.Deciding[:], slices.Sorted(maps.Keys(fields))) { // choices first: they decide which fields there are
		if v, given := fields[key]; given {
			if err := changed.put(key, v); err != nil {
				then(err)
				return
			}
		}
	}
	l.fit(changed.Config, then, func(cfg spec.Config) {
		l.Recipe.Take(cfg)
		l.Prepare()
	})
}

// put sets a field to a value that comes from a program.
func (r *Recipe) put(key string, v any) error {
	switch v.(type) {
	case string, float64, bool:
	default:
		return &spec.FieldError{Field: key, Message: fmt.Sprintf("%s takes a number, a word, true or false", key)}
	}
	setting, known := r.find(key)
	if !known {
		return &spec.FieldError{Field: key, Message: fmt.Sprintf("this recipe has no field %q", key)}
	}
	if written, ok := v.(string); ok { // as programs write numbers, in any language
		v = spec.Parse(setting.Knob, written)
	}
	r.Set(key, Word(v))
	if why := r.Wrong(key); why != "" {
		return &spec.FieldError{Field: key, Message: why}
	}
	return nil
}

// retaken tells whether a run that was taken again has come to what it came to before.
func (l *Lab) retaken() {
	if l.awaited != "" && l.Run.Digest != l.awaited {
		l.Notices = append(l.Notices, text.Of("state.other"))
	}
	l.awaited = ""
}
