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
	t.blocks(R, I*O, func(from, to int) {
		kernel.GemmBT(out[from*O:to*O], Data[F](x)[from*I:to*I], Data[F](w), to-from, O, I)
	})
	return t.record(y, func(dy []F, d [][]F) {
		dx, dw, db := d[0], d[1], d[2]
		t.blocks(R, 2*I*O, func(from, to int) {
			if dx != nil {
				kernel.Gemm(dx[from*I:to*I], dy[from*O:to*O], Data[F](w), to-from, I, O)
			}
			if dw != nil {
				kernel.GemmAT(dw, dy[from*O:to*O], Data[F](x)[from*I:to*I], O, I, to-from)
			}
		})
		if db != nil {
			kernel.SumRows(db, dy, R, O)
		}
	}, x, w, b)
}

// workBetweenYields is in multiply-adds: some 6 ms of WebAssembly.
const workBetweenYields = 1 << 25

// blocks does an operator's work a block of rows at a time and yields in
// between, so that a large batch does not hold up whoever waits.
func (t *Tape[F]) blocks(rows, workPerRow int, do func(from, to int)) {
	size := max(3, workBetweenYields/workPerRow/3*3) // whole tiles of the kernel
	for from := 0; from < rows; from += size {
		if from > 0 {
			t.yield()
		}
		do(from, min(from+size, rows))
	}
}
