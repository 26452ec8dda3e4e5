package op_test

import (
	"math/rand/v2"
	"testing"

	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/nn"

	"petri/models/kernel"
	"petri/models/op"
)

// filled returns a float32 parameter of small normal numbers.
func filled(rng *rand.Rand, rows, cols int) *nn.Param {
	p := nn.NewParam(mat.NewDense[float32](mat.WithShape(rows, cols)))
	for i := range op.Data[float32](p) {
		op.Data[float32](p)[i] = 0.05 * float32(rng.NormFloat64())
	}
	return p
}

// benchmarkStep times one forward and backward pass of a classifier of 28×28 images, batch 64, with its parameters' gradients cleared.
func benchmarkStep(b *testing.B, params []*nn.Param, logits func(t *op.Tape[float32], x mat.Tensor) mat.Tensor) {
	const batch, pixels, classes = 64, 784, 10
	rng := rand.New(rand.NewPCG(1, 2))
	images := op.Data[float32](filled(rng, batch, pixels))
	labels := make([]int32, batch)
	for i := range labels {
		labels[i] = int32(i % classes)
	}
	tape := op.NewTape[float32]()
	step := func() {
		tape.Reset()
		x := tape.Input(batch, pixels)
		copy(op.Data[float32](x), images)
		loss := op.SoftmaxCrossEntropy(tape, logits(tape, x), labels)
		tape.Backward(loss)
		for _, p := range params {
			op.ClearGrad[float32](p)
		}
	}
	step() // the buffers are made here
	b.ReportAllocs()
	for b.Loop() {
		step()
	}
}

// BenchmarkMLP is 784-200-200-10.
func BenchmarkMLP(b *testing.B) {
	rng := rand.New(rand.NewPCG(3, 4))
	w1, b1 := filled(rng, 200, 784), filled(rng, 1, 200)
	w2, b2 := filled(rng, 200, 200), filled(rng, 1, 200)
	w3, b3 := filled(rng, 10, 200), filled(rng, 1, 10)
	benchmarkStep(b, []*nn.Param{w1, b1, w2, b2, w3, b3}, func(t *op.Tape[float32], x mat.Tensor) mat.Tensor {
		x = op.ReLU(t, op.Linear(t, x, w1, b1))
		x = op.ReLU(t, op.Linear(t, x, w2, b2))
		return op.Linear(t, x, w3, b3)
	})
}

// BenchmarkLeNet is 6 filters of 5×5, pooling by 2, 16 of 5×5, pooling by 2, 256-120-84-10.
func BenchmarkLeNet(b *testing.B) {
	rng := rand.New(rand.NewPCG(3, 4))
	c1, c2 := filled(rng, 6, 25), filled(rng, 16, 150)
	w1, w2, w3 := filled(rng, 120, 256), filled(rng, 84, 120), filled(rng, 10, 84)
	conv1 := kernel.Window{C: 1, H: 28, W: 28, KH: 5, KW: 5, Stride: 1}
	pool1 := kernel.Window{C: 6, H: 24, W: 24, KH: 2, KW: 2, Stride: 2}
	conv2 := kernel.Window{C: 6, H: 12, W: 12, KH: 5, KW: 5, Stride: 1}
	pool2 := kernel.Window{C: 16, H: 8, W: 8, KH: 2, KW: 2, Stride: 2}
	benchmarkStep(b, []*nn.Param{c1, c2, w1, w2, w3}, func(t *op.Tape[float32], x mat.Tensor) mat.Tensor {
		x = op.MaxPool(t, op.ReLU(t, op.Conv2D(t, x, c1, nil, conv1)), pool1)
		x = op.MaxPool(t, op.ReLU(t, op.Conv2D(t, x, c2, nil, conv2)), pool2)
		x = op.ReLU(t, op.Linear(t, x, w1, nil))
		x = op.ReLU(t, op.Linear(t, x, w2, nil))
		return op.Linear(t, x, w3, nil)
	})
}
