package worker

import (
	"math"
	"strings"
	"testing"

	"petri/models/spec"
	"petri/web/protocol"
)

// twoValues is a run that trains two numbers.
func twoValues(steps int) spec.Config {
	cfg := digits(steps)
	cfg.Method = spec.Part{Name: "subspace", Knobs: spec.Values{"dim": 2.0}}
	return cfg
}

// whole awaits a surface of which all is known, and a path up to a step at least.
func whole(c *client, step int) *protocol.Surface {
	for {
		e := await[*protocol.Surface](c)
		if n := len(e.Path); e.Part == 1 && n > 0 && e.Path[n-1].Step >= step {
			return e
		}
	}
}

func ask(plane string) *protocol.Analyse {
	return &protocol.Analyse{What: "landscape", Landscape: &protocol.Landscape{Plane: plane, Points: 13, Examples: 80}}
}

func TestALandscapeOfAPausedRun(t *testing.T) {
	c := newClient(t, site())
	c.do(&protocol.Start{Config: twoValues(100), Paused: true}, &protocol.Step{Steps: 10})
	await[*protocol.Paused](c)
	c.do(ask("own"))
	e := whole(c, 10)
	if e.Rows != 13 || e.Cols != 13 || len(e.Values) != 169 || e.Landscape.Examples != 80 || e.Step != 10 || len(e.Path) < 5 {
		t.Errorf("%d×%d with %d values over %d examples at step %d, a path of %d points", e.Rows, e.Cols, len(e.Values), e.Landscape.Examples, e.Step, len(e.Path))
	}
	for _, v := range e.Values {
		if math.IsNaN(float64(v)) {
			t.Fatal("a value is not known")
		}
	}
	for _, p := range e.Path {
		if p.Off != 0 || p.Loss != p.Over {
			t.Errorf("the path is off the surface: %+v", p)
		}
	}
	c.do(&protocol.Resume{}) // and the path grows
	if e := whole(c, 100); e.Step != 10 {
		t.Errorf("the surface is of step %d", e.Step)
	}
}

func TestALandscapeWhileTraining(t *testing.T) {
	c := newClient(t, site())
	var got string
	c.heard = func(e protocol.Event) {
		if done, ok := e.(*protocol.Done); ok {
			got = done.Digest
		}
	}
	c.do(&protocol.Start{Config: twoValues(200)})
	await[*protocol.Metrics](c)
	c.do(ask("filter"))
	whole(c, 200)
	alone := newClient(t, site())
	alone.do(&protocol.Start{Config: twoValues(200)})
	if want := await[*protocol.Done](alone).Digest; got != want {
		t.Errorf("with a landscape the digest is %s, without %s", got, want)
	}
}

func TestLandscapesEndAndAreRefused(t *testing.T) {
	c := newClient(t, site())
	c.do(&protocol.Start{Config: digits(50), Paused: true}, ask("own"))
	if bad := c.refusal(); !strings.Contains(bad.Message, "a plane holds 2") || bad.Fatal || bad.Field != "plane" {
		t.Errorf("%+v", bad)
	}
	c.do(&protocol.Analyse{What: "sharpness"})
	if bad := c.refusal(); !strings.Contains(bad.Message, "how many examples") {
		t.Errorf("%+v", bad)
	}
	large := ask("raw")
	large.Landscape.Points = 49
	c.do(large)
	await[*protocol.Surface](c)
	c.do(&protocol.Analyse{What: "landscape"}, &protocol.Step{})
	await[*protocol.Paused](c)
	c.do(&protocol.Stop{})
	await[*protocol.Done](c)
}

