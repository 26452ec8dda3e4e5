package studio

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
	"petri/web/ui/compare"
	"petri/web/ui/lab"
)

// catalogue is a small one, of one model that reads and one that writes.
var catalogue = &spec.Catalogue{
	Data: []spec.DataInfo{
		{Info: spec.Info{Name: "mnist", Title: "MNIST"}, Shape: spec.Shape{C: 1, H: 8, W: 8}, Classes: []string{"0", "1"}, Train: 1000, Test: 500, DefaultTrain: 1000, DefaultTest: 500},
		{Info: spec.Info{Name: "books", Title: "Books"}, Text: true, Classes: []string{"a", "b"}, Train: 1000, Test: 500, DefaultTrain: 1000, DefaultTest: 500},
	},
	Models: []spec.ModelInfo{
		{Info: spec.Info{Name: "clip", Title: "CLIP", Knobs: []spec.Knob{spec.ChoiceKnob("prompt", "prompt", []string{"a photo of a", "name alone"}, "")}},
			Sites: []string{spec.Words, spec.Blocks}, Pretrained: "mnist", Defaults: map[string]any{"start": spec.Pretrained, "method": "coop", "steps": 300}},
		{Info: spec.Info{Name: "lm", Title: "LM"}, Sites: []string{spec.Sequence, spec.Blocks}, Pretrained: "books",
			Defaults: map[string]any{"data": "books", "start": spec.Pretrained, "method": "prompt"}},
	},
	Methods: []spec.MethodInfo{
		{Info: spec.Info{Name: "adapter", Title: "Adapters"}, Site: spec.Blocks},
		{Info: spec.Info{Name: "coop", Title: "CoOp"}, Site: spec.Words, Optim: map[string]spec.Values{"adam": {"lr": .01}}},
		{Info: spec.Info{Name: "full", Title: "Full"}, Optim: map[string]spec.Values{"adam": {"lr": .003}}},
		{Info: spec.Info{Name: "lora", Title: "LoRA", Knobs: []spec.Knob{spec.IntKnob("rank", "rank", 4, 1, 64, "")}}},
		{Info: spec.Info{Name: "probe", Title: "Probe"}, Optim: map[string]spec.Values{"adam": {"lr": .02}}},
		{Info: spec.Info{Name: "prompt", Title: "Prompt"}, Site: spec.Sequence},
		{Info: spec.Info{Name: "subspace", Title: "Subspace", Knobs: []spec.Knob{spec.IntKnob("dim", "d", 750, 1, 9999, "")}}},
	},
	Optimisers: []spec.Info{{Name: "adam", Title: "Adam", Knobs: []spec.Knob{spec.FloatKnob("lr", "lr", .1, 0, 1, "")}}},
	Schedules:  []spec.Info{{Name: "linear"}},
}

