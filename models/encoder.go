package models

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/nn"

	"petri/models/kernel"
	"petri/models/layer"
	"petri/models/op"
	"petri/models/spec"
)

var widthKnob = spec.IntKnob("width", "width", 32, 16, 256, "size of a token in the encoder: a multiple of 4 and of the heads").OnLogScale()

// encoderKnobs are those of every model with an encoder.
var encoderKnobs = []spec.Knob{
	spec.IntKnob("patch", "patch", 4, 2, 8, "side of a patch in pixels; it divides the picture"),
	widthKnob,
	spec.IntKnob("depth", "depth", 1, 1, 8, "blocks of the encoder"),
	spec.IntKnob("heads", "heads", 4, 1, 8, "heads of attention, in every block"),
}

// Encoder is the transformer over the patches of a picture that Dosovitskiy et al.
// 2020 (arXiv:2010.11929) have for classes and He et al. 2021 (arXiv:2111.06377)
// for masks, with the latter's fixed positions. Of each picture the first token, of
// width H, is that of the class, which carries no position.
type Encoder[F kernel.Float] struct {
	nn.Module
	Embed  *layer.Linear[F]
	Class  *nn.Param // (1,H)
	Blocks []*layer.Block[F]
	Norm   *layer.LayerNorm[F]

	patches   kernel.Patches
	positions mat.Tensor // (L,H)
}

// newEncoder makes the encoder that knobs ask for, which must fit the pictures.
func newEncoder[F kernel.Float](v spec.Values, in spec.Shape, rng *rand.Rand) *Encoder[F] {
	e := &Encoder[F]{patches: kernel.Patches{C: in.C, H: in.H, W: in.W, P: v.Int("patch")}}
	width := v.Int("width")
	e.Embed = layer.NewXavier[F](e.patches.Size(), width, rng)
	e.Class = layer.NewToken[F](width, rng)
	e.Blocks = newBlocks[F](v.Int("depth"), width, v.Int("heads"), rng)
	e.Norm = layer.NewLayerNorm[F](width)
	e.Norm.Eps = precise
	e.positions = layer.SinCos2D[F](e.patches.Rows(), e.patches.Cols(), width)
	return e
}

// precise is what MAE adds to variances.
const precise = 1e-6

// newBlocks makes blocks of attention and four times as many hidden units as a token
// is wide.
func newBlocks[F kernel.Float](depth, width, heads int, rng *rand.Rand) []*layer.Block[F] {
	blocks := make([]*layer.Block[F], depth)
	for i := range blocks {
		blocks[i] = layer.NewBlock[F](width, heads, 4*width, false, rng)
		blocks[i].Norm1.Eps, blocks[i].Norm2.Eps = precise, precise
	}
	return blocks
}

// Params lists embed, token.class, encoder1.… and norm.
func (e *Encoder[F]) Params() []layer.Named {
	params := append(e.Embed.Params("embed"), layer.Named{Name: "token.class", Param: e.Class})
	for i, b := range e.Blocks {
		params = append(params, b.Params(fmt.Sprintf("encoder%d", i+1))...)
	}
	return slices.Concat(params, e.Norm.Params("norm"))
}

// Forward maps patches (B·L, P·P·C) to the tokens of the class and of those that
// are visible, the first of each picture's in order: (B·(1+K), H). The patches that
// are hidden are not touched.
func (e *Encoder[F]) Forward(t *op.Tape[F], patches mat.Tensor, order []int32, visible int) mat.Tensor {
	x := e.tokens(t, patches, order, visible)
	for _, b := range e.Blocks {
		x = b.Forward(t, x, len(order)/e.patches.Count())
	}
	return e.Norm.Forward(t, x)
}

