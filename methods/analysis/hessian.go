package analysis

import (
	"math"
	"math/rand/v2"

	"petri/models/kernel"
)

// A Gradient writes the gradient of the loss at w into dst, a value for every
// weight.
type Gradient[F kernel.Float] func(dst, w []F) error

// A Product writes a matrix times v into dst.
type Product[F kernel.Float] func(dst, v []F) error

// Hessian returns the Hessian of the loss at w as a product with it, by central
// differences of the gradient: H·v ≈ (∇L(w+εv) − ∇L(w−εv))/2ε with ε = reach/‖v‖.
// The reach is to be small enough for the third derivative not to matter, and great
// enough for the rounding of gradients: 1e-2 in single precision, 1e-4 in double.
// The product is 0 where free is false; nil frees all.
func Hessian[F kernel.Float](grad Gradient[F], w []F, free []bool, reach float64) Product[F] {
	moved, back := make([]F, len(w)), make([]F, len(w))
	return func(dst, v []F) error {
		length := norm(v)
		if length == 0 {
			clear(dst)
			return nil
		}
		step := reach / length
		for _, side := range []struct {
			sign float64
			g    []F
		}{{1, dst}, {-1, back}} {
			for i, x := range w {
				moved[i] = F(float64(x) + float64(side.sign*step*float64(v[i])))
			}
			if err := grad(side.g, moved); err != nil {
				return err
			}
		}
		for i, g := range back {
			if dst[i] = F((float64(dst[i]) - float64(g)) / (2 * step)); free != nil && !free[i] {
				dst[i] = 0
			}
		}
		return nil
	}
}

// Lanczos returns approximate eigenvalues of a symmetric matrix of n rows, the
// greatest first: of so many steps as many values, unless the matrix has fewer that
// differ. Those at both ends of the spectrum are the first to be exact. All vectors
// are kept and each new one is made orthogonal to them, or values would come twice.
// Where free is false a vector is 0; nil frees all.
func Lanczos[F kernel.Float](times Product[F], n, steps int, free []bool, rng *rand.Rand) ([]float64, error) {
	v := make([]F, n)
	for i := range v {
		if free == nil || free[i] {
			v[i] = F(rng.NormFloat64())
		}
	}
	var basis [][]F
	var diagonal, beside []float64
	length := norm(v)
	for k := range min(steps, n) {
		if length <= 1e-6*(1+math.Abs(first(diagonal))) {
			break // what is left is rounding: the space is full
		}
		scaled(v, 1/length)
		basis = append(basis, v)
		if k > 0 {
			beside = append(beside, length)
		}
		next := make([]F, n)
		if err := times(next, v); err != nil {
			return nil, err
		}
		diagonal = append(diagonal, dot(next, v))
		for range 2 { // once is not enough in single precision
			for _, b := range basis {
				subtract(next, dot(next, b), b)
			}
		}
		v, length = next, norm(next)
	}
	return tridiagonal(diagonal, beside), nil
}

func first(x []float64) float64 {
	if len(x) == 0 {
		return 0
	}
	return x[0]
}

// tridiagonal returns the eigenvalues of a symmetric matrix of those two diagonals.
func tridiagonal(diagonal, beside []float64) []float64 {
	n := len(diagonal)
	a := make([]float64, n*n)
	for i, v := range diagonal {
		a[i*n+i] = v
	}
	for i, v := range beside[:max(0, n-1)] {
		a[i*n+i+1], a[(i+1)*n+i] = v, v
	}
	values, _ := Eigen(a, n)
	return values
}

// Trace estimates the sum of all eigenvalues, and the standard error of that, from
// so many vectors of signs drawn at random: the mean of vᵀ·H·v (Hutchinson 1989).
func Trace[F kernel.Float](times Product[F], n, draws int, free []bool, rng *rand.Rand) (trace, spread float64, err error) {
	v, hv := make([]F, n), make([]F, n)
	sum, squares := 0.0, 0.0
	for range draws {
		for i := range v {
			sign := F(2*rng.IntN(2) - 1)
			if v[i] = sign; free != nil && !free[i] {
				v[i] = 0
			}
		}
		if err := times(hv, v); err != nil {
			return 0, 0, err
		}
		z := dot(v, hv)
		sum, squares = sum+z, squares+float64(z*z)
	}
	m := float64(draws)
	trace = sum / m
	return trace, math.Sqrt(max(0, squares/m-float64(trace*trace)) / max(1, m-1)), nil
}

func scaled[F kernel.Float](v []F, by float64) {
	for i, x := range v {
		v[i] = F(float64(x) * by)
	}
}

// subtract computes y −= a·x.
func subtract[F kernel.Float](y []F, a float64, x []F) {
	for i, v := range x {
		y[i] = F(float64(y[i]) - float64(a*float64(v)))
	}
}
