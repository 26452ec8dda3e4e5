package compare

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"petri/models/spec"
	"petri/web/protocol"
	"petri/web/runner"
	"petri/web/ui/lab"
)

// catalogue is a small one, with three colours of masks.
var catalogue = &spec.Catalogue{
	Data: []spec.DataInfo{{Info: spec.Info{Name: "digits", Title: "Digits"}, Classes: []string{"0", "1"},
		Train: 1000, Test: 500, DefaultTrain: 1000, DefaultTest: 500}},
	Models:     []spec.ModelInfo{{Info: spec.Info{Name: "mae", Title: "Masked autoencoder"}, Masked: true}},
	Masks:      []spec.Info{filtered("blue"), filtered("red"), {Name: "white", Title: "White", Knobs: []spec.Knob{ratio}}},
	Methods:    []spec.MethodInfo{{Info: spec.Info{Name: "full", Title: "Full"}}},
	Optimisers: []spec.Info{{Name: "adam", Title: "Adam"}},
	Schedules:  []spec.Info{{Name: "linear"}},
}

var ratio = spec.FloatKnob("ratio", "masking ratio", .75, .05, .95, "")

func filtered(name string) spec.Info {
	return spec.Info{Name: name, Title: strings.ToUpper(name[:1]) + name[1:],
		Knobs: []spec.Knob{ratio, spec.FloatKnob("scale", "scale", 1, .5, 2, "")}}
}

// crew is the workers of a test, which do as they are told.
type crew struct {
	t     *testing.T
	open  []*crewman // workers that were not ended
	begun []string   // the runs, in the order of their beginning
}

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
		w.crew.begun = append(w.crew.begun, run)
	case *protocol.Stop:
		w.run = ""
	}
}

func (w *crewman) Close() {
	w.crew.open = slices.DeleteFunc(w.crew.open, func(other *crewman) bool { return other == w })
}

func (w *crewman) say(e protocol.Event) {
	parts := protocol.Split(e)
	w.listener.Heard(protocol.EncodeEvent(w.run, e), parts)
}

// measure has a worker tell of a measurement. Errors are larger under red, and
// rise a little with the seed.
func (w *crewman) measure(step int) {
	missed := map[string]float64{"blue": .03, "red": .06, "white": .04}[w.cfg.Mask.Name] + float64(w.cfg.Seed)/1000
	w.say(&protocol.Evaluated{Step: step, Metrics: map[string]protocol.Number{
		"maskedError": protocol.Number(missed), "visibleError": .5, "meanPredictor": .07,
		"linearProbe": protocol.Number(.8 + float64(w.cfg.Seed)/100), "nearestProbe": .75}})
}

// finish has the first worker that is busy end its run.
func (c *crew) finish() {
	w := c.open[slices.IndexFunc(c.open, func(w *crewman) bool { return w.run != "" })]
	w.measure(0)
	w.say(&protocol.Metrics{Step: w.cfg.Stop.Steps / 2})
	w.measure(w.cfg.Stop.Steps)
	w.say(&protocol.Done{Step: w.cfg.Stop.Steps, Digest: "d"})
}

func (c *crew) all(m *Comparer) {
	for m.Phase == Going {
		c.finish()
	}
}

func newComparer(t *testing.T, workers int) (*Comparer, *crew, *lab.Recipe) {
	c := &crew{t: t}
	recipe := lab.NewRecipe(catalogue)
	return New(catalogue, c.spawn, workers), c, &recipe
}

