package models

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/nlpodyssey/spago/mat"

	"petri/models/kernel"
	"petri/models/layer"
	"petri/models/op"
	"petri/models/op/optest"
	"petri/models/spec"
)

type tape = op.Tape[float64]

// colourful is 3 rows of 2 patches of 2×2 pixels in three channels.
var colourful = spec.Shape{C: 3, H: 6, W: 4}

// smallMAE is quick, and draws all its weights, biases and scales too.
func smallMAE(t *testing.T, shape spec.Shape, normalise bool) *MAE[float64] {
	t.Helper()
	model, err := newMAE[float64](spec.Values{"patch": 2.0, "width": 8.0, "depth": 2.0, "heads": 2.0,
		"decoder-width": 4.0, "decoder-depth": 2.0, "normalise": normalise}, shape, nil, rand.New(rand.NewPCG(1, 2)))
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(3, 4))
	for _, p := range model.Params() {
		for i := range op.Data[float64](p) {
			op.Data[float64](p)[i] += .1 * rng.NormFloat64()
		}
	}
	return model.(*MAE[float64])
}

// pictures are B random ones, with the first patches of a random order visible.
func pictures(shape spec.Shape, L, B, visible int) Batch {
	rng := rand.New(rand.NewPCG(5, 6))
	b := Batch{X: mat.NewDense[float64](mat.WithShape(B, shape.Size())), Labels: make([]int32, B), Visible: visible}
	for i := range op.Data[float64](b.X) {
		op.Data[float64](b.X)[i] = rng.Float64()
	}
	for range B {
		for _, patch := range rng.Perm(L) {
			b.Order = append(b.Order, int32(patch))
		}
	}
	return b
}

// places lists, by patch, the places of its values in an image.
func places(p kernel.Patches) [][]int {
	image := make([]int32, p.C*p.H*p.W)
	for i := range image {
		image[i] = int32(i)
	}
	all := make([][]int, p.Count())
	for c := range p.C {
		for y := range p.H {
			for x := range p.W {
				patch := y/p.P*p.Cols() + x/p.P
				all[patch] = append(all[patch], (c*p.H+y)*p.W+x)
			}
		}
	}
	return all
}

func copied(t mat.Tensor) []float64 { return slices.Clone(op.Data[float64](t)) }

// same compares to the bit, not-a-number and all.
func same(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(x, y float64) bool { return math.Float64bits(x) == math.Float64bits(y) })
}

// METHODS 10: targets [0,0], [1,1], [2,0], [0,4], the first one visible, and
// zeros filled in: (1+2+8)/3. A second image, in another order, adds 4 times
// (8+1+2)/3 and shares the mean.
func TestHiddenError_ByHand(t *testing.T) {
	target := optest.Tensor(8, 0, 0, 1, 1, 2, 0, 0, 4, 0, 0, 2, 2, 4, 0, 0, 8)
	filled := optest.Tensor(10, make([]float64, 20)...)
	one := hiddenError(op.NewTape[float64](), optest.Tensor(5, make([]float64, 10)...), optest.Tensor(4, copied(target)[:8]...), Batch{Order: []int32{0, 1, 2, 3}, Visible: 1}, 4)
	optest.Near(t, "loss of one image", op.Data[float64](one), []float64{11. / 3}, 1e-15)
	both := hiddenError(op.NewTape[float64](), filled, target, Batch{Order: []int32{0, 1, 2, 3, 0, 3, 1, 2}, Visible: 1}, 4)
	optest.Near(t, "loss of two", op.Data[float64](both), []float64{(11 + 44) / 6.}, 1e-15)
	other := hiddenError(op.NewTape[float64](), filled, target, Batch{Order: []int32{0, 1, 2, 3, 3, 1, 0, 2}, Visible: 1}, 4)
	optest.Near(t, "loss of two that hide differently", op.Data[float64](other), []float64{(11 + 4 + 0 + 8) / 6.}, 1e-15)
}

// Training computes hidden patches alone, and comes to what measuring comes to, to
// the bit.
func TestMAE_LossIsWhatIsMeasured(t *testing.T) {
	m := smallMAE(t, spec.Shape{C: 1, H: 6, W: 6}, false)
	b := pictures(spec.Shape{C: 1, H: 6, W: 6}, 9, 4, 3)
	tape := op.NewTape[float64]()
	loss := op.Data[float64](m.Loss(tape, b))[0]
	var s Score
	m.Measure(tape, b, &s)
	if measured := s.Loss / 4; loss != measured {
		t.Errorf("loss %v in training and %v where it is measured", loss, measured)
	}
}

