package op

import (
	"github.com/nlpodyssey/spago/mat"

	"petri/models/kernel"
)

// Patches cuts every image into patches: x (B, C·H·W) → (B·L, P·P·C), an image's patches row by row, the channel fastest in each.
// Gradient: every value of dx is the one of dy that it went to.
func Patches[F kernel.Float](t *Tape[F], x mat.Tensor, p kernel.Patches) mat.Tensor {
	B := Rows(x)
	checkCols("patches", x, p.Count()*p.Size())
	y, out := t.result(B*p.Count(), p.Size())
	for b := range B {
		kernel.CutPatches(row(out, b, B), row(Data[F](x), b, B), p)
	}
	return t.record(y, func(dy []F, d [][]F) {
		for b := range B {
			kernel.JoinPatches(row(d[0], b, B), row(dy, b, B), p)
		}
	}, x)
}
