package models_test

import (
	"strings"
	"testing"

	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/nn"

	"petri/models"
	"petri/models/op"
	"petri/models/op/optest"
	"petri/models/spec"
	"petri/models/stream"
)

// The smallest pictures that every model takes, so that tests are quick.
var small = spec.Shape{C: 1, H: 16, W: 16}

func defaults(info spec.Info) spec.Values {
	v := spec.Values{}
	for _, k := range info.Knobs {
		v[k.Name] = k.Default
	}
	return v
}

func build(t *testing.T, info spec.ModelInfo, v spec.Values, shape spec.Shape) models.Model[float64] {
	t.Helper()
	m, err := models.Build[float64](info.Name, v, shape, 10, stream.New(1, "init"))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func batch(shape spec.Shape, n int) models.Batch {
	rng := stream.New(1, "batch")
	x := make([]float64, n*shape.Size())
	for i := range x {
		x[i] = rng.Float64()
	}
	labels := make([]int32, n)
	for i := range labels {
		labels[i] = int32(rng.IntN(10))
	}
	return models.Batch{X: mat.NewDense[float64](mat.WithShape(n, shape.Size()), mat.WithBacking(x)), Labels: labels}
}

// hide masks all but the first patch of every image, for a model that is masked,
// in an order that differs from image to image.
func hide(m models.Model[float64], b models.Batch) models.Batch {
	masked, ok := m.(models.Masked[float64])
	if !ok {
		return b
	}
	rng := stream.New(1, "masks")
	b.Visible = 1
	for range b.Labels {
		for _, patch := range rng.Perm(masked.Patches().Count()) {
			b.Order = append(b.Order, int32(patch))
		}
	}
	return b
}

func TestEveryModel(t *testing.T) {
	for _, info := range models.All() {
		t.Run(info.Name, func(t *testing.T) {
			m := build(t, info, defaults(info.Info), small)

			t.Run("names every parameter once", func(t *testing.T) {
				named := map[*nn.Param]string{}
				names := map[string]bool{}
				for _, p := range m.Params() {
					named[p.Param] = p.Name
					names[p.Name] = true
				}
				nn.ForEachParam(m, func(p *nn.Param) {
					if named[p] == "" {
						t.Errorf("a parameter of shape %v has no name", p.Shape())
					}
					delete(named, p)
				})
				if len(named) > 0 || len(names) != len(m.Params()) {
					t.Errorf("names without a parameter of their own: %v", named)
				}
			})

			t.Run("gradients agree with central differences", func(t *testing.T) {
				b := hide(m, batch(small, 3))
				tape := op.NewTape[float64]()
				forward := func() mat.Tensor { tape.Reset(); return m.Loss(tape, b) }
				var params []mat.Tensor
				for _, p := range m.Params() {
					params = append(params, p)
				}
				optest.CheckDirections(t, func() float64 { return op.Data[float64](forward())[0] }, func() { tape.Backward(forward()) }, params...)
			})

			t.Run("takes every knob at its ends", func(t *testing.T) {
				for _, k := range info.Knobs {
					for _, end := range []float64{k.Min, k.Max} {
						v := defaults(info.Info)
						v[k.Name] = end
						m, tape := build(t, info, v, small), op.NewTape[float64]()
						var s models.Score
						m.Measure(tape, hide(m, batch(small, 2)), &s)
						if len(s.Labels) != 2 || !info.Masked && len(s.Predicted) != 2 || s.Loss != s.Loss {
							t.Errorf("%s = %v: predicted %v with loss %v", k.Name, end, s.Predicted, s.Loss)
						}
					}
				}
			})
		})
	}
}

// Sizes of Li et al. 2018 (arXiv:1804.08838).
func TestSizes(t *testing.T) {
	mnist, cifar := spec.Shape{C: 1, H: 28, W: 28}, spec.Shape{C: 3, H: 32, W: 32}
	for _, tc := range []struct {
		name         string
		width, depth float64
		shape        spec.Shape
		want         int
	}{
		{"mlp", 200, 2, mnist, 199210},
		{"mlp", 200, 2, cifar, 656810},
		{"mlp", 400, 5, mnist, 959610},
		{"lenet", 0, 0, mnist, 44426},
		{"lenet", 0, 0, cifar, 62006},
	} {
		m, err := models.Build[float32](tc.name, spec.Values{"width": tc.width, "depth": tc.depth}, tc.shape, 10, stream.New(1, "init"))
		if err != nil {
			t.Fatal(err)
		}
		got := 0
		for _, p := range m.Params() {
			got += p.Size()
		}
		if got != tc.want {
			t.Errorf("%s on %v has %d parameters, want %d", tc.name, tc.shape, got, tc.want)
		}
	}
}

func TestBuildRefuses(t *testing.T) {
	for name, shape := range map[string]spec.Shape{"perceptron": small, "lenet": {C: 1, H: 8, W: 8}} {
		_, err := models.Build[float32](name, nil, shape, 10, stream.New(1, "init"))
		if field, ok := err.(*spec.FieldError); !ok || field.Field != "model" || !strings.Contains(err.Error(), "lenet") {
			t.Errorf("Build(%q, %v) = %v, want an error that says what would do", name, shape, err)
		}
	}
}

func TestScore(t *testing.T) {
	s := models.Score{Classes: 3, Loss: 6, Labels: []int32{0, 1, 1, 2}, Predicted: []int32{0, 1, 2, 2}}
	m := s.Metrics()
	if m["accuracy"] != 0.75 || m["testLoss"] != 1.5 {
		t.Errorf("Metrics() = %v, want accuracy 3/4 and loss 6/4", m)
	}
	want := []float32{1, 0, 0, 0, 1, 1, 0, 0, 1}
	for i, n := range s.Confusion() {
		if n != want[i] {
			t.Errorf("Confusion()[%d] = %v, want %v", i, n, want[i])
		}
	}
}
