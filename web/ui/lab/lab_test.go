package lab

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"petri/models/spec"
	"petri/web/protocol"
	"petri/web/runner"
)

// catalogue is a small one: two data sets, a model, two methods with learning
// rates of their own.
var catalogue = &spec.Catalogue{
	Data: []spec.DataInfo{
		{Info: spec.Info{Name: "digits", Title: "Digits"}, Train: 1000, Test: 300, DefaultTrain: 1000, DefaultTest: 300},
		{Info: spec.Info{Name: "mnist", Title: "MNIST"}, Train: 60000, Test: 10000, DefaultTrain: 10000, DefaultTest: 2000},
	},
	Models: []spec.ModelInfo{{Info: spec.Info{Name: "mlp", Title: "MLP", Knobs: []spec.Knob{spec.IntKnob("width", "width", 200, 1, 1000, "")}}}},
	Methods: []spec.MethodInfo{
		{Info: spec.Info{Name: "full", Title: "Full"}},
		{Info: spec.Info{Name: "subspace", Title: "Subspace", Knobs: []spec.Knob{spec.IntKnob("dim", "dimension d", 750, 1, 1000000, "")}},
			Optim: map[string]spec.Values{"adam": {"lr": 0.1}}},
	},
	Optimisers: []spec.Info{{Name: "adam", Title: "Adam", Knobs: []spec.Knob{spec.FloatKnob("lr", "learning rate", 0.003, 1e-6, 100, "")}}},
	Schedules:  []spec.Info{{Name: "constant"}, {Name: "linear"}},
}

// fakePort is a worker that remembers the commands it got, but for checks, which it
// answers at once.
type fakePort struct {
	wrong    []protocol.Error // with the next configs that are checked
	t        *testing.T
	listener runner.Listener
	run      string
	commands []string
	last     protocol.Command
}

func (p *fakePort) Post(text []byte, parts [][]byte) {
	run, c, err := protocol.DecodeCommand(text)
	if err = errors.Join(err, protocol.Join(c, parts)); err != nil {
		p.t.Fatal(err)
	}
	if _, check := c.(*protocol.Check); check {
		p.listener.Heard(protocol.EncodeEvent(run, &protocol.Checked{Wrong: p.wrong}), nil)
		return
	}
	if _, stop := c.(*protocol.Stop); !stop {
		p.run = run
	}
	p.last = c
	p.commands = append(p.commands, strings.ToLower(reflect.TypeOf(c).Elem().Name()))
}

func (*fakePort) Close() {}

func (p *fakePort) say(e protocol.Event) {
	parts := protocol.Split(e)
	p.listener.Heard(protocol.EncodeEvent(p.run, e), parts)
}

// took returns the commands since the last call, without the looks and
// snapshots that the page asks for by itself.
func (p *fakePort) took() string {
	kept := slices.DeleteFunc(p.commands, func(c string) bool { return c == "analyse" || c == "snapshot" })
	p.commands = nil
	return strings.Join(kept, " ")
}

func newLab(t *testing.T) (*Lab, *fakePort) {
	p := &fakePort{t: t}
	return New(catalogue, func(l runner.Listener) runner.Port {
		p.listener = l
		return p
	}), p
}

// begin prepares a run and lets the worker have it ready.
func begin(t *testing.T) (*Lab, *fakePort) {
	l, p := newLab(t)
	l.Prepare()
	p.say(&protocol.Started{Config: l.Recipe.Config, Paused: true, Ledger: spec.Ledger{Total: 100, Trainable: 5}})
	return l, p
}

// steps has the worker report steps with their losses.
func steps(p *fakePort, first int, losses ...protocol.Number) {
	last := first + len(losses) - 1
	p.say(&protocol.Metrics{Step: last, Loss: losses[len(losses)-1], Losses: losses, LR: 0.1, SamplesPerSecond: 1000})
}

// told is what then is told.
func told(f func(then func(error))) (err error) {
	err = errors.New("nothing was told")
	f(func(e error) { err = e })
	return err
}