// Classes maps patches (B·L, P·P·C), all visible, to the tokens of the class (B, H).
func (e *Encoder[F]) Classes(t *op.Tape[F], patches mat.Tensor) mat.Tensor {
	L := e.patches.Count()
	B, last := op.Rows(patches)/L, len(e.Blocks)-1
	x := e.tokens(t, patches, inOrder(t, B, L), L)
	for _, b := range e.Blocks[:last] {
		x = b.Forward(t, x, B)
	}
	first := t.Indices(B)
	for i := range first {
		first[i] = int32(i * (1 + L))
	}
	return e.Norm.Forward(t, e.Blocks[last].Some(t, x, first, B))
}

// tokens embeds the visible patches, each with its position, after the class.
func (e *Encoder[F]) tokens(t *op.Tape[F], patches mat.Tensor, order []int32, visible int) mat.Tensor {
	L := e.patches.Count()
	B := len(order) / L
	seen, at := t.Indices(B*visible), t.Indices(B*visible)
	tokens := t.Indices(B * (1 + visible))
	for b := range B {
		for i := range visible {
			n := b*visible + i
			at[n] = order[b*L+i]
			seen[n] = int32(b*L) + at[n]
			tokens[b*(1+visible)+1+i] = int32(1 + n)
		}
		tokens[b*(1+visible)] = 0
	}
	x := e.Embed.Forward(t, op.Gather(t, patches, seen))
	x = op.Add(t, x, op.Gather(t, e.positions, at))
	return op.Gather(t, op.ConcatRows(t, e.Class, x), tokens)
}

// inOrder lists the L patches of each of B pictures as they lie.
func inOrder[F kernel.Float](t *op.Tape[F], B, L int) []int32 {
	order := t.Indices(B * L)
	for i := range order {
		order[i] = int32(i % L)
	}
	return order
}

// Filters returns the embedding's weights, a picture of a patch for each number
// of a token.
func (e *Encoder[F]) Filters() (*nn.Param, spec.Shape) {
	return e.Embed.W, spec.Shape{C: e.patches.C, H: e.patches.P, W: e.patches.P}
}

// fits says what is wrong with knobs that do not go together, or with the
// picture; widths are the knobs for sizes of tokens.
func fits(v spec.Values, in spec.Shape, widths ...spec.Knob) error {
	var errs []error
	if p := v.Int("patch"); !divides(in, p) {
		errs = append(errs, spec.Refuse("model.patch",
			"patches of %[2]s×%[2]s do not divide pictures of %[3]s×%[4]s into several: take %[5]s", p, in.H, in.W, sides(in)).Near(nearestSide(in, p)))
	}
	heads := v.Int("heads")
	for _, k := range widths {
		if w, step := v.Int(k.Name), 4*heads/gcd(4, heads); w%step != 0 {
			errs = append(errs, spec.Refuse("model."+k.Name,
				"a %[1]s of %[2]s is no multiple of 4 (for the positions) and of %[3]s heads: take %[4]s", w, heads, nearest(w, step, k)).Near(float64(nearest(w, step, k))))
		}
	}
	return errors.Join(errs...)
}

// sides lists what divides a picture into several patches.
func sides(in spec.Shape) string {
	var divide []string
	for d := 2; d <= 8; d++ {
		if divides(in, d) {
			divide = append(divide, fmt.Sprint(d))
		}
	}
	if divide == nil {
		return "pictures of another size"
	}
	return "one of " + strings.Join(divide, ", ")
}

// nearestSide is the side of patches nearest to p that divides a picture into several;
// nil if there is none.
func nearestSide(in spec.Shape, p int) (nearest any) {
	least := 100
	for d := 2; d <= 8; d++ {
		if off := max(d-p, p-d); divides(in, d) && off < least {
			least, nearest = off, float64(d)
		}
	}
	return nearest
}

// divides tells whether patches of side d make several of a picture.
func divides(in spec.Shape, d int) bool {
	return in.H%d == 0 && in.W%d == 0 && (d < in.H || d < in.W)
}

// nearest is the multiple of step that is nearest to w, of those that the knob
// takes.
func nearest(w, step int, k spec.Knob) int {
	least, most := (int(k.Min)+step-1)/step, int(k.Max)/step
	return min(max((w+step/2)/step, least), most) * step
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
