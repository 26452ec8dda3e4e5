package spec

import (
	"errors"
	"strings"
	"testing"
)

// library is toy with a model that reads, pretrained on letters, and a method for
// what reads.
func library() *Catalogue {
	c := toy()
	c.Models = append([]ModelInfo{{Info: Info{Name: "clip"}, Sites: []string{Words}, Pretrained: "letters",
		Defaults: map[string]any{"start": Pretrained, "method": "coop"}}}, c.Models...)
	c.Methods = append([]MethodInfo{{Info: Info{Name: "coop"}, Site: Words}}, c.Methods...)
	return c
}

// A method that needs words is offered where there are some.
func TestSites(t *testing.T) {
	c := library()
	if cfg, err := c.Complete(Config{Model: Part{Name: "clip"}}); err != nil || cfg.Method.Name != "coop" {
		t.Errorf("clip is trained by %q (%v)", cfg.Method.Name, err)
	}
	if cfg, err := c.Complete(Config{Model: Part{Name: "clip"}, Method: Part{Name: "full"}}); err != nil || cfg.Method.Name != "full" {
		t.Errorf("clip is trained by %q (%v)", cfg.Method.Name, err)
	}
	_, err := c.Complete(Config{Method: Part{Name: "coop"}})
	if field := (*FieldError)(nil); !errors.As(err, &field) || field.Field != "method" || strings.Contains(strings.Split(err.Error(), ", not ")[0], "coop") {
		t.Errorf("coop on mlp: %v", err)
	}
	for lab, want := range map[Lab]string{PromptsLab: "clip", SubspaceLab: "lenet mlp", MasksLab: "mae"} {
		only := c.Only(lab)
		if got := strings.Join(names(only.Models, ofModel), " "); got != want {
			t.Errorf("the lab of %s has %s", lab, got)
		}
		if _, err := only.Method("coop"); (err == nil) != (lab == PromptsLab) {
			t.Errorf("the lab of %s and coop: %v", lab, err)
		}
	}
}

// Weights that come with Petri are offered for pictures of the shape that they
// know, and take no steps before.
func TestPretrained(t *testing.T) {
	c := library()
	for data, want := range map[string]string{"mnist": Pretrained, "letters": Pretrained, "dots": RandomStart} {
		cfg, err := c.Complete(Config{Model: Part{Name: "clip"}, Data: Data{Name: data}})
		if err != nil || cfg.Start != (Start{From: want}) {
			t.Errorf("on %s clip starts from %+v (%v), want %s", data, cfg.Start, err, want)
		}
	}
	for _, cfg := range []Config{
		{Model: Part{Name: "clip"}, Data: Data{Name: "dots"}, Start: Start{From: Pretrained}},
		{Model: Part{Name: "mlp"}, Start: Start{From: Pretrained}},
	} {
		_, err := c.Complete(cfg)
		if field := (*FieldError)(nil); !errors.As(err, &field) || field.Field != "start" || !strings.Contains(err.Error(), "the shape that it knows") {
			t.Errorf("a pretrained start of %s on %s: %v", cfg.Model.Name, cfg.Data.Name, err)
		}
	}
	if cfg, err := c.Complete(Config{Model: Part{Name: "clip"}, Start: Start{From: RandomStart}}); err != nil || cfg.Start.From != RandomStart {
		t.Errorf("clip cannot start from random weights: %+v, %v", cfg.Start, err)
	}
}

// A model that reads is shown a few turned examples unless the recipe says
// otherwise, and what it says survives its JSON and its link.
func TestFewByDefault(t *testing.T) {
	c := library()
	clip := Part{Name: "clip"}
	for _, tc := range []struct {
		cfg   Config
		shots int
		shift string
	}{
		{Config{Model: clip}, 16, Rotated},
		{Config{Model: clip, Data: Data{Shift: Unshifted, Shots: 1}}, 1, Unshifted},
		{Config{Model: clip, Data: Data{Shift: Noisy}}, 16, Noisy},
		{Config{Data: Data{Shift: Unshifted}}, 0, ""},
		{Config{Data: Data{Shift: Rotated}}, 0, Rotated},
	} {
		cfg, err := c.Complete(tc.cfg)
		if err != nil || cfg.Data.Shots != tc.shots || cfg.Data.Shift != tc.shift {
			t.Errorf("%+v: %+v, %v", tc.cfg.Data, cfg.Data, err)
		}
		again, err := c.Complete(cfg)
		if err != nil || string(again.JSON()) != string(cfg.JSON()) {
			t.Errorf("%s completes to %s (%v)", cfg.JSON(), again.JSON(), err)
		}
		linked, notices := c.FromQuery(c.Query(cfg))
		if string(linked.JSON()) != string(cfg.JSON()) || notices != nil {
			t.Errorf("%s comes back from its link as %s (%q)", cfg.JSON(), linked.JSON(), notices)
		}
	}
	c.Data[3].Captioned = true
	if cfg, err := c.Complete(Config{Model: clip}); err != nil || cfg.Data.Shots != 0 || cfg.Data.Shift != "" {
		t.Errorf("with captions: %+v, %v", cfg.Data, err)
	}
	c.Data[3].Captioned = false
	if _, err := c.Complete(Config{Model: clip, Start: Start{From: "fashion"}}); err == nil {
		t.Error("it can be trained before on data without captions")
	}
}
