package data

import "petri/models/spec"

func init() {
	Register(spec.DataInfo{
		Info: spec.Info{
			Name:  "fonts",
			Title: "Printed digits",
			Summary: "5,000 synthetic digits of 28 × 28 pixels, drawn from ten faces of the Go fonts: the classes of MNIST, but printed. " +
				"Size, place, turn and slant are drawn by chance; the four faces of the test are not among the six of training.",
		},
		Shape:   spec.Shape{C: 1, H: 28, W: 28},
		Classes: decimalDigits,
		Train:   4_000, Test: 1_000,
		DefaultTrain: 4_000, DefaultTest: 1_000,
		Source:  "made by Petri from the Go fonts by Bigelow & Holmes; Go module golang.org/x/image 0.31.0",
		Licence: "BSD 3-Clause",
	})
}
