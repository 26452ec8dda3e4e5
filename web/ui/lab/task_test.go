package lab

import (
	"testing"

	"petri/models/spec"
	"petri/web/protocol"
	"petri/web/runner"
)

// Runs of the other half of a lab are kept, but neither drawn nor spoken of.
func TestLab_Drawn_otherTask(t *testing.T) {
	two := *catalogue
	two.Data = append([]spec.DataInfo{{Info: spec.Info{Name: "books"}, Text: true, Train: 100, Test: 10, DefaultTrain: 100, DefaultTest: 10}}, catalogue.Data...)
	two.Models = append([]spec.ModelInfo{{Info: spec.Info{Name: "lm"}, Sites: []string{spec.Sequence}, Defaults: map[string]any{"data": "books"}}}, catalogue.Models...)
	p := &fakePort{t: t}
	l := New(&two, func(listener runner.Listener) runner.Port {
		p.listener = listener
		return p
	})
	trained := func(model string) *Run {
		cfg, _ := two.Clamp(map[string]any{"model": model})
		l.Recipe.Take(cfg)
		l.Renew()
		l.Train()
		p.say(&protocol.Started{Config: cfg})
		steps(p, 1, 1)
		p.say(&protocol.Done{Step: 1, Reason: "steps"})
		return l.Run
	}
	seen := trained("mlp")
	want(t, "drawn", l.Drawn(), []*Run{seen})

	cfg, _ := two.Clamp(map[string]any{"model": "lm"})
	l.Recipe.Take(cfg)
	l.Renew()
	p.say(&protocol.Started{Config: cfg, Paused: true})
	want(t, "drawn of texts", len(l.Drawn()), 0)
	want(t, "spoken of", l.Shown(), l.Run)
	want(t, "kept", l.Runs, []*Run{seen})

	read := trained("lm")
	want(t, "drawn of texts", l.Drawn(), []*Run{read})
	want(t, "the same task", []bool{l.SameTask(seen), l.SameTask(read)}, []bool{false, true})
	trained("mlp")
	want(t, "drawn of images again", len(l.Drawn()), 2)
}
