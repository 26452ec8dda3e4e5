package op_test

import (
	"testing"

	"github.com/nlpodyssey/spago/ag"
	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/nn"

	"petri/models/kernel"
	"petri/models/op"
	"petri/models/op/optest"
)

// convnet is a convolution, pooling and two linear layers, the second of which is used twice.
type convnet struct {
	x, filters, bias, w1, b1, w2, b2 mat.Tensor
}

func newConvnet() *convnet {
	param := func(seed uint64, rows, cols int) mat.Tensor { return nn.NewParam(optest.Random(seed, rows, cols)) }
	x := optest.Random(1, 3, 2*6*6)
	x.SetRequiresGrad(false)
	return &convnet{
		x: x, filters: param(2, 4, 2*3*3), bias: param(3, 1, 4),
		w1: param(4, 5, 4*2*2), b1: param(5, 1, 5), w2: param(6, 5, 5), b2: param(7, 1, 5),
	}
}

func (n *convnet) params() []mat.Tensor {
	return []mat.Tensor{n.filters, n.bias, n.w1, n.b1, n.w2, n.b2}
}

func (n *convnet) loss(t *tape) mat.Tensor {
	h := op.Conv2D(t, n.x, n.filters, n.bias, kernel.Window{C: 2, H: 6, W: 6, KH: 3, KW: 3, Stride: 1})
	h = op.MaxPool(t, op.ReLU(t, h), kernel.Window{C: 4, H: 4, W: 4, KH: 2, KW: 2, Stride: 2})
	h = op.Tanh(t, op.Linear(t, h, n.w1, n.b1))
	h = op.Add(t, h, op.Linear(t, h, n.w2, n.b2))
	return op.SoftmaxCrossEntropy(t, op.Linear(t, h, n.w2, n.b2), []int32{0, 4, 2})
}

func TestBackwardMatchesSpago(t *testing.T) {
	ours, spagos := newConvnet(), newConvnet()
	tape := op.NewTape[float64]()
	tape.Backward(ours.loss(tape))
	if err := ag.Backward(spagos.loss(op.NewTape[float64]())); err != nil {
		t.Fatal(err)
	}
	for i, p := range spagos.params() {
		// Equal up to the order in which spago's goroutines add the gradients of what is used twice.
		optest.Near(t, "gradient", op.Grad[float64](ours.params()[i]), mat.Data[float64](p.Grad()), 1e-13)
	}
}

func TestTape_Backward(t *testing.T) {
	t.Run("the gradients of a whole network agree with central differences", func(t *testing.T) {
		n := newConvnet()
		optest.CheckGrad(t, n.loss, n.params()...)
	})
	t.Run("what needs no gradient gets none, and the others get theirs", func(t *testing.T) {
		n := newConvnet()
		n.w1.(*nn.Param).WithGrad(false)
		optest.CheckGrad(t, n.loss, n.filters, n.b1, n.w2)
		if op.Grad[float64](n.x) != nil || op.Grad[float64](n.w1) != nil || n.x.HasGrad() || n.w1.HasGrad() {
			t.Error("a gradient where none is needed")
		}
	})
	t.Run("a loss that depends on nothing trainable changes nothing", func(t *testing.T) {
		tape := op.NewTape[float64]()
		x := tape.Input(2, 2)
		tape.Backward(op.Sum(tape, x))
		if x.HasGrad() {
			t.Error("a gradient where none is needed")
		}
	})
	t.Run("a result that the loss does not use adds nothing", func(t *testing.T) {
		tape, x := op.NewTape[float64](), optest.Tensor(1, 1, 2)
		for range 2 { // the second time with the buffers of the first
			tape.Reset()
			op.ClearGrad[float64](x)
			loss := op.Sum(tape, x)
			op.Scale(tape, x, 100)
			tape.Backward(loss)
			optest.Near(t, "gradient", op.Grad[float64](x), []float64{1, 1}, 0)
		}
	})
	t.Run("gradients add up until they are cleared", func(t *testing.T) {
		tape, x := op.NewTape[float64](), optest.Tensor(1, 1, 2)
		for range 3 {
			tape.Reset()
			tape.Backward(op.Sum(tape, x))
		}
		optest.Near(t, "gradient", op.Grad[float64](x), []float64{3, 3}, 0)
		op.ClearGrad[float64](x)
		optest.Near(t, "gradient", op.Grad[float64](x), []float64{0, 0}, 0)
	})
}

