package main

import (
	"fmt"
	"math"

	"petri/models/spec"
)

// A claim is a statement about studies, held as a band. In what it says, d_int90 is of
// the absolute bar, own d_int90 of the share of the measured baseline.
type claim struct {
	what string
	low  float64
	high float64
	of   quantity
}

// band says what holds takes.
func (c claim) band() string {
	switch {
	case c.low == more && c.high == unbounded:
		return "> 0"
	case c.high == unbounded:
		return fmt.Sprintf("≥ %.4g", c.low)
	case c.low == more:
		return fmt.Sprintf("≤ %.4g", c.high)
	}
	return fmt.Sprintf("%.4g to %.4g", c.low, c.high)
}

// holds is false of a NaN.
func (c claim) holds(x float64) bool { return c.low <= x && x <= c.high }

// A band from more to unbounded holds every number above zero.
var more, unbounded = math.SmallestNonzeroFloat64, math.Inf(1)

// curve holds the bands around that of Li et al. 2018 (arXiv:1804.08838) for
// 784-200-200-10: .593 at d = 100, .818 at 300, .894 at 750, .907 at 1000 and
// .925 at 1500.
func curve() []claim {
	return []claim{
		{"accuracy, d = 100", .52, .68, mean("sparse 100")},
		{"accuracy, d = 300", .788, .848, mean("sparse 300")},
		{"accuracy, d = 750", .864, .92, mean("sparse 750")},
		{"accuracy, d = 1000", .877, .937, mean("sparse 1000")},
		{"accuracy, d = 1500", .895, .955, mean("sparse 1500")},
		{"gain in accuracy from d = 100 to 300", more, unbounded, difference(mean("sparse 300"), mean("sparse 100"))},
		{"gain in accuracy from d = 300 to 750", more, unbounded, difference(mean("sparse 750"), mean("sparse 300"))},
		{"gain in accuracy from d = 750 to 1500", more, unbounded, difference(mean("sparse 1500"), mean("sparse 750"))},
		{"fastfood less sparse at d = 300", -.02, .02, difference(mean("fastfood 300"), mean("sparse 300"))},
		{"fastfood less sparse at d = 750", -.02, .02, difference(mean("fastfood 750"), mean("sparse 750"))},
	}
}

// dimensions holds what follows from Li et al.'s d_int90: 750 for
// 784-200-200-10, with and without shuffled pixels, 290 for LeNet and 1400 for
// LeNet on shuffled pixels; and nearly the same for every width.
func dimensions() []claim {
	return []claim{
		{"d_int90, mlp", 700, 1500, absolute("mlp 200")},
		{"d_int90, lenet", 200, 450, absolute("lenet")},
		{"d_int90, mlp less lenet", more, unbounded, difference(absolute("mlp 200"), absolute("lenet"))},
		{"own d_int90, mlp", more, unbounded, own("mlp 200")},
		{"own d_int90, lenet", more, unbounded, own("lenet")},
		{"own d_int90, mlp of width 50 to 400, most / least", 1, 1.5, spread(own("mlp 50"), own("mlp 100"), own("mlp 200"), own("mlp 400"))},
		{"weights, mlp of width 400 / 50", 10, unbounded, ratio(weights("mlp 400"), weights("mlp 50"))},
		{"d_int90, mlp, pixels shuffled / not", .75, 1.25, ratio(absolute("mlp 200 shuffled"), absolute("mlp 200"))},
		{"d_int90, lenet, pixels shuffled / not", 2.5, unbounded, ratio(absolute("lenet slow shuffled"), absolute("lenet slow"))},
		{"own d_int90, lenet, pixels shuffled / not", more, unbounded, ratio(own("lenet slow shuffled"), own("lenet slow"))},
	}
}

// transfers holds that what was learned before makes the rest small
// (Aghajanyan et al. 2020, arXiv:2012.13255), for every seed: to the same accuracy
// of .90, of a network that needs it. How each comes to .90 of its own baseline,
// which is higher after pretraining, is but reported.
func transfers() (all []claim) {
	for _, of := range transferring {
		for seed := range 3 {
			pretrained, random := of.called(spec.OtherHalf, seed), of.called(spec.RandomStart, seed)
			what := fmt.Sprintf("d_int90, %s, seed %d, pretrained / random", of.name, seed)
			if of.small {
				all = append(all, claim{what, more, .5, ratio(absolute(pretrained), atLeast(random))})
			}
			all = append(all, claim{"own " + what, more, unbounded, ratio(own(pretrained), own(random))})
		}
	}
	return all
}
