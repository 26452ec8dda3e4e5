package ui

import (
	"math"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/methods/train"
	"petri/models/spec"
	"petri/web/protocol"
	"petri/web/runner"
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

func newPrompts() *promptsPage {
	return newPromptsPage(lab.New(train.Catalogue().Only(spec.PromptsLab), func(l runner.Listener) runner.Port { return &deaf{l} }), nil, new(queue))
}

func TestPromptsPage_Render(t *testing.T) {
	p := newPrompts()
	holds(t, p, `data-testid="prompts-page"`, "Write a prompt", `data-testid="shift-rotated"`, "aria-pressed", "Turned by a quarter",
		`data-testid="explain-clip"`, "Learn one", "Context optimisation")
	p.lab.Set("shift", "none")
	holds(t, p.shifts(), `As it is`, `data-testid="shift-fonts"`)
}

func TestAsTheyAre(t *testing.T) {
	p := newPrompts()
	if got := p.lab.Link(); got != "shift=rotated" {
		t.Errorf("the default run is %q: an address without a query opens another", got)
	}
	for _, c := range [][2]string{{"clip", "shift=none"}, {"lm", "model=lm"}} {
		model, want := c[0], c[1]
		cfg := asTheyAre(p.lab.Catalogue, model)
		if got := lab.Link(p.lab.Catalogue, cfg); got != want {
			t.Errorf("%s: got %q, want %q", model, got, want)
		}
		p.lab.Address = ""
		p.lab.Open(want)
		if got := string(p.lab.Recipe.Config.JSON()); got != string(cfg.JSON()) {
			t.Errorf("%s: its link opens %s, want %s", model, got, cfg.JSON())
		}
	}
	holds(t, p, `!data-testid="todo"`)
	p.lab.Open("shift=rotated")
	holds(t, p, `data-testid="todo"`, "Press “Turned by a quarter”")
}

// What is explained beside figures is true of the task and the method that they show.
func TestExplanations(t *testing.T) {
	p := newPrompts()
	for _, c := range []struct {
		query string
		parts []string
	}{
		{"shift=none", []string{"Guessing among 10 classes costs ln 10 ≈ 2.30", "guessing gives 10.0%", `data-testid="explain-few-frozen"`, `!data-testid="explain-few"`}},
		{"classes=first-half", []string{"Guessing among 5 classes costs ln 5 ≈ 1.61", "guessing gives 20.0%"}},
		{"model=lm", []string{"!costs ln", "guessing between 2 gives 50.0%", `data-testid="explain-few-frozen"`}},
		{"method=subspace", []string{`data-testid="explain-few"`, "!few-frozen"}},
		{"method=full", []string{"!explain-few"}},
		{"method=bitfit&start=random", []string{"!explain-few"}},
	} {
		p.lab.Open(c.query)
		holds(t, app.Div().Body(&curves{Page: &p.labPage}, p.ledger()), c.parts...)
	}
	image := &protocol.Image{Items: []protocol.Item{{Label: 0, Predicted: 1, Text: "a whale"}}}
	p.lab.Open("model=lm")
	holds(t, &passages{Page: &p.labPage, Image: image, Mistakes: 3}, "1 of 3 mistakes", "!drawing field")
}

func TestWritten(t *testing.T) {
	p := newPrompts()
	c := &written{Page: &p.labPage, typed: "a seven\n\n  a boot  "}
	c.ask()
	holds(t, c, `data-testid="texts-field"`, "Pictures and shares appear here", `!data-testid="texts-note"`)
	p.lab.Looks.Heads = c.lines()
	c.Texts = &protocol.Texts{Shape: spec.Shape{C: 1, H: 2, W: 2}, Items: []protocol.Item{{Index: 4, Label: 7}}, Values: make(protocol.Floats, 4),
		Logits: protocol.Floats{3, 1}, Texts: []protocol.Text{{Read: "a seven"}, {Read: "a boot", Unknown: []string{"purple", "<b>"}}}}
	holds(t, c, "test picture 4, class 7", "<strong>88.1%</strong>", "11.9%", "leaves out: purple, &lt;b&gt;.", `data-testid="texts"`)
	holds(t, &likeness{Page: &p.labPage, Key: "texts", Heads: c.lines(), Texts: c.Texts}, "a seven", "a boot", "shade-9", "shade-1")

	for typed, want := range map[string]string{"": "Write a text", "seven": "every picture goes to it", "a\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na": "The first 20 texts"} {
		c := &written{Page: &p.labPage, typed: typed}
		c.ask()
		holds(t, c, want)
		if n := len(p.lab.Looks.Written); n > textsAtMost {
			t.Errorf("%d texts are asked about", n)
		}
	}
}

func TestSoftmax(t *testing.T) {
	shares := softmax([]float32{1000, 1000, float32(math.Inf(-1))})
	if shares[0] != .5 || shares[1] != .5 || shares[2] != 0 {
		t.Errorf("shares %v", shares)
	}
}

func TestTemplate(t *testing.T) {
	p := newPrompts()
	c := &template{Page: &p.labPage, typed: "the digit"}
	holds(t, c, `data-testid="template.try"`, "disabled", "Not measured yet", `!data-testid="template-tried"`)
	c.Ready = true
	c.try(app.Context{}, app.Event{})
	holds(t, c, "Write {} where the name")
	c.bad, c.Tried = "", []lab.Tried{{Template: "the digit {}", Accuracy: .913}, {Template: "a {}", Accuracy: .9}}
	holds(t, c, "“the digit {}” is right on 91.3%", `data-testid="template-tried"`, "90.0%", "!disabled")
}

func TestPrompt(t *testing.T) {
	p := newPrompts()
	holds(t, &prompt{Page: &p.labPage}, "Nothing yet")
	vector := protocol.Vector{Words: []string{"thin", "the"}, Distances: []float64{.5, .75}}
	c := &prompt{Page: &p.labPage, Prompt: &protocol.Prompt{Step: 30, Vectors: []protocol.Vector{vector, vector}}}
	holds(t, c, "2 learned vectors, at step 30", "thin, the", "0.50")
	p.lab.Set("method.own", "true")
	p.lab.Set("method.length", "1")
	for range 8 {
		c.Prompt.Vectors = append(c.Prompt.Vectors, vector)
	}
	holds(t, c, "7, 1", "10 learned vectors")
}

func TestSimilarity(t *testing.T) {
	p := newPrompts()
	c := &similarity{Page: &p.labPage}
	holds(t, c, "is shown here when the model is there", `!<table`)
	labels := []string{"0", "1", "2"}
	c.Before = &protocol.Grid{Rows: 3, Cols: 3, Labels: labels, Values: protocol.Floats{.5, .1, 0, .6, .2, 0, 0, 0, -.1}}
	nan := float32(math.NaN())
	c.Now = &protocol.Grid{Step: 30, Rows: 3, Cols: 3, Labels: labels, Values: protocol.Floats{.7, 0, 0, 0, .9, 0, nan, nan, nan}}
	holds(t, c, "nearest for 1 of 3 classes without the method, and for 2 at step 30", "right pairs: 0.20, now 0.80", "all others: 0.12, now 0.00",
		"Without the method", "With it, at step 30", "<strong>90</strong>", "<strong>60</strong>", `<td class="shade-7">`, `<td class="shade-0 right">-10</td>`, "–",
		"from -0.10 to 0.90")
}

func TestShiftChart(t *testing.T) {
	p := newPrompts()
	holds(t, p, `data-testid="shift-chart"`, "How far the texts and the pictures move")
	r := &lab.Run{Config: p.lab.Recipe.Config, Points: []lab.Point{
		{Step: 0, Metrics: map[string]protocol.Number{"textShift": .9, "imageShift": 0}}, {Step: 20, Metrics: map[string]protocol.Number{"textShift": .6, "imageShift": .25}}}}
	if got := shiftSummary(r); got != "At step 20 the texts have moved by 0.600 and the pictures by 0.250, counted from the model as it stands without the method." {
		t.Error(got)
	}
	line := shiftLine(r)
	if len(line.Series) != 2 || line.Series[0].Name != "texts of the classes" || line.Series[1].Y[1] != .25 || line.Series[0].Slot == line.Series[1].Slot {
		t.Errorf("curves %+v", line.Series)
	}
	if got := string(r.CSV(lab.Commas)); !strings.HasPrefix(got, "step,loss,imageShift,textShift,digest,config\n0,,0,0.9,,") {
		t.Errorf("the table of the run: %s", got)
	}
	if none := shiftLine(&lab.Run{}); len(none.Series) != 0 || shiftSummary(&lab.Run{}) != text.Of("shift-none") {
		t.Errorf("a run without measurements has %v", none.Series)
	}
}