// crew is the workers of a test, which do as they are told.
type crew struct {
	t     *testing.T
	open  []*crewman
	begun []string
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

func (w *crewman) measure(step int, accuracy float64) {
	w.say(&protocol.Evaluated{Step: step, Metrics: map[string]protocol.Number{"accuracy": protocol.Number(accuracy), "testLoss": protocol.Number(1 - accuracy)}})
}

// finish has the first worker that is busy end its run. At first every model is
// right on a half; then a probe is the better the more shots there are, and what
// else there is by its name. The seed matters a little.
func (c *crew) finish() {
	w := c.open[slices.IndexFunc(c.open, func(w *crewman) bool { return w.run != "" })]
	end := map[string]float64{"coop": .7, "full": .9, "probe": .6 + float64(w.cfg.Data.Shots)/100}[w.cfg.Method.Name] + float64(w.cfg.Seed)/100
	w.say(&protocol.Started{Ledger: spec.Ledger{Trainable: 100 * len(w.cfg.Method.Name)}})
	w.measure(0, .5)
	w.measure(w.cfg.Stop.Steps, end)
	w.say(&protocol.Done{Step: w.cfg.Stop.Steps, Digest: "d"})
}

func (c *crew) all(s *Studio) {
	for s.Phase == compare.Going {
		c.finish()
	}
}

func newStudio(t *testing.T, d Design, workers int) (*Studio, *crew, *lab.Recipe) {
	c, recipe := &crew{t: t}, lab.NewRecipe(catalogue)
	cfg, err := catalogue.Complete(spec.Config{Model: spec.Part{Name: "clip"}})
	if err != nil {
		t.Fatal(err)
	}
	recipe.Take(cfg)
	return New(catalogue, d, c.spawn, workers), c, &recipe
}

func want(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestStudio_Study(t *testing.T) {
	s, c, recipe := newStudio(t, FewShots, 1)
	want(t, "before", s.Standing(), "Nothing is compared yet.")
	recipe.Set("seed", "5")
	recipe.Set("steps", "40")
	recipe.Set("plateau", "3")
	s.Study(recipe)
	want(t, "phase", s.Phase, compare.Going)
	cfg := c.open[0].cfg
	want(t, "what is not trained takes one step, as no run takes none", []any{cfg.Method.Name, cfg.Stop.Steps}, []any{"probe", 1})
	c.finish()
	want(t, "a short run does not tell how long the others take", s.Left(), 0.0)
	cfg = c.open[0].cfg
	want(t, "steps, and where it is measured", cfg.Stop, spec.Stop{Steps: 40, Every: 40})
	c.all(s)
	want(t, "all of a seed before those of the next, and what is not trained once", c.begun,
		[]string{"frozen/16/5", "coop/16/5", "probe/16/5", "coop/16/6", "probe/16/6", "coop/16/7", "probe/16/7"})
	want(t, "standing", s.Standing(), "Done: 7 runs.")
	want(t, "workers at the end", len(c.open), 0)
	want(t, "about", s.About(), "CLIP on MNIST (rotated), 16 training examples of each class, seeds 5 to 7, 40 steps each.")
	frozen := s.Now.Columns[0]
	want(t, "what is not trained is what it was at step 0", s.Now.Cell(frozen, 16, "accuracy").Mean, .5)
	want(t, "and trains nothing", s.Now.Trained(frozen), 0)
	want(t, "what is, is what it was at the end", fmt.Sprintf("%.3f", s.Now.Cell(Column{Method: "coop"}, 16, "accuracy").Mean), "0.760")
	want(t, "trained", s.Now.Trained(Column{Method: "coop"}), 400)
	want(t, "summary", s.Summary(), []string{
		"Accuracy, highest first: Last layer 82.0% ± 1.0%; CoOp 76.0% ± 1.0%; Written: “a photo of a” 50.0%.",
		"Last layer is ahead of CoOp by 6.0 points, more than twice the standard error of the difference."})
}

func TestStudio_allShots(t *testing.T) {
	s, c, recipe := newStudio(t, FewShots, 1)
	s.Set("studio.all", "true")
	s.Set("studio.seeds", "1")
	s.Study(recipe)
	c.all(s)
	want(t, "runs", len(c.begun), 1+2*5)
	probe := Column{Method: "probe"}
	want(t, "a probe with more shots", fmt.Sprintf("%.2f %.2f", s.Now.Cell(probe, 1, "accuracy").Mean, s.Now.Cell(probe, 8, "accuracy").Mean), "0.61 0.68")
	want(t, "what is not trained has the same with all", s.Now.Cell(s.Now.Columns[0], 8, "accuracy").N, 1)
	want(t, "one seed tells little", strings.Contains(s.Summary()[1], "One seed cannot tell"), true)
	want(t, "of how many shots", strings.HasPrefix(s.Summary()[0], "Accuracy with 16 examples"), true)
	recipe.Set("shots", "3")
	want(t, "the recipe's shots are not those of the study", s.Differs(recipe.Config), "")
}

// Columns follow from the recipe's model and method.
func TestDesign_Columns(t *testing.T) {
	names := func(d Design, recipe spec.Config) string {
		var all []string
		for _, c := range d.Columns(catalogue, recipe) {
			all = append(all, c.Name())
		}
		return strings.Join(all, " ")
	}
	s, _, recipe := newStudio(t, FewShots, 1)
	lm, err := catalogue.Complete(spec.Config{Model: spec.Part{Name: "lm"}})
	if err != nil {
		t.Fatal(err)
	}
	want(t, "a recipe whose method is there already", names(FewShots, recipe.Config), "frozen coop probe")
	recipe.Set("method", "lora")
	want(t, "one whose method is not", names(FewShots, recipe.Config), "frozen coop probe lora")
	want(t, "methods of a model that reads, without those that have a page of their own", names(Efficiency, recipe.Config), "frozen adapter coop full lora probe")
	want(t, "and of one that writes", names(Efficiency, lm), "frozen adapter full lora probe prompt")
	want(t, "few shots are of classes that have words", []bool{s.Fits(recipe.Config), s.Fits(lm)}, []bool{true, false})
}

func TestPlan_config(t *testing.T) {
	s, _, recipe := newStudio(t, Efficiency, 1)
	recipe.Set("method", "lora")
	recipe.Set("method.rank", "8")
	recipe.Set("optim.lr", "0.5")
	p := s.asked(recipe.Config)
	for column, rate := range map[string]float64{"lora": .5, "coop": .01, "full": .003, "adapter": .1, "frozen": .02} {
		cfg, err := p.config(catalogue, &Run{Column: column, Shots: 4, Seed: 3})
		if err != nil {
			t.Errorf("%s: %v", column, err)
			continue
		}
		want(t, "learning rate of "+column, cfg.Optim.Knobs["lr"], any(rate))
		want(t, "shots and seed of "+column, []int{cfg.Data.Shots, cfg.Seed}, []int{4, 3})
		if column == "lora" {
			want(t, "the recipe's own settings", cfg.Method.Knobs["rank"], any(8.0))
		}
	}
	want(t, "the recipe itself is left alone", recipe.Config.Optim.Knobs["lr"], any(.5))
}

// Where the seed decides what an untrained model is worth, it is measured with each.
func TestPlan_drawn(t *testing.T) {
	for change, runs := range map[string]int{"": 1, "shift=inverted": 1, "shift=noisy": 3, "shuffle=pixels": 3, "start=random": 3} {
		s, _, recipe := newStudio(t, FewShots, 1)
		if key, value, some := strings.Cut(change, "="); some {
			recipe.Set(key, value)
		}
		n := 0
		for _, r := range newStudy(s.asked(recipe.Config)).Runs {
			if r.Column == "frozen" {
				n++
			}
		}
		want(t, "untrained runs with "+change, n, runs)
	}
}

// A run that is refused, or diverges, does not count, and the others go on.
func TestStudio_failures(t *testing.T) {
	s, c, recipe := newStudio(t, Efficiency, 1)
	s.Study(recipe)
	c.finish()
	c.open[0].say(&protocol.Error{Message: "adapters have no room", Field: "method", Fatal: true})
	want(t, "phase", s.Phase, compare.Going)
	c.all(s)
	want(t, "phase", s.Phase, compare.Finished)
	want(t, "error", s.Now.Runs[1].Error, "adapters have no room")
	want(t, "it has no value", s.Now.Cell(Column{Method: "adapter"}, 16, "accuracy").N, 0)
	want(t, "and is not in the summary", strings.Contains(s.Summary()[0], "Adapters"), false)
	if csv := string(s.Now.CSV(lab.Commas)); !strings.Contains(csv, `adapter,16,0,0,,,0,,adapters have no room,`) {
		t.Errorf("table: %s", csv)
	}

	recipe.Set("batch", "many")
	s.Study(recipe)
	want(t, "a wrong recipe gets a sentence", strings.HasPrefix(s.Trouble, "The recipe has a mistake"), true)
	want(t, "and what there is stays", s.Phase, compare.Finished)
	recipe.Set("batch", "32")
	recipe.Set("seed", fmt.Sprint(spec.MaxSeed))
	s.Set("studio.seeds", "3")
	s.Study(recipe)
	want(t, "seeds that do not exist too", strings.Contains(s.Trouble, "out of range"), true)
}

func TestStudio_Cancel(t *testing.T) {
	s, c, recipe := newStudio(t, FewShots, 2)
	s.Study(recipe)
	want(t, "workers", len(c.open), 2)
	s.Cancel()
	want(t, "without a result there is nothing to go on with", []any{s.Phase, s.Now == nil}, []any{compare.Idle, true})
	s.Study(recipe)
	c.finish()
	s.Cancel()
	want(t, "standing", s.Standing(), "Stopped: 1 of 7 runs are done.")
	want(t, "summary", s.Summary(), []string{"So far, after 1 of 7 runs.", "Accuracy, highest first: Written: “a photo of a” 50.0%."})
	s.Continue()
	c.all(s)
	want(t, "phase", s.Phase, compare.Finished)
	recipe.Set("steps", "77")
	recipe.Set("every", "7")
	want(t, "what differs", s.Differs(recipe.Config), "steps 77 instead of 300")
}

// store keeps things by number, as the browser does.
type store map[int][]byte

func (s store) Keep(id int, item []byte) { s[id] = item }
func (s store) Next() int                { return len(s) + 1 }
func (s store) Forget(id int)            { delete(s, id) }

func (s store) All() [][]byte {
	var all [][]byte
	for _, item := range s {
		all = append(all, item)
	}
	return all
}

func TestStudio_UseStore(t *testing.T) {
	kept := store{1: []byte("nonsense")}
	s, c, recipe := newStudio(t, FewShots, 1)
	s.UseStore(kept)
	want(t, "what is no study", s.Phase, compare.Idle)
	s.Set("studio.seeds", "1")
	s.Set("studio.all", "true")
	s.Study(recipe)
	c.finish()
	c.finish()

	again, c, _ := newStudio(t, FewShots, 1)
	again.UseStore(kept)
	want(t, "phase", again.Phase, compare.Stopped)
	want(t, "runs that are over", again.Done(), 2)
	want(t, "seeds and shots", []any{again.Fields()[0].Value, again.Fields()[1].Value}, []any{"1", true})
	again.Continue()
	c.all(again)
	want(t, "phase", again.Phase, compare.Finished)

	third, _, _ := newStudio(t, FewShots, 1)
	third.UseStore(kept)
	want(t, "file", string(third.Now.JSON()), string(again.Now.JSON()))
	whole := string(compare.Encode(again.Now))
	for name, item := range map[string]string{
		"another design":  strings.Replace(whole, `"few-shots"`, `"efficiency"`, 1),
		"another model":   strings.Replace(whole, `"clip"`, `"vit"`, 1),
		"another column":  strings.Replace(whole, `{"method":"coop"}`, `{"method":"full"}`, 1),
		"a million seeds": strings.Replace(whole, `"seeds":1`, `"seeds":1000000`, 1),
		"no shots":        strings.Replace(whole, `"shots":[1,2,4,8,16]`, `"shots":[]`, 1),
	} {
		if item == whole {
			t.Errorf("%s: nothing was changed", name)
		}
		if _, _, err := third.decode([]byte(item)); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

func TestStudy_CSV(t *testing.T) {
	s, c, recipe := newStudio(t, FewShots, 1)
	s.Set("studio.seeds", "1")
	s.Study(recipe)
	c.all(s)
	lines := strings.Split(strings.TrimSpace(string(s.Now.CSV(lab.Commas))), "\n")
	want(t, "head", lines[0], "column,shots,seed,trained,accuracy,testLoss,seconds,digest,error,study")
	want(t, "rows", len(lines), 1+3)
	if !strings.HasPrefix(lines[1], `frozen,16,0,0,0.5,0.5,0,d,,"{""design"":""few-shots"",""recipe"":{`) {
		t.Errorf("what is not trained, and the stamp: %s", lines[1])
	}
	want(t, "name", s.Now.Label(), "few-shots clip mnist")
}
