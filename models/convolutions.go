package models

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/nn"

	"petri/models/kernel"
	"petri/models/layer"
	"petri/models/op"
	"petri/models/spec"
)

// Convolutions are what LeNet begins with: two layers of filters of 5×5, without
// padding, each with ReLU and max pooling by 2 behind it.
type Convolutions[F kernel.Float] struct {
	nn.Module
	Conv1, Conv2 *layer.Conv2D[F]
	pool1, pool2 kernel.Window
}

// newConvolutions makes layers of so many filters for pictures of a shape. The error
// says how large these have to be.
func newConvolutions[F kernel.Float](in spec.Shape, first, second int, rng *rand.Rand) (*Convolutions[F], error) {
	if in.H < 16 || in.W < 16 {
		return nil, fmt.Errorf("its two convolutions and poolings need pictures of at least 16×16, not %d×%d", in.H, in.W)
	}
	conv := func(c, h, w int) kernel.Window {
		return kernel.Window{C: c, H: h, W: w, KH: 5, KW: 5, Stride: 1}
	}
	pool := func(c int, w kernel.Window) kernel.Window {
		return kernel.Window{C: c, H: w.OutH(), W: w.OutW(), KH: 2, KW: 2, Stride: 2}
	}
	c := &Convolutions[F]{Conv1: layer.NewConv2D[F](conv(in.C, in.H, in.W), first, rng)}
	c.pool1 = pool(first, c.Conv1.Window)
	c.Conv2 = layer.NewConv2D[F](conv(first, c.pool1.OutH(), c.pool1.OutW()), second, rng)
	c.pool2 = pool(second, c.Conv2.Window)
	return c, nil
}

// Size is how many numbers come out of a picture.
func (c *Convolutions[F]) Size() int { return c.pool2.C * c.pool2.OutH() * c.pool2.OutW() }

// Forward maps x (B, C·H·W) → (B, Size).
func (c *Convolutions[F]) Forward(t *op.Tape[F], x mat.Tensor) mat.Tensor {
	x = op.MaxPool(t, op.ReLU(t, c.Conv1.Forward(t, x)), c.pool1)
	return op.MaxPool(t, op.ReLU(t, c.Conv2.Forward(t, x)), c.pool2)
}

// Params lists conv1.weight, conv1.bias, conv2.weight and conv2.bias.
func (c *Convolutions[F]) Params(prefix string) []layer.Named {
	return slices.Concat(c.Conv1.Params(prefix+"conv1"), c.Conv2.Params(prefix+"conv2"))
}

// Filters returns the first layer's weights, a picture a filter.
func (c *Convolutions[F]) Filters() (*nn.Param, spec.Shape) {
	w := c.Conv1.Window
	return c.Conv1.W, spec.Shape{C: w.C, H: w.KH, W: w.KW}
}
