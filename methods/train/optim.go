package train

import (
	"maps"
	"slices"
	"strings"

	"petri/models/kernel"
	"petri/models/layer"
	"petri/models/op"
	"petri/models/spec"
)

// A rule is how an optimiser changes one tensor: w by its gradient g, with
// slots of state as long as w.
type rule struct {
	spec.Info
	slots  []string
	spares func(layer.Named) bool // what its decay leaves alone
	update func(w, g []float32, slots [][]float32, lr float32, v spec.Values, step int)
}

var (
	lrKnob    = spec.FloatKnob("lr", "learning rate", 0.003, 1e-6, 100, "how far a step goes; it can be turned while training").OnLogScale()
	beta1Knob = spec.FloatKnob("beta1", "β₁", 0.9, 0, 0.9999, "how slowly the mean of the gradients moves")
	beta2Knob = spec.FloatKnob("beta2", "β₂", 0.99, 0, 0.99999, "how slowly the mean of their squares moves; Li et al. used 0.99")
	epsKnob   = spec.FloatKnob("eps", "ε", 1e-8, 1e-12, 1, "keeps the division by a small root in bounds").OnLogScale()
)

var rules = map[string]rule{
	"sgd": {
		spec.Info{
			Name: "sgd", Title: "SGD with momentum", Paper: "Polyak 1964",
			Summary: "Each step goes down the gradient, carried on by the steps before.",
			Formula: "u ← μ·u + g + λ·w,  w ← w − η·u",
			Knobs: []spec.Knob{lrKnob,
				spec.FloatKnob("momentum", "momentum μ", 0.9, 0, 0.9999, "how much of the last step is carried on"),
				spec.FloatKnob("decay", "weight decay λ", 0, 0, 1, "pulls the trained values towards zero")},
		},
		[]string{"u"},
		nothing,
		func(w, g []float32, s [][]float32, lr float32, v spec.Values, _ int) {
			kernel.SGD(w, g, s[0], lr, float32(v.Float("momentum")), float32(v.Float("decay")))
		},
	},
	"adam": {
		spec.Info{
			Name: "adam", Title: "Adam", Paper: "arXiv:1412.6980",
			Summary: "Divides each step by the recent size of the gradient, value by value, so that all move at a similar pace.",
			Formula: "m ← β₁·m + (1−β₁)·g,  s ← β₂·s + (1−β₂)·g²,  w ← w − η·m̂/(√ŝ + ε)",
			Knobs:   []spec.Knob{lrKnob, beta1Knob, beta2Knob, epsKnob},
		},
		[]string{"m", "s"},
		nothing,
		func(w, g []float32, s [][]float32, lr float32, v spec.Values, step int) {
			kernel.Adam(w, g, s[0], s[1], lr, float32(v.Float("beta1")), float32(v.Float("beta2")), float32(v.Float("eps")), step)
		},
	},
	"adamw": {
		spec.Info{
			Name: "adamw", Title: "AdamW", Paper: "arXiv:1711.05101",
			Summary: "Adam with a weight decay that its division does not touch. Biases and the scales of norms do not decay.",
			Formula: "as Adam, and w ← w − η·λ·w",
			Knobs: []spec.Knob{lrKnob, beta1Knob, beta2Knob, epsKnob,
				spec.FloatKnob("decay", "weight decay λ", 0.01, 0, 1, "pulls the trained values towards zero")},
		},
		[]string{"m", "s"},
		biasesAndScales,
		func(w, g []float32, s [][]float32, lr float32, v spec.Values, step int) {
			kernel.AdamW(w, g, s[0], s[1], lr, float32(v.Float("beta1")), float32(v.Float("beta2")), float32(v.Float("eps")), step, float32(v.Float("decay")))
		},
	},
}

// An optimiser is a rule with its state for each trained tensor.
type optimiser struct {
	rule
	knobs []spec.Values // by tensor
	state [][][]float32 // by tensor, by slot
}

func newOptimiser(cfg spec.Optim, trained []layer.Named) *optimiser {
	r := rules[cfg.Name]
	o := &optimiser{rule: r}
	still := maps.Clone(cfg.Knobs)
	delete(still, "decay")
	for _, p := range trained {
		knobs := cfg.Knobs
		if r.spares(p) {
			knobs = still
		}
		o.knobs = append(o.knobs, knobs)
		slots := make([][]float32, len(r.slots))
		for i := range slots {
			slots[i] = make([]float32, p.Size())
		}
		o.state = append(o.state, slots)
	}
	return o
}

// update takes step number step, counted from 1.
func (o *optimiser) update(trained []layer.Named, lr float64, step int) {
	for i, p := range trained {
		o.rule.update(op.Data[float32](p), op.Grad[float32](p), o.state[i], float32(lr), o.knobs[i], step)
	}
}

func nothing(layer.Named) bool { return false }

// biasesAndScales tells the tensors that have nothing to gain from being pulled
// towards zero: biases, and the scales and shifts of norms and of methods.
func biasesAndScales(p layer.Named) bool {
	scale := strings.HasSuffix(p.Name, ".weight") && p.Shape()[0] == 1
	added := strings.HasSuffix(p.Name, ".gamma") || strings.HasSuffix(p.Name, ".beta")
	return scale || added || strings.HasSuffix(p.Name, ".bias")
}

func optimisers() []spec.Info {
	var infos []spec.Info
	for _, name := range slices.Sorted(maps.Keys(rules)) {
		infos = append(infos, rules[name].Info)
	}
	return infos
}
