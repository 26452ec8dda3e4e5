package ui

import (
	"strings"
	"testing"

	"petri/methods/train"
	"petri/web/protocol"
	"petri/web/runner"
	"petri/web/ui/measure"
	"petri/web/ui/text"
)

// newDimension returns a page whose worker ends each run as it is told, and a
// function that has it do so with an accuracy.
func newDimension() (p *dimensionPage, end func(job string, accuracy float64)) {
	w := new(deaf)
	m := measure.New(small, func(l runner.Listener) runner.Port {
		w.Listener = l
		return w
	}, 1)
	return &dimensionPage{meter: m, events: new(queue)}, func(job string, accuracy float64) {
		for _, e := range []protocol.Event{
			&protocol.Done{Digest: "d", Metrics: map[string]protocol.Number{"accuracy": protocol.Number(accuracy)}},
			&protocol.Saved{Name: "model", Bytes: make([]byte, 4000)},
		} {
			parts := protocol.Split(e)
			w.Heard(protocol.EncodeEvent(job, e), parts)
		}
	}
}

func TestDimensionPage_Render(t *testing.T) {
	p, end := newDimension()
	holds(t, p, `data-testid="measure"`, "Measure d_int90", `data-testid="knob-sweep.seeds"`, `!knob-method.dim`, "first seed", "Nothing is known yet", `data-testid="example-lenet"`)
	p.meter.Open("sweep.search=grid&sweep.from=100&sweep.to=200&sweep.seeds=1")
	p.meter.Measure()
	holds(t, p.controls(), `"cancel"`, `!"measure"`, "Run 1 of at most 3")
	end("100/0", 0.5)
	holds(t, p.controls(), "1 of at most 3")
	holds(t, p.answer(), "above 100", "!95%")
	p.meter.Cancel()
	holds(t, p.controls(), "Continue: 1 done", `!"measure"`)
	p.meter.Set("seed", "4")
	holds(t, p.controls(), `"continue"`, `"measure"`, "The recipe has changed")
	p.meter.Set("seed", "0")
	p.meter.Continue()
	end("200/0", 0.93)
	end("0/0", 0.96)
	// log-linear from (100, .5) to (200, .93): 100·2^(.4/.43) = 190.6
	holds(t, p.answer(), "191", "Save this model (4.0 kB)", "200 numbers and a seed", "96.0% that all weights reach")
	holds(t, p.controls(), "Measure again", "Measured, in 3 runs.")
	holds(t, &sweepChart{Page: p}, `"row-100"`, `"row-0"`, "50.0%", "<svg", "method.dim=100")
	holds(t, &measured{Page: p}, `"sweep-1"`, "d_int 191", "3 runs")
}

func TestExamples(t *testing.T) {
	for _, e := range examples {
		m := measure.New(train.Catalogue(), nil, 1)
		m.Open(e.query)
		if len(m.Notices) > 0 {
			t.Errorf("%s: %s", e.key, m.Notices)
		}
		if _, err := m.Sweep(); err != nil {
			t.Errorf("%s: %v", e.key, err)
		}
		if note := "example." + e.key + ".note"; strings.HasPrefix(text.Of(note), "example.") {
			t.Errorf("%s has no text", note)
		}
	}
}
