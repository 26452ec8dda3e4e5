package methods

import (
	"strings"

	"petri/models/kernel"
	"petri/models/layer"
	"petri/models/spec"
)

func init() {
	Register(spec.MethodInfo{
		Info: spec.Info{
			Name: "bitfit", Title: "Biases only (BitFit)", Family: "selective",
			Summary: "Before the last layer no connection changes, only how easily each unit is excited. In a network that knows something already that is often enough for a related task.",
			Formula: "h = f(W·x + b),  W frozen, b trained",
			Paper:   "arXiv:2106.10199",
			Knobs:   []spec.Knob{headKnob},
		},
		Optim: map[string]spec.Values{"adam": {"lr": 0.03}, "adamw": {"lr": 0.03}, "sgd": {"lr": 0.1}},
	}, newBitFit[float32], newBitFit[float64])
}

// headKnob is of methods that leave the last layer no more freedom than the others
// unless they are told to.
var headKnob = spec.BoolKnob("head", "train the last layer", true, "whether the last layer is trained whole, as suits a task whose classes are new")

// BitFit trains the biases, those of norms too, and the last layer if it is told
// to (Ben Zaken et al. 2021, arXiv:2106.10199).
type BitFit[F kernel.Float] struct{ head bool }

func newBitFit[F kernel.Float](v spec.Values) Method[F] { return BitFit[F]{v.Bool("head")} }

// Attach freezes what is no bias.
func (m BitFit[F]) Attach(params []layer.Named, _ int) ([]layer.Named, error) {
	trained := m.chosen(params)
	freezeBut(params, trained)
	return trained, nil
}

// Count is the number of biases and the weights of the last layer.
func (m BitFit[F]) Count(params []layer.Named) int { return size(m.chosen(params)) }

func (m BitFit[F]) chosen(params []layer.Named) (chosen []layer.Named) {
	last := len(params) - len(lastLayer(params))
	for i, p := range params {
		if strings.HasSuffix(p.Name, ".bias") || m.head && i >= last {
			chosen = append(chosen, p)
		}
	}
	return chosen
}
