package lab

import (
	"strings"
	"testing"

	"petri/models/spec"
	"petri/web/protocol"
)

// large is what a worker says of a subspace that its network has no room for.
var large = protocol.Error{Field: "method.dim", Message: "dim 999999 is larger than the network: choose dim 199210 or less", Nearest: 199210.0,
	Reason: spec.Reason{Form: "%[1]s %[2]s is larger than the network: choose %[1]s %[3]s or less", Args: []any{999999.0, 199210.0}}}

// What does not fit is refused when a program sets it, and the run before is as it was.
func TestLab_RefusesWhatDoesNotFit(t *testing.T) {
	l, p := begin(t)
	l.Train()
	steps(p, 1, 2.5, 2.0)
	l.Pause()
	p.say(&protocol.Paused{Step: 2})
	state, run := l.State(), l.Run
	recipe := string(l.Recipe.Config.JSON())
	p.took()

	p.wrong = []protocol.Error{large}
	bad := state
	bad.Config.Seed = 3
	for name, do := range map[string]func(then func(error)){
		"set":      func(then func(error)) { l.Change(map[string]any{"seed": 2.0, "method.dim": 999999.0}, then) },
		"setState": func(then func(error)) { l.Take(bad, then) },
		"start":    func(then func(error)) { l.Do(&protocol.Start{Config: spec.Config{Seed: 2}}, then) },
	} {
		if err := told(do); err == nil || !strings.Contains(err.Error(), "choose dimension d 199,210 or less") {
			t.Errorf("%s: %v", name, err)
		}
		want(t, name+": commands", p.took(), "")
		want(t, name+": the run", l.Run == run && l.Phase == Paused, true)
		want(t, name+": the recipe", string(l.Recipe.Config.JSON()), recipe)
	}
	p.wrong = nil
	l.Resume()
	steps(p, 3, 1.5)
	want(t, "the run goes on", l.Run.Step(), 3)
}

// A person may write what does not fit; to press Train loses nothing by it.
func TestLab_TrainRefusesWhatDoesNotFit(t *testing.T) {
	l, p := begin(t)
	l.Train()
	steps(p, 1, 2.5, 2.0)
	l.Pause()
	p.say(&protocol.Paused{Step: 2})
	run := l.Run
	l.Set("method.dim", "999999")
	p.took()
	p.wrong = []protocol.Error{large}
	l.Train()
	want(t, "commands", p.took(), "")
	want(t, "the run", l.Run == run && l.Phase == Paused, true)
	want(t, "trouble", l.Trouble, "Dimension d 999,999 is larger than the network: choose dimension d 199,210 or less.")
	want(t, "at the field", l.Recipe.Wrong("method.dim"), l.Trouble)
	p.wrong = nil
	l.Set("method.dim", "300")
	l.Train()
	want(t, "what fits is run", p.took(), "stop start")
	want(t, "trouble", l.Trouble, "")
}

// A link asks for what does not fit, and gets the nearest that does, with a notice.
func TestLab_MovesALink(t *testing.T) {
	l, p := newLab(t)
	var heard int
	l.Heard = append(l.Heard, func(protocol.Event) { heard++ })
	l.Open("data=digits&method.dim=999999")
	l.Prepare()
	l.Train()
	bad := large
	bad.Fatal = true
	p.say(&bad)
	want(t, "dim", l.Recipe.Config.Method.Knobs.Int("dim"), 199210)
	want(t, "notices", l.Notices, []string{"Dimension d 999,999 is larger than the network: choose dimension d 199,210 or less. Petri took 199,210 instead."})
	want(t, "trouble", l.Trouble, "")
	want(t, "nobody was told of an end", heard, 0)
	want(t, "it is set up anew", p.last, protocol.Command(&protocol.Start{Config: l.Recipe.Config}))
	want(t, "and trains", l.Going(), true)
	want(t, "commands", p.took(), "start resume start")

	bad.Nearest = 199210.0
	p.say(&bad) // what does not help is told
	want(t, "phase", l.Phase, Idle)
	want(t, "told", heard, 1)
}

// What a person has typed is not moved under their hands.
func TestLab_DoesNotMoveWhatWasTyped(t *testing.T) {
	l, p := newLab(t)
	l.Open("data=digits")
	l.Set("method.dim", "999999")
	l.Prepare()
	bad := large
	bad.Fatal = true
	p.say(&bad)
	want(t, "dim", l.Recipe.Config.Method.Knobs.Int("dim"), 999999)
	want(t, "at the field", l.Recipe.Wrong("method.dim"), "Dimension d 999,999 is larger than the network: choose dimension d 199,210 or less.")
}

// A refusal that comes when another value stands in the field is not about that one.
func TestLab_BlamesNoOtherValue(t *testing.T) {
	for typed, blamed := range map[string]bool{"": true, "60": false} {
		l, p := begin(t)
		if typed != "" {
			l.Recipe.Set("method.dim", typed)
		}
		refused := large
		refused.Fatal = true
		p.say(&refused)
		want(t, "typed "+typed+": blamed", l.Recipe.Wrong("method.dim") != "", blamed)
	}
}
