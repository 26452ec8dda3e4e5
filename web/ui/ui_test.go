package ui

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/models/spec"
	"petri/web/charts"
	"petri/web/protocol"
	"petri/web/runner"
	"petri/web/ui/lab"
)

var small = &spec.Catalogue{
	Data: []spec.DataInfo{{Info: spec.Info{Name: "mnist", Title: "MNIST", Summary: "Digits.", Paper: "arXiv:1"}, Shape: spec.Shape{C: 1, H: 2, W: 2},
		Classes: []string{"zero", "one"}, Train: 60000, Test: 10000, DefaultTrain: 10000, DefaultTest: 2000}},
	Models:     []spec.ModelInfo{{Info: spec.Info{Name: "mlp", Title: "MLP"}}},
	Methods:    []spec.MethodInfo{{Info: spec.Info{Name: "full", Title: "Full"}}, {Info: spec.Info{Name: "subspace", Title: "Subspace", Knobs: []spec.Knob{spec.IntKnob("dim", "dimension d", 750, 1, 1000, "how many")}}}},
	Optimisers: []spec.Info{{Name: "adam", Title: "Adam", Knobs: []spec.Knob{spec.FloatKnob("lr", "learning rate", 0.1, 1e-6, 100, "").OnLogScale()}}},
	Schedules:  []spec.Info{{Name: "linear"}},
}

// deaf is a worker that says what the test has it say, and can run everything.
type deaf struct{ runner.Listener }

func (d *deaf) Post(text []byte, _ [][]byte) {
	if run, c, _ := protocol.DecodeCommand(text); reflect.TypeOf(c) == reflect.TypeFor[*protocol.Check]() {
		d.Heard(protocol.EncodeEvent(run, &protocol.Checked{}), nil)
	}
}

func (*deaf) Close() {}

// newPage returns a page and its worker's voice.
func newPage() (*labPage, func(protocol.Event)) {
	w := new(deaf)
	l := lab.New(small, func(listener runner.Listener) runner.Port {
		w.Listener = listener
		return w
	})
	return &labPage{lab: l, events: new(queue)}, func(e protocol.Event) {
		parts := protocol.Split(e)
		w.Heard(protocol.EncodeEvent("run-1", e), parts)
	}
}

// begun returns a page whose run has taken two steps and was measured.
func begun() (*labPage, func(protocol.Event)) {
	p, say := newPage()
	p.lab.Train()
	say(&protocol.Started{Config: p.lab.Recipe.Config, Ledger: spec.NewLedger([]spec.Tensor{
		{Name: "w", Shape: []int{40, 50}, Size: 2000, Role: spec.Derived}, {Name: "v", Shape: []int{1, 5}, Size: 5, Trainable: 5, Role: spec.Added}})})
	say(&protocol.Metrics{Step: 2, Loss: 1, Losses: []protocol.Number{2, 1}, LR: 0.05, SamplesPerSecond: 1234})
	say(&protocol.Evaluated{Step: 2, Metrics: map[string]protocol.Number{"accuracy": 0.5}})
	return p, say
}

// holds checks which parts the HTML of ui has, and has not.
func holds(t *testing.T, ui app.UI, parts ...string) {
	t.Helper()
	html := app.HTMLString(ui)
	for _, part := range parts {
		if not, ok := strings.CutPrefix(part, "!"); ok == strings.Contains(html, strings.TrimPrefix(part, "!")) {
			t.Errorf("with %q (%q) wrong in %s", part, not, html)
		}
	}
}

func TestLabPage_Render(t *testing.T) {
	p, _ := newPage()
	holds(t, p, `data-testid="train"`, `data-testid="knob-method.dim"`, `data-testid="ledger"`, `data-testid="loss-chart"`, "<h1>", "No steps yet")
	p, _ = begun()
	holds(t, p, `data-testid="pause"`, "2 of 600", "50.0%", "Speed, examples/s", "1,234", `data-testid="lr-live"`, "5 trained numbers steer 2,000 weights: 1 in 400", `data-testid="ratio">333<`,
		"This model: 5 numbers, ≈ 1.0 kB", "All weights: ≈ 9.0 kB")
}

