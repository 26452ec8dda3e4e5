package spec

import (
	"errors"
	"strings"
	"testing"
)

// A 0 that is given is refused where there can be none, and is not the default.
func TestRead_zeros(t *testing.T) {
	for field, text := range map[string]string{
		"train": `{"data":{"train":0}}`, "test": `{"data":{"test":0}}`, "batch": `{"optim":{"batch":0}}`,
		"steps": `{"stop":{"steps":0}}`, "every": `{"stop":{"every":-0}}`, "optim.lr": `{"optim":{"knobs":{"lr":0}}}`,
		"method.dim": `{"method":{"knobs":{"dim":0}}}`,
	} {
		var cfg Config
		if err := Read([]byte(text), &cfg); err != nil {
			t.Fatal(err)
		}
		_, err := toy().Complete(cfg)
		if wrong := (*FieldError)(nil); !errors.As(err, &wrong) || wrong.Field != field || !strings.Contains(err.Error(), "so 0 is out of range") {
			t.Errorf("%s: %v", text, err)
		}
	}
	want, _ := toy().Complete(Config{})
	for _, text := range []string{
		`{}`, `{"stop":{"steps":null}}`, `{"seed":0,"data":{"shots":0},"start":{"steps":0},"stop":{"plateau":0,"accuracy":0}}`,
	} {
		var cfg Config
		if err := Read([]byte(text), &cfg); err != nil {
			t.Fatal(err)
		}
		if got, err := toy().Complete(cfg); err != nil || string(got.JSON()) != string(want.JSON()) {
			t.Errorf("%s: %s, %v", text, got.JSON(), err)
		}
	}
	if err := Read([]byte(`{"step":3}`), new(Config)); err == nil {
		t.Error("a misspelt setting is read")
	}
}
