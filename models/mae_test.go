package models

import (
	"errors"
	"math"
	"testing"

	"github.com/nlpodyssey/spago/mat"

	"petri/models/kernel"
	"petri/models/op"
	"petri/models/spec"
	"petri/models/stream"
)

type tape = op.Tape[float64]

func dense(rows int, values ...float64) *mat.Dense[float64] {
	return mat.NewDense[float64](mat.WithShape(rows, len(values)/rows), mat.WithBacking(values), mat.WithGrad(true))
}

// tinyMAE is a masked autoencoder of 4×4 pictures in four patches.
func tinyMAE(t *testing.T, normalise bool) *MAE[float64] {
	t.Helper()
	m, err := Build[float64]("mae", spec.Values{"patch": 2.0, "width": 8.0, "depth": 1.0, "heads": 2.0, "decoder-width": 8.0, "decoder-depth": 1.0, "normalise": normalise},
		spec.Shape{C: 1, H: 4, W: 4}, 10, stream.New(1, "init"))
	if err != nil {
		t.Fatal(err)
	}
	return m.(*MAE[float64])
}

// pictures are two pictures of which the last three patches, in different orders,
// are hidden.
func pictures() Batch {
	rng := stream.New(1, "pictures")
	x := make([]float64, 32)
	for i := range x {
		x[i] = rng.Float64()
	}
	return Batch{X: mat.NewDense[float64](mat.WithShape(2, 16), mat.WithBacking(x)), Labels: []int32{3, 4}, Order: []int32{2, 0, 1, 3, 1, 3, 0, 2}, Visible: 1}
}

// The example of METHODS: targets [0,0], [1,1], [2,0], [0,4], predictions 0 and
// the first patch visible give (1 + 2 + 8)/3.
func TestHiddenErrorByHand(t *testing.T) {
	tape := op.NewTape[float64]()
	filled := dense(5, make([]float64, 10)...) // a row for the class token first
	target := dense(4, 0, 0, 1, 1, 2, 0, 0, 4)
	loss := hiddenError(tape, filled, target, Batch{Order: []int32{0, 3, 1, 2}, Visible: 1}, 4)
	if got := op.Data[float64](loss)[0]; math.Abs(got-11.0/3) > 1e-12 {
		t.Errorf("loss %v, want 11/3", got)
	}
}

func TestVisiblePatchesDoNotEnterTheLoss(t *testing.T) {
	b, L, n := pictures(), 4, 3
	values := make([]float64, 2*(1+L)*n)
	rng := stream.New(2, "filled")
	for i := range values {
		values[i] = rng.Float64()
	}
	filled, target := dense(2*(1+L), values...), dense(2*L, make([]float64, 2*L*n)...)
	tape := op.NewTape[float64]()
	loss := func() float64 {
		tape.Reset()
		op.ClearGrad[float64](filled)
		out := hiddenError(tape, filled, target, b, L)
		tape.Backward(out)
		return op.Data[float64](out)[0]
	}
	before := loss()
	free := map[int]bool{0: true, 1 + L: true, 1 + 2: true, 1 + L + 1 + 1: true} // the class tokens and each visible patch
	for row := range 2 * (1 + L) {
		for _, g := range op.Grad[float64](filled)[row*n:][:n] {
			if free[row] != (g == 0) {
				t.Errorf("row %d has gradient %v", row, g)
			}
		}
	}
	for row := range free {
		for i := range n {
			op.Data[float64](filled)[row*n+i] += 100
		}
	}
	if after := loss(); after != before {
		t.Errorf("loss %v after visible outputs changed, %v before", after, before)
	}
}

