package spec

import (
	"encoding/json"
	"errors"
	"math"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"
)

var ten = []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}

// toy is a small catalogue with a knob of each kind.
func toy() *Catalogue {
	return &Catalogue{
		Data: []DataInfo{
			{Info: Info{Name: "dots"}, Shape: Shape{1, 2, 2}, Classes: ten, Train: 50, Test: 10, DefaultTrain: 40, DefaultTest: 5},
			{Info: Info{Name: "fashion"}, Shape: Shape{1, 28, 28}, Classes: ten, Train: 60000, Test: 10000, DefaultTrain: 10000, DefaultTest: 2000},
			{Info: Info{Name: "letters"}, Shape: Shape{1, 28, 28}, Classes: ten[:7], Train: 70, Test: 7, DefaultTrain: 70, DefaultTest: 7},
			{Info: Info{Name: "mnist"}, Shape: Shape{1, 28, 28}, Classes: ten, Train: 60000, Test: 10000, DefaultTrain: 10000, DefaultTest: 2000},
		},
		Models: []ModelInfo{
			{Info: Info{Name: "lenet"}},
			{Info: Info{Name: "mae"}, Masked: true, Defaults: map[string]any{"method": "full", "optim.lr": 0.5, "batch": 64.0}},
			{Info: Info{Name: "mlp", Knobs: []Knob{IntKnob("width", "width", 200, 1, 1000, "")}}},
		},
		Masks: []Info{{Name: "green", Knobs: []Knob{FloatKnob("ratio", "ratio", 0.75, 0.05, 0.95, "")}}, {Name: "white"}},
		Methods: []MethodInfo{
			{Info: Info{Name: "full"}, Optim: map[string]Values{"adam": {"lr": 0.003}}},
			{Info: Info{Name: "subspace", Knobs: []Knob{
				IntKnob("dim", "d", 750, 1, 1000000, ""),
				ChoiceKnob("projection", "projection", []string{"sparse", "dense"}, ""),
				BoolKnob("fixed", "fixed", false, ""),
			}}, Optim: map[string]Values{"adam": {"lr": 0.1}}},
		},
		Optimisers: []Info{{Name: "adam", Knobs: []Knob{FloatKnob("lr", "rate", 0.01, 1e-6, 100, "")}}, {Name: "sgd"}},
		Schedules:  []Info{{Name: "constant"}, {Name: "linear"}},
	}
}

func TestDefaultsFollowFromDataModelAndMethod(t *testing.T) {
	c := toy()
	cfg, err := c.Complete(Config{})
	if err != nil {
		t.Fatal(err)
	}
	if cfg.Data.Train != 10000 || cfg.Method.Knobs.Int("dim") != 750 || cfg.Optim.Knobs.Float("lr") != 0.1 || cfg.Stop.Steps != 600 {
		t.Errorf("Complete(nothing) = %s", cfg.JSON())
	}
	cfg, err = c.Complete(Config{Data: Data{Name: "dots"}, Method: Part{Name: "full"}})
	if err != nil || cfg.Data.Train != 40 || cfg.Optim.Knobs.Float("lr") != 0.003 {
		t.Errorf("other data and method: %s, %v", cfg.JSON(), err)
	}
}

func TestCompleteNamesWhatIsWrong(t *testing.T) {
	for field, tc := range map[string]struct{ json, want string }{
		"data":              {`{"data":{"name":"cats"}}`, "one of dots, fashion, letters, mnist"},
		"model":             {`{"model":{"name":"vgg"}}`, "one of lenet, mae, mlp"},
		"method":            {`{"method":{"name":"lora"}}`, "one of full, subspace"},
		"optim":             {`{"optim":{"name":"lion"}}`, "one of adam, sgd"},
		"schedule":          {`{"optim":{"schedule":"step"}}`, "one of constant, linear"},
		"train":             {`{"data":{"train":70000}}`, "from 1 to 60000"},
		"method.dim":        {`{"method":{"name":"subspace","knobs":{"dim":0}}}`, "from 1 to 1000000"},
		"method.projection": {`{"method":{"name":"subspace","knobs":{"projection":7}}}`, "one of sparse, dense"},
		"method.fixed":      {`{"method":{"name":"subspace","knobs":{"fixed":"yes"}}}`, "true or false"},
		"model.width":       {`{"model":{"name":"mlp","knobs":{"width":1.5}}}`, "whole number"},
		"model.heigth":      {`{"model":{"name":"mlp","knobs":{"heigth":3}}}`, "mlp, which has width"},
		"seed":              {`{"seed":-1}`, "from 0 to 2147483647"},
		"v":                 {`{"v":2}`, "version 1"},
	} {
		var cfg Config
		if err := json.Unmarshal([]byte(tc.json), &cfg); err != nil {
			t.Fatal(err)
		}
		_, err := toy().Complete(cfg)
		var wrong *FieldError
		if !errors.As(err, &wrong) || wrong.Field != field || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v, want an error for %q that says %q", tc.json, err, field, tc.want)
		}
	}
}

