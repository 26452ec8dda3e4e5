package op

import (
	"fmt"

	"github.com/nlpodyssey/spago/mat"

	"petri/models/kernel"
)

// Rotate returns the queries or keys x with the place of each token in its sequence turned into an angle (Su et al., arXiv:2104.09864,
// eq. 34): in every head, of D numbers, the pair i of the token at p is rotated by p·10000^(−2i/D). The product of a query and a key then
// depends on how far apart they are, not on where they stand. x (B·T, N·D), D even → the same shape.
// Gradient: dx is dy rotated back.
func Rotate[F kernel.Float](t *Tape[F], x mat.Tensor, h Heads) mat.Tensor {
	T, D := Rows(x)/h.B, Cols(x)/h.N
	if h.B*T != Rows(x) || h.N*D != Cols(x) || D%2 != 0 {
		panic(fmt.Sprintf("op: rotate: x is %dx%d, for %d sequences and %d heads", Rows(x), Cols(x), h.B, h.N))
	}
	y, out := t.result(Rows(x), Cols(x))
	turns := t.keep(T * D)
	kernel.Turns(turns, T, D)
	for i := range h.B {
		kernel.Rotate(row(out, i, h.B), row(Data[F](x), i, h.B), turns, T, h.N, 1)
	}
	return t.record(y, func(dy []F, d [][]F) {
		for i := range h.B {
			kernel.Rotate(row(d[0], i, h.B), row(dy, i, h.B), turns, T, h.N, -1)
		}
	}, x)
}
