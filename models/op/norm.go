package op

import (
	"github.com/nlpodyssey/spago/mat"

	"petri/models/kernel"
)

// LayerNorm returns γ·(x − mean)/√(var + eps) + β, each row by its own mean and biased variance (Ba et al., arXiv:1607.06450):
// x (R,H), gamma and beta (1,H) → (R,H).
// Gradient: with x̂ = (x − mean)/√(var + eps) and g = γ·dy, dx = (g − mean(g) − x̂·mean(g·x̂))/√(var + eps), dγ = Σ_R dy·x̂, dβ = Σ_R dy.
func LayerNorm[F kernel.Float](t *Tape[F], x, gamma, beta mat.Tensor, eps F) mat.Tensor {
	R, H := Rows(x), Cols(x)
	checkSize("layernorm", "gamma", gamma, H)
	checkSize("layernorm", "beta", beta, H)
	y, out := t.result(R, H)
	mean, rstd := t.keep(R), t.keep(R)
	kernel.LayerNorm(out, mean, rstd, Data[F](x), Data[F](gamma), Data[F](beta), R, H, eps)
	return t.record(y, func(dy []F, d [][]F) {
		kernel.LayerNormGrad(d[0], d[1], d[2], dy, Data[F](x), mean, rstd, Data[F](gamma), R, H)
	}, x, gamma, beta)
}
