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
// y = x/2 · (1 + tanh(√(2/π)·(x + 0.044715·x³))), and keeps GELU'(x) in slope for the gradient, which costs little where the exponential is
// at hand; slope may be nil. y may be x.
func GELU[F Float](y, slope, x []F) {
	need(y, len(x))
	if slope != nil {
		need(slope, len(x))
	}
	var e [chunk]float64
	for at := 0; at < len(x); at += chunk {
		x := x[at:min(at+chunk, len(x))]
		e := e[:len(x)]
		for i, v := range x {
			v := float64(v)
			e[i] = -2 * geluScale * (v + float64(geluCubic*v*v*v))
		}
		exps[F](e)
		for i := range e {
			e[i] = 1 / (1 + e[i]) // (1 + tanh u)/2 = 1/(1 + e**-2u)
		}
		if slope != nil {
			geluSlope(slope[at:][:len(x)], x, e)
		}
		for i, v := range x {
			y[at+i] = F(float64(v) * e[i])
		}
	}
}

// geluSlope computes GELU'(x), with s what GELU multiplies x by.
func geluSlope[F Float](slope, x []F, s []float64) {
	for i, v := range x {
		v, s := float64(v), s[i]
		u := 2 * geluScale * (1 + float64(3*geluCubic*v*v))
		slope[i] = F(s + float64(float64(v*s)*(1-s)*u))
	}
}

// GELUGrad adds the gradient from the slope: dx += dy · slope.
func GELUGrad[F Float](dx, dy, slope []F) {
	need(dx, len(slope))
	need(dy, len(slope))
	for i, s := range slope {
		dx[i] += F(dy[i] * s)
	}
}

const (
	geluScale = math.Sqrt2 / math.SqrtPi
	geluCubic = 0.044715
)
