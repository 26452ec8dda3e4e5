package worker

import (
	"strings"
	"testing"

	"petri/models/spec"
	"petri/web/protocol"
)

// pretrained is a short run on the digits 5 to 9 after so many steps on 0 to 4.
func pretrained(before int) spec.Config {
	cfg := digits(10)
	cfg.Model = spec.Part{Name: "mlp", Knobs: spec.Values{"width": 16.0}}
	cfg.Data.Classes = spec.SecondHalf
	cfg.Start = spec.Start{From: spec.OtherHalf, Steps: before}
	return cfg
}

// pretraining tells whether e reports it.
func pretraining(e protocol.Event) (l *protocol.Log, ok bool) {
	if l, ok = e.(*protocol.Log); ok {
		ok = strings.HasPrefix(l.Message, "pretraining on digits, first-half")
	}
	return l, ok
}

// startThen starts a run and gives commands at the first report of its
// pretraining.
func (c *client) startThen(cfg spec.Config, commands ...protocol.Command) {
	c.heard = func(e protocol.Event) {
		if _, ok := pretraining(e); ok {
			c.heard = nil
			c.do(commands...)
		}
	}
	c.do(&protocol.Start{Config: cfg})
}

// seen tells whether an event of type E was passed over.
func seen[E protocol.Event](c *client) bool {
	for _, e := range c.seen {
		if _, ok := e.(E); ok {
			return true
		}
	}
	return false
}

func TestPretrainingIsReported(t *testing.T) {
	c := newClient(t, site())
	c.do(&protocol.Start{Config: pretrained(200)})
	if s := await[*protocol.Started](c); s.Step != 0 || s.Config.Start.Steps != 200 {
		t.Errorf("started %+v", s)
	}
	part := 0.0
	for _, e := range c.seen {
		if l, ok := pretraining(e); ok {
			if l.Part <= part {
				t.Errorf("%v of the work is done after %v", l.Part, part)
			}
			part = l.Part
		}
	}
	if part != 1 {
		t.Errorf("%v of the work was done when the run started", part)
	}
	if g := await[*protocol.Grid](c); g.Rows != 5 || g.Labels[0] != "5" {
		t.Errorf("the confusion is of %d classes from %s", g.Rows, g.Labels[0])
	}
	await[*protocol.Done](c)
}

// What is asked of the run meanwhile is answered when it is there.
func TestPauseWhilePretraining(t *testing.T) {
	c := newClient(t, site())
	c.do(&protocol.Start{Config: pretrained(40)})
	want := await[*protocol.Done](c).Digest

	c = newClient(t, site())
	c.startThen(pretrained(40), &protocol.Pause{}, &protocol.Snapshot{})
	if p := await[*protocol.Paused](c); p.Step != 0 || seen[*protocol.Started](c) {
		t.Errorf("paused at step %d of a run that has not started", p.Step)
	}
	c.do(&protocol.Resume{})
	await[*protocol.Started](c)
	if s := await[*protocol.Saved](c); s.Name != "snapshot" {
		t.Errorf("saved %+v", s)
	}
	if got := await[*protocol.Done](c).Digest; got != want {
		t.Error("a pause while pretraining changed the run")
	}
}

func TestStopAndResetWhilePretraining(t *testing.T) {
	c := newClient(t, site())
	c.startThen(pretrained(40), &protocol.Stop{})
	if d := await[*protocol.Done](c); d.Reason != "stopped" || d.Step != 0 || seen[*protocol.Started](c) {
		t.Errorf("done %+v", d)
	}
	c.startThen(pretrained(41), &protocol.Reset{}) // another start than the one that was given up
	if s := await[*protocol.Started](c); !s.Paused || s.Step != 0 {
		t.Errorf("after a reset the run stands at step %d, paused %v", s.Step, s.Paused)
	}
}

// Whoever asked before a reset still waits for the answer.
func TestResetWhilePretrainingAnswersWhatWasAsked(t *testing.T) {
	c := newClient(t, site())
	c.startThen(pretrained(40), &protocol.Set{LR: 0.5}, &protocol.Snapshot{}, &protocol.Reset{})
	await[*protocol.Started](c)
	await[*protocol.Saved](c)
	c.do(&protocol.Resume{})
	got := await[*protocol.Done](c).Digest

	c.do(&protocol.Start{Config: pretrained(40)})
	await[*protocol.Started](c)
	if want := await[*protocol.Done](c).Digest; got != want {
		t.Error("the learning rate that was set before the reset has outlived it")
	}
}

// Runs in a row that start from the same weights train them once; a restored
// one and another d among them.
func TestPretrainedWeightsAreKept(t *testing.T) {
	c := newClient(t, site())
	c.do(&protocol.Start{Config: pretrained(40)})
	want := await[*protocol.Done](c).Digest
	c.do(&protocol.Snapshot{})
	file := await[*protocol.Saved](c).Bytes

	c.seen = nil
	cfg := pretrained(40)
	cfg.Method = spec.Part{Name: "subspace", Knobs: spec.Values{"dim": 5.0}}
	c.do(&protocol.Start{Config: cfg})
	if other := await[*protocol.Done](c).Digest; other == want {
		t.Error("d is not in the digest")
	}
	c.do(&protocol.Restore{Bytes: file})
	await[*protocol.Started](c)
	if got := await[*protocol.Done](c).Digest; got != want {
		t.Error("a restored run has another digest")
	}
	if seen[*protocol.Log](c) {
		t.Error("the data was loaded, or the weights trained, again")
	}
}

func TestBadStartsGetASentence(t *testing.T) {
	for want, cfg := range map[string]spec.Config{
		"the other half is there where half the classes are learned": {Start: spec.Start{From: spec.OtherHalf}},
		"images of the same shape":                                   {Data: spec.Data{Name: "digits"}, Start: spec.Start{From: "mnist"}},
		"none of the first 1 examples":                               {Data: spec.Data{Name: "digits", Train: 1, Classes: spec.SecondHalf}},
	} {
		c := newClient(t, site())
		c.do(&protocol.Start{Config: cfg})
		if bad := c.refusal(); !strings.Contains(bad.Message, want) || bad.Field == "" {
			t.Errorf("field %q: %s", bad.Field, bad.Message)
		}
	}
}
