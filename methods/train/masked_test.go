package train

import (
	"context"
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/nn"

	"petri/models/layer"
	"petri/models/mask"
	"petri/models/op"
	"petri/models/op/optest"
	"petri/models/spec"
	"petri/models/stream"
)

// autoencoder is a short run of a masked model on the 8×8 digits in 16 patches,
// 4 of them visible.
func autoencoder(steps int) spec.Config {
	return spec.Config{Data: spec.Data{Name: "digits", Train: 200, Test: 230}, Stop: spec.Stop{Steps: steps, Probe: new(0)}, Optim: spec.Optim{Batch: 32},
		Model: spec.Part{Name: "mae", Knobs: spec.Values{"patch": 2.0, "width": 16.0, "depth": 1.0, "heads": 2.0, "decoder-width": 16.0, "decoder-depth": 1.0, "normalise": false}}}
}

// lies says in which patch of the run each pixel of a picture lies.
func lies(s *Session) []int {
	p, shape := s.Patches(), s.Shape()
	patches := make([]int, shape.Size())
	for j := range patches {
		from := j
		if s.set.Order != nil {
			from = s.set.Order[j]
		}
		patches[from] = j/shape.W/p.P*p.Cols() + j%shape.W/p.P
	}
	return patches
}

// eachOrder does it with pixels as they lie, and shuffled.
func eachOrder(t *testing.T, do func(t *testing.T, s *Session)) {
	for _, shuffle := range []string{spec.Unshuffled, spec.ShuffledPixels} {
		cfg := autoencoder(8)
		cfg.Data.Shuffle = shuffle
		t.Run(shuffle, func(t *testing.T) { do(t, newSession(t, cfg)) })
	}
}

// What a measurement says can be found again picture by picture: the fillings
// have its masks, and their pixels lie where a person sees them. The mean of the
// training pictures, filled into the same patches, has the error that the
// measurement says.
func TestFillingsAreWhatIsMeasured(t *testing.T) {
	eachOrder(t, func(t *testing.T, s *Session) {
		run(t, s, math.MaxInt)
		metrics, err := s.Measure()
		if err != nil {
			t.Fatal(err)
		}
		byPatch := s.PatchErrors()
		list, err := s.Fillings(math.MaxInt)
		if err != nil || len(list) != 230 {
			t.Fatalf("%d fillings of 230 test examples (%v)", len(list), err)
		}
		mean := make([]float64, 64)
		for i := range s.set.TrainY {
			for j, v := range s.set.TrainX[64*i:][:64] {
				mean[j] += float64(v) / 255 / 200
			}
		}
		var hidden, visible, dumb float64
		patchSum, patchCount := make([]float64, 16), make([]float64, 16)
		in := lies(s)
		for i, f := range list {
			if f.Index != i || f.Label != int(s.set.TestY[i]) || !slices.Equal(f.Original, s.Picture(i)) {
				t.Fatalf("filling %d is of example %d, class %d", i, f.Index, f.Label)
			}
			for j, patch := range in {
				d := float64(f.Filled[j] - f.Original[j])
				if !f.Hidden[patch] {
					visible += d * d / (230 * 16)
					continue
				}
				hidden += d * d / (230 * 48)
				patchSum[patch] += d * d / 4
				patchCount[patch] += .25
				m := float64(f.Original[j]) - mean[j]
				dumb += m * m / (230 * 48)
			}
		}
		optest.Near(t, "maskedError, testLoss, visibleError, meanPredictor",
			[]float64{metrics["maskedError"], metrics["testLoss"], metrics["visibleError"], metrics["meanPredictor"]}, []float64{hidden, hidden, visible, dumb}, 1e-6)
		for i, got := range byPatch {
			optest.Near(t, "error of a patch", []float64{float64(got)}, []float64{patchSum[i] / patchCount[i]}, 1e-6)
		}
	})
}

// The masks of a measurement are cut in a row from one stream, from the run's own
// tile, and are the same at every step.
func TestMasksOfMeasurements(t *testing.T) {
	s := newSession(t, autoencoder(8))
	cutter, err := mask.New(s.Config.Mask, s.Config.Seed, 4, 4)
	if err != nil {
		t.Fatal(err)
	}
	order, rng := make([]int32, 16), stream.New(s.Config.Seed, "test masks")
	first, _ := s.Fillings(20)
	for i, f := range first {
		cutter.Cut(order, rng)
		want := make([]bool, 16)
		for _, patch := range order[4:] {
			want[patch] = true
		}
		if !slices.Equal(f.Hidden, want) {
			t.Fatalf("filling %d hides %v, want %v", i, f.Hidden, want)
		}
	}
	run(t, s, 3)
	later, _ := s.Fillings(20)
	for i, f := range later {
		if !slices.Equal(f.Hidden, first[i].Hidden) {
			t.Errorf("filling %d has another mask after three steps", i)
		}
		if slices.Equal(f.Filled, first[i].Filled) {
			t.Errorf("filling %d is as it was before three steps", i)
		}
	}
}

