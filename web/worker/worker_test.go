package worker

import (
	"io/fs"
	"os"
	"reflect"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"petri/models/data"
	"petri/models/spec"
	"petri/web/protocol"
)

// A client talks to a worker as a page does, and waits for events as a test
// does.
type client struct {
	t      *testing.T
	w      *Worker
	events chan protocol.Event
	seen   []protocol.Event
	heard  func(e protocol.Event) // is told of an event first
}

func newClient(t *testing.T, files fs.FS) *client {
	c := &client{t: t, events: make(chan protocol.Event, 10000)}
	c.w = New(files, func(_ string, e protocol.Event) {
		if c.heard != nil {
			c.heard(e)
		}
		c.events <- e
	}, runtime.Gosched)
	t.Cleanup(func() { c.w.Close() })
	return c
}

func site() fs.FS { return data.Site(os.DirFS("../../static")) }

func (c *client) do(commands ...protocol.Command) {
	for _, command := range commands {
		c.w.Do("run", command)
	}
}

// await returns the next event of type E, passing over others.
func await[E protocol.Event](c *client) E {
	c.t.Helper()
	for e := range c.events {
		c.seen = append(c.seen, e)
		if got, ok := e.(E); ok {
			return got
		}
		if bad, ok := e.(*protocol.Error); ok {
			c.t.Fatalf("error event: %s", bad.Message)
		}
	}
	panic("the channel is never closed")
}

// refusal returns the next error event, passing over others.
func (c *client) refusal() *protocol.Error {
	for e := range c.events {
		if bad, ok := e.(*protocol.Error); ok {
			return bad
		}
	}
	panic("the channel is never closed")
}

// losses are those of every Metrics event seen since the last call.
func (c *client) losses() (all []protocol.Number) {
	for _, e := range c.seen {
		if m, ok := e.(*protocol.Metrics); ok {
			all = append(all, m.Losses...)
		}
	}
	c.seen = nil
	return all
}

func digits(steps int) spec.Config {
	return spec.Config{Data: spec.Data{Name: "digits"}, Stop: spec.Stop{Steps: steps, Every: 10}}
}

func TestARunFromStartToDone(t *testing.T) {
	c := newClient(t, site())
	c.do(&protocol.Start{Config: digits(20)})
	started := await[*protocol.Started](c)
	if started.Ledger.Trainable != 750 || started.Config.Optim.Batch != 128 {
		t.Errorf("started with %+v", started)
	}
	for _, step := range []int{0, 10, 20} {
		if e := await[*protocol.Evaluated](c); e.Step != step || e.Metrics["accuracy"] <= 0 {
			t.Errorf("evaluated %+v, want it at step %d", e, step)
		}
	}
	if g := await[*protocol.Grid](c); g.Rows != 10 || len(g.Values) != 100 {
		t.Errorf("confusion is %d×%d with %d values", g.Rows, g.Cols, len(g.Values))
	}
	done := await[*protocol.Done](c)
	if done.Step != 20 || done.Reason != "steps" || len(done.Digest) != 64 {
		t.Errorf("done %+v", done)
	}
	if n := len(c.losses()); n != 20 {
		t.Errorf("%d losses were reported of 20 steps", n)
	}
}

func TestResetReplaysTheSameLosses(t *testing.T) {
	c := newClient(t, site())
	c.do(&protocol.Start{Config: digits(15)})
	first := await[*protocol.Done](c)
	losses := c.losses()
	c.do(&protocol.Reset{})
	if s := await[*protocol.Started](c); !s.Paused || s.Step != 0 {
		t.Errorf("after a reset the run stands at step %d, paused %v", s.Step, s.Paused)
	}
	c.do(&protocol.Resume{})
	if again := await[*protocol.Done](c); again.Digest != first.Digest || !reflect.DeepEqual(c.losses(), losses) {
		t.Error("a reset run has other losses or another digest")
	}
}