func want(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestComparer_Compare(t *testing.T) {
	m, c, recipe := newComparer(t, 1)
	recipe.Set("seed", "5")
	recipe.Set("mask.ratio", "0.5")
	recipe.Set("plateau", "3")
	m.Set("compare.seeds", "2")
	m.Set("compare.steps", "100")
	want(t, "before", m.Standing(), "Nothing is compared yet.")
	m.Compare(recipe)
	want(t, "phase", m.Phase, Going)
	want(t, "standing", m.Standing(), "Run 1 of 6…")
	cfg := c.open[0].cfg
	want(t, "steps and ratio", []any{cfg.Stop.Steps, cfg.Mask.Knobs["ratio"]}, []any{100, 0.5})
	want(t, "every run takes all its steps", cfg.Stop.Plateau, 0)
	c.finish()
	c.open[0].say(&protocol.Metrics{Step: 50})
	want(t, "part", m.Part(), 1.5/6)
	want(t, "standing", m.Standing(), "Run 2 of 6…")
	c.all(m)
	want(t, "all colours of a seed before those of the next", c.begun, []string{"blue/5", "red/5", "white/5", "blue/6", "red/6", "white/6"})
	want(t, "phase", m.Phase, Finished)
	want(t, "standing", m.Standing(), "Done: 6 runs.")
	want(t, "workers at the end", len(c.open), 0)
	want(t, "points", len(m.Now.Runs[0].Points), 2)
	want(t, "part", m.Part(), 1.0)
	want(t, "about", m.About(), "Masked autoencoder on Digits, seeds 5 to 6, 100 steps each.")
}

func TestComparer_workers(t *testing.T) {
	m, c, recipe := newComparer(t, 4)
	m.Set("compare.seeds", "1")
	m.Compare(recipe)
	want(t, "no more workers than runs", len(c.open), 3)
	c.all(m)
	want(t, "runs", c.begun, []string{"blue/0", "red/0", "white/0"})
}

func TestComparer_Cancel(t *testing.T) {
	m, c, recipe := newComparer(t, 2)
	m.Compare(recipe)
	m.Cancel()
	want(t, "without a result there is nothing to go on with", []any{m.Phase, m.Now == nil}, []any{Idle, true})

	m.Compare(recipe)
	c.finish()
	c.open[0].measure(0)
	m.Cancel()
	want(t, "phase", m.Phase, Stopped)
	want(t, "workers", len(c.open), 0)
	want(t, "standing", m.Standing(), "Stopped: 1 of 9 runs are done.")
	want(t, "what was measured of runs that are lost", []int{len(m.Now.Runs[1].Points), len(m.Now.Runs[2].Points)}, []int{0, 0})
	m.Continue()
	c.all(m)
	want(t, "phase", m.Phase, Finished)
	for _, r := range m.Now.Runs {
		want(t, "measurements of "+r.name(), len(r.Points), 2)
	}
}

func TestComparer_Died(t *testing.T) {
	m, c, recipe := newComparer(t, 2)
	m.Compare(recipe)
	c.finish()
	for _, w := range c.open {
		w.measure(0)
	}
	c.open[0].listener.Died("killed")
	want(t, "notices", len(m.Notices), 1)
	want(t, "what is over stays", m.Now.Done(), 1)
	want(t, "measurements of the other, and of the one that is begun again",
		[]int{len(m.Now.Runs[1].Points), len(m.Now.Runs[2].Points)}, []int{1, 0})
	c.all(m)
	want(t, "phase", m.Phase, Finished)

	m, c, recipe = newComparer(t, 1)
	m.Compare(recipe)
	c.finish()
	for m.Phase == Going {
		c.open[0].listener.Died("no such file")
	}
	want(t, "phase", m.Phase, Stopped)
	if !strings.Contains(m.Trouble, "no such file") {
		t.Errorf("trouble: %q", m.Trouble)
	}
}

func TestComparer_refused(t *testing.T) {
	m, c, recipe := newComparer(t, 2)
	m.Compare(recipe)
	c.open[0].say(&protocol.Error{Message: "patch 3 does not divide 8", Field: "model.patch", Fatal: true})
	want(t, "phase", m.Phase, Idle)
	want(t, "workers", len(c.open), 0)
	want(t, "trouble", m.Trouble, "The runs were refused, so nothing more is compared. Patch 3 does not divide 8.")

	for _, colour := range catalogue.Masks {
		m.Colours[colour.Name] = false
	}
	m.Compare(recipe)
	want(t, "no colour", m.Trouble, "No colour is chosen: tick those to compare.")
	m.Colours["red"] = true
	m.Set("compare.seeds", "9")
	m.Compare(recipe)
	if !strings.Contains(m.Trouble, "1 to 5") || m.Wrong("compare.seeds") == "" {
		t.Errorf("too many seeds: %q", m.Trouble)
	}
	m.Set("compare.seeds", "2")
	recipe.Set("batch", "many")
	m.Compare(recipe)
	if !strings.Contains(m.Trouble, "The recipe has a mistake") {
		t.Errorf("a wrong recipe: %q", m.Trouble)
	}
	want(t, "nothing was begun", m.Phase, Idle)
	recipe.Set("batch", "64")
	m.Compare(recipe)
	want(t, "trouble once it is mended", []any{m.Trouble, m.Phase}, []any{"", Going})
}

// A run that diverges does not count, and the others go on.
func TestComparer_diverged(t *testing.T) {
	m, c, recipe := newComparer(t, 1)
	m.Compare(recipe)
	w := c.open[0]
	w.measure(0)
	w.say(&protocol.Error{Message: "the loss was not a number"})
	w.say(&protocol.Done{Step: 7, Digest: "d"})
	want(t, "phase", m.Phase, Going)
	c.all(m)
	want(t, "error", m.Now.Runs[0].Error, "the loss was not a number")
	want(t, "seeds of blue that count", m.Now.Last("blue", "maskedError").N, 2)
	want(t, "and of red", m.Now.Last("red", "maskedError").N, 3)
	want(t, "values of blue", len(m.Now.Values("blue", "maskedError")), 4)
}

func TestComparer_Differs(t *testing.T) {
	m, c, recipe := newComparer(t, 1)
	want(t, "from none", m.Differs(recipe.Config), "")
	m.Compare(recipe)
	c.all(m)
	want(t, "not at all", m.Differs(recipe.Config), "")
	recipe.Set("steps", "77")
	recipe.Set("mask", "red")
	m.Set("compare.steps", "50")
	want(t, "colour and steps are the comparison's own", m.Differs(recipe.Config), "")
	recipe.Set("seed", "4")
	recipe.Set("mask.ratio", "0.5")
	want(t, "in words", m.Differs(recipe.Config), "masking ratio 0.5 instead of 0.75; seed 4 instead of 0")
}

func TestPlan_config(t *testing.T) {
	_, _, recipe := newComparer(t, 1)
	recipe.Set("mask", "red")
	recipe.Set("mask.scale", "2")
	p := Plan{Recipe: recipe.Config}
	want(t, "what is turned holds for every colour that has it", p.config(catalogue, &Run{Colour: "blue", Seed: 3}).Mask,
		spec.Part{Name: "blue", Knobs: spec.Values{"ratio": .75, "scale": 2.0}})
	want(t, "and for no other", p.config(catalogue, &Run{Colour: "white"}).Mask, spec.Part{Name: "white", Knobs: spec.Values{"ratio": .75}})
	for _, colour := range []string{"blue", "red", "white"} {
		cfg := p.config(catalogue, &Run{Colour: colour, Seed: 3})
		whole, err := catalogue.Complete(cfg)
		if err != nil || !reflect.DeepEqual(whole, cfg) {
			t.Errorf("%s is not complete: %v", colour, err)
		}
	}
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

func TestComparer_UseStore(t *testing.T) {
	kept := store{1: []byte("nonsense")}
	m, c, recipe := newComparer(t, 1)
	m.UseStore(kept)
	want(t, "what is no comparison", m.Phase, Idle)
	m.Colours["white"] = false
	m.Set("compare.seeds", "2")
	m.Compare(recipe)
	c.finish()
	c.open[0].measure(0)

	again, c, recipe := newComparer(t, 1)
	again.UseStore(kept)
	want(t, "phase", again.Phase, Stopped)
	want(t, "runs that are over", again.Now.Done(), 1)
	want(t, "colours", again.Colours, map[string]bool{"blue": true, "red": true})
	want(t, "seeds", again.Fields()[0].Value, any(2.0))
	want(t, "differs", again.Differs(recipe.Config), "")
	again.Continue()
	c.all(again)
	want(t, "phase", again.Phase, Finished)

	third, _, _ := newComparer(t, 1)
	third.UseStore(kept)
	want(t, "phase", third.Phase, Finished)
	want(t, "file", string(third.Now.JSON()), string(again.Now.JSON()))
	want(t, "length", len(kept), 1)

	long := *third.Now.Runs[0]
	for i := range keptAtMost / 20 {
		long.Points = append(long.Points, lab.Point{Step: i})
	}
	third.Now.Runs[0] = &long
	third.keep(third.Now.Done())
	want(t, "what is too long to be kept", len(kept), 0)

	for name, item := range map[string]string{
		"another colour":  strings.Replace(string(Encode(again.Now)), `"colours":["blue"`, `"colours":["pink"`, 1),
		"another recipe":  strings.Replace(string(Encode(again.Now)), `"mae"`, `"vit"`, 1),
		"a million seeds": strings.Replace(string(Encode(again.Now)), `"seeds":2`, `"seeds":1000000`, 1),
		"no run":          fmt.Sprintf(`{"recipe":%s,"colours":["red"],"seeds":1}`, Encode(again.Now.Recipe)),
	} {
		if _, err := decode(catalogue, []byte(item)); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}
