package methods

import (
	"petri/models/kernel"
	"petri/models/layer"
	"petri/models/spec"
)

func init() {
	Register(spec.MethodInfo{
		Info: spec.Info{
			Name: "probe", Title: "Last layer only", Family: "selective",
			Summary: "Everything but the last layer stays as it was drawn. What the frozen layers compute at random is enough for a surprisingly good linear classifier.",
			Formula: "logits = W·φ(x) + b,  φ frozen, W and b trained",
		},
		Optim: map[string]spec.Values{"adam": {"lr": 0.01}, "adamw": {"lr": 0.01}, "sgd": {"lr": 0.1}},
	}, newProbe[float32], newProbe[float64])
}

// Probe trains the last layer.
type Probe[F kernel.Float] struct{}

func newProbe[F kernel.Float](spec.Values) Method[F] { return Probe[F]{} }

// Attach freezes all but the last layer.
func (Probe[F]) Attach(params []layer.Named, _ int) ([]layer.Named, error) {
	trained := lastLayer(params)
	freezeBut(params, trained)
	return trained, nil
}

// Count is the size of the last layer.
func (Probe[F]) Count(params []layer.Named) int { return size(lastLayer(params)) }

func lastLayer(params []layer.Named) []layer.Named {
	all := layers(params)
	return all[len(all)-1]
}
