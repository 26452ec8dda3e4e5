package spec

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

func complete(t *testing.T, text string) Config {
	t.Helper()
	var cfg Config
	if err := json.Unmarshal([]byte(text), &cfg); err != nil {
		t.Fatal(err)
	}
	cfg, err := toy().Complete(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return cfg
}

func TestMaskedModelsHaveDefaultsOfTheirOwn(t *testing.T) {
	cfg := complete(t, `{"model":{"name":"mae"}}`)
	if cfg.Method.Name != "full" || cfg.Optim.Knobs.Float("lr") != .5 || cfg.Optim.Batch != 64 || cfg.Mask.Name != "white" || cfg.Stop.Probe != 4 {
		t.Errorf("config %s", cfg.JSON())
	}
	cfg = complete(t, `{"model":{"name":"mae"},"method":{"name":"subspace"}}`)
	if cfg.Optim.Knobs.Float("lr") != .1 || cfg.Optim.Batch != 64 {
		t.Errorf("the learning rate of another method: %s", cfg.JSON())
	}
}

func TestOnlyMaskedModelsHaveMasks(t *testing.T) {
	if b := complete(t, `{}`).JSON(); bytes.Contains(b, []byte("mask")) || bytes.Contains(b, []byte("probe")) {
		t.Errorf("a classifier's config speaks of masks: %s", b)
	}
	cfg := complete(t, `{"model":{"name":"mae"},"mask":{"name":"green","knobs":{"ratio":0.5}}}`)
	if !bytes.Contains(cfg.JSON(), []byte(`"mask":{"name":"green","knobs":{"ratio":0.5}}`)) {
		t.Errorf("config %s", cfg.JSON())
	}
	_, err := toy().Complete(Config{Mask: Part{Name: "green"}})
	if err == nil || !strings.Contains(err.Error(), "mask is no setting of this run") {
		t.Errorf("masks of a classifier: %v", err)
	}
}

func TestMasksAreInTheLink(t *testing.T) {
	cfg := complete(t, `{"model":{"name":"mae"},"mask":{"name":"green","knobs":{"ratio":0.5}}}`)
	q := toy().Query(cfg)
	if q.Encode() != "mask=green&mask.ratio=0.5&model=mae" {
		t.Errorf("link %s", q.Encode())
	}
	back, notices := toy().FromQuery(q)
	if !bytes.Equal(back.JSON(), cfg.JSON()) || len(notices) > 0 {
		t.Errorf("came back as %s, %v", back.JSON(), notices)
	}
}

func TestOnly(t *testing.T) {
	for masked, want := range map[bool]string{true: "mae", false: "mlp"} {
		c := toy().Only(masked)
		for _, m := range c.Models {
			if m.Masked != masked {
				t.Errorf("%s is among those masked: %v", m.Name, masked)
			}
		}
		cfg, _ := c.Clamp(nil)
		if cfg.Model.Name != want || toy().Models[1].Name != "mae" {
			t.Errorf("the default is %s", cfg.Model.Name)
		}
	}
}
