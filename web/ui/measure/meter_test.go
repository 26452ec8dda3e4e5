package measure

import (
	"bytes"
	"encoding/csv"
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"petri/methods/sweep"
	"petri/models/spec"
	"petri/web/protocol"
	"petri/web/runner"
	"petri/web/ui/lab"
)

// catalogue is a small one: a model, and of two methods one with a dimension.
var catalogue = &spec.Catalogue{
	Data: []spec.DataInfo{{Info: spec.Info{Name: "mnist", Title: "MNIST"}, Classes: []string{"0", "1"},
		Train: 60000, Test: 10000, DefaultTrain: 10000, DefaultTest: 2000}},
	Models: []spec.ModelInfo{{Info: spec.Info{Name: "mlp", Title: "Perceptron", Knobs: []spec.Knob{spec.IntKnob("width", "width", 200, 1, 1000, "")}}}},
	Methods: []spec.MethodInfo{
		{Info: spec.Info{Name: "full", Title: "Full"}, Optim: map[string]spec.Values{"adam": {"lr": 0.003}}},
		{Info: spec.Info{Name: "subspace", Title: "Subspace", Knobs: []spec.Knob{spec.IntKnob("dim", "dimension d", 750, 1, 1000000, "")}},
			Optim: map[string]spec.Values{"adam": {"lr": 0.1}}},
	},
	Optimisers: []spec.Info{{Name: "adam", Title: "Adam", Knobs: []spec.Knob{spec.FloatKnob("lr", "learning rate", 0.01, 1e-6, 100, "")}}},
	Schedules:  []spec.Info{{Name: "constant"}, {Name: "linear"}},
}

// crew is the workers of a test, which end runs when they are told to.
type crew struct {
	t    *testing.T
	open []*crewman // workers that were not ended
}

// crewman is one worker.
type crewman struct {
	crew     *crew
	listener runner.Listener
	run      string
	cfg      spec.Config
}

func (c *crew) spawn(l runner.Listener) runner.Port {
	w := &crewman{crew: c, listener: l}
	c.open = append(c.open, w)
	return w
}

func (w *crewman) Post(text []byte, parts [][]byte) {
	run, c, err := protocol.DecodeCommand(text)
	if err = errors.Join(err, protocol.Join(c, parts)); err != nil {
		w.crew.t.Fatal(err)
	}
	switch c := c.(type) {
	case *protocol.Start:
		w.run, w.cfg = run, c.Config
	case *protocol.Stop:
		w.run = ""
	case *protocol.Export:
		w.say(&protocol.Saved{Name: "model", Bytes: make([]byte, 4*w.cfg.Method.Knobs.Int("dim"))})
	}
}

func (w *crewman) Close() {
	var left []*crewman
	for _, other := range w.crew.open {
		if other != w {
			left = append(left, other)
		}
	}
	w.crew.open = left
}

func (w *crewman) say(e protocol.Event) {
	parts := protocol.Split(e)
	w.listener.Heard(protocol.EncodeEvent(w.run, e), parts)
}

// accuracy rises with log d, from 0.1 at 1 to 1 at 1000, so that it crosses
// 0.9 at 10^(8/3) = 464.2. All weights reach 0.95, and 0.9 of that is crossed at
// 10^(0.755/0.3) = 328.6.
func accuracy(cfg spec.Config) float64 {
	if cfg.Method.Name == "full" {
		return 0.95
	}
	return min(1, 0.1+0.3*math.Log10(cfg.Method.Knobs.Float("dim")))
}

// finish has the first worker that is busy end its run.
func (c *crew) finish() {
	w := c.open[slices.IndexFunc(c.open, func(w *crewman) bool { return w.run != "" })]
	w.say(&protocol.Started{Config: w.cfg, Ledger: spec.Ledger{Total: 199210}})
	w.say(&protocol.Metrics{Step: w.cfg.Stop.Steps / 2})
	w.say(&protocol.Done{Step: w.cfg.Stop.Steps, Digest: "d", Metrics: map[string]protocol.Number{"accuracy": protocol.Number(accuracy(w.cfg))}})
}

