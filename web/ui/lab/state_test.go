package lab

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"petri/web/protocol"
)

func TestLab_StateComesBack(t *testing.T) {
	l, p := begin(t)
	l.Train()
	steps(p, 1, 2.5, 2.0)
	l.Turn(0.02)
	p.say(&protocol.Turned{Step: 2, LR: 0.02})
	steps(p, 3, 1.5)
	l.Pause()
	p.say(&protocol.Paused{Step: 3})
	s := l.State()
	want(t, "phase", s.Phase, "paused")
	want(t, "step", s.Step, 3)
	want(t, "turns", s.Turns, []protocol.Turned{{Step: 2, LR: 0.02}})

	other, q := begin(t)
	if err := told(func(then func(error)) { other.Take(s, then) }); err != nil {
		t.Fatal(err)
	}
	want(t, "the run is taken again", q.last, protocol.Command(&protocol.SetState{State: protocol.State{Config: s.Config, Step: 3, Turns: s.Turns}}))
	want(t, "phase meanwhile", other.Phase, Loading)
}

func TestLab_TakeTellsOfAnotherDigest(t *testing.T) {
	for digest, notices := range map[string]int{"a": 0, "b": 1} {
		l, p := begin(t)
		s := l.State()
		s.Step, s.Digest = 2, "a"
		if err := told(func(then func(error)) { l.Take(s, then) }); err != nil {
			t.Fatal(err)
		}
		p.say(&protocol.Started{Config: s.Config})
		steps(p, 1, 2.5, 2.0)
		p.say(&protocol.Done{Step: 2, Reason: "steps", Digest: digest})
		want(t, digest, len(l.Notices), notices)
	}
}

func TestLab_TakeRefuses(t *testing.T) {
	l, _ := begin(t)
	for name, change := range map[string]func(*State){
		"version": func(s *State) { s.V = 2 },
		"step":    func(s *State) { s.Step = s.Config.Stop.Steps + 1 },
		"method":  func(s *State) { s.Config.Method.Name = "magic" },
	} {
		s := l.State()
		change(&s)
		if err := told(func(then func(error)) { l.Take(s, then) }); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestLab_Change(t *testing.T) {
	l, _ := begin(t)
	before := string(l.Recipe.Config.JSON())
	for key, v := range map[string]any{"seed": "many", "colour": "red", "steps": []any{1.0}} {
		if err := told(func(then func(error)) { l.Change(map[string]any{"batch": 16.0, key: v}, then) }); err == nil || !strings.Contains(err.Error(), key) && !strings.Contains(err.Error(), "many") {
			t.Errorf("%s: got %v", key, err)
		}
		want(t, "nothing has changed", string(l.Recipe.Config.JSON()), before)
	}
	if err := told(func(then func(error)) { l.Change(map[string]any{"seed": 7.0, "batch": 16.0}, then) }); err != nil {
		t.Fatal(err)
	}
	want(t, "seed", l.Recipe.Config.Seed, 7)
	want(t, "batch", l.Recipe.Config.Optim.Batch, 16)
}

func TestLab_Play(t *testing.T) {
	l, p := begin(t)
	if err := told(l.Play); err != nil {
		t.Fatal(err)
	}
	steps(p, 1, 2.5)
	l.Pause()
	p.say(&protocol.Paused{Step: 1})
	if err := told(l.Play); err != nil || l.Phase != Running {
		t.Errorf("a held run goes on: %v, %v", err, l.Phase)
	}
	l.Pause()
	p.say(&protocol.Paused{Step: 1})
	l.Set("seed", "many")
	l.Recipe.Set("steps", "5")
	if err := told(l.Play); err == nil {
		t.Error("a recipe with a mistake is played")
	}
}

// What was done to a run by hand goes with all that is passed on of it.
func TestRun_ByHand(t *testing.T) {
	l, p := begin(t)
	l.Train()
	steps(p, 1, 2.5, 2, 1)
	want(t, "nothing was done", l.Run.ByHand(), "")
	want(t, "stamp", string(l.Run.Stamp()), string(l.Run.Config.JSON()))
	p.say(&protocol.Turned{Step: 2, LR: 0.0005})
	p.say(&protocol.Done{Step: 3, Reason: "steps", Digest: "ab"})
	turned := l.Run
	want(t, "in words", turned.ByHand(), "learning rate turned by hand at step 2 to 0.0005")
	want(t, "name", turned.Label(), turned.Name+" (turned by hand)")
	var s State
	if err := json.Unmarshal(turned.Stamp(), &s); err != nil || s.V != StateVersion || s.Step != 3 || s.Digest != "ab" || len(s.Turns) != 1 || !reflect.DeepEqual(s.Config, turned.Config) {
		t.Errorf("stamp: %s, %v", turned.Stamp(), err)
	}
	if csv := string(turned.CSV(Commas)); !strings.Contains(csv, ",byHand\n") || !strings.Contains(csv, ",learning rate turned by hand at step 2 to 0.0005\n") {
		t.Errorf("CSV: %s", csv)
	}

	for kind, words := range map[string]string{
		"model":    "learning rate turned by hand at step 1 to 0.02; began from a file that was opened",
		"weights":  "learning rate turned by hand at step 1 to 0.02; began from a file that was opened",
		"snapshot": "learning rate turned by hand at step 1 to 0.02", // which goes on as if nothing had been
	} {
		l.Restore([]byte("file"))
		p.say(&protocol.Started{Config: turned.Config, Step: 4, Paused: true, Origin: &protocol.Origin{Name: kind, Turns: []protocol.Turned{{Step: 1, LR: .02}}}})
		want(t, kind, l.Run.ByHand(), words)
		want(t, kind+" in the result", l.Run.Result().Opened, kind)
		if csv := string(l.Run.CSV(Commas)); !strings.Contains(csv, "began from a file that was opened: "+kind+"\n") {
			t.Errorf("%s, CSV: %s", kind, csv)
		}
	}
}
