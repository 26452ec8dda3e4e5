package op

import (
	"github.com/nlpodyssey/spago/mat"

	"petri/models/kernel"
)

// Sides say on which side of its kinks a computation was: which values each ReLU let through, and which place of each window was the
// largest. A computation that keeps to them is smooth. Where they were taken it has the value and all derivatives of the other one.
type Sides struct {
	passed pool[[]bool]
	places pool[[]int32]
}

// Hold has the operators up to the next Reset keep to those sides, or write theirs to s if it has none yet.
func (t *Tape[F]) Hold(s *Sides) {
	s.passed.next, s.places.next = 0, 0
	t.sides = s
}

// reluHeld writes x to out where the sides have it pass, and leaves 0 elsewhere.
func (t *Tape[F]) reluHeld(y *mat.Dense[F], out []F, x mat.Tensor) mat.Tensor {
	in, slope := Data[F](x), t.keep(len(out))
	passed := t.sides.passed.take(
		func(p []bool) bool { return len(p) == len(in) },
		func() []bool {
			p := make([]bool, len(in))
			for i, v := range in {
				p[i] = v > 0 || v != v
			}
			return p
		},
	)
	for i, ok := range passed {
		if ok {
			slope[i], out[i] = 1, in[i]
		}
	}
	return t.record(y, func(dy []F, d [][]F) { kernel.GELUGrad(d[0], dy, slope) }, x)
}

// maxPoolHeld writes the places that the sides have be the largest, which find looks for if there are none yet, and what is there.
func (t *Tape[F]) maxPoolHeld(out, in []F, images int, find func(places []int32)) []int32 {
	places := t.sides.places.take(
		func(p []int32) bool { return len(p) == len(out) },
		func() []int32 {
			p := make([]int32, len(out))
			find(p)
			return p
		},
	)
	for i := range images {
		from := row(in, i, images)
		for j, place := range row(places, i, images) {
			row(out, i, images)[j] = from[place]
		}
	}
	return places
}