func TestStepTakesSoManyAndPauses(t *testing.T) {
	c := newClient(t, site())
	c.do(&protocol.Start{Config: digits(100), Paused: true})
	await[*protocol.Started](c)
	for _, tc := range []struct{ steps, at int }{{0, 1}, {1, 2}, {5, 7}} {
		c.do(&protocol.Step{Steps: tc.steps})
		if p := await[*protocol.Paused](c); p.Step != tc.at {
			t.Errorf("Step{%d} paused at %d, want %d", tc.steps, p.Step, tc.at)
		}
	}
}

func TestPausedRunsAnswer(t *testing.T) {
	c := newClient(t, site())
	c.do(&protocol.Start{Config: digits(1000)})
	await[*protocol.Evaluated](c)
	c.do(&protocol.Pause{})
	at := await[*protocol.Paused](c).Step
	c.do(&protocol.Analyse{What: "samples", Count: 12}, &protocol.Analyse{What: "weights", Count: 4},
		&protocol.Analyse{What: "confusion"}, &protocol.Analyse{What: "predict", Values: make(protocol.Floats, 64)},
		&protocol.Export{}, &protocol.Snapshot{}, &protocol.GetState{})
	if e := await[*protocol.Image](c); e.Name != "samples" || len(e.Items) != 12 || len(e.Values) != 12*64 {
		t.Errorf("%s with %d items and %d values", e.Name, len(e.Items), len(e.Values))
	}
	if e := await[*protocol.Image](c); e.Name != "weights" || len(e.Items) != 4 || e.Shape.H != 8 {
		t.Errorf("%s with %d items of %v", e.Name, len(e.Items), e.Shape)
	}
	if e := await[*protocol.Grid](c); e.Name != "confusion" {
		t.Errorf("grid %s", e.Name)
	}
	if e := await[*protocol.Curve](c); len(e.Values) != 10 || len(e.Labels) != 10 {
		t.Errorf("prediction of %d classes", len(e.Values))
	}
	for _, name := range []string{"weights", "snapshot"} {
		if e := await[*protocol.Saved](c); e.Name != name || e.Step != at || len(e.Bytes) == 0 {
			t.Errorf("saved %s of step %d, want %s of %d", e.Name, e.Step, name, at)
		}
	}
	if e := await[*protocol.State](c); e.Step != at || !e.Paused {
		t.Errorf("state %+v", e)
	}
}

// A model that was saved opens to the measurements of the run that it is of,
// also where the weights it starts from have to be pretrained again.
func TestAModelOpensAsItWasSaved(t *testing.T) {
	pretrained := digits(30)
	pretrained.Data.Classes, pretrained.Start = spec.SecondHalf, spec.Start{From: spec.OtherHalf, Steps: 20}
	pretrained.Method.Name = "said"
	for name, cfg := range map[string]spec.Config{"random start": digits(30), "pretrained": pretrained} {
		t.Run(name, func(t *testing.T) { testModelOpens(t, cfg) })
	}
}

func testModelOpens(t *testing.T, cfg spec.Config) {
	c := newClient(t, site())
	c.do(&protocol.Start{Config: cfg})
	want := await[*protocol.Done](c).Metrics
	c.do(&protocol.Export{What: "model"})
	file := await[*protocol.Saved](c)
	if file.Name != "model" || len(file.Bytes) > 4*750+2000 {
		t.Errorf("%s of %d bytes, want a model of 750 numbers", file.Name, len(file.Bytes))
	}
	c = newClient(t, site()) // that has pretrained nothing yet
	c.do(&protocol.Restore{Bytes: file.Bytes})
	if o := await[*protocol.Started](c).Origin; o == nil || o.Name != "model" || o.Measured != 30 || !reflect.DeepEqual(o.Metrics, want) {
		t.Errorf("opened from %+v, want a model measured at %v", o, want)
	}
	if got := await[*protocol.Evaluated](c); got.Step != 30 || !reflect.DeepEqual(got.Metrics, want) {
		t.Errorf("%+v after opening, %v before", got, want)
	}
	c.do(&protocol.Export{What: "soul"})
	if bad := c.refusal(); !strings.Contains(bad.Message, "choose one of adapter, model, weights") {
		t.Errorf("an export that there is not: %s", bad.Message)
	}
	c.do(&protocol.Reset{})
	if o := await[*protocol.Started](c).Origin; o != nil {
		t.Errorf("after a reset the run is from %+v", o)
	}
}

