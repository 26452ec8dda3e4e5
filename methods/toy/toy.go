// Package toy solves the toy problem of Li et al. 2018 (arXiv:1804.08838,
// section 2), whose intrinsic dimension is known to be exactly 10.
//
// There are 1000 parameters θ in ten blocks of 100. The sum of block k has the
// target k, and the loss is Σₖ (sumₖ(θ) − k)². That is ten equations, so the
// solutions fill 1000 − 10 dimensions. In the subspace θ = P·v, through θ₀ = 0,
// the ten sums are linear in v: A·v, where column j of A (10, d) holds the
// block sums of column j of P. Random columns of A are independent, so that
// ten of them reach every target, and nine or fewer leave some loss.
package toy

import (
	"math"
	"math/rand/v2"
)

// D is the number of parameters, and Blocks how many targets there are.
const (
	D      = 1000
	Blocks = 10
)

// Sums are what the blocks sum to.
type Sums [Blocks]float64

// Targets are what they should sum to: 1, 2, …, 10.
func Targets() Sums {
	var t Sums
	for k := range t {
		t[k] = float64(k + 1)
	}
	return t
}

// A Solution is the best point of a subspace.
type Solution struct {
	Loss float64 // what is left: 0, but for rounding, where the subspace meets the solutions
	Sums Sums
}

// Solve returns the best points of the subspaces that the first 0, 1, …, d
// columns of a random P span. The seed decides the columns.
//
// Least squares asks for the point of A's column space that is nearest to the
// targets. Gram-Schmidt makes an orthonormal basis of that space, direction by
// direction, and each takes its part away from what is left of the targets.
func Solve(d, seed int) []Solution {
	rng := rand.New(rand.NewPCG(uint64(seed), 0x746f79)) // "toy"
	left := Targets()
	var basis []Sums
	solutions := []Solution{solution(left)}
	for range d {
		if q, ok := direction(column(rng), basis); ok {
			basis = append(basis, q)
			left = left.minus(q)
		}
		solutions = append(solutions, solution(left))
	}
	return solutions
}

// column draws a column of P, 1000 normal numbers scaled to a length of 1, and
// returns its block sums.
func column(rng *rand.Rand) Sums {
	var sums Sums
	square := 0.0
	for i := range D {
		x := rng.NormFloat64()
		sums[i/(D/Blocks)] += x
		square += float64(x * x)
	}
	for k := range sums {
		sums[k] /= math.Sqrt(square)
	}
	return sums
}

// direction returns the part of a that is orthogonal to the basis, with a
// length of 1. There is none once the basis spans all.
func direction(a Sums, basis []Sums) (Sums, bool) {
	if len(basis) == Blocks {
		return a, false
	}
	for range 2 { // the second time takes away what rounding left
		for _, q := range basis {
			a = a.minus(q)
		}
	}
	length := math.Sqrt(a.dot(a))
	for k := range a {
		a[k] /= length
	}
	return a, true
}

// minus takes away from s its part along q, which has a length of 1.
func (s Sums) minus(q Sums) Sums {
	along := s.dot(q)
	for k := range s {
		s[k] -= float64(along * q[k])
	}
	return s
}

func (s Sums) dot(t Sums) float64 {
	sum := 0.0
	for k := range s {
		sum += float64(s[k] * t[k])
	}
	return sum
}

// solution is the point whose sums miss the targets by left.
func solution(left Sums) Solution {
	s := Solution{Loss: left.dot(left), Sums: Targets()}
	for k := range left {
		s.Sums[k] -= left[k]
	}
	return s
}
