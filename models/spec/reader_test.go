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
