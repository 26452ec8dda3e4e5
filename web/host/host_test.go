package host

import (
	"reflect"
	"strings"
	"testing"

	"petri/methods/sweep"
	"petri/models/spec"
	"petri/web/protocol"
)

func TestCommand(t *testing.T) {
	for _, verb := range verbs {
		if _, err := command(verb, ""); err != nil {
			t.Errorf("%s: %v", verb, err)
		}
	}
	for _, tc := range []struct {
		name, verb, data string
		want             protocol.Command
	}{
		{"with data", "step", `{"steps":5}`, &protocol.Step{Steps: 5}},
		{"null is no data", "set", "null", &protocol.Set{}},
	} {
		if got, err := command(tc.verb, tc.data); err != nil || !reflect.DeepEqual(got, tc.want) {
			t.Errorf("%s: got %v, %v", tc.name, got, err)
		}
	}
	for _, tc := range []struct{ name, verb, data string }{
		{"unknown verb", "fly", ""}, {"wrong type", "step", `{"steps":"x"}`}, {"no JSON", "step", "{"},
	} {
		if _, err := command(tc.verb, tc.data); err == nil {
			t.Errorf("%s: no error", tc.name)
		}
	}
}

func TestEvent(t *testing.T) {
	kind, data := event(&protocol.Paused{Step: 7})
	if kind != "paused" || data != `{"step":7}` {
		t.Errorf("got %s %s", kind, data)
	}
}

func TestRead(t *testing.T) {
	if cfg, err := read[spec.Config](""); err != nil || cfg.Seed != 0 {
		t.Errorf("nothing: got %v, %v", cfg, err)
	}
	if cfg, err := read[spec.Config](`{"method":{"name":"full"}}`); err != nil || cfg.Method.Name != "full" {
		t.Errorf("a part: got %v, %v", cfg, err)
	}
	if _, err := read[spec.Config](`{"seed":"one"}`); err == nil || !strings.Contains(err.Error(), "seed") {
		t.Errorf("a wrong type: got %v", err)
	}
	if s, err := read[sweep.Sweep](`{"bar":0,"from":5}`); err != nil || s.Bar == 0 || s.From != 5 || s.To != 0 {
		t.Errorf("a sweep: got %+v, %v", s, err)
	}
}
