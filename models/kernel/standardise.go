package kernel

import "math"

// Standardise makes each row of x (M,N) have mean 0 and variance 1, with N ≥ 2: y = (x − mean)/std, std = √(var + eps) with the unbiased
// variance, as MAE normalises its targets (arXiv:2111.06377, norm_pix_loss). mean and std (M) take it back. y may be x.
func Standardise[F Float](y, mean, std, x []F, rows, cols int, eps F) {
	matrix(y, rows, cols)
	matrix(x, rows, cols)
	need(mean, rows)
	need(std, rows)
	for r := range rows {
		x, y := x[r*cols:][:cols], y[r*cols:][:cols]
		sum, squares := 0.0, 0.0
		for _, v := range x {
			sum += float64(v)
		}
		m := sum / float64(cols)
		for _, v := range x {
			d := float64(v) - m
			squares += float64(d * d)
		}
		s := math.Sqrt(squares/float64(cols-1) + float64(eps))
		for i, v := range x {
			y[i] = F((float64(v) - m) / s)
		}
		mean[r], std[r] = F(m), F(s)
	}
}
