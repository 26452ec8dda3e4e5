package data

import (
	"slices"

	"petri/models/spec"
)

// The blocks that are held out are those of photos: a model that has learned
// from the one set has not seen the test of the other.
func init() {
	Register(spec.DataInfo{
		Info: spec.Info{
			Name:  "photos64",
			Title: "Photographs 64×64",
			Summary: "1,129 pieces of 64 × 64 pixels in colour, cut at two scales from the same 15 photographs as those of 32 × 32 pixels. " +
				"They show more of a thing, and take four times as long to learn from.",
		},
		Shape:   spec.Shape{C: 3, H: 64, W: 64},
		Classes: titles(photographs),
		Train:   977, Test: 152,
		DefaultTrain: 977, DefaultTest: 92,
		Source:  photoSource,
		Licence: photoLicence,
		Credits: slices.Clone(photographs),
	})
}
