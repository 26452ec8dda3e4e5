package op

import (
	"fmt"

	"github.com/nlpodyssey/spago/mat"

	"petri/models/kernel"
)

// Reshape returns the numbers of x in the same order as a (rows, cols) matrix: x of that size → (rows, cols).
// Gradient: dx = dy.
func Reshape[F kernel.Float](t *Tape[F], x mat.Tensor, rows, cols int) mat.Tensor {
	if rows*cols != x.Size() {
		panic(fmt.Sprintf("op: reshape: x is %dx%d, wanted %dx%d", Rows(x), Cols(x), rows, cols))
	}
	y, out := t.result(rows, cols)
	copy(out, Data[F](x))
	return t.record(y, func(dy []F, d [][]F) { kernel.Add(d[0], dy) }, x)
}

// Gather returns the rows of x that the indices name: x (V,H), N indices in 0..V-1 → (N,H). With a table of vectors as x it is an
// embedding; with tokens as x it selects, repeats or reorders them. The indices are read again by the gradient.
// Gradient: dx[index] += dy, in the order of the indices.
func Gather[F kernel.Float](t *Tape[F], x mat.Tensor, indices []int32) mat.Tensor {
	N, H := len(indices), Cols(x)
	checkIndices("gather", indices, N, Rows(x))
	y, out := t.result(N, H)
	from := Data[F](x)
	for i, index := range indices {
		copy(out[i*H:(i+1)*H], from[int(index)*H:])
	}
	return t.record(y, func(dy []F, d [][]F) {
		for i, index := range indices {
			kernel.Add(d[0][int(index)*H:][:H], dy[i*H:(i+1)*H])
		}
	}, x)
}

// ConcatRows returns the operands one above the other: (R1,H), (R2,H), … → (R1+R2+…, H).
// Gradient: every operand gets its own rows of dy.
func ConcatRows[F kernel.Float](t *Tape[F], xs ...mat.Tensor) mat.Tensor {
	R, H := 0, Cols(xs[0])
	for _, x := range xs {
		checkCols("concatrows", x, H)
		R += Rows(x)
	}
	y, out := t.result(R, H)
	for _, x := range xs {
		out = out[copy(out, Data[F](x)):]
	}
	return t.record(y, func(dy []F, d [][]F) {
		for i, x := range xs {
			if d[i] != nil {
				kernel.Add(d[i], dy[:x.Size()])
			}
			dy = dy[x.Size():]
		}
	}, xs...)
}

// ConcatCols returns the operands side by side: (R,H1), (R,H2), … → (R, H1+H2+…).
// Gradient: every operand gets its own columns of dy.
func ConcatCols[F kernel.Float](t *Tape[F], xs ...mat.Tensor) mat.Tensor {
	R, H := Rows(xs[0]), 0
	for _, x := range xs {
		if Rows(x) != R {
			panic(fmt.Sprintf("op: concatcols: operands have %d and %d rows", R, Rows(x)))
		}
		H += Cols(x)
	}
	y, out := t.result(R, H)
	at := 0
	for _, x := range xs {
		from := Data[F](x)
		for i := range R {
			copy(out[i*H+at:], row(from, i, R))
		}
		at += Cols(x)
	}
	return t.record(y, func(dy []F, d [][]F) {
		at := 0
		for j, x := range xs {
			if d[j] != nil {
				for i := range R {
					kernel.Add(row(d[j], i, R), dy[i*H+at:][:Cols(x)])
				}
			}
			at += Cols(x)
		}
	}, xs...)
}
