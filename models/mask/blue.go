package mask

import "petri/models/spec"

func init() {
	Register(spec.Info{
		Name: "blue", Title: "Blue",
		Summary: "High frequencies only: noise minus its blur. Visible patches keep apart from each other, so that each hidden patch has one nearby.",
		Formula: "N = W − G_σ∗W,  W white noise, G_σ a Gaussian blur",
		Paper:   "arXiv:2407.13036",
	}, &Filter{
		Transfer: func(g1, _ float64) float64 { return 1 - g1 },
		Matched:  Recipe{Sigma1: .6, Passes: 7},
		Formula:  Recipe{Sigma1: 1, Passes: 1},
	})
}
