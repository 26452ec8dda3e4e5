package models_test

import (
	"errors"
	"maps"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/nn"

	"petri/models"
	"petri/models/op"
	"petri/models/op/optest"
	"petri/models/pieces"
	"petri/models/spec"
	"petri/models/stream"
)

// ten are the names of the classes.
var ten = strings.Split("0123456789", "")

// few are the classes of models that are built to be tried out: one that reads
// is quicker the fewer there are.
const few = 3

// The smallest pictures that every model takes, so that tests are quick.
var small = spec.Shape{C: 1, H: 16, W: 16}

func defaults(info spec.Info) spec.Values {
	v := spec.Values{}
	for _, k := range info.Knobs {
		v[k.Name] = k.Default
	}
	return v
}

func build(t *testing.T, info spec.ModelInfo, v spec.Values) models.Model[float64] {
	t.Helper()
	shape, classes := small, ten[:few]
	if info.Text() {
		shape, classes = spec.Shape{C: 2, H: 1, W: optest.TextLength}, []string{"good", "bad", "first"}
	}
	m, err := models.Build[float64](info.Name, v, shape, classes, stream.New(1, "init"))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// batch is n examples for the model: texts, or small pictures.
func batch(m models.Model[float64], n int) (b models.Batch) {
	if m, ok := m.(models.Writer[float64]); ok {
		b.Tokens, b.Labels = optest.Texts(n, pieces.Count(), pieces.Ask, m.Answers())
		return b
	}
	rng := stream.New(1, "batch")
	x := make([]float64, n*small.Size())
	for i := range x {
		x[i] = rng.Float64()
	}
	labels := make([]int32, n)
	for i := range labels {
		labels[i] = int32(rng.IntN(few))
	}
	return models.Batch{X: mat.NewDense[float64](mat.WithShape(n, small.Size()), mat.WithBacking(x)), Labels: labels}
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
			m := build(t, info, defaults(info.Info))

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
				b := hide(m, batch(m, 3))
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
					for _, end := range ends(k) {
						v := defaults(info.Info)
						v[k.Name] = end
						m, tape := build(t, info, v), op.NewTape[float64]()
						var s models.Score
						m.Measure(tape, hide(m, batch(m, 2)), &s)
						if len(s.Labels) != 2 || !info.Masked && len(s.Predicted) != 2 || s.Loss != s.Loss {
							t.Errorf("%s = %v: predicted %v with loss %v", k.Name, end, s.Predicted, s.Loss)
						}
					}
				}
			})

			t.Run("fills in pictures, and makes features of them", func(t *testing.T) {
				masked, ok := m.(models.Masked[float64])
				if ok != info.Masked {
					t.Fatalf("said to be masked: %v, is: %v", info.Masked, ok)
				}
				if !ok {
					return
				}
				b, tape := hide(m, batch(m, 3)), op.NewTape[float64]()
				if y := masked.Reconstruct(tape, b); op.Rows(y) != 3 || op.Cols(y) != small.Size() {
					t.Errorf("fills in %v of 3 pictures of %d values", y.Shape(), small.Size())
				}
				y := masked.Encode(tape, b.X)
				if op.Rows(y) != 3 || op.Cols(y) < 2 {
					t.Fatalf("features %v of 3 pictures", y.Shape())
				}
				if p := masked.Patches(); p.Count()*p.Size() != small.Size() {
					t.Errorf("patches %+v do not fill %v", p, small)
				}
			})
		})
	}
}

// ends lists the least and the greatest value of a knob, or all there are.
func ends(k spec.Knob) (ends []any) {
	switch k.Kind {
	case spec.Bool:
		return []any{false, true}
	case spec.Choice:
		for _, c := range k.Choices {
			ends = append(ends, c)
		}
		return ends
	}
	return []any{k.Min, k.Max}
}

