package mask

import (
	"slices"

	"petri/models/spec"
	"petri/models/stream"
)

// Side is how many patches a tile has each way.
const Side = 128

// A Tile is noise on a torus of Side×Side values, one a patch, equalised to
// uniform on [0, 1): Values, row by row, are a permutation of (rank+½)/Side².
type Tile struct {
	Side   int
	Values []float64
}

// NewTile makes the tile of a colour. Every colour filters the same white
// noise of a seed. The error is a *spec.FieldError.
func NewTile(p spec.Part, seed int) (*Tile, error) {
	c, knobs, err := settle(p)
	if err != nil {
		return nil, err
	}
	t := white(seed)
	if c.filter != nil {
		t.pass(c.filter, c.filter.recipe(knobs))
	}
	return t, nil
}

// white returns the unfiltered tile of a seed.
func white(seed int) *Tile {
	t := &Tile{Side, make([]float64, Side*Side)}
	for i, rank := range stream.New(seed, "mask tile").Perm(Side * Side) {
		t.Values[i] = level(rank)
	}
	return t
}

// level is the value of a rank.
func level(rank int) float64 { return (float64(rank) + .5) / (Side * Side) }

// rank is the inverse of level.
func rank(level float64) int { return int(level * (Side * Side)) }

// pass filters and equalises as often as the recipe says.
func (t *Tile) pass(f *Filter, r Recipe) {
	p, transfer, keys := newPlane(), f.table(r), make([]int, Side*Side)
	for range r.Passes {
		p.apply(t.Values, transfer)
		equalise(t.Values, keys)
	}
}

// equalise replaces each of x, which lie in ±8, by the level of its rank.
// Where two agree to 2⁻⁴⁶, the first is the lower: the last bits of a
// transform decide nothing. It sorts integers of 64 bits, a value above its place.
func equalise(x []float64, keys []int) {
	for i, v := range x {
		keys[i] = int(int64(v*(1<<46))<<14) | i
	}
	slices.Sort(keys)
	for rank, key := range keys {
		x[key&(1<<14-1)] = level(rank)
	}
}
