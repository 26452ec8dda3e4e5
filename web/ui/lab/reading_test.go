package lab

import (
	"slices"
	"strings"
	"testing"

	"petri/models/spec"
	"petri/web/protocol"
	"petri/web/runner"
)

// library has a model that reads.
func library() *spec.Catalogue {
	c := *catalogue
	c.Models = []spec.ModelInfo{{Info: spec.Info{Name: "clip", Title: "CLIP"}, Sites: []string{spec.Words}}}
	return &c
}

func newReader(t *testing.T) (*Lab, *fakePort) {
	p := &fakePort{t: t}
	l := New(library(), func(listener runner.Listener) runner.Port { p.listener = listener; return p })
	return l, p
}

func TestReader(t *testing.T) {
	l, p := newReader(t)
	l.Write([]string{"a seven"})
	l.Try("a {}")
	if len(p.commands) != 0 {
		t.Errorf("%q are asked before there is a run", p.commands)
	}
	l.Prepare()
	p.commands = nil
	p.say(&protocol.Started{Config: l.Run.Config, Paused: true})
	if got := strings.Join(p.commands, " "); got != strings.TrimSpace(strings.Repeat("analyse ", 5)) { // samples, classes, prompt, similarity and texts
		t.Errorf("a run that begins is asked %s", got)
	}
	answer := func(name string) { p.say(&protocol.Texts{Name: name, Texts: []protocol.Text{{Read: name}}}) }
	p.say(&protocol.Image{Name: "samples"})
	p.say(&protocol.Prompt{Step: 0})
	p.say(&protocol.Grid{Name: "untouched"})
	p.say(&protocol.Grid{Name: "similarity", Step: 3})
	answer("classes")
	l.Write([]string{"a seven", "a boot"}) // while the last answer is under way
	before := len(p.commands)
	answer("texts")
	if l.Looks.Classes.Texts[0].Read != "classes" || l.Looks.Texts.Texts[0].Read != "texts" || l.Looks.Prompt == nil || l.Looks.Untouched == nil || l.Looks.Similarity.Step != 3 {
		t.Errorf("looks %+v", l.Looks)
	}
	if len(p.commands) == before || !slices.Equal(p.last.(*protocol.Analyse).Texts, []string{"a seven", "a boot"}) {
		t.Errorf("the newer texts are not asked about: %+v", p.last)
	}
	l.Write(nil)
	if l.Looks.Texts != nil {
		t.Error("without texts there is an answer")
	}
}

func TestTry(t *testing.T) {
	l, p := newReader(t)
	l.Prepare()
	p.say(&protocol.Started{Config: l.Run.Config, Paused: true})
	for i, template := range []string{"a {}", "b {}", "a {}"} {
		l.Try(template)
		if asked := p.last.(*protocol.Analyse); asked.What != "template" || asked.Texts[0] != template {
			t.Fatalf("asked %+v", asked)
		}
		p.say(&protocol.Curve{Name: "template", Labels: []string{template}, Values: protocol.Floats{float32(i) / 4}})
	}
	if len(l.Looks.Tried) != 2 || l.Looks.Tried[0] != (Tried{"a {}", 0, .5}) || l.Looks.Tried[1] != (Tried{"b {}", 0, .25}) {
		t.Errorf("tried %+v", l.Looks.Tried)
	}
	for i := range 20 {
		p.say(&protocol.Curve{Name: "template", Labels: []string{strings.Repeat("x", i)}, Values: protocol.Floats{0}})
	}
	if len(l.Looks.Tried) != triedAtMost {
		t.Errorf("%d templates are listed", len(l.Looks.Tried))
	}
	l.Set("steps", "7")
	if l.Renew(); len(l.Looks.Tried) != triedAtMost {
		t.Error("another run of the task forgets its templates")
	}
	p.say(&protocol.Started{Config: l.Run.Config, Paused: true})
	l.Set("seed", "9")
	if l.Renew(); l.Looks.Tried != nil {
		t.Errorf("templates of another task: %+v", l.Looks.Tried)
	}
}

// Renew takes the place of a run that is over; one that goes on is left alone.
func TestRenew(t *testing.T) {
	l, p := newReader(t)
	l.Train()
	p.say(&protocol.Started{Config: l.Run.Config})
	p.say(&protocol.Metrics{Step: 1, Losses: []protocol.Number{1}})
	run := l.Run
	l.Set("seed", "7")
	if l.Renew(); l.Run != run {
		t.Error("a run that goes on is taken away")
	}
	p.say(&protocol.Done{Step: 1, Reason: "steps"})
	if l.Renew(); l.Run == run || l.Run.Config.Seed != 7 || !slices.Contains(l.Runs, run) || l.Going() {
		t.Errorf("after a run that is over: seed %d, %d runs kept", l.Run.Config.Seed, len(l.Runs))
	}
}
