package methods

import (
	"petri/models/kernel"
	"petri/models/layer"
	"petri/models/spec"
)

func init() {
	Register(spec.MethodInfo{
		Info: spec.Info{
			Name: "full", Title: "Full training", Family: "everything",
			Summary: "The optimiser holds every weight and bias: the baseline that all other methods are measured against.",
			Formula: "θ ← θ − η·∇L(θ)",
		},
		Optim: map[string]spec.Values{"adam": {"lr": 0.003}, "adamw": {"lr": 0.003}, "sgd": {"lr": 0.1}},
	}, newFull[float32], newFull[float64])
}

// Full trains every parameter.
type Full[F kernel.Float] struct{}

func newFull[F kernel.Float](spec.Values) Method[F] { return Full[F]{} }

// Attach returns all of params.
func (Full[F]) Attach(params []layer.Named, _ int) ([]layer.Named, error) {
	for _, p := range params {
		p.SetRequiresGrad(true)
	}
	return params, nil
}

// Count is D, the size of the network.
func (Full[F]) Count(params []layer.Named) int { return size(params) }