// The ledger says whether what is frozen is as it was, and is loud if it is not.
func TestLedger_kept(t *testing.T) {
	p, say := newPage()
	p.lab.Train()
	l := spec.NewLedger([]spec.Tensor{{Name: "w", Shape: []int{40, 50}, Size: 2000, Role: spec.Frozen}, {Name: "b", Shape: []int{1, 5}, Size: 5, Trainable: 5, Role: spec.Trained}})
	l.Hash = strings.Repeat("0123456789abcdef", 4)
	say(&protocol.Started{Config: p.lab.Recipe.Config, Ledger: l})
	holds(t, p.ledger(), `!data-testid="frozen"`)
	say(&protocol.Evaluated{Hash: l.Hash})
	holds(t, p.ledger(), "2,000 frozen weights, SHA-256 01234567… before the first step")
	say(&protocol.Evaluated{Step: 30, Hash: l.Hash})
	holds(t, p.ledger(), "2,000 frozen weights, SHA-256 01234567… before and after 30 steps: unchanged", `!role="alert"`)
	say(&protocol.Done{Step: 30, Reason: "steps", Hash: "fedcba9876543210"})
	holds(t, p.ledger(), "frozen weights have CHANGED", "01234567…", "fedcba98…", `role="alert"`)
	if r := p.lab.Run.Result(); r.Hash != "fedcba9876543210" || r.Ledger.Hash != l.Hash {
		t.Errorf("the result has the hashes %q and %q", r.Ledger.Hash, r.Hash)
	}
}

// What is rarely needed is folded away beside the fields of its group.
func TestFieldSets_folded(t *testing.T) {
	p, _ := newPage()
	var html string
	for _, set := range fieldSets(p.lab.Recipe.Settings(), p.field) {
		if s := app.HTMLString(set); strings.Contains(s, `data-testid="knob-classes"`) {
			html = s
		}
	}
	at := max(0, strings.LastIndex(html, "<details")) // a choice has some for what it explains
	open, folded := html[:at], html[at:]
	for _, key := range []string{"data", "classes", "shuffle", "start"} {
		if !strings.Contains(open, `data-testid="knob-`+key+`"`) {
			t.Errorf("%s is folded away, or not there: %s", key, html)
		}
	}
	for _, key := range []string{"train", "test", "shots", "shift"} {
		if !strings.Contains(folded, `data-testid="knob-`+key+`"`) {
			t.Errorf("%s is not folded away: %s", key, html)
		}
	}
}

func TestLabPage_controls(t *testing.T) {
	p, say := begun()
	holds(t, p.controls(), `"pause"`, `!"train"`, `!"resume"`)
	p.lab.Set("method.dim", "20")
	holds(t, p.controls(), `"pause"`, `"train"`)
	p.lab.Pause()
	say(&protocol.Paused{Step: 2})
	holds(t, p.controls(), `"train"`, `"resume"`, `!"pause"`)
	p.lab.Set("method.dim", "750")
	holds(t, p.controls(), `"resume"`, `!"train"`)
	p.lab.Resume()
	say(&protocol.Done{Step: 2, Reason: "steps", Digest: "abcdef"})
	holds(t, p.controls(), `"train"`, "abcdef", "all steps taken")
}

func TestLabPage_messages(t *testing.T) {
	p, say := begun()
	shown := func() app.UI { return messages(&p.lab.Trouble, p.lab.Retry, &p.lab.Notices) }
	holds(t, shown(), `!"error"`, `!"notice"`)
	say(&protocol.Error{Field: "optim.lr", Message: "the loss <was> not a number"})
	p.lab.Open("method.dim=5000")
	holds(t, shown(), `"error"`, "The loss &lt;was&gt; not a number.", `"notice"`, "1,000", `!"again"`)
	p.lab.Retry = func() {}
	holds(t, shown(), `"again"`)
}

func TestField_Render(t *testing.T) {
	p, _ := newPage()
	field := func(key string) *field {
		for _, s := range p.lab.Recipe.Settings() {
			if s.Key == key {
				return p.field(s)
			}
		}
		t.Fatalf("there is no field %s", key)
		return nil
	}
	holds(t, field("method.dim"), `for="knob-method.dim"`, "How many.", `aria-describedby="knob-method.dim-hint"`, `type="range"`, "!aria-invalid")
	p.lab.Set("method.dim", "many")
	holds(t, field("method.dim"), `value="many"`, `aria-describedby="knob-method.dim-error knob-method.dim-hint"`, "aria-invalid", "not many.")
	holds(t, field("data"), "<select", "MNIST", "Digits.", "https://arxiv.org/abs/1")
	holds(t, field("seed"), `!type="range"`)
}

