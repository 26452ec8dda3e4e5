package methods

import (
	"math"
	"math/rand/v2"

	"petri/models/kernel"
)

// sparse is the very sparse projection of Li, Hastie and Church (KDD 2006):
// an entry is nonzero with probability 1/√D, with a random sign. Columns are
// normalised, so the entries of a column with n nonzeros are ±1/√n. D is the
// size of the whole network, as in the paper of Li et al.; their code takes
// the size of each tensor instead, which makes small tensors denser.
//
// Entries are kept row by row. Column j with its sign is one code, 2j or
// 2j+1, which indexes a table of +v and −v: no branch, no multiplication.
type sparse[F kernel.Float] struct {
	rows  []uint32
	codes []uint32
	scale []F // of each column, 1/√n
	table []F // two values a column
}

func newSparse[F kernel.Float](D, d int, rng *rand.Rand) *sparse[F] {
	expect := int(1.02 * float64(d) * math.Sqrt(float64(D)))
	s := &sparse[F]{rows: make([]uint32, 0, expect), codes: make([]uint32, 0, expect), scale: make([]F, d), table: make([]F, 2*d)}
	counts := make([]int, d)
	add := func(row, col int) {
		counts[col]++
		s.rows = append(s.rows, uint32(row))
		s.codes = append(s.codes, uint32(2*col)|rng.Uint32()&1)
	}
	// The gaps between the successes of independent trials are geometric:
	// drawing the gaps takes one number an entry instead of one a trial.
	logMiss := math.Log1p(-1 / math.Sqrt(float64(D)))
	for at := -1; D > 1; {
		at += 1 + int(math.Log(1-rng.Float64())/logMiss)
		if at >= D*d {
			break
		}
		add(at/d, at%d)
	}
	for col, n := range counts {
		if n == 0 { // a column of a tiny network may have drawn nothing
			add(rng.IntN(D), col)
		}
		s.scale[col] = F(1 / math.Sqrt(float64(counts[col])))
	}
	return s
}

func (s *sparse[F]) Apply(y, v []F) {
	table := s.table
	for j, x := range v {
		x *= s.scale[j]
		table[2*j], table[2*j+1] = x, -x
	}
	clear(y)
	codes := s.codes[:len(s.rows)]
	for e, row := range s.rows {
		y[row] += table[codes[e]]
	}
}

func (s *sparse[F]) Adjoint(u, g []F) {
	table := s.table
	clear(table)
	codes := s.codes[:len(s.rows)]
	for e, row := range s.rows {
		table[codes[e]] += g[row]
	}
	for j := range u {
		u[j] = (table[2*j] - table[2*j+1]) * s.scale[j]
	}
}