func TestTape_Reset(t *testing.T) {
	tape := op.NewTape[float64]()
	first := tape.Input(2, 3)
	op.Data[float64](first)[0] = 7
	first.SetRequiresGrad(true)
	op.Grad[float64](first)[0] = 7
	other := tape.Input(2, 3)

	tape.Reset()
	if again := tape.Input(2, 3); again != first || again == other {
		t.Error("the first tensor of a shape is not the first again")
	} else if again.RequiresGrad() || op.Data[float64](again)[0] != 0 || mat.Data[float64](again.Grad())[0] != 0 {
		t.Error("the tensor handed out again is not as new")
	}
	if x := tape.Input(3, 2); op.Rows(x) != 3 || op.Cols(x) != 2 {
		t.Errorf("asked for 3x2 where 2x3 had been: %dx%d", op.Rows(x), op.Cols(x))
	}
}

func TestTape_NoGrad(t *testing.T) {
	n := newConvnet()
	recording, silent := op.NewTape[float64](), op.NewTape[float64]()
	silent.NoGrad = true
	loss := n.loss(silent)
	optest.Near(t, "loss", op.Data[float64](loss), op.Data[float64](n.loss(recording)), 0)
	silent.Backward(loss)
	if loss.RequiresGrad() || n.w1.HasGrad() {
		t.Error("a tape without gradients made some")
	}
}

func TestTape_Yield(t *testing.T) {
	n, calls := newConvnet(), 0
	tape := op.NewTape[float64]()
	tape.Yield = func() { calls++ }
	loss := n.loss(tape)
	forward := calls
	const operators, samples = 9, 3 // the convolution also yields after each sample
	if forward != operators+samples {
		t.Errorf("%d yields forward, want %d", forward, operators+samples)
	}
	tape.Backward(loss)
	if backward := calls - forward; backward != operators+samples {
		t.Errorf("%d yields backward, want %d", backward, operators+samples)
	}
}

// TestTape_Allocations holds a step in steady state to the graph alone: an operator, its node, its closure and its operands.
func TestTape_Allocations(t *testing.T) {
	n, tape := newConvnet(), op.NewTape[float64]()
	step := func() {
		tape.Reset()
		tape.Backward(n.loss(tape))
	}
	step()
	const operators, each = 9, 6
	if got := testing.AllocsPerRun(20, step); got > operators*each {
		t.Errorf("%v allocations a step, want at most %d", got, operators*each)
	}
}

// A large product is cut into blocks that yield in between, with the same gradients.
func TestLinear_YieldsWithinLargeProducts(t *testing.T) {
	const R, I, O = 40, 1200, 1100 // 53 million multiply-adds
	x, w := optest.Random(1, R, I), optest.Random(2, O, I)
	tape, yields := op.NewTape[float64](), 0
	tape.Yield = func() { yields++ }
	loss := op.Sum(tape, op.Linear(tape, x, w, nil))
	forward := yields
	tape.Backward(loss)
	if forward < 3 || yields-forward < 4 {
		t.Errorf("%d yields forward and %d backward", forward, yields-forward)
	}
	got, want := make([]float64, I), make([]float64, I)
	copy(got, op.Grad[float64](w)[(O-1)*I:])
	for i := range R * I { // every output is summed, so each row of dw is the sum of x's rows
		want[i%I] += op.Data[float64](x)[i]
	}
	optest.Near(t, "last row of dw", got, want, 1e-12)
}
