package lab

import (
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
