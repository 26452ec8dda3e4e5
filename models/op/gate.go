package op

import (
	"fmt"

	"github.com/nlpodyssey/spago/mat"

	"petri/models/kernel"
)

// Gate returns each head of x times tanh of its gate, which is 0 where the gate is (LLaMA-Adapter, arXiv:2303.16199): x (R, N·D), g (1,N) →
// the shape of x.
// Gradient: dx = tanh(g)·dy, dg = (1 − tanh²(g))·Σ dy·x over the head.
func Gate[F kernel.Float](t *Tape[F], x, g mat.Tensor) mat.Tensor {
	R, N := Rows(x), g.Size()
	D := Cols(x) / N
	if N*D != Cols(x) {
		panic(fmt.Sprintf("op: gate: x has %d columns, for %d heads", Cols(x), N))
	}
	open := t.keep(N)
	kernel.Tanh(open, Data[F](g))
	y, out := t.result(R, Cols(x))
	from := Data[F](x)
	for i := range R * N {
		kernel.Axpy(row(out, i, R*N), open[i%N], row(from, i, R*N))
	}
	return t.record(y, func(dy []F, d [][]F) {
		slope := t.scratch(N)
		clear(slope)
		for i := range R * N {
			if d[0] != nil {
				kernel.Axpy(row(d[0], i, R*N), open[i%N], row(dy, i, R*N))
			}
			slope[i%N] += kernel.Dot(row(dy, i, R*N), row(from, i, R*N))
		}
		if d[1] != nil {
			kernel.TanhGrad(d[1], slope, open)
		}
	}, x, g)
}