func TestSharpness(t *testing.T) {
	c := newClient(t, site())
	cfg := digits(20)
	cfg.Method, cfg.Model = spec.Part{Name: "probe"}, spec.Part{Name: "mlp", Knobs: spec.Values{"width": 16.0}}
	c.do(&protocol.Start{Config: cfg})
	await[*protocol.Done](c)
	c.do(&protocol.Analyse{What: "sharpness", Landscape: &protocol.Landscape{Examples: 80}})
	for {
		e := await[*protocol.Sharpness](c)
		if e.Part < 1 || e.Examples == 0 {
			continue
		}
		if len(e.Greatest) != 3 || len(e.Errors) != 4 || e.Greatest[0] <= 0 || e.Trace <= 0 || e.Ball <= 0 || e.Box <= 0 || e.Step != 20 || e.Examples != 80 {
			t.Errorf("%+v", e)
		}
		return
	}
}

func TestThePathOfOneRunOnTheSurfaceOfAnother(t *testing.T) {
	c := newClient(t, site())
	keep := &protocol.Analyse{What: "keep", Texts: []string{"first"}}
	c.do(&protocol.Start{Config: digits(20)})
	await[*protocol.Done](c)
	c.do(ask("runs"))
	if e := await[*protocol.Error](c); !strings.Contains(e.Message, "keep the path of one") {
		t.Errorf("got %q", e.Message)
	}
	c.do(keep)
	if e := await[*protocol.Kept](c); len(e.Names) != 1 || e.Names[0] != "first" {
		t.Errorf("kept: %v", e.Names)
	}
	cfg := digits(20)
	cfg.Optim.Batch = 10
	c.do(&protocol.Start{Config: cfg})
	await[*protocol.Done](c)
	c.do(ask("runs"))
	e := whole(c, 20)
	if len(e.Others) != 1 || e.Others[0].Name != "first" || len(e.Others[0].Path) < 10 {
		t.Fatalf("the other paths are %+v", e.Others)
	}
	if a, b := e.Others[0].Path[0], e.Path[0]; a != b {
		t.Errorf("one seed, and the paths begin at %+v and %+v", a, b)
	}
	for range keptAtMost {
		c.do(keep)
	}
	for range keptAtMost {
		if e := await[*protocol.Kept](c); len(e.Names) > keptAtMost {
			t.Errorf("%d paths are kept", len(e.Names))
		}
	}
	c.do(&protocol.Analyse{What: "forget"})
	if e := await[*protocol.Kept](c); len(e.Names) != 0 {
		t.Errorf("still kept: %v", e.Names)
	}
	c.do(&protocol.Analyse{What: "keep"})
	await[*protocol.Error](c)
}

func TestTwoWorkersShareALandscape(t *testing.T) {
	alone, first, second := newClient(t, site()), newClient(t, site()), newClient(t, site())
	for _, c := range []*client{alone, first} {
		c.do(&protocol.Start{Config: twoValues(10)})
		await[*protocol.Done](c)
	}
	question := &protocol.Analyse{What: "landscape", Landscape: &protocol.Landscape{Plane: "own", Points: 25, Examples: 80}}
	alone.do(question)
	want := whole(alone, 10)

	second.do(&protocol.Start{Config: twoValues(10), Paused: true})
	await[*protocol.Started](second)
	first.do(question)
	await[*protocol.Surface](first)
	first.do(&protocol.Analyse{What: "plot"})
	second.do(&protocol.Aide{Plot: *await[*protocol.Plot](first)})
	found := 0
	for found < 100 {
		e := await[*protocol.Losses](second)
		found += len(e.At)
		first.do(&protocol.Know{Losses: *e})
	}
	got := whole(first, 10)
	for i, v := range want.Values {
		if got.Values[i] != v {
			t.Fatalf("point %d: together %v, alone %v", i, got.Values[i], v)
		}
	}
	first.do(&protocol.Analyse{What: "landscape"}, &protocol.Analyse{What: "plot"})
	await[*protocol.Error](first)
	second.do(&protocol.Aide{Plot: protocol.Plot{Rows: 13, Cols: 13, Examples: 10, Plane: protocol.Floats{1, 2}}})
	await[*protocol.Error](second)
}