// Every step cuts new masks, a different one for each image, of the same size.
func TestMasksOfSteps(t *testing.T) {
	s, seen := newSession(t, autoencoder(8)), map[string]bool{}
	for range 3 {
		run(t, s, 1)
		for i := range 32 {
			order := slices.Clone(s.steps.order[16*i:][:16])
			seen[string(order)] = true
			slices.Sort(order)
			if order[0] != 0 || order[15] != 15 || len(slices.Compact(order)) != 16 {
				t.Fatalf("the order of image %d holds %v", i, order)
			}
		}
	}
	if len(seen) != 3*32 {
		t.Errorf("%d different masks in 3 steps of 32 images", len(seen))
	}
}

func TestFill(t *testing.T) {
	eachOrder(t, func(t *testing.T, s *Session) {
		run(t, s, 3)
		list, err := s.Fillings(3)
		if err != nil {
			t.Fatal(err)
		}
		in := lies(s)
		for _, want := range list {
			got, err := s.Fill(want.Original, want.Hidden)
			if err != nil || got.Index != -1 || !slices.Equal(got.Hidden, want.Hidden) || !slices.Equal(got.Original, want.Original) {
				t.Fatalf("filled in %+v (%v)", got, err)
			}
			for j := range got.Filled {
				if math.Abs(float64(got.Filled[j]-want.Filled[j])) > 1e-5 {
					t.Fatalf("pixel %d is %v by Fill, %v by Fillings", j, got.Filled[j], want.Filled[j])
				}
			}
			// What is hidden does not count, what is visible does.
			image := slices.Clone(want.Original)
			for j, patch := range in {
				if want.Hidden[patch] {
					image[j] = float32(math.NaN())
				}
			}
			if blind, err := s.Fill(image, want.Hidden); err != nil || !slices.Equal(blind.Filled, got.Filled) {
				t.Errorf("the model saw what is hidden (%v)", err)
			}
			image = slices.Clone(want.Original)
			for j, patch := range in {
				if !want.Hidden[patch] {
					image[j] = 1 - image[j]
				}
			}
			if other, err := s.Fill(image, want.Hidden); err != nil || slices.Equal(other.Filled, got.Filled) {
				t.Errorf("the model did not see what is visible (%v)", err)
			}
		}
		if all, err := s.Fill(list[0].Original, make([]bool, 16)); err != nil || slices.Contains(all.Hidden, true) {
			t.Errorf("nothing hidden: %v (%v)", all.Hidden, err)
		}
	})
}

func TestFillRefuses(t *testing.T) {
	s := newSession(t, autoencoder(2))
	image, hidden := make([]float32, 64), make([]bool, 16)
	for name, tc := range map[string]struct {
		image  []float32
		hidden []bool
		want   string
	}{
		"too few values": {image[1:], hidden, "has 64 values and a mask 16 patches, not 63 and 16"},
		"too many":       {append(image, 1), hidden, "not 65 and 16"},
		"another mask":   {image, hidden[1:], "not 64 and 15"},
		"nothing":        {nil, nil, "not 0 and 0"},
		"all hidden":     {image, slices.Repeat([]bool{true}, 16), "leave at least one patch visible"},
	} {
		_, err := s.Fill(tc.image, tc.hidden)
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v, want a sentence with %q", name, err, tc.want)
		}
		if field := (*spec.FieldError)(nil); errors.As(err, &field) != (name == "all hidden") {
			t.Errorf("%s: the error is of the field %v", name, field)
		}
	}
	if _, err := s.Predict(image); err == nil || !strings.Contains(err.Error(), "does not tell classes apart") {
		t.Errorf("a prediction of a masked model: %v", err)
	}
	s.Measure()
	if list := s.Predictions(5); len(list) > 0 {
		t.Errorf("a masked model predicts %v", list)
	}

	s = newSession(t, digits("subspace", 2))
	for _, look := range []func() error{
		func() error { _, err := s.Fill(image, hidden); return err },
		func() error { _, err := s.Fillings(3); return err },
	} {
		if err := look(); !errors.Is(err, ErrNotMasked) {
			t.Errorf("of a classifier: %v", err)
		}
	}
	if m, err := s.Measure(); err != nil || len(m) != 2 || s.Patches().Count() != 0 || s.PatchErrors() != nil {
		t.Errorf("a classifier has metrics %v, patches %+v and their errors %v (%v)", m, s.Patches(), s.PatchErrors(), err)
	}
}

