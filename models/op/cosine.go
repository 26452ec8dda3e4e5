package op

import (
	"github.com/nlpodyssey/spago/mat"

	"petri/models/kernel"
)

// Unit returns every row at length 1, so that Linear of two such tensors has their cosines: x (R,H) → (R,H). A row of zeros stays.
// Gradient: dx = (dy − y·(y·dy))/‖x‖.
func Unit[F kernel.Float](t *Tape[F], x mat.Tensor) mat.Tensor {
	R, H := Rows(x), Cols(x)
	y, out := t.result(R, H)
	length := t.keep(R)
	kernel.Unit(out, length, Data[F](x), R, H, 1e-12)
	return t.record(y, func(dy []F, d [][]F) { kernel.UnitGrad(d[0], dy, out, length, R, H) }, x)
}

// Temper returns e^s·x, s at most limit: cosines as logits, at a temperature of e^−s (CLIP, arXiv:2103.00020): x of any shape, s (1,1) → the
// shape of x.
// Gradient: dx = e^s·dy, ds = Σ dy·y, which is 0 above the limit.
func Temper[F kernel.Float](t *Tape[F], x, s mat.Tensor, limit F) mat.Tensor {
	checkSize("temper", "s", s, 1)
	given := Data[F](s)[0]
	scale := kernel.Exp(min(given, limit))
	y, out := t.result(Rows(x), Cols(x))
	kernel.Axpy(out, scale, Data[F](x))
	return t.record(y, func(dy []F, d [][]F) {
		if d[0] != nil {
			kernel.Axpy(d[0], scale, dy)
		}
		if d[1] != nil && given <= limit {
			d[1][0] += kernel.Dot(dy, out)
		}
	}, x, s)
}
