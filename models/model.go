// Package models holds what is trained: one architecture a file, each a
// struct of layers that registers itself. A model knows its loss and how to
// measure itself; it knows nothing of how, or whether, it is trained.
package models

import (
	"errors"
	"fmt"
	"math/rand/v2"

	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/nn"

	"petri/models/kernel"
	"petri/models/layer"
	"petri/models/op"
	"petri/models/registry"
	"petri/models/spec"
)

// A Batch is what one step or one measurement looks at.
type Batch struct {
	X      mat.Tensor // (B, C·H·W), values in [0,1]
	Labels []int32    // (B), classes
	Tokens []int32    // (B·T), of texts, which have no X

	// Captions are the texts of the examples, for a model that reads them to
	// learn; nil if there are none.
	Captions []string

	// For a model that is masked: all patches of every image, first the Visible
	// ones that it sees, then those that it has to fill in. (B, L), in 0..L-1.
	Order   []int32
	Visible int
}

// A Model maps batches to a loss.
type Model[F kernel.Float] interface {
	nn.Model

	// Params lists every parameter by name, in a fixed order.
	Params() []layer.Named

	// Loss returns the mean loss over the batch as a scalar on the tape.
	Loss(t *op.Tape[F], b Batch) mat.Tensor

	// Measure adds to the score what the model makes of the batch.
	Measure(t *op.Tape[F], b Batch, s *Score)
}

// A Classifier gives each example one logit a class.
type Classifier[F kernel.Float] interface {
	Model[F]

	// Logits maps x (B, C·H·W) → (B, K).
	Logits(t *op.Tape[F], x mat.Tensor) mat.Tensor
}

// Masked is a model that sees some patches of every image and fills in the
// rest.
type Masked[F kernel.Float] interface {
	Model[F]

	// Patches is the grid that images are cut into.
	Patches() kernel.Patches

	// Reconstruct maps the batch to what the model makes of every patch, the
	// visible ones too: (B, C·H·W), in the units of the images.
	Reconstruct(t *op.Tape[F], b Batch) mat.Tensor

	// Helped tells whether it is told the mean and the spread of every true patch
	// for that, the hidden ones too, because it learns patches without them.
	Helped() bool

	// Encode maps x (B, C·H·W), all of it visible, to features (B, H).
	Encode(t *op.Tape[F], x mat.Tensor) mat.Tensor
}

// Pictured is a model whose first layer can be looked at.
type Pictured[F kernel.Float] interface {
	// Filters returns the first layer's weights, one picture a row.
	Filters() (weights *nn.Param, shape spec.Shape)
}

// Rescaler is a model of which a layer can be scaled up and the next one down without
// changing what it computes: ReLU(c·x) = c·ReLU(x) for c > 0.
type Rescaler interface {
	// Rescale does so, unless there are no two such layers.
	Rescale(by float64) bool
}

// New builds a model for examples of a shape, in classes of those names; rng draws
// the initial weights.
type New[F kernel.Float] func(v spec.Values, in spec.Shape, classes []string, rng *rand.Rand) (Model[F], error)

type entry struct {
	info spec.ModelInfo
	f32  New[float32]
	f64  New[float64]
}

var all = registry.New[entry]("model")

// Register adds a model, at the precision it trains in and at the one its
// gradients are checked in.
func Register(info spec.ModelInfo, f32 New[float32], f64 New[float64]) {
	e := entry{info: info, f32: f32}
	if registry.Double {
		e.f64 = f64
	}
	all.Add(info.Name, e)
}

// All describes every model, sorted by name.
func All() []spec.ModelInfo {
	infos := make([]spec.ModelInfo, 0)
	for _, e := range all.All() {
		infos = append(infos, e.info)
	}
	return infos
}

// Build makes the model of that name. The error says what the name, the shape
// or the knobs should have been: it is a *spec.FieldError, or joins several.
func Build[F kernel.Float](name string, v spec.Values, in spec.Shape, classes []string, rng *rand.Rand) (Model[F], error) {
	e, err := all.Get(name)
	if err != nil {
		return nil, &spec.FieldError{Field: "model", Message: err.Error()}
	}
	m, err := registry.Either[New[F]](e.f32, e.f64)(v, in, classes, rng)
	if field := (*spec.FieldError)(nil); errors.As(err, &field) {
		return nil, err
	} else if err != nil {
		return nil, &spec.FieldError{Field: "model", Message: fmt.Sprintf("%s: %v", name, err)}
	}
	return m, nil
}
