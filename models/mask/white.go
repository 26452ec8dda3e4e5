package mask

import "petri/models/spec"

func init() {
	Register(spec.Info{
		Name: "white", Title: "White (random)",
		Summary: "Every patch is as likely to stay visible as every other, whatever its neighbours: the random masks of MAE.",
		Formula: "N = W,  white noise; the ⌊L·(1−ratio)⌋ highest of L patches stay visible",
		Paper:   "arXiv:2111.06377",
	}, nil)
}
