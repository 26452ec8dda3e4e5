package kernel

import "math"

// LayerNorm normalises each row of x (M,N) to mean 0 and variance 1, then scales and shifts it (Ba et al., arXiv:1607.06450):
// y = (x − mean)·rstd·gamma + beta, with rstd = 1/√(var + eps) and the biased variance. gamma and beta have N elements; mean and rstd
// (M) are kept for the gradient. y may be x, though LayerNormGrad needs the old x.
func LayerNorm[F Float](y, mean, rstd, x, gamma, beta []F, rows, cols int, eps F) {
	matrix(y, rows, cols)
	matrix(x, rows, cols)
	need(mean, rows)
	need(rstd, rows)
	need(gamma, cols)
	need(beta, cols)
	for r := range rows {
		x, y, gamma, beta := x[r*cols:][:cols], y[r*cols:][:cols], gamma[:cols], beta[:cols]
		m, s := moments(x, eps)
		mean[r], rstd[r] = m, s
		for i, v := range x {
			y[i] = F(F((v-m)*s)*gamma[i]) + beta[i]
		}
	}
}

// moments returns the mean of x and 1/√(variance + eps) in one pass in float64. Shifting by the first element keeps the difference of
// the sums exact where it matters: a constant row has variance 0.
func moments[F Float](x []F, eps F) (mean, rstd F) {
	if len(x) == 0 {
		return 0, 0
	}
	shift := float64(x[0])
	sum, squares := 0.0, 0.0
	for _, v := range x {
		d := float64(v) - shift
		sum += d
		squares += float64(d * d)
	}
	n := float64(len(x))
	variance := max(0, squares-float64(sum*sum)/n) / n
	return F(shift + sum/n), F(1 / math.Sqrt(variance+float64(eps)))
}

// LayerNormGrad adds the gradients of LayerNorm: dx (M,N), dgamma and dbeta (N). Any of them may be nil and is then skipped.
// With x̂ = (x − mean)·rstd and g = dy ⊙ gamma: dx += rstd·(g − mean(g) − x̂·mean(g⊙x̂)), dgamma += Σ_rows dy⊙x̂, dbeta += Σ_rows dy.
func LayerNormGrad[F Float](dx, dgamma, dbeta, dy, x, mean, rstd, gamma []F, rows, cols int) {
	matrix(dy, rows, cols)
	matrix(x, rows, cols)
	need(mean, rows)
	need(rstd, rows)
	need(gamma, cols)
	if dbeta != nil {
		SumRows(dbeta, dy, rows, cols)
	}
	if dgamma != nil {
		need(dgamma, cols)
		for r := range rows {
			m, s := mean[r], rstd[r]
			dy := dy[r*cols:][:cols]
			for i, v := range x[r*cols:][:cols] {
				dgamma[i] += F(dy[i] * F((v-m)*s))
			}
		}
	}
	if dx != nil {
		matrix(dx, rows, cols)
		for r := range rows {
			normGradRow(dx[r*cols:][:cols], dy[r*cols:][:cols], x[r*cols:][:cols], gamma, mean[r], rstd[r])
		}
	}
}

// normGradRow is LayerNormGrad's dx for one row.
func normGradRow[F Float](dx, dy, x, gamma []F, m, s F) {
	var sum, dot float64
	for i, v := range x {
		g := float64(F(dy[i] * gamma[i]))
		sum += g
		dot += float64(g * float64(F((v-m)*s)))
	}
	n := float64(len(x))
	meanG, meanDot := F(sum/n), F(dot/n)
	for i, v := range x {
		g := F(dy[i] * gamma[i])
		xhat := F((v - m) * s)
		dx[i] += F(s * (g - meanG - F(xhat*meanDot)))
	}
}
