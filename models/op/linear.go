package op

import (
	"fmt"

	"github.com/nlpodyssey/spago/mat"

	"petri/models/kernel"
)

// Linear returns x·wᵀ + b: x (R,I), w (O,I), b (1,O) or nil → (R,O).
// Gradient: dx = dy·w, dw = dyᵀ·x, db = Σ_R dy.
func Linear[F kernel.Float](t *Tape[F], x, w, b mat.Tensor) mat.Tensor {
	R, I, O := Rows(x), Cols(x), Rows(w)
	if Cols(w) != I {
		panic(fmt.Sprintf("op: linear: x has %d columns, w wants %d", I, Cols(w)))
	}
	y, out := t.result(R, O)
	if b != nil {
		checkSize("linear", "b", b, O)
		kernel.AddRows(out, Data[F](b), R, O)
	}
	kernel.GemmBT(out, Data[F](x), Data[F](w), R, O, I)
	return t.record(y, func(dy []F, d [][]F) {
		dx, dw, db := d[0], d[1], d[2]
		if dx != nil {
			kernel.Gemm(dx, dy, Data[F](w), R, I, O)
		}
		if dw != nil {
			kernel.GemmAT(dw, dy, Data[F](x), O, I, R)
		}
		if db != nil {
			kernel.SumRows(db, dy, R, O)
		}
	}, x, w, b)
}