// A run that was turned by hand is no run of its recipe, and every place says so.
func TestByHand(t *testing.T) {
	p, say := begun()
	holds(t, p, `!data-testid="by-hand"`)
	say(&protocol.Turned{Step: 1, LR: 0.5})
	say(&protocol.Done{Step: 2, Reason: "steps", Digest: "ab"})
	const words = "earning rate turned by hand at step 1 to 0.5"
	holds(t, p.status(), "Not by the recipe alone: l"+words)
	holds(t, p.share(), `data-testid="share-note"`, words)
	plain := *p.lab.Run
	plain.ID, plain.Turns = 2, nil
	p.lab.Runs = append(p.lab.Runs, &plain)
	holds(t, &history{Page: p}, `data-testid="run-1-by-hand"`, "L"+words, "The same recipe, but not the same run.", `!data-testid="run-2-by-hand"`)
	if notes := strings.Join(stamp(p, p.lab.Run), "\n"); !strings.Contains(notes, words) {
		t.Errorf("stamp of a figure: %s", notes)
	}
	if name := lossLine(p.lab, false).Series[0].Name; !strings.HasSuffix(name, "(turned by hand)") {
		t.Errorf("in the legend: %s", name)
	}
	p.lab.Set("steps", "50")
	holds(t, p.share(), `!data-testid="share-note"`) // it is not the run's any more
}

func TestCurves(t *testing.T) {
	p, say := begun()
	p.lab.Turn(0.5)
	say(&protocol.Turned{Step: 2, LR: 0.5})
	line := lossLine(p.lab, false)
	if len(line.Series) != 1 || len(line.Series[0].Y) != 2 || line.XMax != 600 {
		t.Errorf("loss: got %+v", line)
	}
	if len(line.Marks) != 1 || line.Marks[0].X != 2 || line.Marks[0].Label != "lr 0.5" {
		t.Errorf("marks: got %+v", line.Marks)
	}
	guided := (&curves{Page: p}).loss().Series
	if guess := guided[len(guided)-1]; guess.Slot != charts.Guide || guess.Y[0] != math.Ln2 || guess.X[1] != 600 {
		t.Errorf("guessing between two classes: got %+v", guess)
	}
	holds(t, &curves{Page: p}, "From 2.000 at step 1 to 1.500 at step 2, the mean of the last 10 steps.", "the best was 50.0% at step 2", "<table", "1.000<")
	if svg := withConfig(p.bothCurves(), p.lab.Run); !strings.Contains(svg, `><metadata>{&#34;v&#34;:1,`) {
		t.Errorf("no config in %s", svg)
	}
}

func TestSummaries(t *testing.T) {
	p, say := begun()
	say(&protocol.Done{Step: 2, Reason: "steps"})
	p.lab.Set("method.dim", "20")
	holds(t, p.controls(), "Train new recipe", "Recipe changed")
	p.lab.NewSeed()
	holds(t, &curves{Page: p}, "“Subspace 750, seed 0”: From 2.000 at step 1", "!No steps yet")
	holds(t, p.controls(), "!Train new recipe", "!Recipe changed")

	opened := &lab.Run{Losses: protocol.Floats{float32(math.NaN()), float32(math.NaN())}}
	if s := lossSummary(opened); !strings.HasPrefix(s, "Opened at step 2;") {
		t.Errorf("a run that was opened: %s", s)
	}
	opened.Points = []lab.Point{{Step: 2, Metrics: map[string]protocol.Number{"accuracy": 0.875}}}
	if s := lossSummary(opened); !strings.Contains(s, "87.5%") {
		t.Errorf("a run that was opened and measured: %s", s)
	}
	opened.Losses = append(opened.Losses, 0.5)
	if s := lossSummary(opened); !strings.HasPrefix(s, "From 0.500 at step 3") {
		t.Errorf("a run that went on: %s", s)
	}
}

