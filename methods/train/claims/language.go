package main

import "petri/models/spec"

// smallest and largest are the widths of the language models that are compared.
const smallest, largest = "32", "128"

// writings lists what the claims on the language models need: on a task that was
// held out of pretraining, a prompt of 20 vectors and every weight, with three seeds.
func writings() (all []trial) {
	for seed := range 3 {
		for _, width := range []string{smallest, "64", largest} {
			for _, method := range []string{"prompt", "full"} {
				all = append(all, trial{method + " of width " + width, spec.Config{
					Seed: seed, Data: spec.Data{Name: "books", Test: 1000},
					Model:  spec.Part{Name: "lm", Knobs: spec.Values{"width": width}},
					Method: spec.Part{Name: method}}})
			}
		}
	}
	return all
}

// closed is the share that a prompt closes of the gap between the frozen model and
// the one that is tuned in full.
func closed(width string) quantity {
	prompt, full := "prompt of width "+width, "full of width "+width
	frozen := metric(full, "before")
	return ratio(difference(metric(prompt, "accuracy"), frozen), difference(metric(full, "accuracy"), frozen))
}

// language holds the finding of Lester et al. (arXiv:2104.08691, figure 1) at this
// scale: the larger the frozen model, the nearer a prompt comes to full tuning.
func language() []claim {
	all := []claim{
		{"share of the gap that 20 vectors close, width " + largest, .5, unbounded, closed(largest)},
		{"… less the share at width " + smallest, more, unbounded, difference(closed(largest), closed(smallest))},
		{"share of the gap that 20 vectors close, width 64", 0, 1, closed("64")},
		{"share of the gap that 20 vectors close, width " + smallest, 0, 1, closed(smallest)},
	}
	for _, width := range []string{smallest, "64", largest} {
		all = append(all,
			claim{"accuracy, frozen, width " + width, 0, 1, metric("full of width "+width, "before")},
			claim{"accuracy, prompt, width " + width, 0, 1, metric("prompt of width "+width, "accuracy")},
			claim{"accuracy, prompt, standard deviation", 0, 1, spreadOf("prompt of width "+width, "accuracy")},
			claim{"accuracy, full, width " + width, 0, 1, metric("full of width "+width, "accuracy")})
	}
	return all
}
