package mask

import "petri/models/spec"

func init() {
	Register(spec.Info{
		Name: "red", Title: "Red",
		Summary: "Low frequencies only: blurred noise. What stays visible comes in large clumps, and a hidden patch may lie far from all of them.",
		Formula: "N = G_σ∗W,  W white noise, G_σ a Gaussian blur",
		Paper:   "arXiv:2407.13036",
	}, &Filter{
		Transfer: func(g1, _ float64) float64 { return g1 },
		Matched:  Recipe{Sigma1: 1.5, Passes: 10},
		Formula:  Recipe{Sigma1: 1, Passes: 1},
	})
}
