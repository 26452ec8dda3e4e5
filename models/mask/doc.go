// Package mask makes coloured noise and cuts masks from it, as ColorMAE does
// (Hinojosa et al., ECCV 2024, arXiv:2407.13036) where MAE masks at random.
//
// A Tile is noise on a torus, one value a patch. A Cutter lays a window of an
// image's patches on it at a random place: the patches under the highest
// values stay visible, the rest is hidden. The colour of the noise, which is
// how its strength spreads over frequencies, decides whether what stays
// visible comes in clumps (red), in spots of one size (green) or scattered
// (blue, purple).
//
//	cutter, err := mask.New(spec.Part{Name: "green"}, seed, 7, 7)
//	order := make([]int32, 7*7)
//	cutter.Cut(order, rng)
//	visible, hidden := order[:cutter.Keep()], order[cutter.Keep():]
//
// Why a torus: every place of the tile then looks like every other, so a
// window may lie anywhere and wraps around the edges. Why ranks: a tile keeps
// only the order of its noise, so every colour has the same histogram, no two
// values tie, and the last bits of a transform do not reach a mask.
package mask
