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
		{"no steps are one", "step", "", &protocol.Step{Steps: 1}},
		{"a number alone", "step", "5", &protocol.Step{Steps: 5}},
		{"a word alone", "export", `"model"`, &protocol.Export{What: "model"}},
		{"a rate alone", "set", "0.25", &protocol.Set{LR: 0.25}},
	} {
		if got, err := command(tc.verb, tc.data); err != nil || !reflect.DeepEqual(got, tc.want) {
			t.Errorf("%s: got %v, %v", tc.name, got, err)
		}
	}
	for _, tc := range []struct{ name, verb, data string }{
		{"unknown verb", "fly", ""}, {"wrong type", "step", `{"steps":"x"}`}, {"no JSON", "step", "{"}, {"half a step", "step", "2.5"}, {"no step", "step", "0"},
		{"a list", "step", "[]"}, {"an unknown name", "step", `{"count":5}`}, {"a wrong rate", "set", `{"lr":"much"}`}, {"a nested one", "start", `{"config":{"seed":"x"}}`},
	} {
		_, err := command(tc.verb, tc.data)
		if err == nil {
			t.Errorf("%s: no error", tc.name)
			continue
		}
		plain(t, err)
		if tc.verb == "step" && !strings.Contains(err.Error(), "such as step(5)") {
			t.Errorf("%s: %v", tc.name, err)
		}
	}
}

// plain checks that an error speaks of what was given, not of how it is read.
func plain(t *testing.T, err error) {
	t.Helper()
	for _, jargon := range []string{"json:", "Go ", "unmarshal", "struct", "float64", " int"} {
		if strings.Contains(err.Error(), jargon) {
			t.Errorf("%q speaks of %q", err, jargon)
		}
	}
}

func TestFileIn(t *testing.T) {
	for data, want := range map[string]string{"": "result", "{}": "result", `"csv"`: "csv", `{"what":"csv"}`: "csv"} {
		if got, err := fileIn(data); err != nil || got != want {
			t.Errorf("%s: got %q, %v", data, got, err)
		}
	}
	for _, data := range []string{"7", "[]", `{"kind":"csv"}`} {
		if _, err := fileIn(data); err == nil || !strings.Contains(err.Error(), `export("csv")`) {
			t.Errorf("%s: %v", data, err)
		}
	}
}

func TestInner(t *testing.T) {
	for data, want := range map[string]string{"": "", `{"config":{"seed":2}}`: `{"seed":2}`, `{"seed":2}`: `{"seed":2}`, `{"config":{},"seed":2}`: `{"config":{},"seed":2}`, "7": "7"} {
		if got := inner(data); got != want {
			t.Errorf("%s: got %s", data, got)
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
	if cfg, err := read[spec.Config]("", "run takes a config"); err != nil || cfg.Seed != 0 {
		t.Errorf("nothing: got %v, %v", cfg, err)
	}
	if cfg, err := read[spec.Config](`{"method":{"name":"full"}}`, "run takes a config"); err != nil || cfg.Method.Name != "full" {
		t.Errorf("a part: got %v, %v", cfg, err)
	}
	for data, want := range map[string]string{`{"seed":"one"}`: "seed is not a whole number", `{"sede":1}`: `no field "sede"`, "7": "not an object", "{": "no JSON"} {
		_, err := read[spec.Config](data, "run takes a config")
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Fatalf("%s: got %v", data, err)
		}
		plain(t, err)
	}
	if s, err := read[sweep.Sweep](`{"bar":0,"from":5}`, "measure takes a sweep"); err != nil || s.Bar == 0 || s.From != 5 || s.To != 0 {
		t.Errorf("a sweep: got %+v, %v", s, err)
	}
}