func TestTheModelSeesOnlyVisiblePatches(t *testing.T) {
	for _, visible := range []int{1, 3} {
		m, b := tinyMAE(t, false), pictures()
		b.Visible = visible
		said := func() []float64 {
			return append([]float64(nil), op.Data[float64](m.Reconstruct(op.NewTape[float64](), b))...)
		}
		before := said()
		// Patch 3 is the lower right one: hidden in the first picture.
		op.Data[float64](b.X)[15] = 0.123
		for i, v := range said() {
			if v != before[i] {
				t.Fatalf("%d visible: value %d changed with a hidden pixel", visible, i)
			}
		}
		op.Data[float64](b.X)[8] = 0.5 // in patch 2, which is seen
		changed := false
		for i, v := range said()[:16] {
			changed = changed || v != before[i]
		}
		if !changed {
			t.Errorf("%d visible: nothing changed with a visible pixel", visible)
		}
	}
}

// What is learned of normalised patches comes back as pixels.
func TestPixelsUndoTheTarget(t *testing.T) {
	for _, normalise := range []bool{false, true} {
		m, b, tape := tinyMAE(t, normalise), pictures(), op.NewTape[float64]()
		patches := op.Patches(tape, b.X, m.patches)
		target := m.target(tape, patches)
		rows := [][]float64{}
		for image := range 2 {
			rows = append(rows, make([]float64, 4)) // the class token's
			for patch := range 4 {
				rows = append(rows, op.Data[float64](target)[(image*4+patch)*4:][:4])
			}
		}
		var perfect []float64
		for _, r := range rows {
			perfect = append(perfect, r...)
		}
		for i, v := range op.Data[float64](m.pixels(tape, dense(10, perfect...), patches)) {
			if want := op.Data[float64](patches)[i]; math.Abs(v-want) > 1e-12 {
				t.Fatalf("normalised %v: pixel %d is %v, want %v", normalise, i, v, want)
			}
		}
	}
}

func TestPlacesOfTheClassTokenAreZero(t *testing.T) {
	m := tinyMAE(t, false)
	for i, v := range op.Data[float64](m.places)[:8] {
		if v != 0 {
			t.Errorf("position %d of the class token is %v", i, v)
		}
	}
}

func TestEncodeTakesWholePictures(t *testing.T) {
	m, b := tinyMAE(t, false), pictures()
	y := m.Encode(op.NewTape[float64](), b.X)
	if op.Rows(y) != 2 || op.Cols(y) != 8 {
		t.Errorf("features are %dx%d, want 2x8", op.Rows(y), op.Cols(y))
	}
}

func TestMAERefuses(t *testing.T) {
	for field, v := range map[string]spec.Values{
		"model.patch":         {"patch": 3.0},
		"model.width":         {"width": 18.0},
		"model.decoder-width": {"decoder-width": 20.0, "heads": 8.0, "width": 16.0},
	} {
		knobs := spec.Values{"patch": 2.0, "width": 8.0, "depth": 1.0, "heads": 2.0, "decoder-width": 8.0, "decoder-depth": 1.0}
		for k, x := range v {
			knobs[k] = x
		}
		_, err := Build[float32]("mae", knobs, spec.Shape{C: 1, H: 8, W: 8}, 10, stream.New(1, "init"))
		if wrong := (*spec.FieldError)(nil); !errors.As(err, &wrong) || wrong.Field != field {
			t.Errorf("%v: %v, want an error for %s", v, err, field)
		}
	}
}

// Two pictures of two patches of four pixels; of the first the second patch is
// seen, of the second the first.
func TestPatchErrorsByHand(t *testing.T) {
	s := Score{Labels: []int32{0, 0}, Loss: 3}
	filled := []float64{1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 2, 3, 1, 1, 1}
	measurePatches(&s, filled, make([]float64, 16), Batch{Order: []int32{1, 0, 0, 1}, Visible: 1}, kernel.Patches{C: 1, H: 2, W: 4, P: 2})
	m := s.Metrics()
	if m["maskedError"] != (1.0+3)/2 || m["visibleError"] != (0+1.0)/2 || m["testLoss"] != 1.5 {
		t.Errorf("metrics %v", m)
	}
	if means := s.Hidden.Means(); means[0] != 1 || means[1] != 3 {
		t.Errorf("errors by patch %v", means)
	}
}
