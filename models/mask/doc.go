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
// What is the paper's: the definitions of the colours, and that the highest
// values of a window stay visible, exactly as many in every image. What is
// ours: the authors released noise files, but neither the program that made
// them nor the widths of its blurs. So a fresh tile is made from the seed, by
// filtering and ranking several times over with widths fitted to the spectra
// in their figure, which one pass cannot reach (the filter "matched";
// calibrate_test.go and profile_test.go hold the fit). The filter "formula" is
// one pass of the definition, with widths that are ours too. They crop and
// flip a whole batch alike, an image in it having its own noise; here all
// images share a tile, and each gets a crop and flips of its own.
//
// Adding a colour is one file that registers it, as green.go does.
//
// Why a torus: every place of the tile then looks like every other, so a
// window may lie anywhere and wraps around the edges. Why ranks: a tile keeps
// only the order of its noise, so every colour has the same histogram, no two
// values tie, and the last bits of a transform do not reach a mask.
package mask
