package models

import (
	"fmt"
	"math/rand/v2"

	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/nn"

	"petri/models/kernel"
	"petri/models/layer"
	"petri/models/op"
	"petri/models/spec"
)

func init() {
	Register(spec.ModelInfo{Info: spec.Info{
		Name: "lenet", Title: "LeNet", Family: "convolutional",
		Summary: "Small filters slide over the picture, so that neighbouring pixels are seen together: two convolutions, each followed by pooling, then three layers. 44,426 weights on MNIST, as in Li et al.",
		Formula: "conv 6@5×5 → pool 2 → conv 16@5×5 → pool 2 → 120 → 84 → K",
		Paper:   "arXiv:1804.08838",
	}}, newLeNet[float32], newLeNet[float64])
}

// LeNet is the convolutional network of Li et al. 2018 (arXiv:1804.08838):
// convolutions without padding, max pooling by 2, ReLU throughout.
type LeNet[F kernel.Float] struct {
	nn.Module
	Conv1, Conv2   *layer.Conv2D[F]
	Dense1, Dense2 *layer.Linear[F]
	Output         *layer.Linear[F]
	conv1, pool1   kernel.Window
	conv2, pool2   kernel.Window
}

func newLeNet[F kernel.Float](_ spec.Values, in spec.Shape, classes []string, rng *rand.Rand) (Model[F], error) {
	if in.H < 16 || in.W < 16 {
		return nil, fmt.Errorf("its two convolutions and poolings need pictures of at least 16×16, not %d×%d", in.H, in.W)
	}
	conv := func(c, h, w int) kernel.Window {
		return kernel.Window{C: c, H: h, W: w, KH: 5, KW: 5, Stride: 1}
	}
	pool := func(c int, w kernel.Window) kernel.Window {
		return kernel.Window{C: c, H: w.OutH(), W: w.OutW(), KH: 2, KW: 2, Stride: 2}
	}
	m := &LeNet[F]{}
	m.conv1 = conv(in.C, in.H, in.W)
	m.pool1 = pool(6, m.conv1)
	m.conv2 = conv(6, m.pool1.OutH(), m.pool1.OutW())
	m.pool2 = pool(16, m.conv2)
	m.Conv1 = layer.NewConv2D[F](m.conv1, 6, rng)
	m.Conv2 = layer.NewConv2D[F](m.conv2, 16, rng)
	m.Dense1 = layer.NewLinear[F](16*m.pool2.OutH()*m.pool2.OutW(), 120, rng)
	m.Dense2 = layer.NewLinear[F](120, 84, rng)
	m.Output = layer.NewLinear[F](84, len(classes), rng)
	return m, nil
}

// Params lists conv1.weight, conv1.bias, … output.bias.
func (m *LeNet[F]) Params() []layer.Named {
	params := append(m.Conv1.Params("conv1"), m.Conv2.Params("conv2")...)
	params = append(params, m.Dense1.Params("dense1")...)
	params = append(params, m.Dense2.Params("dense2")...)
	return append(params, m.Output.Params("output")...)
}

// Logits maps x (B, C·H·W) → (B, K).
func (m *LeNet[F]) Logits(t *op.Tape[F], x mat.Tensor) mat.Tensor {
	x = op.MaxPool(t, op.ReLU(t, m.Conv1.Forward(t, x)), m.pool1) // (B, 6·12·12) on MNIST
	x = op.MaxPool(t, op.ReLU(t, m.Conv2.Forward(t, x)), m.pool2) // (B, 16·4·4)
	x = op.ReLU(t, m.Dense1.Forward(t, x))
	x = op.ReLU(t, m.Dense2.Forward(t, x))
	return m.Output.Forward(t, x)
}

// Loss is the mean softmax cross-entropy.
func (m *LeNet[F]) Loss(t *op.Tape[F], b Batch) mat.Tensor {
	return op.SoftmaxCrossEntropy(t, m.Logits(t, b.X), b.Labels)
}

// Measure adds the batch's loss and predictions.
func (m *LeNet[F]) Measure(t *op.Tape[F], b Batch, s *Score) {
	measureClasses(t, m.Logits(t, b.X), b, s)
}

// Filters returns the first convolution's weights, a picture a filter.
func (m *LeNet[F]) Filters() (*nn.Param, spec.Shape) {
	return m.Conv1.W, spec.Shape{C: m.conv1.C, H: m.conv1.KH, W: m.conv1.KW}
}

var (
	_ Classifier[float32] = (*LeNet[float32])(nil)
	_ Pictured[float32]   = (*LeNet[float32])(nil)
)
