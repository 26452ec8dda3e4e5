package lab

import (
	"slices"
	"strings"
	"testing"

	"petri/models/spec"
	"petri/web/protocol"
	"petri/web/runner"
)

// newMasked is a lab whose model is masked.
func newMasked(t *testing.T) (*Lab, *fakePort) {
	masked := *catalogue
	masked.Models = slices.Clone(catalogue.Models)
	masked.Models[0].Masked = true
	masked.Masks = []spec.Info{{Name: "white"}}
	p := &fakePort{t: t}
	return New(&masked, func(l runner.Listener) runner.Port {
		p.listener = l
		return p
	}), p
}

// file has the worker open a file of the recipe, at its last step.
func (p *fakePort) file(cfg spec.Config) {
	p.say(&protocol.Started{Config: cfg, Step: cfg.Stop.Steps, Paused: true,
		Origin: &protocol.Origin{Name: "model", Measured: cfg.Stop.Steps, Metrics: map[string]protocol.Number{"maskedError": .034}}})
}

func TestLab_RestoreShipped(t *testing.T) {
	l, p := newMasked(t)
	l.Open("open=trained&seed=4")
	want(t, "wanted", l.Wanted, true)
	want(t, "the link stays while the file comes", l.Link(), "open=trained&seed=4")
	l.Prepare()
	want(t, "nothing is set up for it", p.took(), "")
	l.RestoreShipped([]byte("file"))
	want(t, "commands", p.took(), "restore")
	cfg := l.Recipe.Config
	cfg.Seed, cfg.Stop.Steps = 5, 40
	p.file(cfg)
	want(t, "wanted", l.Wanted, false)
	want(t, "nothing is left to train", l.Phase, Finished)
	want(t, "the link is that of the file", l.Link(), "open=trained&seed=5&steps=40")
	p.say(&protocol.Evaluated{Step: 40, Metrics: map[string]protocol.Number{"maskedError": .034}})
	p.say(&protocol.Done{Step: 40, Reason: "steps"})
	want(t, "found", l.Run.Opened, "Opened (trained model): masked error 0.034, as when it was saved.")
	want(t, "phase", l.Phase, Finished)
	l.Set("seed", "6")
	want(t, "another recipe is not the model's", strings.Contains(l.Link(), "open"), false)
	l.Train()
	want(t, "and is trained", p.took(), "stop start")
	want(t, "link", l.Link(), "seed=6&steps=40")
}

func TestLab_RestoreShipped_late(t *testing.T) {
	l, p := newMasked(t)
	l.Open("open=trained")
	l.Train()
	l.RestoreShipped([]byte("file"))
	want(t, "what a person has begun meanwhile stays", p.took(), "start")
	l.Wanted = true
	l.RestoreShipped([]byte("file"))
	p.say(&protocol.Error{Message: "the file is damaged"})
	want(t, "a file that does not open is not waited for", l.Wanted, false)

	l, _ = newLab(t)
	l.Open("open=trained&seed=4")
	want(t, "other labs have none", l.Wanted, false)
}

// What was drawn for examples of another shape is not shown to the model of a file.
func TestLab_Restore_drawn(t *testing.T) {
	l, p := begin(t)
	l.Catalogue.Data[0].Shape = spec.Shape{C: 1, H: 8, W: 8}
	defer func() { l.Catalogue.Data[0].Shape = spec.Shape{} }()
	other := l.Recipe.Config
	other.Seed++
	for _, data := range []string{l.Recipe.Config.Data.Name, "digits"} {
		l.Draw([]float32{1})
		l.Restore([]byte("file"))
		other.Data.Name = data
		p.file(other)
		want(t, "still drawn, of "+data, l.Looks.Drawing != nil, data == "mnist")
	}
}

// A file of any run that was over is over, and is measured.
func TestLab_Restore_over(t *testing.T) {
	l, p := begin(t)
	l.Restore([]byte("file"))
	p.file(l.Recipe.Config)
	want(t, "phase", l.Phase, Finished)
	want(t, "no digest is known", l.Run.Digest, "")
	want(t, "link", l.Link(), "")
}
