package methods_test

import (
	"math"
	"strings"
	"testing"

	"github.com/nlpodyssey/spago/mat"

	"petri/methods"
	"petri/models"
	"petri/models/layer"
	"petri/models/op"
	"petri/models/op/optest"
	"petri/models/pieces"
	"petri/models/spec"
	"petri/models/stream"
)

// classes are few, so that models that read them are quick.
var classes = []string{"7", "Dress", "Ankle boot"}

var small = spec.Shape{C: 1, H: 16, W: 16}

func defaults(info spec.Info) spec.Values {
	v := spec.Values{}
	for _, k := range info.Knobs {
		v[k.Name] = k.Default
	}
	return v
}

// A bench is a method attached to a model, with a batch to look at.
type bench struct {
	model   models.Model[float64]
	method  methods.Method[float64]
	params  []layer.Named
	trained []layer.Named
	tape    *op.Tape[float64]
	batch   models.Batch
}

func newBench(t *testing.T, model spec.ModelInfo, method string, v spec.Values) *bench {
	t.Helper()
	b, err := attach(t, model, method, v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// attach is newBench for knobs that the method may refuse.
func attach(t *testing.T, model spec.ModelInfo, method string, v spec.Values) (b *bench, err error) {
	t.Helper()
	b = &bench{tape: op.NewTape[float64]()}
	b.model = draw(t, model)
	b.params = b.model.Params()
	if b.method, err = methods.Build[float64](method, v); err != nil {
		t.Fatal(err)
	}
	if b.trained, err = methods.Bind(b.method, b.model, b.params, 1); err != nil {
		return nil, err
	}
	if m, ok := b.model.(models.Writer[float64]); ok {
		b.batch.Tokens, b.batch.Labels = optest.Texts(4, pieces.Count(), pieces.Ask, m.Answers())
		return b, nil
	}
	rng := stream.New(1, "batch")
	x, labels := make([]float64, 4*small.Size()), make([]int32, 4)
	for i := range x {
		x[i] = rng.Float64()
	}
	for i := range labels {
		labels[i] = int32(rng.IntN(len(classes)))
	}
	b.batch = models.Batch{X: mat.NewDense[float64](mat.WithShape(4, small.Size()), mat.WithBacking(x)), Labels: labels}
	if m, ok := b.model.(models.Masked[float64]); ok {
		b.batch.Visible = 3
		for range labels {
			for _, patch := range rng.Perm(m.Patches().Count()) {
				b.batch.Order = append(b.batch.Order, int32(patch))
			}
		}
	}
	return b, nil
}

// draw makes a model with random weights. Vectors of words are drawn near zero, where
// layer norms turn little steps into large ones: texts get some that lie further apart.
func draw(t *testing.T, info spec.ModelInfo) models.Model[float64] {
	t.Helper()
	shape, classes, v := small, classes, defaults(info.Info)
	if info.Text() {
		shape, classes = spec.Shape{C: 2, H: 1, W: optest.TextLength}, []string{"good", "bad", "first"}
		v["width"] = "32"
	}
	m, err := models.Build[float64](info.Name, v, shape, classes, stream.New(1, "init"))
	if err != nil {
		t.Fatal(err)
	}
	if m, ok := m.(models.Writer[float64]); ok {
		words := op.Data[float64](m.Lexicon().Words)
		for i := range words {
			words[i] *= 10
		}
	}
	return m
}

func (b *bench) forward() mat.Tensor {
	if w, ok := b.method.(methods.Weights); ok {
		w.Fill()
	}
	b.tape.Reset()
	return b.model.Loss(b.tape, b.batch)
}

func (b *bench) loss() float64 { return op.Data[float64](b.forward())[0] }

func (b *bench) backward() {
	for _, p := range b.params {
		op.ClearGrad[float64](p)
	}
	b.tape.Backward(b.forward())
	if w, ok := b.method.(methods.Weights); ok {
		w.Pull()
	}
}

// descend takes plain gradient steps of a given length.
func (b *bench) descend(steps int, length float64) {
	for range steps {
		for _, p := range b.trained {
			op.ClearGrad[float64](p)
		}
		b.backward()
		norm := 0.0
		for _, p := range b.trained {
			for _, g := range op.Grad[float64](p) {
				norm += g * g
			}
		}
		for _, p := range b.trained {
			w := op.Data[float64](p)
			for i, g := range op.Grad[float64](p) {
				w[i] -= length * g / math.Sqrt(norm)
			}
		}
	}
}

func values(params []layer.Named) []float64 {
	var all []float64
	for _, p := range params {
		all = append(all, op.Data[float64](p)...)
	}
	return all
}

func TestEveryMethod(t *testing.T) {
	optest.NativeOnly(t)
	for _, method := range methods.All() {
		for _, model := range models.All() {
			if !method.Fits(model) {
				continue
			}
			t.Run(method.Name+" on "+model.Name, func(t *testing.T) {
				testMethod(t, method.Info, model)
			})
		}
	}
}

func testMethod(t *testing.T, method spec.Info, model spec.ModelInfo) {
	b := newBench(t, model, method.Name, defaults(method))

	t.Run("holds as many values as its formula says", func(t *testing.T) {
		if got, want := len(values(b.trained)), b.method.Count(b.params); got != want {
			t.Errorf("holds %d values, Count says %d", got, want)
		}
	})

	t.Run("leaves step 0 as it was drawn", func(t *testing.T) {
		if _, ok := b.method.(methods.Tokens); ok {
			return // it takes the place of words: TestCoOpStartsFromWords has it start as they are
		}
		if method.Name == "prefix" {
			return // it takes its share of the softmax: TestPrefix
		}
		want := op.Data[float64](draw(t, model).Loss(op.NewTape[float64](), b.batch))[0]
		if got := b.loss(); got != want {
			t.Errorf("loss %v at step 0, %v without a method", got, want)
		}
	})

	frozen := map[string][]float64{}
	for _, p := range b.params {
		if !p.RequiresGrad() {
			frozen[p.Name] = append([]float64(nil), op.Data[float64](p)...)
		}
	}
	before := b.loss()
	b.descend(20, 0.05)

	t.Run("learns", func(t *testing.T) {
		if after := b.loss(); !(after < before) {
			t.Errorf("loss %v after 20 steps, %v before", after, before)
		}
	})
	t.Run("changes nothing frozen", func(t *testing.T) {
		for _, p := range b.params {
			for i, want := range frozen[p.Name] {
				if op.Data[float64](p)[i] != want {
					t.Fatalf("%s[%d] was %v and is %v", p.Name, i, want, op.Data[float64](p)[i])
				}
			}
		}
	})
	t.Run("gradients agree with central differences", func(t *testing.T) {
		var xs []mat.Tensor
		for _, p := range b.trained {
			xs = append(xs, p)
		}
		optest.CheckDirections(t, b.loss, b.backward, xs...)
	})
	t.Run("takes every knob at its ends", func(t *testing.T) {
		for _, k := range method.Knobs {
			testKnob(t, method, model, k)
		}
	})
}

// testKnob tries the ends of a knob: each works, or is refused in a sentence
// that names the field.
func testKnob(t *testing.T, method spec.Info, model spec.ModelInfo, k spec.Knob) {
	ends := []any{k.Min, k.Max}
	switch k.Kind {
	case spec.Bool:
		ends = []any{false, true}
	case spec.Choice:
		ends = nil
		for _, c := range k.Choices {
			ends = append(ends, c)
		}
	}
	for _, end := range ends {
		v := defaults(method)
		v[k.Name] = end
		b, err := attach(t, model, method.Name, v)
		if field, ok := err.(*spec.FieldError); ok {
			if !strings.HasPrefix(field.Field, "method.") {
				t.Errorf("%s = %v: the error names the field %q", k.Name, end, field.Field)
			}
			continue
		} else if err != nil {
			t.Errorf("%s = %v: %v is not a FieldError", k.Name, end, err)
			continue
		}
		if got, want := len(values(b.trained)), b.method.Count(b.params); got != want {
			t.Errorf("%s = %v: holds %d values, Count says %d", k.Name, end, got, want)
		}
		before := b.loss()
		b.descend(3, 0.01)
		if after := b.loss(); !(after < before) {
			t.Errorf("%s = %v: loss %v after 3 steps, %v before", k.Name, end, after, before)
		}
	}
}
