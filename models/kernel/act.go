package kernel

import "math"

// ReLU computes y = max(x, 0); a NaN stays a NaN. y may be x.
func ReLU[F Float](y, x []F) {
	need(y, len(x))
	for i, v := range x {
		if v < 0 {
			v = 0
		}
		y[i] = v
	}
}

// ReLUGrad adds dy where the output y is positive: dx += dy·[y > 0].
func ReLUGrad[F Float](dx, dy, y []F) {
	need(dx, len(y))
	need(dy, len(y))
	for i, v := range y {
		if v > 0 {
			dx[i] += dy[i]
		}
	}
}

// Tanh computes y = tanh x. y may be x.
func Tanh[F Float](y, x []F) {
	need(y, len(x))
	for i, v := range x {
		y[i] = tanh(v)
	}
}

// TanhGrad adds the gradient from the output y: dx += dy·(1 − y²).
func TanhGrad[F Float](dx, dy, y []F) {
	need(dx, len(y))
	need(dy, len(y))
	for i, v := range y {
		dx[i] += F(dy[i] * (1 - F(v*v)))
	}
}

// GELU computes the Gaussian error linear unit in its tanh approximation (Hendrycks and Gimpel, arXiv:1606.08415):
// y = x/2 · (1 + tanh(√(2/π)·(x + 0.044715·x³))). y may be x.
func GELU[F Float](y, x []F) {
	need(y, len(x))
	for i, v := range x {
		v := float64(v)
		y[i] = F(v * gate[F](v))
	}
}

// GELUGrad adds the gradient with respect to the input x: dx += dy · GELU'(x).
func GELUGrad[F Float](dx, dy, x []F) {
	need(dx, len(x))
	need(dy, len(x))
	for i, v := range x {
		v := float64(v)
		s := gate[F](v)
		slope := 2 * geluScale * (1 + float64(3*geluCubic*v*v))
		d := s + float64(float64(v*s)*(1-s)*slope)
		dx[i] += F(float64(dy[i]) * d)
	}
}

const (
	geluScale = math.Sqrt2 / math.SqrtPi
	geluCubic = 0.044715
)

// gate returns what GELU multiplies x by: (1 + tanh u)/2 = 1/(1 + e**-2u).
func gate[F Float](x float64) float64 {
	u := geluScale * (x + float64(geluCubic*x*x*x))
	return 1 / (1 + exp[F](-2*u))
}