func want(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestLab_Train(t *testing.T) {
	l, p := begin(t)
	want(t, "phase when set up", l.Phase, Ready)
	l.Train()
	want(t, "the run that is ready goes on", p.took(), "start resume")
	want(t, "phase", l.Phase, Running)
	steps(p, 1, 2.5, 2.0)
	p.say(&protocol.Evaluated{Step: 2, Metrics: map[string]protocol.Number{"accuracy": 0.5}})
	want(t, "losses", []float32(l.Run.Losses), []float32{2.5, 2})
	l.Pause()
	p.say(&protocol.Paused{Step: 2})
	want(t, "phase", l.Phase, Paused)
	l.Resume()
	p.say(&protocol.Done{Step: 2, Reason: "steps", Digest: "abc"})
	want(t, "phase", l.Phase, Finished)
	want(t, "digest", l.Run.Digest, "abc")
	want(t, "commands", p.took(), "pause resume")
	l.Train()
	want(t, "a finished recipe is run anew", p.took(), "stop start")
	want(t, "and the run before stays", len(l.Runs), 1)
}

func TestLab_Prepare(t *testing.T) {
	l, p := begin(t)
	l.Set("method.dim", "300")
	l.Prepare()
	want(t, "a run without steps makes way", p.took(), "start stop start")
	p.say(&protocol.Started{Config: l.Recipe.Config, Paused: true})
	l.Step(1)
	steps(p, 1, 2.5)
	p.say(&protocol.Paused{Step: 1})
	l.Set("method.dim", "200")
	l.Prepare()
	want(t, "a run with steps stays", p.took(), "step")
	want(t, "the recipe is known to differ", l.Changed(), true)
	l.Train()
	want(t, "until a new one is asked for", p.took(), "stop start")
}

func TestLab_Reset(t *testing.T) {
	l, p := begin(t)
	l.Train()
	steps(p, 1, 2.5, 2.0)
	l.Reset()
	p.say(&protocol.Started{Config: l.Run.Config, Paused: true})
	want(t, "the curve of an unfinished run is cleared", l.Run.Step(), 0)
	want(t, "runs", len(l.Runs), 1)
	l.Train()
	steps(p, 1, 2.5, 2.0)
	p.say(&protocol.Done{Step: 2, Reason: "steps"})
	l.Reset()
	p.say(&protocol.Started{Config: l.Run.Config, Paused: true})
	steps(p, 1, 2.5)
	want(t, "a finished run stays beside the new one", len(l.Runs), 2)
	if l.Runs[0].Slot == l.Runs[1].Slot {
		t.Error("both runs are drawn alike")
	}
}

func TestLab_NewSeed(t *testing.T) {
	l, p := begin(t)
	before := l.Recipe.Config.Seed
	l.NewSeed()
	want(t, "seed", l.Run.Config.Seed, before+1)
	want(t, "it is set up, not begun", p.last, protocol.Command(&protocol.Start{Config: l.Run.Config, Paused: true}))
}

func TestLab_Turn(t *testing.T) {
	l, p := begin(t)
	l.Train()
	steps(p, 1, 2.5, 2.0)
	l.Turn(0.1)
	want(t, "turning to what it is does nothing", len(l.Run.Turns), 0)
	l.Turn(0.02)
	want(t, "base rate", l.Run.BaseLR(), 0.02)
	p.say(&protocol.Turned{Step: 3, LR: 0.02}) // the worker was further than the page knew
	want(t, "turns", l.Run.Turns, []protocol.Turned{{Step: 3, LR: 0.02}})
	want(t, "base rate", l.Run.BaseLR(), 0.02)
	want(t, "commands", p.took(), "start resume set")
}

func TestLab_Revived(t *testing.T) {
	l, p := begin(t)
	l.Train()
	steps(p, 1, 2.5, 2.0, 1.5)
	p.listener.Died("out of memory")
	want(t, "the person is told", len(l.Notices), 1)
	p.say(&protocol.Started{Config: l.Run.Config, Step: 2, Paused: true})
	want(t, "phase", l.Phase, Running)
	want(t, "what comes again is taken back", l.Run.Step(), 2)
	steps(p, 3, 1.5)
	want(t, "losses", []float32(l.Run.Losses), []float32{2.5, 2, 1.5})
}

func TestLab_Lost(t *testing.T) {
	l, p := begin(t)
	var heard []string
	l.Heard = append(l.Heard, func(e protocol.Event) { heard = append(heard, fmt.Sprintf("%T", e)) })
	for range 3 {
		p.listener.Died("404")
	}
	want(t, "phase", l.Phase, Idle)
	want(t, "programs are told", heard, []string{"*protocol.Error"})
	if !strings.Contains(l.Trouble, "404") {
		t.Errorf("trouble: %q says no reason", l.Trouble)
	}
}

func TestLab_failed(t *testing.T) {
	l, p := begin(t)
	p.say(&protocol.Error{Field: "method.dim", Message: "dim 9 is too large", Fatal: true})
	want(t, "phase", l.Phase, Idle)
	want(t, "trouble", l.Trouble, "Dim 9 is too large.")
	want(t, "at the field", l.Recipe.Wrong("method.dim"), "Dim 9 is too large.")
	l.Set("method.dim", "8")
	l.Prepare()
	want(t, "the field is right again", l.Recipe.Wrong("method.dim"), "")
	want(t, "and the trouble is over", l.Trouble, "")
	want(t, "it cannot be tried again as it was", l.Retry == nil, true)
}

func TestLab_Retry(t *testing.T) {
	l, p := newLab(t)
	l.Train()
	p.say(&protocol.Error{Message: "digits/train-0 is corrupted", Fatal: true})
	want(t, "phase", l.Phase, Idle)
	p.took()
	l.Retry()
	want(t, "commands", p.took(), "start")
	want(t, "trouble", l.Trouble, "")
	want(t, "phase", l.Phase, Loading)
}

func TestLab_Restore(t *testing.T) {
	l, p := begin(t)
	cfg := l.Recipe.Config
	cfg.Seed = 77
	l.Restore([]byte("file"))
	p.say(&protocol.Started{Config: cfg, Step: 3, Paused: true})
	want(t, "the recipe is the file's", l.Recipe.Config.Seed, 77)
	want(t, "phase", l.Phase, Paused)
	want(t, "steps", l.Run.Step(), 3)
	steps(p, 4, 0.5)
	want(t, "loss where some are unknown", l.Run.Loss(), 0.5)
}

func TestLab_opened(t *testing.T) {
	for accuracy, opened := range map[protocol.Number]string{
		0.9: "Opened (model): accuracy 90.0%, as when it was saved.",
		0.8: "Opened (model): accuracy 80.0%, but when it was saved it was 90.0%. This browser or this data is not the same.",
	} {
		l, p := begin(t)
		steps(p, 1, 2.5, 2.0)
		before := l.Run
		l.Restore([]byte("file"))
		p.say(&protocol.Started{Config: l.Run.Config, Step: 2, Paused: true,
			Origin: &protocol.Origin{Name: "model", Measured: 2, Metrics: map[string]protocol.Number{"accuracy": 0.9}}})
		p.say(&protocol.Evaluated{Step: 2, Metrics: map[string]protocol.Number{"accuracy": accuracy}})
		want(t, "a file is a run of its own, even of the same recipe", l.Run == before, false)
		want(t, "what was found", l.Run.Opened, opened)
		l.Step(1)
		steps(p, 3, 0.5)
		p.say(&protocol.Evaluated{Step: 3, Metrics: map[string]protocol.Number{"accuracy": 0.95}})
		want(t, "later measurements do not change it", l.Run.Opened, opened)
	}
}

func TestOpenedText(t *testing.T) {
	now := &protocol.Evaluated{Step: 7, Metrics: map[string]protocol.Number{"accuracy": 0.5}}
	want(t, "saved between two measurements", new(Run).openedText(&protocol.Origin{Name: "weights", Measured: 5, Metrics: map[string]protocol.Number{"accuracy": 0.4}}, now),
		"Opened (weights): accuracy 50.0%. It was last measured at step 5, before it was saved: 40.0%.")
	want(t, "saved before any", new(Run).openedText(&protocol.Origin{Name: "snapshot"}, now),
		"Opened (snapshot): accuracy 50.0%. It had not been measured when it was saved.")
}

// A run that goes on from a measurement is measured again: the table shows it
// once, and the measurements after it.
func TestRun_evaluate(t *testing.T) {
	l, p := begin(t)
	for _, e := range []*protocol.Evaluated{{Step: 0}, {Step: 0}, {Step: 2}} {
		if e.Metrics = map[string]protocol.Number{"accuracy": 0.25}; e.Step > 0 {
			steps(p, 1, 2.5, 2.0)
		}
		p.say(e)
	}
	want(t, "measurements", len(l.Run.Points), 2)
	want(t, "rows", strings.Count(string(l.Run.CSV(Commas)), ",0.25,"), 2)
}

// Of one shot a class each step looks at one example a class.
func TestRun_Left(t *testing.T) {
	r := &Run{Config: complete(t, spec.Config{}), Losses: make(protocol.Floats, 100)}
	want(t, "seconds at no speed yet", r.Left(10), 0.0)
	r.Speed = 640
	want(t, "seconds for 500 steps of 128", r.Left(10), 100.0)
	r.Config.Data.Shots = 1
	want(t, "seconds for 500 steps of 10", r.Left(10), 500*10/640.0)
}

func TestLab_look(t *testing.T) {
	l, p := begin(t)
	asked := func() int {
		n := 0
		for _, c := range p.commands {
			if c == "analyse" {
				n++
			}
		}
		p.commands = nil
		return n
	}
	want(t, "samples and weights are looked at", asked(), 2)
	l.Draw([]float32{1})
	want(t, "the drawing is asked about at once", asked(), 1)
	l.Draw([]float32{2})
	l.Draw([]float32{3})
	want(t, "and then not before the answer", asked(), 0)
	p.say(&protocol.Image{Name: "samples"})
	p.say(&protocol.Image{Name: "weights"})
	p.say(&protocol.Curve{Name: "prediction", Values: protocol.Floats{1}})
	want(t, "but after it", asked(), 3)
	want(t, "with the newest drawing", p.last, protocol.Command(&protocol.Analyse{What: "predict", Values: protocol.Floats{3}}))
	l.Draw(nil)
	want(t, "an empty field has no prediction", l.Looks.Prediction == nil, true)
}

func TestLab_Link(t *testing.T) {
	l, _ := newLab(t)
	l.Open("data=digits&method.dim=5000000&utm_source=mail")
	want(t, "link", l.Link(), "data=digits&method.dim=1000000")
	want(t, "what was moved is told", len(l.Notices), 1)
}

func TestLab_Do(t *testing.T) {
	l, p := newLab(t)
	do := func(c protocol.Command) error { return told(func(then func(error)) { l.Do(c, then) }) }
	if err := do(&protocol.Start{Config: spec.Config{Method: spec.Part{Name: "nope"}}}); err == nil {
		t.Error("a config that is wrong is no error")
	}
	if err := do(&protocol.Start{Config: spec.Config{Seed: 3}}); err != nil {
		t.Fatal(err)
	}
	want(t, "the recipe shows what runs", l.Recipe.Config.Seed, 3)
	want(t, "command", p.last, protocol.Command(&protocol.Start{Config: l.Recipe.Config}))
	for _, c := range []protocol.Command{&protocol.Pause{}, &protocol.Resume{}, &protocol.Step{}, &protocol.Reset{}, &protocol.Export{}, &protocol.Stop{}} {
		if err := do(c); err != nil {
			t.Error(err)
		}
	}
	want(t, "commands", p.took(), "start pause resume step reset export stop")
}

func TestRun_Result(t *testing.T) {
	r := &Run{Losses: protocol.Floats{2, float32(math.NaN())}}
	if got := r.Result().Loss; !math.IsNaN(float64(got)) {
		t.Errorf("loss of the last step: got %v", got)
	}
	if !strings.Contains(string(r.JSON()), `"losses": [`) {
		t.Error("no losses in the JSON")
	}
}