func TestChoicesThatLookLikeNumbers(t *testing.T) {
	k := ChoiceKnob("width", "width", []string{"32", "0.5"}, "")
	for given, want := range map[any]any{"32": "32", 32: "32", 32.0: "32", 0.5: "0.5", 64.0: nil, true: nil, nil: nil} {
		if got, _ := k.Check(given); got != want {
			t.Errorf("%v is taken as %v, want %v", given, got, want)
		}
	}
}

func TestFlatIsTheInverseOfSettings(t *testing.T) {
	cfg, _ := toy().Complete(Config{Seed: 7, Data: Data{Classes: FirstHalf, Shots: 5, Shift: Noisy, Shuffle: ShuffledPixels},
		Start: Start{OtherHalf, 40}, Stop: Stop{Accuracy: 0.9, Plateau: 4}})
	if got := fromSettings(toy().Settings(cfg)); !reflect.DeepEqual(got, cfg) {
		t.Errorf("settings of %s give %s", cfg.JSON(), got.JSON())
	}
}

func TestLinksHoldWhatIsNotDefault(t *testing.T) {
	c := toy()
	cfg, _ := c.Complete(Config{})
	if q := url.Values(c.Query(cfg)); len(q) != 0 {
		t.Errorf("the default run has the link %q, want none", q.Encode())
	}
	cfg, _ = c.Complete(Config{Seed: 3, Method: Part{Name: "full"}})
	if q := url.Values(c.Query(cfg)).Encode(); q != "method=full&seed=3" {
		t.Errorf("link %q, want only what differs from the method's own defaults", q)
	}
}

func TestLinksAreClampedWithANotice(t *testing.T) {
	for link, tc := range map[string]struct {
		key     string
		want    any
		notices int
	}{
		"method.dim=300":                    {"method.dim", 300.0, 0},
		"method.dim=0":                      {"method.dim", 1.0, 1},
		"method.dim=1e9":                    {"method.dim", 1e6, 1},
		"method.dim=12.4":                   {"method.dim", 12.0, 1},
		"method.dim=many":                   {"method.dim", 750.0, 1},
		"method.dim=NaN":                    {"method.dim", 750.0, 1},
		"method=lora":                       {"method", "subspace", 1},
		"method=full&method.dim=5":          {"method", "full", 1}, // full has no such knob
		"method.fixed=true":                 {"method.fixed", true, 0},
		"utm_source=mail&embed=1":           {"method.dim", 750.0, 0}, // not ours
		"method=full&optim.lr=-3":           {"optim.lr", 1e-6, 1},
		"data=dots&train=60000&test=0.0001": {"train", 50.0, 2},
		"classes=odd":                       {"classes", "all", 1},
		"start=fashion&start.steps=0":       {"start.steps", 1.0, 1},
		"classes=first-half&start=other-half&start.steps=50": {"start.steps", 50.0, 0},
		"data=dots&shots=3&shift=rotated&start=dots":         {"shots", 3.0, 0},
		"shots=-1":                  {"shots", 0.0, 1},
		"shots=1001":                {"shots", 1000.0, 1},
		"shots=2.5":                 {"shots", 3.0, 1},
		"shift=none&shots=0":        {"shift", "none", 0},
		"shift=sideways":            {"shift", "none", 1},
		"start=other-half":          {"start", "random", 1}, // all classes are learned: there is no other half
		"start=dots&shuffle=pixels": {"start", "random", 1},
		"start.steps=50":            {"start", "random", 1},
	} {
		q, err := url.ParseQuery(link)
		if err != nil {
			t.Fatal(err)
		}
		c := toy()
		cfg, notices := c.FromQuery(q)
		settings := c.Settings(cfg)
		i := slices.IndexFunc(settings, func(s Setting) bool { return s.Key == tc.key })
		if i < 0 || settings[i].Value != tc.want || len(notices) != tc.notices {
			t.Errorf("%s: %s with notices %q, want %s = %v and %d notices", link, cfg.JSON(), notices, tc.key, tc.want, tc.notices)
		}
		if _, err := c.Complete(cfg); err != nil {
			t.Errorf("%s: clamped to what is still wrong: %v", link, err)
		}
	}
}

