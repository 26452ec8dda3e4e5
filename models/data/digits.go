package data

import "petri/models/spec"

// The 1,797 digits come writer by writer, about 130 each, and run through the
// ten classes in turn, so that every fifth of them would favour some classes.
// The last fifth has 33 to 37 of each class, in hands that are new but for 22
// of the training examples.
func init() {
	Register(spec.DataInfo{
		Info: spec.Info{
			Name:  "digits",
			Title: "Digits 8×8",
			Summary: "1,797 handwritten digits of 8 × 8 pixels in 17 shades. " +
				"Small enough to train on in a second; the test digits come from the last writers.",
		},
		Shape:   spec.Shape{C: 1, H: 8, W: 8},
		Classes: decimalDigits,
		Train:   1_437, Test: 360,
		DefaultTrain: 1_437, DefaultTest: 360,
		Source:  "Ethem Alpaydin and Cenk Kaynak, Boğaziçi University, UCI repository; Debian package python3-sklearn 1.2.1+dfsg-1",
		Licence: "CC BY 4.0",
	})
}