// What is said of visible patches, and in the class token's row, does not reach
// the loss, whatever it is, nor does any gradient reach it.
func TestHiddenError_PassesOverWhatIsVisible(t *testing.T) {
	const B, L, visible, n = 3, 6, 2, 5
	b := pictures(spec.Shape{C: 1, H: 1, W: 1}, L, B, visible)
	filled, target := optest.Random(1, B*(1+L), n), optest.Random(2, B*L, n)
	target.SetRequiresGrad(false)
	tape := op.NewTape[float64]()
	loss := hiddenError(tape, filled, target, b, L)
	tape.Backward(loss)

	hidden := map[int]int{} // rows of filled, to those of target
	for i, patch := range b.Order {
		if i%L >= visible {
			hidden[i/L*(1+L)+1+int(patch)] = i/L*L + int(patch)
		}
	}
	for r := range B * (1 + L) {
		of, is := hidden[r]
		for j, g := range op.Grad[float64](filled)[r*n:][:n] {
			want := 0.0
			if is {
				want = 2 * (op.Data[float64](filled)[r*n+j] - op.Data[float64](target)[of*n+j]) / float64(B*(L-visible)*n)
			}
			if math.Abs(g-want) > 1e-15 || !is && g != 0 {
				t.Errorf("row %d, hidden %v: gradient %v, want %v", r, is, g, want)
			}
		}
	}

	for _, junk := range []float64{1e9, math.NaN(), math.Inf(1)} {
		for r := range B * (1 + L) {
			if _, is := hidden[r]; !is {
				row := op.Data[float64](filled)[r*n:][:n]
				for j := range row {
					row[j] = junk
				}
			}
		}
		if after := hiddenError(op.NewTape[float64](), filled, target, b, L); !same(op.Data[float64](after), op.Data[float64](loss)) {
			t.Errorf("%v in visible patches takes the loss from %v to %v", junk, op.Data[float64](loss), op.Data[float64](after))
		}
	}
	for r := range hidden {
		op.Data[float64](filled)[r*n] += 1
	}
	if after := hiddenError(op.NewTape[float64](), filled, target, b, L); same(op.Data[float64](after), op.Data[float64](loss)) {
		t.Error("what is said of hidden patches does not reach the loss either")
	}
}

// METHODS 10: unbiased variance, and a constant patch is 0.
func TestMAE_Target(t *testing.T) {
	patches := optest.Tensor(2, 1, 2, 3, 4, 7, 7, 7, 7)
	tape := op.NewTape[float64]()
	if got := (&MAE[float64]{}).target(tape, patches); got != mat.Tensor(patches) {
		t.Error("raw targets are not the patches themselves")
	}
	got := (&MAE[float64]{normalise: true}).target(tape, patches)
	optest.Near(t, "target", op.Data[float64](got), []float64{-1.161895, -.387298, .387298, 1.161895, 0, 0, 0, 0}, 1e-6)
	if got.RequiresGrad() {
		t.Error("targets take a gradient")
	}
}

// Whoever fills in exactly what was asked for has filled in the pictures.
func TestMAE_PixelsInvertsTarget(t *testing.T) {
	for _, normalise := range []bool{false, true} {
		m := smallMAE(t, colourful, normalise)
		b := pictures(colourful, 6, 2, 2)
		for i := range 12 { // a constant patch
			op.Data[float64](b.X)[places(m.patches)[3][i]] = .25
		}
		tape := op.NewTape[float64]()
		patches := op.Patches(tape, b.X, m.patches)
		class := tape.Input(1, 12)
		op.Data[float64](class)[0] = math.NaN()
		rows := []int32{0, 1, 2, 3, 4, 5, 6, 0, 7, 8, 9, 10, 11, 12}
		filled := op.Gather(tape, op.ConcatRows(tape, class, m.target(tape, patches)), rows)
		optest.Near(t, "pixels", op.Data[float64](m.pixels(tape, filled, patches)), op.Data[float64](patches), 1e-12)
	}
}

