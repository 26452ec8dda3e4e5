package worker

import (
	"testing"

	"petri/methods/train"
	"petri/models/spec"
	"petri/web/protocol"
)

// check asks whether the worker can run what the fields describe, and returns the config.
func (c *client) check(fields map[string]any) (spec.Config, *protocol.Checked) {
	cfg, _ := train.Catalogue().Clamp(fields)
	c.do(&protocol.Check{Config: cfg})
	return cfg, await[*protocol.Checked](c)
}

// What does not go with its data or its model is found before a run is begun, by the
// field that is to be moved; moved to the nearest value that is named, it fits.
func TestCheck(t *testing.T) {
	c := newClient(t, site())
	for name, tc := range map[string]struct {
		fields  map[string]any
		field   string
		nearest any
	}{
		"a usual run":                  {fields: map[string]any{"data": "digits"}},
		"d above D":                    {map[string]any{"data": "digits", "model.width": 10.0, "model.depth": 1.0, "method.dim": 999999.0}, "method.dim", 760.0},
		"no d beside the scales":       {map[string]any{"data": "digits", "method": "said", "method.dim": 2.0}, "method.dim", 4.0},
		"a dense projection":           {map[string]any{"data": "digits", "method.projection": "dense", "method.dim": 5000.0}, "method.projection", "fastfood"},
		"a sparse projection":          {map[string]any{"method.dim": 100000.0}, "method.projection", "fastfood"},
		"more shots than examples":     {map[string]any{"data": "digits", "shots": 1000.0}, "shots", 141.0},
		"patches that do not divide":   {map[string]any{"data": "digits", "model": "mae", "model.patch": 7.0}, "model.patch", 4.0},
		"a width that heads divide up": {map[string]any{"data": "digits", "model": "vit", "model.patch": 4.0, "model.width": 50.0}, "model.width", 52.0},
		"nothing visible":              {map[string]any{"data": "digits", "model": "mae", "model.patch": 4.0, "mask.ratio": 0.9}, "mask.ratio", 0.75},
	} {
		t.Run(name, func(t *testing.T) {
			cfg, e := c.check(tc.fields)
			if tc.field == "" && len(e.Wrong) == 0 {
				return
			}
			if len(e.Wrong) == 0 || e.Wrong[0].Field != tc.field || e.Wrong[0].Nearest != tc.nearest || e.Wrong[0].Message == "" {
				t.Fatalf("%s: %+v", cfg.JSON(), e.Wrong)
			}
			for range 3 { // one may lead to the next
				for _, wrong := range e.Wrong {
					tc.fields[wrong.Field] = wrong.Nearest
				}
				if _, e = c.check(tc.fields); len(e.Wrong) == 0 {
					return
				}
			}
			t.Errorf("moved to the nearest, it is still wrong: %+v", e.Wrong)
		})
	}
}

// A check touches no run, and needs none.
func TestCheckLeavesTheRunAlone(t *testing.T) {
	c := newClient(t, site())
	c.do(&protocol.Start{Config: digits(20), Paused: true})
	await[*protocol.Started](c)
	if _, e := c.check(map[string]any{"data": "digits", "method.dim": 999999.0}); len(e.Wrong) != 1 {
		t.Errorf("got %+v", e)
	}
	c.do(&protocol.Resume{})
	if done := await[*protocol.Done](c); done.Step != 20 {
		t.Errorf("the run ended at step %d", done.Step)
	}
	c.do(&protocol.Check{Config: spec.Config{Method: spec.Part{Name: "magic"}}})
	if e := await[*protocol.Checked](c); len(e.Wrong) != 1 || e.Wrong[0].Field != "method" {
		t.Errorf("an unknown method: %+v", e)
	}
}
