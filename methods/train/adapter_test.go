package train

import (
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"petri/methods"
	"petri/models/layer"
	"petri/models/spec"
	"petri/models/weights"
)

func written(t *testing.T, write func() ([]byte, error)) (file []byte, f weights.File, tensors map[string]weights.Tensor) {
	t.Helper()
	file, err := write()
	if err != nil {
		t.Fatal(err)
	}
	if f, err = weights.Read(file); err != nil {
		t.Fatal(err)
	}
	tensors = map[string]weights.Tensor{}
	for _, x := range f.Tensors {
		tensors[x.Name] = x
	}
	return file, f, tensors
}

// What Python's peft adds to the first weights comes to the weights that are saved.
func TestAdapterIsThatOfPeft(t *testing.T) {
	s := newSession(t, narrow(digits("lora", 12)))
	_, _, before := written(t, s.Export)
	run(t, s, math.MaxInt)
	want, err := s.Evaluate()
	if err != nil {
		t.Fatal(err)
	}
	_, _, merged := written(t, s.Export)
	file, f, pairs := written(t, s.Adapter)
	var config struct {
		Type    string   `json:"peft_type"`
		R       int      `json:"r"`
		Alpha   float64  `json:"lora_alpha"`
		Modules []string `json:"target_modules"`
	}
	if err := json.Unmarshal([]byte(f.Meta["adapter_config"]), &config); err != nil || config.Type != "LORA" || config.R != 4 || config.Alpha != 8 ||
		!slices.Equal(config.Modules, []string{"hidden1", "hidden2", "output"}) || len(pairs) != 6 {
		t.Fatalf("%d tensors, adapter_config %s, %v", len(pairs), f.Meta["adapter_config"], err)
	}
	for _, module := range config.Modules {
		w0, w := before[module+".weight"], merged[module+".weight"]
		a, b := pairs["base_model.model."+module+".lora_A.weight"], pairs["base_model.model."+module+".lora_B.weight"]
		out, in := w.Shape[0], w.Shape[1]
		if !slices.Equal(a.Shape, []int{4, in}) || !slices.Equal(b.Shape, []int{out, 4}) {
			t.Fatalf("%s: A %v and B %v for %v", module, a.Shape, b.Shape, w.Shape)
		}
		moved := false
		for i := range out {
			for j := range in {
				sum := float64(w0.Data[i*in+j])
				for k := range 4 {
					sum += config.Alpha / 4 * float64(b.Data[i*4+k]) * float64(a.Data[k*in+j])
				}
				if math.Abs(sum-float64(w.Data[i*in+j])) > 1e-5 {
					t.Fatalf("%s[%d,%d] is %v, and W₀ + α/r·B·A is %v", module, i, j, w.Data[i*in+j], sum)
				}
				moved = moved || w.Data[i*in+j] != w0.Data[i*in+j]
			}
		}
		if !moved {
			t.Errorf("%s has learned nothing", module)
		}
	}
	if got, err := reopen(t, file).Evaluate(); err != nil || !maps.Equal(got, want) {
		t.Errorf("opened again it measures %v (%v), want %v", got, err, want)
	}
	if _, err := newSession(t, narrow(digits("full", 12))).Adapter(); err == nil || !strings.Contains(err.Error(), "full trains is no adapter") {
		t.Errorf("of a method without one: %v", err)
	}
}

// Weights say whether they hold what was learned beside them, for every method.
func TestWeightsSayWhatIsMerged(t *testing.T) {
	most(t, func(t *testing.T, name string, cfg spec.Config) {
		s := newSession(t, cfg)
		_, f, tensors := written(t, s.Export)
		method, _ := Catalogue().Method(cfg.Method.Name)
		if _, portable := s.method.(methods.Portable); portable != method.Adapter {
			t.Errorf("the method is portable: %v; its info says %v", portable, method.Adapter)
		}
		var merged, beside []string
		if note, said := f.Meta["petri.note"]; said {
			if err := json.Unmarshal([]byte(f.Meta["petri.merged"]), &merged); err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal([]byte(f.Meta["petri.beside"]), &beside); err != nil {
				t.Fatal(err)
			}
			if _, fills := s.method.(methods.Weights); fills != (len(merged) > 0) || fills != strings.Contains(note, "already") {
				t.Errorf("merged into %v: %s", merged, note)
			}
		}
		for name := range tensors {
			own := slices.ContainsFunc(s.params, func(p layer.Named) bool { return p.Name == name })
			if own == slices.Contains(beside, name) {
				t.Errorf("%s is of the model: %v, and so is said to stand beside it", name, own)
			}
		}
	})
}
