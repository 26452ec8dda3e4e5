package mask

import "petri/models/spec"

func init() {
	Register(spec.Info{
		Name: "purple", Title: "Purple",
		Summary: "Low and high frequencies, without the middle: noise minus green noise. Visible patches touch at corners in loose fields, with empty fields between.",
		Formula: "N = W − (G_σ₁∗W − G_σ₂∗W),  σ₁ < σ₂,  W white noise, G_σ a Gaussian blur",
		Paper:   "arXiv:2407.13036",
	}, &Filter{
		Transfer: func(g1, g2 float64) float64 { return 1 - (g1 - g2) },
		Matched:  Recipe{Sigma1: .535, Sigma2: 1.69, Passes: 13},
		Formula:  Recipe{Sigma1: .5, Sigma2: 2, Passes: 1},
	})
}
