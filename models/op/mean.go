package op

import (
	"fmt"

	"github.com/nlpodyssey/spago/mat"

	"petri/models/kernel"
)

// MeanTokens returns the mean of the tokens of each of B sequences: x (B·T,H) → (B,H).
// Gradient: dx = dy/T for every token.
func MeanTokens[F kernel.Float](t *Tape[F], x mat.Tensor, B int) mat.Tensor {
	R, H := Rows(x), Cols(x)
	if B < 1 || R%B != 0 {
		panic(fmt.Sprintf("op: mean of tokens: x has %d rows for %d sequences", R, B))
	}
	T := R / B
	y, out := t.result(B, H)
	for i := range R {
		kernel.Axpy(row(out, i/T, B), 1/F(T), row(Data[F](x), i, R))
	}
	return t.record(y, func(dy []F, d [][]F) {
		for i := range R {
			kernel.Axpy(row(d[0], i, R), 1/F(T), row(dy, i/T, B))
		}
	}, x)
}
