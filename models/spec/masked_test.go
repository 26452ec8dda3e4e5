package spec

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"reflect"
	"strings"
	"testing"
)

func maskedConfig(t *testing.T, cfg Config) Config {
	t.Helper()
	cfg.Model.Name = "mae"
	cfg, err := toy().Complete(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return cfg
}

// A model's own defaults stand where nothing is given; its learning rate is for
// its own method, any other brings its own.
func TestDefaultsOfAModel(t *testing.T) {
	got := string(maskedConfig(t, Config{}).JSON())
	want := `{"v":1,"seed":0,"data":{"name":"mnist","train":10000,"test":2000,"classes":"all","shuffle":"none"},"model":{"name":"mae"},"mask":{"name":"white"},"start":{"from":"random"},` +
		`"method":{"name":"full"},"optim":{"name":"adam","knobs":{"lr":0.5},"batch":64,"schedule":"linear"},"stop":{"steps":600,"every":50,"probe":4}}`
	if got != want {
		t.Errorf("the default masked run is\n%s, want\n%s", got, want)
	}
	cfg := maskedConfig(t, Config{Method: Part{Name: "subspace"}})
	if cfg.Optim.Knobs.Float("lr") != 0.1 || cfg.Optim.Batch != 64 {
		t.Errorf("another method: %s, want its own learning rate and the model's batch", cfg.JSON())
	}
	cfg = maskedConfig(t, Config{Optim: Optim{Part: Part{Knobs: Values{"lr": 0.2}}, Batch: 32}})
	if cfg.Optim.Knobs.Float("lr") != 0.2 || cfg.Optim.Batch != 32 {
		t.Errorf("given settings: %s", cfg.JSON())
	}
	if q := url.Values(toy().Query(maskedConfig(t, Config{}))).Encode(); q != "model=mae" {
		t.Errorf("its link is %q", q)
	}
}

// A config without masks reads as it did before there were any, and so does its
// digest.
func TestConfigsWithoutMasksStayAsTheyWere(t *testing.T) {
	cfg, err := toy().Complete(Config{})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"v":1,"seed":0,"data":{"name":"mnist","train":10000,"test":2000,"classes":"all","shuffle":"none"},"model":{"name":"mlp","knobs":{"width":200}},"start":{"from":"random"},` +
		`"method":{"name":"subspace","knobs":{"dim":750,"fixed":false,"projection":"sparse"}},"optim":{"name":"adam","knobs":{"lr":0.1},"batch":128,"schedule":"linear"},"stop":{"steps":600,"every":50}}`
	if got := string(cfg.JSON()); got != want {
		t.Errorf("the default run is\n%s, want\n%s", got, want)
	}
}

func TestMasksAreForModelsThatAreMasked(t *testing.T) {
	for config, want := range map[string]struct{ field, says string }{
		`{"mask":{"name":"white"}}`:                                                {"mask", "no setting of this run: it is there for other models"},
		`{"mask":{"knobs":{"ratio":0.5}}}`:                                         {"mask.ratio", "mask.ratio is no setting of this run"},
		`{"stop":{"probe":2}}`:                                                     {"probe", "no setting of this run"},
		`{"stop":{"probe":0}}`:                                                     {"probe", "no setting of this run"},
		`{"model":{"name":"mae"},"stop":{"accuracy":0.5}}`:                         {"accuracy", "no setting of this run"},
		`{"model":{"name":"mae"},"mask":{"name":"pink"}}`:                          {"mask", "one of green, white, not pink"},
		`{"model":{"name":"mae"},"mask":{"name":"green","knobs":{"ratio":0}}}`:     {"mask.ratio", "goes from 0.05 to 0.95, so 0 is out of range"},
		`{"model":{"name":"mae"},"mask":{"name":"green","knobs":{"ratio":1}}}`:     {"mask.ratio", "goes from 0.05 to 0.95, so 1 is out of range"},
		`{"model":{"name":"mae"},"mask":{"name":"green","knobs":{"ratio":"all"}}}`: {"mask.ratio", "a number from 0.05 to 0.95"},
		`{"model":{"name":"mae"},"mask":{"name":"white","knobs":{"ratio":0.5}}}`:   {"mask.ratio", "ratio is not a knob of white"},
		`{"model":{"name":"mae"},"stop":{"probe":-1}}`:                             {"probe", "from 0 to 1000"},
	} {
		var cfg Config
		if err := json.Unmarshal([]byte(config), &cfg); err != nil {
			t.Fatal(err)
		}
		_, err := toy().Complete(cfg)
		var wrong *FieldError
		if !errors.As(err, &wrong) || wrong.Field != want.field || !strings.Contains(err.Error(), want.says) {
			t.Errorf("%s: %v, want an error for %q that says %q", config, err, want.field, want.says)
		}
	}
}

// Probes can be switched off: 0 is not left out, in JSON or in a link.
func TestNoProbes(t *testing.T) {
	for _, given := range []string{`{"model":{"name":"mae"},"stop":{"probe":0}}`, `{"model":{"name":"mae"},"stop":{"probe":7}}`} {
		var cfg Config
		if err := json.Unmarshal([]byte(given), &cfg); err != nil {
			t.Fatal(err)
		}
		want := *cfg.Stop.Probe
		cfg = maskedConfig(t, cfg)
		var again Config
		if err := json.Unmarshal(cfg.JSON(), &again); err != nil {
			t.Fatal(err)
		}
		linked, notices := toy().FromQuery(toy().Query(cfg))
		for _, got := range []Config{cfg, maskedConfig(t, again), linked} {
			if got.Stop.Probe == nil || *got.Stop.Probe != want || len(notices) > 0 {
				t.Errorf("%s became %s", given, got.JSON())
			}
		}
	}
}

func TestMasksInLinks(t *testing.T) {
	cfg := maskedConfig(t, Config{Mask: Part{Name: "green", Knobs: Values{"ratio": 0.5}}, Stop: Stop{Probe: new(9)}})
	link := url.Values(toy().Query(cfg))
	if got, want := link.Encode(), "mask=green&mask.ratio=0.5&model=mae&probe=9"; got != want {
		t.Errorf("link %q, want %q", got, want)
	}
	if got, notices := toy().FromQuery(link); !reflect.DeepEqual(got, cfg) || len(notices) > 0 {
		t.Errorf("%s became %s by its link, with %q", cfg.JSON(), got.JSON(), notices)
	}
	if got := fromSettings(toy().Settings(cfg)); !reflect.DeepEqual(got, cfg) {
		t.Errorf("settings of %s give %s", cfg.JSON(), got.JSON())
	}
	for link, want := range map[string]string{
		"model=mae&mask=green&mask.ratio=1": "ratio goes from",
		"model=mae&mask=pink":               "mask is one of green, white, not pink",
		"mask=green":                        "mask is no setting of this run",
		"mask=green&mask.ratio=.5":          "mask.ratio is no setting of this run",
	} {
		q, _ := url.ParseQuery(link)
		_, notices := toy().FromQuery(q)
		if !strings.Contains(fmt.Sprint(notices), want) {
			t.Errorf("%s: notices %q, want %q", link, notices, want)
		}
	}
}

func TestOnly(t *testing.T) {
	c := toy()
	for lab, want := range map[Lab]string{MasksLab: "mae", SubspaceLab: "lenet mlp", PromptsLab: ""} {
		if got := strings.Join(names(c.Only(lab).Models, ofModel), " "); got != want {
			t.Errorf("Only(%v) has %s, want %s", lab, got, want)
		}
	}
	if len(c.Models) != 3 || c.Models[0].Name != "lenet" || c.Models[2].Name != "mlp" {
		t.Errorf("the catalogue itself has lost models: %v", names(c.Models, ofModel))
	}
	cfg, err := c.Only(MasksLab).Complete(Config{})
	if err != nil || cfg.Model.Name != "mae" || cfg.Mask.Name != "white" {
		t.Errorf("the default run of a lab of masked models is %s (%v)", cfg.JSON(), err)
	}
}

func TestMask(t *testing.T) {
	if m, err := toy().Mask("green"); err != nil || m.Name != "green" {
		t.Errorf("Mask(green) = %v, %v", m, err)
	}
	if _, err := toy().Mask("pink"); err == nil || !strings.Contains(err.Error(), "choose one of green, white") {
		t.Errorf("Mask(pink): %v", err)
	}
}
