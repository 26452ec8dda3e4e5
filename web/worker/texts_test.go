package worker

import (
	"slices"
	"strings"
	"testing"

	"petri/models/spec"
	"petri/web/protocol"
)

// A model that reads compares pictures with texts, measures a template and names
// the words near what it has learned.
func TestTexts(t *testing.T) {
	c := newClient(t, site())
	cfg := spec.Config{Data: spec.Data{Name: "mnist", Train: 300, Test: 100, Shift: spec.Unshifted}, Model: spec.Part{Name: "clip"}, Stop: spec.Stop{Steps: 2}}
	c.do(&protocol.Start{Config: cfg, Paused: true},
		&protocol.Analyse{What: "texts", Count: 10, Texts: []string{"a purple seven", "an ankle boot"}},
		&protocol.Analyse{What: "texts", Count: 3})
	e := await[*protocol.Texts](c)
	if e.Name != "texts" || len(e.Items) != 10 || len(e.Logits) != 20 || len(e.Values) != 10*784 ||
		e.Texts[0].Read != "a seven" || !slices.Equal(e.Texts[0].Unknown, []string{"purple"}) {
		t.Errorf("%s, %d pictures, %d logits, texts %v", e.Name, len(e.Items), len(e.Logits), e.Texts)
	}
	if e := await[*protocol.Texts](c); e.Name != "classes" || len(e.Texts) != 10 || len(e.Logits) != 30 || e.Texts[9].Read != "9" {
		t.Errorf("%s, texts %v, %d logits", e.Name, e.Texts, len(e.Logits))
	}
	c.do(&protocol.Analyse{What: "template", Texts: []string{"the digit {}"}}, &protocol.Analyse{What: "prompt", Count: 2})
	if e := await[*protocol.Curve](c); e.Name != "template" || e.Labels[0] != "the digit {}" || e.Values[0] < .8 {
		t.Errorf("%s %v: %v", e.Name, e.Labels, e.Values)
	}
	if e := await[*protocol.Prompt](c); len(e.Vectors) != 16 || len(e.Vectors[0].Words) != 2 || e.Vectors[0].Distances[0] <= 0 {
		t.Errorf("neighbours %v", e.Vectors)
	}
	c.do(&protocol.Analyse{What: "similarity"})
	for _, name := range []string{"untouched", "similarity"} {
		e := await[*protocol.Grid](c)
		for e.Name == "confusion" {
			e = await[*protocol.Grid](c)
		}
		if e.Name != name || e.Rows != 10 || e.Cols != 10 || len(e.Values) != 100 || e.Values[0] < -1 || e.Values[0] > 1 {
			t.Errorf("%s %d×%d: %v", e.Name, e.Rows, e.Cols, e.Values)
		}
	}
	for want, command := range map[string]*protocol.Analyse{
		"write {} where": {What: "template"},
		"too many":       {What: "texts", Texts: make([]string, 21)},
		"no analysis":    {What: "likeness"},
	} {
		c.do(command)
		if bad := c.refusal(); !strings.Contains(bad.Message, want) || bad.Fatal {
			t.Errorf("%q, not %q", bad.Message, want)
		}
	}
}

func TestTexts_OthersDoNotRead(t *testing.T) {
	c := newClient(t, site())
	c.do(&protocol.Start{Config: spec.Config{Data: spec.Data{Name: "digits"}, Stop: spec.Stop{Steps: 1}}, Paused: true}, &protocol.Analyse{What: "texts"}, &protocol.Analyse{What: "similarity"})
	if bad := c.refusal(); !strings.Contains(bad.Message, "reads no texts") {
		t.Error(bad.Message)
	}
	if bad := c.refusal(); !strings.Contains(bad.Message, "reads no texts") {
		t.Error(bad.Message)
	}
	c.do(&protocol.Analyse{What: "prompt"})
	if e := await[*protocol.Prompt](c); len(e.Vectors) != 0 {
		t.Errorf("a run without a prompt has %v", e.Vectors)
	}
}

// A language model continues a text, and has its examples as texts.
func TestWriting(t *testing.T) {
	c := newClient(t, site())
	cfg := spec.Config{Data: spec.Data{Name: "books", Train: 300, Test: 100}, Model: spec.Part{Name: "lm", Knobs: spec.Values{"width": "32"}},
		Start: spec.Start{From: spec.RandomStart}, Stop: spec.Stop{Steps: 2}}
	c.do(&protocol.Start{Config: cfg, Paused: true},
		&protocol.Analyse{What: "writing", Texts: []string{"Call me 🐳"}, Count: 4, Temperature: 1})
	e := await[*protocol.Writing](c)
	if e.Read != "call me" || !slices.Equal(e.Unknown, []string{"🐳"}) || len(e.Learned.Next) == 0 || len(e.Before.Answers) != 2 || !slices.Equal(e.Classes, []string{"beast", "law"}) {
		t.Errorf("%+v", e)
	}
	if l := e.Learned.Looks; len(l) != 2 || len(l[0].Vectors) != 20 || len(l[0].Pieces) != len(e.Pieces) || len(e.Before.Looks[0].Vectors) != 0 {
		t.Errorf("looks %+v on %q", l, e.Pieces)
	}
	c.do(&protocol.Step{}, &protocol.Analyse{What: "prompt", Count: 2})
	if e := await[*protocol.Prompt](c); len(e.Vectors) != 20 || len(e.Vectors[0].Words) != 2 {
		t.Errorf("neighbours %v", e.Vectors)
	}
	c.do(&protocol.Analyse{What: "writing", Texts: []string{"a"}, Count: 1000})
	if bad := c.refusal(); !strings.Contains(bad.Message, "up to 64 pieces") || bad.Fatal {
		t.Error(bad.Message)
	}
	c.do(&protocol.Resume{})
	await[*protocol.Done](c) // the run has been measured
	c.do(&protocol.Analyse{What: "samples", Count: 3})
	if e := await[*protocol.Image](c); len(e.Items) != 3 || e.Items[0].Text == "" || len(e.Values) != 0 {
		t.Errorf("%s: %+v with %d values", e.Name, e.Items, len(e.Values))
	}
}