// The encoder and the decoder never meet a hidden pixel: not even one that is
// not a number. What they make of each patch answers to the visible ones.
func TestMAE_SeesOnlyWhatIsVisible(t *testing.T) {
	m := smallMAE(t, colourful, false)
	const B, L, visible = 3, 6, 2
	b := pictures(colourful, L, B, visible)
	look := func() (tokens, filled, loss []float64) {
		tape := op.NewTape[float64]()
		encoded := m.Forward(tape, op.Patches(tape, b.X, m.patches), b.Order, visible)
		return copied(encoded), copied(m.Reconstruct(tape, b)), copied(m.Loss(tape, b))
	}
	tokens, filled, loss := look()
	if len(tokens) != B*(1+visible)*8 {
		t.Fatalf("%d values of tokens, want %d tokens of 8 an image", len(tokens), 1+visible)
	}
	paint := func(from, to int, junk float64) {
		for i := range B {
			for _, patch := range b.Order[i*L+from : i*L+to] {
				for _, at := range places(m.patches)[patch] {
					op.Data[float64](b.X)[i*colourful.Size()+at] = junk
				}
			}
		}
	}
	for _, junk := range []float64{.5, math.NaN()} {
		paint(visible, L, junk)
		others, again, changed := look()
		if !same(others, tokens) || !same(again, filled) {
			t.Errorf("hidden pixels of %v reach the model", junk)
		}
		if same(changed, loss) {
			t.Errorf("hidden pixels of %v are no target", junk)
		}
	}
	paint(0, 1, .5)
	if others, again, _ := look(); same(others, tokens) || slices.ContainsFunc(again, math.IsNaN) {
		t.Error("visible pixels do not reach the model")
	} else {
		for i, v := range again {
			if v == filled[i] {
				t.Fatalf("value %d does not answer to what is visible", i)
			}
		}
	}
}

// Without blocks, whose attention mixes them, each visible patch is decoded in
// its own place, every hidden one from the mask token, and images stay apart.
func TestMAE_PutsPatchesInTheirPlaces(t *testing.T) {
	m := smallMAE(t, colourful, false)
	m.Blocks, m.Decoder = nil, nil
	const B, L, visible = 3, 6, 3
	b := pictures(colourful, L, B, visible)
	size := colourful.Size()
	before := copied(m.Reconstruct(op.NewTape[float64](), b))
	for i := range B {
		for n, patch := range b.Order[i*L:][:L] {
			for _, at := range places(m.patches)[patch] {
				op.Data[float64](b.X)[i*size+at] += .1
			}
			after := copied(m.Reconstruct(op.NewTape[float64](), b))
			var changed, want []int
			for at := range after {
				if after[at] != before[at] {
					changed = append(changed, at)
				}
			}
			if n < visible {
				for _, at := range places(m.patches)[patch] {
					want = append(want, i*size+at)
				}
			}
			slices.Sort(want)
			if !slices.Equal(changed, want) {
				t.Fatalf("image %d, patch %d, number %d of the order: values %v change, want %v", i, patch, n, changed, want)
			}
			before = after
		}
	}
}

// The order among the visible patches, and among the hidden ones, means nothing,
// and neither do the other images of the batch.
func TestMAE_OrderMeansNothing(t *testing.T) {
	m := smallMAE(t, colourful, true)
	const B, L, visible = 3, 6, 3
	b := pictures(colourful, L, B, visible)
	want, loss := copied(m.Reconstruct(op.NewTape[float64](), b)), copied(m.Loss(op.NewTape[float64](), b))

	turned := b
	turned.Order = slices.Clone(b.Order)
	for i := range B {
		slices.Reverse(turned.Order[i*L:][:visible])
		slices.Reverse(turned.Order[i*L+visible : (i+1)*L])
	}
	optest.Near(t, "filled in another order", copied(m.Reconstruct(op.NewTape[float64](), turned)), want, 1e-10)
	optest.Near(t, "loss in another order", copied(m.Loss(op.NewTape[float64](), turned)), loss, 1e-10)
	swapped := b
	swapped.Order = slices.Clone(b.Order)
	swapped.Order[0], swapped.Order[visible] = swapped.Order[visible], swapped.Order[0]
	if got := copied(m.Loss(op.NewTape[float64](), swapped)); math.Abs(got[0]-loss[0]) < 1e-6 {
		t.Error("which patches are hidden does not reach the loss")
	}

	size := colourful.Size()
	for i := range B {
		alone := Batch{X: mat.NewDense[float64](mat.WithShape(1, size), mat.WithBacking(copied(b.X)[i*size:][:size])), Labels: []int32{0}, Order: b.Order[i*L:][:L], Visible: visible}
		optest.Near(t, "filled in alone", copied(m.Reconstruct(op.NewTape[float64](), alone)), want[i*size:][:size], 1e-10)
	}
}