// Sizes of Li et al. 2018 (arXiv:1804.08838), and of METHODS' small masked
// autoencoder: an encoder of width 64 and depth 3, a decoder of 32 and 1.
func TestSizes(t *testing.T) {
	mnist, cifar := spec.Shape{C: 1, H: 28, W: 28}, spec.Shape{C: 3, H: 32, W: 32}
	mlp := func(width, depth float64) spec.Values { return spec.Values{"width": width, "depth": depth} }
	for _, tc := range []struct {
		name  string
		knobs spec.Values
		shape spec.Shape
		want  int
	}{
		{"mlp", mlp(200, 2), mnist, 199210},
		{"mlp", mlp(200, 2), cifar, 656810},
		{"mlp", mlp(400, 5), mnist, 959610},
		{"lenet", nil, mnist, 44426},
		{"lenet", nil, cifar, 62006},
		{"mae", mae(nil), mnist, 166640},
		{"vit", spec.Values{"patch": 7.0, "width": 16.0, "depth": 2.0, "heads": 4.0}, mnist, 49*16 + 16 + 16 + 2*(12*16*16+13*16) + 2*16 + 16*10 + 10},
		{"lm", spec.Values{"width": "64"}, spec.Shape{C: 2, H: 1, W: 24}, 1024*64 + 2*(12*64*64+13*64) + 2*64},
	} {
		m, err := models.Build[float32](tc.name, tc.knobs, tc.shape, ten, stream.New(1, "init"))
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

// mae is METHODS' small masked autoencoder with some knobs turned.
func mae(turned spec.Values) spec.Values {
	v := spec.Values{"patch": 4.0, "width": 64.0, "depth": 3.0, "heads": 4.0, "decoder-width": 32.0, "decoder-depth": 1.0, "normalise": false}
	maps.Copy(v, turned)
	return v
}

func TestBuildRefuses(t *testing.T) {
	for name, shape := range map[string]spec.Shape{"perceptron": small, "lenet": {C: 1, H: 8, W: 8}} {
		_, err := models.Build[float32](name, nil, shape, ten, stream.New(1, "init"))
		if field, ok := err.(*spec.FieldError); !ok || field.Field != "model" || !strings.Contains(err.Error(), "lenet") {
			t.Errorf("Build(%q, %v) = %v, want an error that says what would do", name, shape, err)
		}
	}
}

// Knobs that do not go together are refused one by one, under their own names,
// in a sentence that says what would do.
func TestBuildRefusesKnobs(t *testing.T) {
	digits, mnist := spec.Shape{C: 1, H: 8, W: 8}, spec.Shape{C: 1, H: 28, W: 28}
	for _, tc := range []struct {
		turned spec.Values
		shape  spec.Shape
		want   map[string]string // by field
	}{
		{spec.Values{"patch": 5.0}, mnist, map[string]string{"model.patch": "patches of 5×5 do not divide pictures of 28×28 into several: take one of 2, 4, 7"}},
		{spec.Values{"patch": 8.0}, digits, map[string]string{"model.patch": "take one of 2, 4"}},
		{spec.Values{"patch": 3.0}, spec.Shape{C: 3, H: 64, W: 6}, map[string]string{"model.patch": "pictures of 64×6 into several: take one of 2"}},
		{spec.Values{"patch": 7.0}, spec.Shape{C: 1, H: 7, W: 7}, map[string]string{"model.patch": "take pictures of another size"}},
		{spec.Values{"heads": 6.0}, mnist, map[string]string{"model.width": "a width of 64 is no multiple of 4 (for the positions) and of 6 heads: take 60", "model.decoder-width": "take 36"}},
		{spec.Values{"width": 18.0, "heads": 1.0}, mnist, map[string]string{"model.width": "take 20"}},
		{spec.Values{"patch": 5.0, "decoder-width": 30.0, "heads": 2.0}, mnist, map[string]string{"model.patch": "take", "model.decoder-width": "take 32"}},
	} {
		_, err := models.Build[float32]("mae", mae(tc.turned), tc.shape, ten, stream.New(1, "init"))
		got := fields(err)
		for field, want := range tc.want {
			if !strings.Contains(got[field], want) {
				t.Errorf("%v on %v: %s says %q, want %q", tc.turned, tc.shape, field, got[field], want)
			}
		}
		if len(got) != len(tc.want) {
			t.Errorf("%v on %v: %v, want %d fields", tc.turned, tc.shape, err, len(tc.want))
		}
	}
}

// fields are the sentences of an error by the fields that they are about.
func fields(err error) map[string]string {
	list := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		list = joined.Unwrap()
	}
	found := map[string]string{}
	for _, err := range list {
		if field := (*spec.FieldError)(nil); errors.As(err, &field) {
			found[field.Field] = field.Message
		}
	}
	return found
}

// The width that a refusal names is one that the knob takes and that works, and
// none that works is nearer.
func TestBuildRefusesWithAWidthThatWorks(t *testing.T) {
	var knobs spec.Info
	for _, info := range models.All() {
		if info.Name == "mae" {
			knobs = info.Info
		}
	}
	shape, names := spec.Shape{C: 1, H: 4, W: 4}, []string{"width", "decoder-width"}
	for heads := 1.0; heads <= 8; heads++ {
		for _, name := range names {
			k := knobs.Knob(name)
			taken := func(w float64) bool { return w >= k.Min && w <= k.Max && int(w)%4 == 0 && int(w)%int(heads) == 0 }
			for w := k.Min; w <= k.Max; w++ {
				v := mae(spec.Values{"patch": 2.0, "depth": 1.0, "heads": heads, name: w})
				if taken(w) {
					continue
				}
				_, err := models.Build[float32]("mae", v, shape, ten, stream.New(1, "init"))
				said := fields(err)["model."+name]
				take, bad := strconv.ParseFloat(said[strings.LastIndex(said, " ")+1:], 64)
				if bad != nil || !taken(take) {
					t.Fatalf("%v heads, %s %v: %q", heads, name, w, said)
				}
				for d := 1.0; d < math.Abs(take-w); d++ {
					if taken(w-d) || taken(w+d) {
						t.Fatalf("%v heads, %s %v: %q, but one that is %v away would do", heads, name, w, said, d)
					}
				}
			}
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

// A layer that is scaled up, and the next one down, leave the answers as they were.
func TestEveryRescaler(t *testing.T) {
	found := 0
	for _, info := range models.All() {
		m := build(t, info, defaults(info.Info))
		r, ok := m.(models.Rescaler)
		if !ok {
			continue
		}
		found++
		c, b := m.(models.Classifier[float64]), batch(m, 3)
		logits := func() []float64 { return op.Data[float64](c.Logits(op.NewTape[float64](), b.X)) }
		before := append([]float64{}, logits()...)
		first := op.Data[float64](m.Params()[0])[0]
		if !r.Rescale(10) {
			t.Fatalf("%s says that it has no two layers", info.Name)
		}
		for i, v := range logits() {
			if math.Abs(v-before[i]) > 1e-12*math.Abs(before[i])+1e-12 {
				t.Errorf("%s: a logit of %v becomes %v", info.Name, before[i], v)
			}
		}
		if info.Name == "mlp" && op.Data[float64](m.Params()[0])[0] != 10*first {
			t.Errorf("%s: the first layer is as it was", info.Name)
		}
	}
	if found < 2 {
		t.Errorf("only %d models can be scaled", found)
	}
}
