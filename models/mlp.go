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
		Name: "mlp", Title: "Multi-layer perceptron", Family: "fully connected",
		Summary: "Every pixel is connected to every unit of the first hidden layer, and each layer to the next. Two hidden layers of 200 units have 199,210 weights on MNIST.",
		Formula: "h₀ = x,  hᵢ = ReLU(Wᵢ·hᵢ₋₁ + bᵢ),  logits = W·h + b",
		Knobs: []spec.Knob{
			spec.IntKnob("width", "width", 200, 1, 1000, "units in each hidden layer").OnLogScale(),
			spec.IntKnob("depth", "depth", 2, 0, 8, "hidden layers; 0 is softmax regression"),
		},
	}}, newMLP[float32], newMLP[float64])
}

// MLP is a multi-layer perceptron with ReLU between its layers. Weights start
// from a truncated he_normal, biases from zero.
type MLP[F kernel.Float] struct {
	nn.Module
	Hidden []*layer.Linear[F]
	Output *layer.Linear[F]
	in     spec.Shape
}

func newMLP[F kernel.Float](v spec.Values, in spec.Shape, classes []string, rng *rand.Rand) (Model[F], error) {
	m := &MLP[F]{in: in}
	size := in.Size()
	for range v.Int("depth") {
		m.Hidden = append(m.Hidden, layer.NewLinear[F](size, v.Int("width"), rng))
		size = v.Int("width")
	}
	m.Output = layer.NewLinear[F](size, len(classes), rng)
	return m, nil
}

// Params lists hidden1.weight, hidden1.bias, … output.weight, output.bias.
func (m *MLP[F]) Params() []layer.Named {
	var params []layer.Named
	for i, l := range m.Hidden {
		params = append(params, l.Params(fmt.Sprintf("hidden%d", i+1))...)
	}
	return append(params, m.Output.Params("output")...)
}

// Logits maps x (B, C·H·W) → (B, K).
func (m *MLP[F]) Logits(t *op.Tape[F], x mat.Tensor) mat.Tensor {
	for _, l := range m.Hidden {
		x = op.ReLU(t, l.Forward(t, x))
	}
	return m.Output.Forward(t, x)
}

// Loss is the mean softmax cross-entropy.
func (m *MLP[F]) Loss(t *op.Tape[F], b Batch) mat.Tensor {
	return op.SoftmaxCrossEntropy(t, m.Logits(t, b.X), b.Labels)
}

// Measure adds the batch's loss and predictions.
func (m *MLP[F]) Measure(t *op.Tape[F], b Batch, s *Score) {
	measureClasses(t, m.Logits(t, b.X), b, s)
}

// Filters returns the first layer's weights, a picture a unit.
func (m *MLP[F]) Filters() (*nn.Param, spec.Shape) {
	if len(m.Hidden) > 0 {
		return m.Hidden[0].W, m.in
	}
	return m.Output.W, m.in
}

// Rescale scales the first hidden layer, and the layer after it.
func (m *MLP[F]) Rescale(by float64) bool {
	switch len(m.Hidden) {
	case 0:
		return false
	case 1:
		rescale(m.Hidden[0], m.Output, by)
	default:
		rescale(m.Hidden[0], m.Hidden[1], by)
	}
	return true
}

// rescale scales a layer up, before its ReLU, and the next one down.
func rescale[F kernel.Float](l, next *layer.Linear[F], by float64) {
	for _, p := range []mat.Tensor{l.W, l.B} {
		for i := range op.Data[F](p) {
			op.Data[F](p)[i] *= F(by)
		}
	}
	for i := range op.Data[F](next.W) {
		op.Data[F](next.W)[i] /= F(by)
	}
}

var (
	_ Classifier[float32] = (*MLP[float32])(nil)
	_ Pictured[float32]   = (*MLP[float32])(nil)
	_ Rescaler            = (*MLP[float32])(nil)
)
