package ui

import (
	"strings"
	"testing"

	"petri/methods/train"
	"petri/models/spec"
	"petri/web/protocol"
	"petri/web/runner"
	"petri/web/ui/compare"
	"petri/web/ui/lab"
)

// novice is a worker that says what the test has it say, of the run it has.
type novice struct {
	runner.Listener
	run string
	cfg spec.Config
}

func (w *novice) Post(text []byte, _ [][]byte) {
	run, c, _ := protocol.DecodeCommand(text)
	if start, ok := c.(*protocol.Start); ok {
		w.run, w.cfg = run, start.Config
	}
}

func (*novice) Close() {}

func (w *novice) say(e protocol.Event) {
	parts := protocol.Split(e)
	w.Heard(protocol.EncodeEvent(w.run, e), parts)
}

// measure tells of a measurement: red is harder, and the seed matters a little.
func (w *novice) measure(step int) {
	missed := map[string]float64{"red": .06, "white": .04}[w.cfg.Mask.Name] + float64(w.cfg.Seed)/1e4
	w.say(&protocol.Evaluated{Step: step, Metrics: map[string]protocol.Number{"maskedError": protocol.Number(missed), "visibleError": .5,
		"meanPredictor": protocol.Number(.07 + missed/100), "linearProbe": protocol.Number(.8 + float64(w.cfg.Seed)/100), "nearestProbe": .75}})
}

func (w *novice) finish() {
	w.measure(0)
	w.measure(w.cfg.Stop.Steps)
	w.say(&protocol.Done{Step: w.cfg.Stop.Steps, Digest: "d"})
}

// newComparison returns a comparison of red and white, two seeds each, and its
// worker.
func newComparison() (*comparison, *novice) {
	masked, w := train.Catalogue().Only(spec.MasksLab), new(novice)
	spawn := func(l runner.Listener) runner.Port {
		w.Listener = l
		return w
	}
	m := compare.New(masked, spawn, 1)
	for _, colour := range []string{"blue", "green", "purple"} {
		m.Colours[colour] = false
	}
	m.Set("compare.seeds", "2")
	m.Set("compare.steps", "400")
	return &comparison{Page: &labPage{lab: lab.New(masked, spawn)}, Comparer: m}, w
}

// shown is what has come of a comparison, with the page's recipe as it is.
func shown(c *comparison) *compared {
	return &compared{Comparer: c.Comparer, Differs: c.Comparer.Differs(c.Page.lab.Recipe.Config)}
}

func TestComparison_Render(t *testing.T) {
	c, w := newComparison()
	holds(t, c, `data-testid="compare-start"`, "!Compare anew", `data-testid="compare-colour-green"`, `data-testid="compare-colour-red"`, `data-testid="compare-seeds"`,
		`data-testid="compare-steps"`, `data-phase="idle"`, "Nothing is compared yet", `data-testid="explain-compare"`, "fine-tuning on ImageNet", "!compare-table", "!<img")
	c.Comparer.Compare(&c.Page.lab.Recipe)
	holds(t, c, `data-testid="compare-cancel"`, `!data-testid="compare-start"`, `data-phase="going"`, "Run 1 of 4…")
	holds(t, shown(c), "No run is finished yet", "!compare-verdict", "!<svg class=\"chart\"", "!save-svg-compare-error")
	w.finish()
	holds(t, c, "Run 2 of 4…", "About ")
	holds(t, shown(c), "So far, after 1 of 4 runs.", `data-testid="compare-row-red"`, "0.0600<", "80.0%<", "<svg")
	c.Comparer.Cancel()
	holds(t, c, "Continue: 1 done", "Compare anew", `data-phase="stopped"`)
	c.Comparer.Continue()
	for c.Comparer.Phase == compare.Going {
		w.finish()
	}
	holds(t, c, "Done: 4 runs.", "Compare anew", `!data-testid="compare-continue"`)
	holds(t, shown(c), "At step 400, the last", "Red &gt; White", "no difference between colours", `data-testid="save-svg-compare-error"`, `data-testid="save-png-compare-probes"`,
		"At step 400 highest under Red (0.0600) and lowest under White (0.0401)", "0.0600 ± 0.0001", "80.5% ± 0.7%", "mean picture, 0.0704 to 0.0706 by colour",
		"Red, seed 1, step 400: 81.0%", "!recipe has changed", "seeds 0 to 1, 400 steps each")
	c.Page.lab.Set("batch", "32")
	holds(t, shown(c), "The recipe has changed since: batch size 32 instead of")
}

func TestComparison_wrong(t *testing.T) {
	c, _ := newComparison()
	c.Comparer.Set("compare.seeds", "9")
	holds(t, c, `value="9"`, `data-testid="compare-seeds-error"`, "1 to 5")
	c.Comparer.Compare(&c.Page.lab.Recipe)
	holds(t, c, `data-testid="error"`, `data-phase="idle"`)
	c, w := newComparison()
	c.Comparer.Compare(&c.Page.lab.Recipe)
	w.measure(0)
	w.say(&protocol.Error{Message: "the loss was not a number"})
	w.say(&protocol.Done{Step: 3})
	w.finish()
	holds(t, shown(c), `data-testid="compare-failed"`, "seed 0, does not count: The loss was not a number.")
}

func TestCompared_document(t *testing.T) {
	c, w := newComparison()
	c.Comparer.Compare(&c.Page.lab.Recipe)
	for c.Comparer.Phase == compare.Going {
		w.finish()
	}
	s := shown(c)
	errors, probes := s.document(s.errors()), s.document(s.probes())
	for name, svg := range map[string]string{"errors": errors, "probes": probes} {
		for _, part := range []string{"Red", "White", "seeds 0 to 1", "seed 0"} {
			if !strings.Contains(unbroken(svg), part) {
				t.Errorf("%s: no %q in %.2000s", name, part, svg)
			}
		}
	}
	if lines := s.probes(); lines[0].Floor != lines[1].Floor || lines[0].Floor != .7 {
		t.Errorf("the axes begin at %v and %v, want .7", lines[0].Floor, lines[1].Floor)
	}
}