func TestRestoreAndSetStateGoOn(t *testing.T) {
	c := newClient(t, site())
	c.do(&protocol.Start{Config: digits(30)})
	want := await[*protocol.Done](c).Digest
	c.do(&protocol.Start{Config: digits(30), Paused: true}, &protocol.Step{Steps: 12})
	await[*protocol.Paused](c)
	c.do(&protocol.GetState{}, &protocol.Snapshot{})
	state := await[*protocol.State](c)
	file := await[*protocol.Saved](c).Bytes
	bare := *state
	bare.Snapshot = nil // the config alone is enough: the run is replayed
	for name, command := range map[string]protocol.Command{
		"restore": &protocol.Restore{Bytes: file}, "setState": &protocol.SetState{State: *state}, "replay": &protocol.SetState{State: bare},
	} {
		c.do(command, &protocol.GetState{})
		for await[*protocol.State](c).Step != 12 {
			c.do(&protocol.GetState{})
		}
		c.do(&protocol.Resume{})
		if got := await[*protocol.Done](c).Digest; got != want {
			t.Errorf("%s: another digest than the run that was never interrupted", name)
		}
	}
}

func TestBadInputGetsASentence(t *testing.T) {
	broken := fstest.MapFS{}
	for name, tc := range map[string]struct {
		files   fs.FS
		command protocol.Command
		field   string
		want    string
	}{
		"no such run":    {site(), &protocol.Pause{}, "", "send start first"},
		"unknown method": {site(), &protocol.Start{Config: spec.Config{Method: spec.Part{Name: "magic"}}}, "method", "is one of"},
		"d too large": {site(), &protocol.Start{Config: spec.Config{Data: spec.Data{Name: "digits"},
			Method: spec.Part{Name: "subspace", Knobs: spec.Values{"dim": 1e6}}}}, "method.dim", "larger than the network"},
		"few digits, many shots": {site(), &protocol.Start{Config: spec.Config{Data: spec.Data{Name: "digits", Train: 50, Shots: 20}}}, "shots", "or read more of them"},
		"missing data":           {broken, &protocol.Start{Config: digits(5)}, "", "is missing"},
		"no weights":             {site(), &protocol.Restore{Bytes: protocol.Bytes("no")}, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			c := newClient(t, tc.files)
			c.do(tc.command)
			if bad := c.refusal(); bad.Field != tc.field || !strings.Contains(bad.Message, tc.want) || len(bad.Message) < 20 {
				t.Errorf("field %q: %s", bad.Field, bad.Message)
			}
		})
	}
}

func TestRefusedCommandsLeaveTheRunAlone(t *testing.T) {
	c := newClient(t, site())
	c.do(&protocol.Start{Config: digits(20), Paused: true})
	await[*protocol.Started](c)
	c.do(&protocol.Set{LR: -1}, &protocol.Analyse{What: "dreams"}, &protocol.Analyse{What: "predict", Values: protocol.Floats{1}})
	for range 3 {
		if e := c.refusal(); e.Fatal {
			t.Errorf("fatal: %s", e.Message)
		}
	}
	c.do(&protocol.Resume{})
	await[*protocol.Done](c)
}

