package data

import (
	"slices"

	"petri/models/spec"
)

// photoLicence and photoSource sum up the credits of the photographs.
const (
	photoLicence = "each photograph has its own: public domain, CC0 1.0, CC BY 2.0 or CC BY 4.0"
	photoSource  = "15 photographs by Aitzol Berasategi, danielbuechele, Clemens Engelhardt, Trevor “Freespace”, Jakub Mede, Rachel Michetti, " +
		"NASA, SpaceX, Stéfan van der Walt and vultilion; Debian packages python3-skimage 0.19.3-8, python3-sklearn 1.2.1+dfsg-1 " +
		"and lomiri-wallpapers-16.04 20.04.0-2"
)

// photographs are the classes of the sets of crops. The table of the files in
// make has the same order.
var photographs = []spec.Credit{
	{Title: "astronaut", Author: "NASA", Licence: "public domain", Source: "https://flic.kr/p/r9qvLn"},
	{Title: "coffee", Author: "Rachel Michetti", Licence: "CC0 1.0", Source: "python3-skimage, coffee.png"},
	{Title: "cat", Author: "Stéfan van der Walt", Licence: "CC0 1.0", Source: "python3-skimage, chelsea.png"},
	{Title: "rocket", Author: "SpaceX", Licence: "public domain", Source: "https://www.flickr.com/photos/spacexphotos/16511594820/"},
	{Title: "pagoda", Author: "danielbuechele", Licence: "CC BY 2.0", Source: "https://www.flickr.com/photos/danielbuechele/6061409035/"},
	{Title: "dahlia", Author: "vultilion", Licence: "CC BY 2.0", Source: "https://www.flickr.com/photos/vultilion/6056698931/"},
	{Title: "fig", Author: "Trevor “Freespace”", Licence: "CC BY 4.0", Source: "lomiri-wallpapers-16.04, Picture_0B_by_freespace.jpg"},
	{Title: "brushes", Author: "Trevor “Freespace”", Licence: "CC BY 4.0", Source: "lomiri-wallpapers-16.04, Picture_1A_by_freespace.jpg"},
	{Title: "wine", Author: "Jakub Mede", Licence: "CC BY 4.0", Source: "lomiri-wallpapers-16.04, Wine_by_Jakkub_Mede.jpg"},
	{Title: "meadow", Author: "Aitzol Berasategi", Licence: "CC BY 4.0", Source: "lomiri-wallpapers-16.04, aitzgorri_by_Aitzol_Berasategi.jpg"},
	{Title: "dogs", Author: "Aitzol Berasategi", Licence: "CC BY 4.0", Source: "lomiri-wallpapers-16.04, friends_by_Aitzol_Berasategi.jpg"},
	{Title: "brook", Author: "Aitzol Berasategi", Licence: "CC BY 4.0", Source: "lomiri-wallpapers-16.04, life_by_Aitzol_Berasategi.jpg"},
	{Title: "mountains", Author: "Aitzol Berasategi", Licence: "CC BY 4.0", Source: "lomiri-wallpapers-16.04, picosdeeuropa_by_Aitzol_Berasategi.jpg"},
	{Title: "dandelion", Author: "Clemens Engelhardt", Licence: "CC0 1.0", Source: "lomiri-wallpapers-16.04, seeding_by_Clements_Engelhardt.jpg"},
	{Title: "sunset", Author: "Aitzol Berasategi", Licence: "CC BY 4.0", Source: "lomiri-wallpapers-16.04, sunset_by_Aitzol_Berasategi.jpg"},
}

// titles returns what the things that are credited are called.
func titles(credits []spec.Credit) []string {
	var all []string
	for _, c := range credits {
		all = append(all, c.Title)
	}
	return all
}

// The test has every eighth block of each photograph, so it shares no pixel with
// the training set; but what is next to it was learned from.
func init() {
	Register(spec.DataInfo{
		Info: spec.Info{
			Name:  "photos",
			Title: "Photographs 32×32",
			Summary: "4,209 pieces of 32 × 32 pixels in colour, cut at three scales from 15 photographs. " +
				"The class is the photograph; the test pieces come from other places of the same photographs.",
		},
		Shape:   spec.Shape{C: 3, H: 32, W: 32},
		Classes: titles(photographs),
		Train:   3_657, Test: 552,
		DefaultTrain: 3_657, DefaultTest: 222,
		Source:  photoSource,
		Licence: photoLicence,
		Credits: slices.Clone(photographs),
	})
}
