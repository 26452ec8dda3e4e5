package mask

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"petri/models/spec"
)

// A Cutter cuts masks of rows×cols patches out of the tile of a colour. It
// serves one goroutine.
type Cutter struct {
	tile       *Tile
	ranks      []uint32 // (Side, Side), the highest noise at 0
	rows, cols int
	keep       int
	keys       []int // rows·cols values
}

// A Crop is where a window lay: at Row and Col of the tile, wrapping around
// its edges, then mirrored left to right (H) and top to bottom (V).
type Crop struct {
	Row, Col     int
	FlipH, FlipV bool
}

// New returns a cutter whose tile follows from the colour, its knobs and the
// seed. The error is a *spec.FieldError.
func New(p spec.Part, seed, rows, cols int) (*Cutter, error) {
	_, knobs, err := settle(p)
	if err != nil {
		return nil, err
	}
	if min(rows, cols) < 1 || max(rows, cols) > Side {
		return nil, &spec.FieldError{Field: "mask", Message: fmt.Sprintf(
			"masks are cut from a tile of %d×%[1]d patches, so an image of %d×%d does not fit: choose patches that make 1 to %[1]d each way", Side, rows, cols)}
	}
	keep, err := keep(rows*cols, knobs.Float("ratio"))
	if err != nil {
		return nil, err
	}
	tile, err := NewTile(p, seed)
	if err != nil {
		return nil, err
	}
	return newCutter(tile, rows, cols, keep), nil
}

func newCutter(t *Tile, rows, cols, keep int) *Cutter {
	c := &Cutter{t, make([]uint32, Side*Side), rows, cols, keep, make([]int, rows*cols)}
	for i, v := range t.Values {
		c.ranks[i] = uint32(Side*Side - 1 - rank(v))
	}
	return c
}

// keep is how many of L patches stay visible, ⌊L·(1−ratio)⌋, or an error
// that says which ratio would leave one.
func keep(L int, ratio float64) (int, error) {
	// The allowance is for L·(1−ratio) that should be whole: 20·(1−.9) is
	// 1.9999999999999996.
	const allowance = 1e-9
	if n := int(math.Floor(float64(float64(L)*(1-ratio)) + allowance)); n > 0 && n < L {
		return n, nil
	}
	if L < 2 {
		return 0, &spec.FieldError{Field: "mask.ratio", Message: "an image of one patch cannot be masked: choose smaller patches"}
	}
	most := math.Floor(100-100/float64(L)+allowance) / 100
	return 0, spec.Refuse("mask.ratio", "a %[1]s of %[2]s leaves none of %[3]s patches visible: choose %[4]s or less, or smaller patches", ratio, L, most).Near(most)
}

// Tile returns the tile that masks are cut from.
func (c *Cutter) Tile() *Tile { return c.tile }

// Patches is L, the number of patches of a mask.
func (c *Cutter) Patches() int { return c.rows * c.cols }

// Keep is how many patches of a mask are visible.
func (c *Cutter) Keep() int { return c.keep }

// Cut writes all patches into order (rows·cols), the highest noise first: the
// first Keep() are visible, the rest is masked. A patch is its row·cols + its
// column. The crop and its flips are drawn from rng, anew at each call.
func (c *Cutter) Cut(order []int32, rng *rand.Rand) Crop {
	crop := Crop{rng.IntN(Side), rng.IntN(Side), rng.IntN(2) == 1, rng.IntN(2) == 1}
	c.at(order, crop)
	return crop
}

// at writes the order of the patches in one crop. It sorts integers, a rank
// above its patch: 14 bits each.
func (c *Cutter) at(order []int32, crop Crop) {
	keys, ranks := c.keys[:len(order)], c.ranks
	for row := range c.rows {
		y := row
		if crop.FlipV {
			y = c.rows - 1 - row
		}
		line := ranks[(crop.Row+y)%Side*Side:][:Side]
		x, step := crop.Col, 1
		if crop.FlipH {
			x, step = crop.Col+c.cols-1, -1
		}
		for col := range c.cols {
			patch := row*c.cols + col
			keys[patch] = int(line[(x+step*col)%Side])<<14 | patch
		}
	}
	slices.Sort(keys)
	for i, key := range keys {
		order[i] = int32(key & (1<<14 - 1))
	}
}