func newMeter(t *testing.T, workers int) (*Meter, *crew) {
	c := &crew{t: t}
	return New(catalogue, c.spawn, workers), c
}

func want(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestMeter_Measure(t *testing.T) {
	m, c := newMeter(t, 2)
	var heard []*sweep.Result
	m.Heard = append(m.Heard, func(r *sweep.Result) { heard = append(heard, r) })
	m.Measure()
	want(t, "phase", m.Phase, Going)
	want(t, "workers", len(c.open), 2)
	want(t, "first dimension", c.open[0].cfg.Method.Knobs.Int("dim"), 10)
	c.finish()
	want(t, "results", len(m.Now.Results), 1)
	want(t, "the worker goes on", c.open[0].cfg.Method.Knobs.Int("dim"), 50)
	for m.Phase == Going {
		c.finish()
	}
	want(t, "phase", m.Phase, Finished)
	want(t, "workers at the end", len(c.open), 0)
	want(t, "trouble", m.Trouble, "")
	if n := len(m.Now.Results); n > 30 || len(heard) != n+1 || heard[n] != nil {
		t.Errorf("%d results, %d told", n, len(heard))
	}
	if a := m.Now.Answer; math.Abs(a.Absolute.Dim-464.2) > .5 || math.Abs(a.Own.Dim-328.6) > .5 {
		t.Errorf("crossings at %v and %v, want 464.2 and 328.6", a.Absolute.Dim, a.Own.Dim)
	}
	want(t, "D", m.Now.Total, 199210)
	if x := m.Now.Model; x == nil || x.Dim != m.Now.Answer.Absolute.Above || len(x.Bytes) != 4*x.Dim || x.Accuracy < 0.9 {
		t.Errorf("model %+v, want that of d = %d", x, m.Now.Answer.Absolute.Above)
	}
	want(t, "part", m.Part(), 1.0)
	if s := m.Summary(); !strings.Contains(s, "199,210") || !strings.Contains(s, "about 460 numbers") || !strings.Contains(s, "every 429 weights") {
		t.Errorf("summary: %s", s)
	}
	want(t, "interval of seeds that are all alike", m.Interval(m.Now.Answer.Absolute), "between the tried 433 and 466,")
}

func TestMeter_Cancel(t *testing.T) {
	m, c := newMeter(t, 1)
	m.Measure()
	m.Cancel()
	want(t, "without a result there is nothing to go on with", m.Phase, Idle)

	m.Measure()
	for range 3 {
		c.finish()
	}
	c.open[0].say(&protocol.Metrics{Step: 300})
	m.Cancel()
	want(t, "phase", m.Phase, Stopped)
	want(t, "workers", len(c.open), 0)
	want(t, "results", len(m.Now.Results), 3)
	want(t, "part", m.Part(), 0.1)
	want(t, "place", m.Place(m.Now.Answer.Absolute), "above 50")

	m.Continue()
	want(t, "the run that was lost is begun again", c.open[0].cfg.Method.Knobs.Int("dim"), 100)
	for m.Phase == Going {
		c.finish()
	}
	whole, c := newMeter(t, 3)
	whole.Measure()
	for whole.Phase == Going {
		c.finish()
	}
	for i := range m.Now.Results {
		m.Now.Results[i].Seconds, whole.Now.Results[i].Seconds = 0, 0
	}
	want(t, "results of a sweep that was stopped, and of a whole one", m.Now.Results, whole.Now.Results)
}

// store keeps things by number, as the browser does.
type store map[int][]byte

func (s store) Keep(id int, item []byte) { s[id] = item }
func (s store) Next() int                { return len(s) + 1 }
func (s store) Forget(id int)            { delete(s, id) }

func (s store) All() [][]byte {
	var all [][]byte
	for id := range 100 {
		if item, ok := s[id]; ok {
			all = append(all, item)
		}
	}
	return all
}

func TestMeter_UseStore(t *testing.T) {
	kept := store{9: []byte(`{"id":9,"sweep":{}}`), 10: []byte("nonsense")}
	m, c := newMeter(t, 1)
	m.UseStore(kept)
	want(t, "what is not a measurement", len(m.Measured), 0)
	m.Open("model.width=50")
	m.Measure()
	for range 12 {
		c.finish()
	}

	again, c := newMeter(t, 1)
	again.UseStore(kept)
	want(t, "phase while the form asks for something else", again.Phase, Idle)
	again.Open("model.width=50")
	want(t, "phase when it asks for the same", again.Phase, Stopped)
	want(t, "results", len(again.Now.Results), 12)
	again.Continue()
	for again.Phase == Going {
		c.finish()
	}
	want(t, "measurements", len(again.Measured), 1)
	want(t, "model", again.Now.Model.Dim, again.Now.Answer.Absolute.Above)

	third, _ := newMeter(t, 1)
	third.Open("model.width=50") // as the page does: the link comes before the store
	third.UseStore(kept)
	want(t, "phase", third.Phase, Finished)
	want(t, "file", string(third.Now.JSON()), string(again.Now.JSON()))
	want(t, "model", third.Now.Model, again.Now.Model)
	third.Remove(third.Now)
	want(t, "a removed one is forgotten", len(kept), 2)
}

func TestMeter_Died(t *testing.T) {
	m, c := newMeter(t, 2)
	m.Measure()
	c.finish()
	c.open[0].listener.Died("killed")
	want(t, "results", len(m.Now.Results), 1)
	want(t, "notices", len(m.Notices), 1)
	for m.Phase == Going {
		c.finish()
	}
	want(t, "phase", m.Phase, Finished)

	m, c = newMeter(t, 1)
	m.Measure()
	c.finish()
	for m.Phase == Going {
		c.open[0].listener.Died("no such file")
	}
	want(t, "what is done stays", len(m.Now.Results), 1)
	want(t, "phase", m.Phase, Stopped)
	if !strings.Contains(m.Trouble, "no such file") {
		t.Errorf("trouble: %q", m.Trouble)
	}
}

func TestMeter_Error(t *testing.T) {
	m, c := newMeter(t, 1)
	m.Open("sweep.search=grid&sweep.seeds=1&sweep.from=100&sweep.to=200")
	m.Measure()
	w := c.open[0]
	w.say(&protocol.Error{Message: "dim 100 is larger than the network, which has 90 parameters", Field: "method.dim", Fatal: true})
	want(t, "result", m.Now.Results[0], sweep.Result{Run: sweep.Run{Dim: 100}, Error: "dim 100 is larger than the network, which has 90 parameters", Seconds: m.Now.Results[0].Seconds})
	c.finish()
	c.finish()
	want(t, "phase", m.Phase, Finished)
	if csv := string(m.Now.CSV(lab.Commas)); !strings.Contains(csv, `,"dim 100 is larger than the network, which has 90 parameters",`) ||
		!strings.HasPrefix(csv, "d,seed,accuracy,seconds,digest,error,parameters,d_int absolute,d_int own baseline,sweep\n0,0,0.95,") || !strings.Contains(csv, ",199210,") {
		t.Errorf("CSV: %s", csv)
	}
}

func TestMeasurement_CSV(t *testing.T) {
	s, err := sweep.Complete(catalogue, sweep.Sweep{Recipe: spec.Config{Seed: 5}})
	if err != nil {
		t.Fatal(err)
	}
	x := &Measurement{File: sweep.NewFile(s, []sweep.Result{{Run: sweep.Run{Dim: 1, Seed: 5}, Accuracy: 0.95}})}
	rows, err := csv.NewReader(bytes.NewReader(x.CSV(lab.Commas))).ReadAll()
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	own := "" // was not measured
	want(t, "row", rows[1], []string{"1", "5", "0.95", "0", "", "", "0", x.Answer.Absolute.String(), own, string(x.Stamp())})
}

// Of two seeds that are as good, the first is kept, whichever ends first.
func TestMeasurement_Model(t *testing.T) {
	for _, seeds := range [][]int{{0, 1}, {1, 0}} {
		x := &Measurement{File: sweep.File{Sweep: sweep.Sweep{Bar: 0.9}}}
		for _, seed := range seeds {
			x.note(sweep.Run{Dim: 10, Seed: seed}, runner.End{Accuracy: 0.95, Model: []byte{byte(seed)}})
		}
		want(t, "seed of the model", x.Model.Seed, 0)
	}
}

func TestMeter_Open(t *testing.T) {
	m, _ := newMeter(t, 1)
	m.Open("model.width=99999&sweep.seeds=99&sweep.search=fast&sweep.bar=0.8&utm_source=mail")
	want(t, "notices", len(m.Notices), 3)
	want(t, "link", m.Link(), "model.width=1000&sweep.bar=0.8&sweep.seeds=20")
	m.Open("sweep.from=500&sweep.to=100")
	m.Measure()
	want(t, "nothing is measured", m.Phase, Idle)
	if !strings.Contains(m.Trouble, "turn them round") || m.Recipe.Wrong("sweep.from") == "" {
		t.Errorf("trouble: %q", m.Trouble)
	}
	m.Set("sweep.to", "1,000")
	m.Measure()
	want(t, "phase", m.Phase, Going)
}

func TestMeter_Set(t *testing.T) {
	m, _ := newMeter(t, 1)
	m.Set("sweep.seeds", "many")
	m.Measure()
	want(t, "phase", m.Phase, Idle)
	if !strings.Contains(m.Trouble, "many") {
		t.Errorf("trouble: %q", m.Trouble)
	}
	m.Set("sweep.seeds", "2")
	m.Set("seed", "7")
	m.Set("sweep.nope", "1")
	want(t, "link", m.Link(), "seed=7&sweep.seeds=2")
	for _, s := range m.Fields() {
		if s.Key == "method.dim" || s.Key == "every" || s.Key == "plateau" {
			t.Errorf("the form asks for %s, which a sweep does not use", s.Key)
		}
	}
}

func TestMeter_Take(t *testing.T) {
	m, _ := newMeter(t, 1)
	complete := func(cfg spec.Config) spec.Config {
		cfg, err := catalogue.Complete(cfg)
		if err != nil {
			t.Fatal(err)
		}
		return cfg
	}
	m.Take(complete(spec.Config{Seed: 3, Stop: spec.Stop{Steps: 100, Every: 5, Plateau: 2}, Method: spec.Part{Name: "subspace", Knobs: spec.Values{"dim": 20.0}}}))
	want(t, "link", m.Link(), "seed=3&steps=100")
	want(t, "notices", len(m.Notices), 0)
	m.Take(complete(spec.Config{Method: spec.Part{Name: "full"}}))
	want(t, "a method without a dimension gives way, with its learning rate", m.Link(), "")
	want(t, "notices", len(m.Notices), 1)
}

func TestMeter_Differences(t *testing.T) {
	m, _ := newMeter(t, 1)
	a, err := m.Sweep()
	m.Open("model.width=50&sweep.seeds=5")
	b, errb := m.Sweep()
	if err != nil || errb != nil {
		t.Fatal(err, errb)
	}
	want(t, "words", m.Differences(a, b), "width 50 instead of 200; seeds 5 instead of 3")
	want(t, "nothing", m.Differences(a, a), "")
	want(t, "name", m.Called(), "MLP on MNIST, width 50")
	want(t, "lab", m.LabLink(b, sweep.Run{Dim: 750}), "method=subspace&method.dim=750&model.width=50")
}

func TestMeter_Drawn(t *testing.T) {
	m, c := newMeter(t, 1)
	for i := range lab.Slots + 1 {
		m.Open("sweep.search=grid&sweep.seeds=1&sweep.to=10&seed=" + spec.Word(float64(i+1)))
		m.Measure()
		for m.Phase == Going {
			c.finish()
		}
	}
	want(t, "measurements", len(m.Measured), lab.Slots+1)
	want(t, "drawn", len(m.Drawn()), lab.Slots)
	want(t, "the oldest makes way", m.Measured[0].Hidden, true)
	m.Measure()
	for m.Phase == Going {
		c.finish()
	}
	want(t, "the same again takes the place of the first", len(m.Measured), lab.Slots+1)
	m.Remove(m.Now)
	m.Show(m.Measured[0], true)
	want(t, "one is drawn although none is the current one", m.Measured[0].Hidden, false)
}
