package models

import (
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
	Features       *Convolutions[F]
	Dense1, Dense2 *layer.Linear[F]
	Output         *layer.Linear[F]
}

func newLeNet[F kernel.Float](_ spec.Values, in spec.Shape, classes []string, rng *rand.Rand) (Model[F], error) {
	m := &LeNet[F]{}
	var err error
	if m.Features, err = newConvolutions[F](in, 6, 16, rng); err != nil {
		return nil, err
	}
	m.Dense1 = layer.NewLinear[F](m.Features.Size(), 120, rng)
	m.Dense2 = layer.NewLinear[F](120, 84, rng)
	m.Output = layer.NewLinear[F](84, len(classes), rng)
	return m, nil
}

// Params lists conv1.weight, conv1.bias, … output.bias.
func (m *LeNet[F]) Params() []layer.Named {
	params := append(m.Features.Params(""), m.Dense1.Params("dense1")...)
	params = append(params, m.Dense2.Params("dense2")...)
	return append(params, m.Output.Params("output")...)
}

// Logits maps x (B, C·H·W) → (B, K).
func (m *LeNet[F]) Logits(t *op.Tape[F], x mat.Tensor) mat.Tensor {
	x = m.Features.Forward(t, x) // (B, 16·4·4) on MNIST
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
func (m *LeNet[F]) Filters() (*nn.Param, spec.Shape) { return m.Features.Filters() }

// Rescale scales the first of the dense layers, and the one after it.
func (m *LeNet[F]) Rescale(by float64) bool {
	rescale(m.Dense1, m.Dense2, by)
	return true
}

var (
	_ Classifier[float32] = (*LeNet[float32])(nil)
	_ Pictured[float32]   = (*LeNet[float32])(nil)
	_ Rescaler            = (*LeNet[float32])(nil)
)
