package kernel

import "math"

// Turns computes the cosine and the sine of p·10000^(−2i/D) for each place p in 0..T-1 and pair i in 0..D/2-1: turns (T,D), both numbers of a
// pair side by side.
func Turns[F Float](turns []F, T, D int) {
	matrix(turns, T, D)
	for p := range T {
		for i := 0; i < D; i += 2 {
			sin, cos := math.Sincos(float64(p) * math.Pow(10000, -float64(i)/float64(D)))
			turns[p*D+i], turns[p*D+i+1] = F(cos), F(sin)
		}
	}
}

// Rotate adds the pairs of x (T,N,D), each rotated by its own of the turns (T,D), to y (T,N,D); with sense −1 they are rotated back.
func Rotate[F Float](y, x, turns []F, T, N int, sense F) {
	D := len(turns) / T
	matrix(turns, T, D)
	matrix(x, T, N*D)
	matrix(y, T, N*D)
	for at := 0; at < len(x); at += D {
		turn := turns[at/(N*D)*D:][:D]
		x, y := x[at:][:D], y[at:][:D]
		for i := 0; i+1 < D; i += 2 {
			cos, sin := turn[i], sense*turn[i+1]
			y[i] += F(x[i]*cos) - F(x[i+1]*sin)
			y[i+1] += F(x[i]*sin) + F(x[i+1]*cos)
		}
	}
}