func TestMAE_Positions(t *testing.T) {
	m := smallMAE(t, colourful, false)
	optest.Near(t, "positions", op.Data[float64](m.positions), op.Data[float64](layer.SinCos2D[float64](3, 2, 8)), 0)
	places := op.Data[float64](m.places)
	optest.Near(t, "places", places[4:], op.Data[float64](layer.SinCos2D[float64](3, 2, 4)), 0)
	optest.Near(t, "place of the class token", places[:4], make([]float64, 4), 0)
	for _, n := range []*layer.LayerNorm[float64]{m.Norm, m.DecoderNorm, m.Blocks[1].Norm1, m.Blocks[0].Norm2, m.Decoder[0].Norm1, m.Decoder[1].Norm2} {
		if n.Eps != 1e-6 {
			t.Errorf("a norm with ε = %v, want MAE's 1e-6", n.Eps)
		}
	}
	if m.places.RequiresGrad() || m.positions.RequiresGrad() {
		t.Error("positions are trained")
	}
}

// Features are the mean of the patches' tokens, the class token's left out, of
// an image that is all visible.
func TestMAE_Encode(t *testing.T) {
	m := smallMAE(t, colourful, false)
	const B, L, H = 2, 6, 8
	b, tape := pictures(colourful, L, B, L), op.NewTape[float64]()
	tokens := copied(m.Forward(tape, op.Patches(tape, b.X, m.patches), b.Order, L))
	want := make([]float64, B*H)
	for i := range want {
		for k := range L {
			want[i] += tokens[(i/H*(1+L)+1+k)*H+i%H] / L
		}
	}
	optest.Near(t, "features", copied(m.Encode(tape, b.X)), want, 1e-10)
}

// Every patch of every image is measured once, where it was visible or hidden;
// of raw pixels the error of the hidden ones is the loss.
func TestMAE_Measure(t *testing.T) {
	m := smallMAE(t, colourful, false)
	const B, L, visible = 3, 6, 2
	b := pictures(colourful, L, B, visible)
	filled, size := copied(m.Reconstruct(op.NewTape[float64](), b)), colourful.Size()
	want := Score{Hidden: PatchErrors{make([]float64, L), make([]int, L)}, Visible: PatchErrors{make([]float64, L), make([]int, L)}}
	for i, patch := range b.Order {
		sum := 0.0
		for _, at := range places(m.patches)[patch] {
			d := filled[i/L*size+at] - op.Data[float64](b.X)[i/L*size+at]
			sum += d * d / 12
		}
		e := &want.Hidden
		if i%L < visible {
			e = &want.Visible
		}
		e.Sum[patch] += sum
		e.Count[patch]++
	}
	var s Score
	for range 2 { // two batches
		m.Measure(op.NewTape[float64](), b, &s)
	}
	for i := range L {
		if s.Hidden.Count[i] != 2*want.Hidden.Count[i] || s.Visible.Count[i] != 2*want.Visible.Count[i] {
			t.Errorf("patch %d was hidden %d times and visible %d times, want %d and %d", i, s.Hidden.Count[i], s.Visible.Count[i], 2*want.Hidden.Count[i], 2*want.Visible.Count[i])
		}
		optest.Near(t, "sums", []float64{s.Hidden.Sum[i], s.Visible.Sum[i]}, []float64{2 * want.Hidden.Sum[i], 2 * want.Visible.Sum[i]}, 1e-12)
	}
	metrics := s.Metrics()
	loss := op.Data[float64](m.Loss(op.NewTape[float64](), b))[0]
	optest.Near(t, "metrics", []float64{metrics["testLoss"], metrics["maskedError"], metrics["visibleError"]}, []float64{loss, loss, want.Visible.Mean()}, 1e-12)
	if len(metrics) != 3 {
		t.Errorf("metrics %v: what is masked has no accuracy", metrics)
	}
}

func TestPatchErrors(t *testing.T) {
	e := PatchErrors{[]float64{6, 0, 1}, []int{3, 0, 1}}
	if e.Mean() != 1.75 || !slices.Equal(e.Means(), []float32{2, 0, 1}) {
		t.Errorf("mean %v, by patch %v, want 7/4 and 2, 0, 1", e.Mean(), e.Means())
	}
	if none := (&PatchErrors{}); none.Mean() != 0 || none.Means() != nil {
		t.Errorf("of no patches the mean is %v, by patch %v", none.Mean(), none.Means())
	}
}
