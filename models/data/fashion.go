package data

import "petri/models/spec"

func init() {
	Register(spec.DataInfo{
		Info: spec.Info{
			Name:  "fashion-mnist",
			Title: "Fashion-MNIST",
			Summary: "70,000 pictures of clothes from a shop's catalogue, of the same form as MNIST and harder to tell apart: " +
				"a shirt looks much like a coat at 28 × 28 pixels.",
			Paper: "arXiv:1708.07747",
		},
		Shape:   spec.Shape{C: 1, H: 28, W: 28},
		Classes: []string{"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"},
		Train:   60_000, Test: 10_000,
		DefaultTrain: 10_000, DefaultTest: 2_000,
		Source:  "Han Xiao, Kashif Rasul and Roland Vollgraf, Zalando SE; Debian package dataset-fashion-mnist 0.0~git20200523.55506a9-1",
		Licence: "MIT",
	})
}
