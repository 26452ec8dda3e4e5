package analysis

import (
	"math"
	"math/rand/v2"

	"petri/models/kernel"
)

// A Krylov is what Lanczos' method has found of a symmetric matrix.
type Krylov[F kernel.Float] struct {
	Values []float64 // eigenvalues, the greatest first; those at both ends are the first to be exact
	Errors []float64 // how far off each may be

	basis            [][]F     // orthogonal and of length 1
	diagonal, beside []float64 // of the matrix in that basis
}

// An eigenvalue is exact if its error is that share of it, or so much smaller than the
// greatest that rounding hides it. Lanczos looks now and then whether they are.
const (
	exact    = 2e-3
	rounding = 1e-5
	looks    = 8 // steps from one look to the next
)

// Lanczos returns eigenvalues of a symmetric matrix of n rows: at most as many as
// there are steps, which end when the three greatest and the least are exact, or if
// the matrix has no more that differ. All vectors are kept and each new one is made
// orthogonal to them, or values would come twice. Where free is false a vector is 0;
// nil frees all.
func Lanczos[F kernel.Float](times Product[F], n, steps int, free []bool, rng *rand.Rand) (k *Krylov[F], err error) {
	v := make([]F, n)
	for i := range v {
		if free == nil || free[i] {
			v[i] = F(rng.NormFloat64())
		}
	}
	k = &Krylov[F]{}
	greatest, length := 0.0, norm(v)
	for length > 0 {
		scaled(v, 1/length)
		k.basis = append(k.basis, v)
		next := make([]F, n)
		if err := times(next, v); err != nil {
			return nil, err
		}
		k.diagonal = append(k.diagonal, dot(next, v))
		k.without(next)
		greatest = max(greatest, math.Abs(k.diagonal[len(k.diagonal)-1]))
		if v, length = next, norm(next); length <= 1e-6*greatest {
			length = 0 // what is left is rounding: the space is full
		}
		at := len(k.basis)
		last := length == 0 || at == min(steps, n)
		if last || at%looks == 0 {
			k.solve(length)
			if last || k.settled() {
				break
			}
		}
		k.beside = append(k.beside, length)
	}
	return k, nil
}

// without makes v orthogonal to the basis: in single precision once is not enough.
func (k *Krylov[F]) without(v []F) {
	for range 2 {
		for _, b := range k.basis {
			subtract(v, dot(v, b), b)
		}
	}
}

// solve finds the eigenvalues in the basis. A vector that an eigenvector there is made
// of leaves it by so much of rest as the last of the basis has a part in: that much an
// eigenvalue may be off, and the square of it over the gap to the next one.
func (k *Krylov[F]) solve(rest float64) {
	n := len(k.diagonal)
	a := make([]float64, n*n)
	for i, v := range k.diagonal {
		a[i*n+i] = v
	}
	for i, v := range k.beside {
		a[i*n+i+1], a[(i+1)*n+i] = v, v
	}
	values, vectors := Eigen(a, n)
	k.Values, k.Errors = values, make([]float64, n)
	for i, v := range values {
		off, gap := rest*math.Abs(vectors[i*n+n-1]), math.Inf(1)
		for j, other := range values {
			if j != i {
				gap = min(gap, math.Abs(v-other))
			}
		}
		k.Errors[i] = min(off, float64(off*off)/gap)
	}
}

// settled tells whether the values that are asked for are exact.
func (k *Krylov[F]) settled() bool {
	last := len(k.Values) - 1
	for _, i := range []int{0, 1, 2, last} {
		if i > last || k.Errors[i] > max(exact*math.Abs(k.Values[i]), rounding*k.Values[0]) {
			return false
		}
	}
	return true
}

// Trace estimates the sum of all eigenvalues, and the standard error of that. What
// Lanczos has found is known; the rest is the mean of vᵀ·H·v over so many vectors of
// signs drawn at random (Hutchinson 1989), made orthogonal to that (arXiv:2010.09649).
func Trace[F kernel.Float](times Product[F], k *Krylov[F], n, draws int, free []bool, rng *rand.Rand) (trace, spread float64, err error) {
	for _, v := range k.diagonal {
		trace += v
	}
	v, hv := make([]F, n), make([]F, n)
	sum, squares, m := 0.0, 0.0, float64(draws)
	for range draws {
		for i := range v {
			sign := F(2*rng.IntN(2) - 1)
			if v[i] = sign; free != nil && !free[i] {
				v[i] = 0
			}
		}
		k.without(v)
		if err := times(hv, v); err != nil {
			return 0, 0, err
		}
		z := dot(v, hv)
		sum, squares = sum+z, squares+float64(z*z)
	}
	mean := sum / m
	return trace + mean, math.Sqrt(max(0, squares/m-float64(mean*mean)) / max(1, m-1)), nil
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