func TestDifferences(t *testing.T) {
	c := toy()
	a, _ := c.Complete(Config{})
	b, _ := c.Complete(Config{Seed: 2, Method: Part{Name: "subspace", Knobs: Values{"dim": 300.0}}})
	var keys []string
	for _, s := range c.Differences(a, b) {
		keys = append(keys, s.Key)
	}
	if !slices.Equal(keys, []string{"method.dim", "seed"}) {
		t.Errorf("Differences = %v", keys)
	}
}

func TestWord(t *testing.T) {
	for v, want := range map[any]string{750.0: "750", 1e6: "1000000", 0.003: "0.003", 1e-6: "1e-06", true: "true", "adam": "adam"} {
		if got := Word(v); got != want {
			t.Errorf("Word(%v) = %q, want %q", v, got, want)
		}
	}
}

func TestLedgerAddsUp(t *testing.T) {
	l := NewLedger([]Tensor{
		{Name: "w", Size: 6, Role: Derived}, {Name: "b", Size: 2, Role: Frozen},
		{Name: "out", Size: 4, Trainable: 4, Role: Trained}, {Name: "v", Size: 3, Trainable: 3, Role: Added},
	})
	if l.Total != 12 || l.Trainable != 7 || l.Frozen != 2 || l.Derived != 6 {
		t.Errorf("NewLedger = %+v", l)
	}
}

// FuzzLink: any link gives a config that is allowed, and the config's own
// link gives it back.
func FuzzLink(f *testing.F) {
	for _, seed := range []string{"", "method.dim=5", "data=dots&train=9e99", "seed=-1&optim.lr=NaN", "model=mlp&model.width=0x10&a=b", "accuracy=.5&plateau=3", "classes=second-half&start=other-half&start.steps=7", "shots=5&shift=rotated", "shift=none&shots=0x3",
		"model=mae&mask=green&mask.ratio=.3&probe=0", "mask=green&mask.ratio=2&probe=1&model=mlp", "model=mae&method=subspace&accuracy=.5&probe=-0"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, link string) {
		q, err := url.ParseQuery(link)
		if err != nil {
			return
		}
		c := toy()
		cfg, _ := c.FromQuery(q)
		if _, err := c.Complete(cfg); err != nil {
			t.Fatalf("%q gives %s: %v", link, cfg.JSON(), err)
		}
		again, notices := c.FromQuery(c.Query(cfg))
		if !reflect.DeepEqual(cfg, again) || len(notices) > 0 {
			t.Fatalf("%q: %s became %s by its own link, with %q", link, cfg.JSON(), again.JSON(), notices)
		}
	})
}

// FuzzConfig: any JSON that decodes is completed or refused, never a panic,
// and what is completed stays as it is.
func FuzzConfig(f *testing.F) {
	for _, seed := range []string{`{}`, `{"v":1,"seed":4,"method":{"name":"full"}}`, `{"model":{"knobs":{"width":null}}}`, `{"optim":{"batch":-5}}`, `{"data":{"classes":"first-half"},"start":{"from":"other-half"}}`,
		`{"model":{"name":"mae"},"mask":{"name":"green","knobs":{"ratio":0.3}},"stop":{"probe":0}}`, `{"mask":{"name":"","knobs":{}},"stop":{"probe":null}}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var cfg Config
		if json.Unmarshal(b, &cfg) != nil {
			return
		}
		cfg, err := toy().Complete(cfg)
		if err != nil {
			return
		}
		again, err := toy().Complete(cfg)
		if err != nil || !reflect.DeepEqual(cfg, again) {
			t.Fatalf("%s became %s: %v", cfg.JSON(), again.JSON(), err)
		}
		if math.IsNaN(cfg.Stop.Accuracy) {
			t.Fatal("a target that is not a number")
		}
	})
}
