package mask

import "petri/models/spec"

func init() {
	Register(spec.Info{
		Name: "green", Title: "Green",
		Summary: "A middle band of frequencies: a fine blur minus a wide one. Visible patches form spots of one size, evenly apart; in the paper these masks trained best.",
		Formula: "N = G_σ₁∗W − G_σ₂∗W,  σ₁ < σ₂,  W white noise, G_σ a Gaussian blur",
		Paper:   "arXiv:2407.13036",
	}, &Filter{
		Transfer: func(g1, g2 float64) float64 { return g1 - g2 },
		Matched:  Recipe{Sigma1: .5, Sigma2: 2.1, Passes: 10},
		Formula:  Recipe{Sigma1: .5, Sigma2: 2, Passes: 1},
	})
}