// A masked model learns to fill in, though better than the mean of all pictures
// only in longer runs than this, which claims holds; and looking at it changes
// nothing.
func TestMaskedModelsLearn(t *testing.T) {
	cfg := autoencoder(100)
	cfg.Optim.Knobs = spec.Values{"lr": 0.02}
	s, whole := newSession(t, cfg), newSession(t, cfg)
	before, _ := s.Measure()
	run(t, whole, math.MaxInt)
	run(t, s, 20)
	s.Measure()
	s.Fillings(3)
	s.Filters(3)
	run(t, s, math.MaxInt)
	after, err := s.Measure()
	if err != nil || after["maskedError"] > before["maskedError"]/3 || after["maskedError"] > 1.1*after["meanPredictor"] {
		t.Errorf("masked error from %v to %v, of the mean %v (%v)", before["maskedError"], after["maskedError"], after["meanPredictor"], err)
	}
	if s.Digest() != whole.Digest() {
		t.Error("looking at the model changed the run")
	}
}

func TestMaskedRunsThatCannotBe(t *testing.T) {
	for name, tc := range map[string]struct {
		change func(*spec.Config)
		fields []string
		want   string
	}{
		"a patch that does not divide": {func(c *spec.Config) { c.Model.Knobs["patch"] = 3.0 }, []string{"model.patch"}, "take one of 2, 4"},
		"two widths":                   {func(c *spec.Config) { c.Model.Knobs["heads"] = 5.0 }, []string{"model.width", "model.decoder-width"}, "take 20"},
		"nothing visible": {func(c *spec.Config) {
			c.Model.Knobs["patch"], c.Mask.Knobs = 4.0, spec.Values{"ratio": .9}
		}, []string{"mask.ratio"}, "choose 0.75 or less"},
	} {
		cfg := autoencoder(2)
		tc.change(&cfg)
		_, err := sourceOf(cfg).Open(context.Background(), complete(t, cfg))
		list := []error{err}
		if joined, ok := err.(interface{ Unwrap() []error }); ok {
			list = joined.Unwrap()
		}
		var fields []string
		for _, err := range list {
			if field := (*spec.FieldError)(nil); errors.As(err, &field) {
				fields = append(fields, field.Field)
			}
		}
		if !reflect.DeepEqual(fields, tc.fields) || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v, want a sentence with %q about %v", name, err, tc.want, tc.fields)
		}
	}
	for _, ratio := range []float64{0, 1} {
		cfg := autoencoder(2)
		cfg.Mask = spec.Part{Name: "green", Knobs: spec.Values{"ratio": ratio}}
		_, err := Catalogue().Complete(cfg)
		if field := (*spec.FieldError)(nil); !errors.As(err, &field) || field.Field != "mask.ratio" || !strings.Contains(err.Error(), "goes from 0.05 to 0.95") {
			t.Errorf("ratio %v: %v", ratio, err)
		}
	}
}

// AdamW pulls weights and tokens towards zero, but neither biases nor the scales
// of norms; SGD pulls all alike.
func TestAdamWDecays(t *testing.T) {
	for name, want := range map[string][4]float32{"adamw": {.95, 1, 1, .95}, "sgd": {.95, .95, .95, .95}} {
		var trained []layer.Named
		for _, p := range []struct {
			name       string
			rows, cols int
		}{{"a.weight", 2, 2}, {"a.bias", 1, 2}, {"norm.weight", 1, 2}, {"token.class", 1, 2}} {
			param := nn.NewParam(mat.NewDense[float32](mat.WithShape(p.rows, p.cols)))
			op.ClearGrad[float32](param)
			for i := range op.Data[float32](param) {
				op.Data[float32](param)[i] = 1
			}
			trained = append(trained, layer.Named{Name: p.name, Param: param})
		}
		cfg := complete(t, spec.Config{Optim: spec.Optim{Part: spec.Part{Name: name, Knobs: spec.Values{"decay": 0.5}}}})
		newOptimiser(cfg.Optim, trained).update(trained, 0.1, 1)
		for i, p := range trained {
			for _, got := range op.Data[float32](p) {
				if math.Abs(float64(got-want[i])) > 1e-6 {
					t.Errorf("%s takes %s from 1 to %v, want %v", name, p.Name, got, want[i])
				}
			}
		}
	}
}
