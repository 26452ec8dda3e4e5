package ui

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/methods/train"
	"petri/models/spec"
	"petri/web/protocol"
	"petri/web/runner"
	"petri/web/ui/compare"
	"petri/web/ui/lab"
	"petri/web/ui/studio"
)

// newStudy returns the studies of the page of prompts, and their worker.
func newStudy() (*study, *novice) {
	readers, w := train.Catalogue().Only(spec.PromptsLab), new(novice)
	spawn := func(l runner.Listener) runner.Port {
		w.Listener = l
		return w
	}
	return &study{Page: &labPage{lab: lab.New(readers, spawn)},
		Studios: []*studio.Studio{studio.New(readers, studio.FewShots, spawn, 1), studio.New(readers, studio.Efficiency, spawn, 1)}}, w
}

// end ends a run: what is trained is right on 80%, and a little more with each seed.
func (w *novice) end() {
	w.say(&protocol.Started{Ledger: spec.Ledger{Trainable: 100 * len(w.cfg.Method.Name)}})
	for _, p := range []struct {
		step     int
		accuracy float64
	}{{0, .125}, {w.cfg.Stop.Steps, .8 + float64(w.cfg.Seed)/100}} {
		w.say(&protocol.Evaluated{Step: p.step, Metrics: map[string]protocol.Number{"accuracy": protocol.Number(p.accuracy), "testLoss": .5}})
	}
	w.say(&protocol.Done{Step: w.cfg.Stop.Steps, Digest: "d"})
}

// studiedBy is what has come of the study that is shown.
func studiedBy(c *study) *studied {
	return &studied{Studio: c.shown(), Differs: c.shown().Differs(c.Page.lab.Recipe.Config)}
}

func run(c *study, w *novice) {
	c.shown().Study(&c.Page.lab.Recipe)
	for c.shown().Phase == compare.Going {
		w.end()
	}
}

func TestStudy_Render(t *testing.T) {
	c, w := newStudy()
	holds(t, c, `data-testid="compare-start"`, `data-testid="studio-few-shots"`, `data-testid="studio-efficiency"`, `data-testid="studio-seeds"`, `data-testid="studio-all"`,
		`data-testid="explain-studio-few-shots"`, "Nothing is compared yet", "!studio-table", "!<img")
	c.shown().Study(&c.Page.lab.Recipe)
	holds(t, c, `data-testid="compare-cancel"`, "Run 1 of 7…")
	holds(t, studiedBy(c), "Tiny CLIP on MNIST (rotated), 16 training examples of each class, seeds 0 to 2", "!studio-summary", `!class="chart"`, "!save-svg-studio-rows")
	w.end()
	holds(t, studiedBy(c), "So far, after 1 of 7 runs.", "12.5%")
	for c.shown().Phase == compare.Going {
		w.end()
	}
	holds(t, c, "Done: 7 runs.", `data-testid="studio-announcer"`)
	if said := c.spoken(c.shown()); !strings.HasPrefix(said, "Accuracy, highest first: CoOp 81.0%") {
		t.Errorf("at the end it is said: %q", said)
	}
	holds(t, studiedBy(c), "CoOp 81.0% ± 1.0%; Last layer 81.0% ± 1.0%; Written: “a photo of a” 12.5%", "no more than luck can do", "CoOp, seed 2: 82.0%",
		`data-testid="studio-row-frozen"`, `data-testid="studio-row-probe"`, `data-testid="save-png-studio-rows"`, "0.500 ± 0.000", "!recipe has changed")
	c.Page.lab.Set("shots", "4")
	holds(t, studiedBy(c), "The recipe has changed since: examples per class 4 instead of 16")
}

func TestStudy_shots(t *testing.T) {
	c, w := newStudy()
	c.write(app.Context{}, "studio.all", "true")
	run(c, w)
	s := studiedBy(c)
	holds(t, s, "1 to 16 training examples of each class", `data-testid="studio-shots"`, "CoOp, 4 examples of each class, seed 1: 81.0%", `!data-testid="studio-rows"`)
	line := s.shots()
	if len(line.Series) != 3 || len(line.Series[0].X) != 5 || line.Series[1].Low[0] != .8 || len(line.Series[2].Dots) != 15 || line.Floor != .1 {
		t.Errorf("curves %+v from %v on", line.Series, line.Floor)
	}
}

// A model without words for its classes has the one study.
func TestStudy_efficiency(t *testing.T) {
	c, w := newStudy()
	c.Page.lab.Recipe.Set("model", "lm")
	holds(t, c, `!data-testid="studio-few-shots"`, "shows what each makes of the numbers", `!data-testid="studio-all"`)
	run(c, w)
	s := studiedBy(c)
	holds(t, s, "all training examples, seed 0,", `data-testid="studio-accuracy"`, `data-testid="studio-testLoss"`, "As it is the model reaches 12.5%", "One seed cannot tell",
		"LoRA", "Prefix tuning", "!CoOp", "Adapters, 700 trained numbers: 80.0%")
	if order := s.ordered(); !order[0].Frozen || order[len(order)-1].Method != "llama-adapter" {
		t.Errorf("the table's order is %v", order)
	}
	if trade := s.priced("accuracy"); trade.Level == nil || len(trade.Points) != len(s.Studio.Now.Columns)-1 || trade.Log || !s.priced("testLoss").Log {
		t.Errorf("chart %+v", trade)
	}
	svg := unbroken(s.svg("studio-accuracy", 720, s.notes()))
	for _, part := range []string{"Accuracy for how many numbers", "seed 0", "model=lm", "As it is, untrained"} {
		if !strings.Contains(svg, part) {
			t.Errorf("no %q in the figure that is saved: %.1500s", part, svg)
		}
	}
}

func TestStudy_failed(t *testing.T) {
	c, w := newStudy()
	c.shown().Study(&c.Page.lab.Recipe)
	w.end()
	w.say(&protocol.Error{Message: "no room for the context", Field: "method", Fatal: true})
	holds(t, studiedBy(c), `data-testid="studio-failed"`, "CoOp, seed 0, does not count: No room for the context.")
	holds(t, c, `data-phase="going"`)
}
