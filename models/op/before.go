package op

import (
	"fmt"

	"github.com/nlpodyssey/spago/mat"

	"petri/models/kernel"
)

// Before returns x with the rows of p put before each of its sequences, as a prompt is before tokens or a prefix before keys: p (M,H), x
// (B·T,H), B = batch → (B·(M+T),H).
// Gradient: dp = Σ_B of its rows of dy, dx the other rows.
func Before[F kernel.Float](t *Tape[F], p, x mat.Tensor, batch int) mat.Tensor {
	checkCols("before", x, Cols(p))
	if batch < 1 || Rows(x)%batch != 0 {
		panic(fmt.Sprintf("op: before: x has %d rows, for %d sequences", Rows(x), batch))
	}
	y, out := t.result(batch*Rows(p)+Rows(x), Cols(x))
	M, first, rest := p.Size(), Data[F](p), Data[F](x)
	for i := range batch {
		sequence := row(out, i, batch)
		copy(sequence, first)
		copy(sequence[M:], row(rest, i, batch))
	}
	return t.record(y, func(dy []F, d [][]F) {
		for i := range batch {
			dp, dx := cut(row(dy, i, batch), M)
			if d[0] != nil {
				kernel.Add(d[0], dp)
			}
			if d[1] != nil {
				kernel.Add(row(d[1], i, batch), dx)
			}
		}
	}, p, x)
}