func TestABadStartLeavesTheRunAlone(t *testing.T) {
	c := newClient(t, site())
	c.do(&protocol.Start{Config: digits(30)})
	await[*protocol.Started](c)
	c.do(&protocol.Restore{Bytes: protocol.Bytes("nonsense")}, &protocol.Start{Config: spec.Config{Seed: -1}})
	refused := 0
	for e := range c.events {
		if bad, ok := e.(*protocol.Error); ok {
			if refused++; bad.Fatal {
				t.Errorf("fatal: %s", bad.Message)
			}
		}
		if done, ok := e.(*protocol.Done); ok {
			if done.Reason != "steps" || refused != 2 {
				t.Errorf("ended for %s after %d refusals", done.Reason, refused)
			}
			return
		}
	}
}

func TestAFailedRunIsGone(t *testing.T) {
	c := newClient(t, fstest.MapFS{})
	c.do(&protocol.Start{Config: digits(5)})
	for range 2 { // that the data is missing, then that there is no run
		c.refusal()
		for c.w.named("run") { // its goroutine ends a moment after its last event
			runtime.Gosched()
		}
		c.do(&protocol.Resume{})
	}
}

// named tells whether there is a run of that name.
func (w *Worker) named(name string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.runs[name] != nil
}

func TestStopEndsWithDone(t *testing.T) {
	c := newClient(t, site())
	c.do(&protocol.Start{Config: digits(100000)})
	await[*protocol.Metrics](c)
	c.do(&protocol.Stop{}, &protocol.Start{Config: digits(3)})
	if done := await[*protocol.Done](c); done.Reason != "stopped" || done.Step >= 100000 {
		t.Errorf("done %+v", done)
	}
	await[*protocol.Started](c)
	if done := await[*protocol.Done](c); done.Reason != "steps" || done.Step != 3 {
		t.Errorf("the run that came next: %+v", done)
	}
}

func TestPausedRunsAreMeasuredAsTheyOpen(t *testing.T) {
	c := newClient(t, site())
	c.do(&protocol.Start{Config: digits(5), Paused: true})
	if e := await[*protocol.Evaluated](c); e.Step != 0 {
		t.Errorf("evaluated at step %d", e.Step)
	}
	c.do(&protocol.Analyse{What: "samples", Count: 1 << 30})
	if e := await[*protocol.Image](c); len(e.Items) != picturesAtMost {
		t.Errorf("%d pictures", len(e.Items))
	}
	c.do(&protocol.Step{Steps: 2})
	await[*protocol.Paused](c)
	c.do(&protocol.Resume{}) // to the end, not for two more
	if done := await[*protocol.Done](c); done.Step != 5 {
		t.Errorf("done at step %d", done.Step)
	}
}

func TestADivergedRunStillAnswers(t *testing.T) {
	cfg := digits(100)
	cfg.Optim = spec.Optim{Part: spec.Part{Name: "sgd", Knobs: spec.Values{"lr": 100.0}}}
	c := newClient(t, site())
	c.do(&protocol.Start{Config: cfg})
	for e := range c.events {
		if bad, ok := e.(*protocol.Error); ok && (bad.Fatal || !strings.Contains(bad.Message, "rate of 100 is too high")) {
			t.Errorf("fatal %v: %s", bad.Fatal, bad.Message)
		}
		if done, ok := e.(*protocol.Done); ok {
			if done.Reason != "not-a-number" {
				t.Errorf("ended for %s", done.Reason)
			}
			break
		}
	}
	c.do(&protocol.Analyse{What: "samples", Count: 3}, &protocol.Snapshot{})
	if e := await[*protocol.Image](c); len(e.Items) != 3 {
		t.Errorf("%d pictures", len(e.Items))
	}
	protocol.EncodeEvent("run", await[*protocol.Saved](c))
}

func TestTheWorkerGivesWay(t *testing.T) {
	var times atomic.Int32
	events := make(chan protocol.Event, 10000)
	w := New(site(), func(_ string, e protocol.Event) { events <- e }, func() { times.Add(1) })
	w.Do("run", &protocol.Start{Config: digits(200)})
	for e := range events {
		if _, ok := e.(*protocol.Done); ok {
			break
		}
	}
	w.Close()
	if times.Load() == 0 {
		t.Error("200 steps without giving way")
	}
}