func TestTrainingAccuracyIsCalledSo(t *testing.T) {
	p, say := newPage()
	p.lab.Set("shuffle", spec.ShuffledLabels)
	p.lab.Train()
	say(&protocol.Started{Config: p.lab.Recipe.Config})
	say(&protocol.Metrics{Step: 1, Loss: 1, Losses: []protocol.Number{1}})
	say(&protocol.Evaluated{Step: 1, Metrics: map[string]protocol.Number{"accuracy": 0.5}})
	holds(t, p, "Training accuracy", "50.0% of the training examples are right", "!Test accuracy")
	if svg := (&curves{Page: p}).accuracySVG(); !strings.Contains(svg, "Training accuracy") {
		t.Error("the chart that is saved is not of the training accuracy")
	}
}

func TestHistory(t *testing.T) {
	p, say := begun()
	say(&protocol.Done{Step: 2, Reason: "steps"})
	p.lab.NewSeed()
	holds(t, &history{Page: p}, "Subspace 750, seed 0", "Against this run: seed 0 instead of 1", "5 trained", "50.0%", `data-testid="run-1-again"`)
	if name := fileName(p.lab.Runs[0], "metrics", "csv"); name != "petri-subspace-750-seed-0-metrics.csv" {
		t.Errorf("file name: got %s", name)
	}
}

func TestPictures(t *testing.T) {
	p, _ := begun()
	image := &protocol.Image{Shape: spec.Shape{C: 1, H: 2, W: 2}, Values: make(protocol.Floats, 8),
		Items: []protocol.Item{{Index: 7, Label: 1, Predicted: 0, Confidence: 0.9}, {Index: 8, Label: 1, Predicted: 1, Confidence: 0.8}}}
	p.lab.Looks.Samples = image
	holds(t, &samples{Page: p, Image: image, Mistakes: 3}, "1 of 3 mistakes, the most confident first", "Example 7: it is one, taken for zero with 90.0%", "one → zero ✗", "one ✓")
	holds(t, &weights{Page: p, Image: image}, "first 2 units")
	holds(t, &samples{Page: p}, "After the first measurement")
	grid := &protocol.Grid{Name: "confusion", Rows: 2, Cols: 2, Labels: []string{"zero", "one"}, Values: protocol.Floats{3, 1, 0, 4}}
	holds(t, &confusion{Page: p, Grid: grid}, "zero is taken for one (1×)", "shade-8", "shade-10")
	many := &protocol.Grid{Name: "confusion", Rows: 2, Cols: 2, Labels: grid.Labels, Values: protocol.Floats{1000, 0, 28, 972}}
	holds(t, &confusion{Page: p, Grid: many}, "in percent of the true class", "zero", "(28×)", ">100<", ">0<", ">2.8<", ">97<") // a column has room for three digits
	if n := mistakes(grid); n != 1 {
		t.Errorf("mistakes: got %d, want 1", n)
	}
	holds(t, &prediction{Curve: &protocol.Curve{Labels: []string{"zero", "one"}, Values: protocol.Floats{0.25, 0.75}}}, "Most likely one, with 75.0%", "25.0%")
}

func TestSample_give(t *testing.T) {
	p, _ := begun()
	p.lab.Looks.Samples = &protocol.Image{Shape: spec.Shape{C: 1, H: 1, W: 2}, Values: protocol.Floats{1, 2, 3, 4}, Items: []protocol.Item{{Index: 7}, {Index: 8}}}
	(&sample{Page: p, Item: protocol.Item{Index: 8}}).give()
	if p.given == nil || p.given.values[0] != 3 {
		t.Errorf("got %+v", p.given)
	}
}

func TestAboutPage(t *testing.T) {
	defer SetCatalogue(catalogue)
	SetCatalogue(small)
	holds(t, &aboutPage{}, "60,000 training and 10,000 test examples", "MIT", "uPlot")
}

func TestCheckPreset(t *testing.T) {
	var notices []string
	for _, name := range append(PosterNames(), "") {
		checkPreset(name, &notices)
	}
	if len(notices) > 0 {
		t.Errorf("known ones: %v", notices)
	}
	checkPreset("maks", &notices)
	if len(notices) != 1 || !strings.Contains(notices[0], "“maks”: choose one of subspace, digits") {
		t.Errorf("an unknown one: %v", notices)
	}
}
