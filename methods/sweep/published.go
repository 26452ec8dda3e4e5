package sweep

import "petri/models/spec"

// A Published is a measurement of an intrinsic dimension that somebody has
// published, to be compared with.
type Published struct {
	Title    string // what was measured
	Source   string // who published it
	Link     string // address of the paper
	Size     int    // D, all parameters of the network
	Images   int    // training examples
	Epochs   int    // how often each was learned from
	Seeds    int    // runs that each mean is of
	Baseline float64
	Bar      float64
	Dim      int      // d_int of the bar, as published
	Means    []Record // ascending in Dim
}

// A Record is a published mean accuracy, in [0,1], at d dimensions.
type Record struct {
	Dim  int
	Mean float64
}

// PublishedFor returns the measurement whose network and task are those of a
// recipe, nil if there is none. It may have taken more images and epochs.
func PublishedFor(cfg spec.Config) *Published { return nil }
