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
		Name: "vit", Title: "Vision transformer", Family: "transformer",
		Summary: "A picture is cut into patches, and each of them looks at all the others; one more token, of the class, gathers what they find. Nothing in it knows that neighbours belong together: it needs many examples, or what was learned before.",
		Formula: "x = [class; E·patches + positions],  blocks,  logits = W·Norm(x_class) + b",
		Paper:   "arXiv:2010.11929",
		Knobs:   encoderKnobs,
	}}, newViT[float32], newViT[float64])
}

// ViT is the vision transformer of Dosovitskiy et al. 2020 (arXiv:2010.11929),
// small.
type ViT[F kernel.Float] struct {
	nn.Module
	*Encoder[F]
	Output *layer.Linear[F]
}

func newViT[F kernel.Float](v spec.Values, in spec.Shape, classes []string, rng *rand.Rand) (Model[F], error) {
	if err := fits(v, in, widthKnob); err != nil {
		return nil, err
	}
	m := &ViT[F]{Encoder: newEncoder[F](v, in, rng)}
	m.Output = layer.NewXavier[F](v.Int("width"), len(classes), rng)
	return m, nil
}

// Params lists the encoder's and output.
func (m *ViT[F]) Params() []layer.Named {
	return append(m.Encoder.Params(), m.Output.Params("output")...)
}

// Logits maps x (B, C·H·W) → (B, K).
func (m *ViT[F]) Logits(t *op.Tape[F], x mat.Tensor) mat.Tensor {
	return m.Output.Forward(t, m.Classes(t, op.Patches(t, x, m.patches)))
}

// Loss is the mean softmax cross-entropy.
func (m *ViT[F]) Loss(t *op.Tape[F], b Batch) mat.Tensor {
	return op.SoftmaxCrossEntropy(t, m.Logits(t, b.X), b.Labels)
}

// Measure adds the batch's loss and predictions.
func (m *ViT[F]) Measure(t *op.Tape[F], b Batch, s *Score) {
	measureClasses(t, m.Logits(t, b.X), b, s)
}

var (
	_ Classifier[float32] = (*ViT[float32])(nil)
	_ Pictured[float32]   = (*ViT[float32])(nil)
)
