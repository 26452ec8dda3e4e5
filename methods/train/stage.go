package train

import (
	"math/rand/v2"
	"slices"

	"github.com/nlpodyssey/spago/mat"

	"petri/models"
	"petri/models/data"
	"petri/models/mask"
	"petri/models/op"
)

// A stage is a tape with the batch that lies on it.
type stage struct {
	tape   *op.Tape[float32]
	index  []int // of the examples, where they stand in a row
	labels []int32
	order  []int32
	text   bool    // the examples are texts
	tokens []int32 // theirs, one after the other
}

// set clears the stage and puts the examples of that index on it, their pixels
// in that order, or their tokens.
func (g *stage) set(pixels, classes []uint8, index, order []int, size int) models.Batch {
	g.tape.Reset()
	g.labels = g.labels[:0]
	for _, i := range index {
		g.labels = append(g.labels, int32(classes[i]))
	}
	if g.text {
		g.tokens = data.Tokens(g.tokens[:0], pixels, index, size)
		return models.Batch{Tokens: g.tokens, Labels: g.labels}
	}
	x := g.tape.Input(len(index), size)
	data.Fill(mat.Data[float32](x), pixels, index, order, size)
	return models.Batch{X: x, Labels: g.labels}
}

// one clears the stage and puts one example on it, its pixels in that order.
func (g *stage) one(example []float32, order []int) mat.Tensor {
	g.tape.Reset()
	x := g.tape.Input(1, len(example))
	arrange(mat.Data[float32](x), example, order)
	return x
}

// arrange writes the pixels of an example into dst in an order of theirs; nil is
// as they lie.
func arrange[T any](dst, example []T, order []int) {
	copy(dst, example)
	for j, from := range order {
		dst[j] = example[from]
	}
}

// mask cuts a mask for every image of the batch.
func (g *stage) mask(b *models.Batch, c *mask.Cutter, rng *rand.Rand) {
	L := c.Patches()
	g.order = slices.Grow(g.order[:0], len(b.Labels)*L)[:len(b.Labels)*L]
	for i := range b.Labels {
		c.Cut(g.order[i*L:][:L], rng)
	}
	b.Order, b.Visible = g.order, c.Keep()
}
