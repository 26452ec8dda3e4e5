package op

import (
	"fmt"

	"github.com/nlpodyssey/spago/mat"

	"petri/models/kernel"
)

// Add returns x + y: two operands of one shape → that shape.
// Gradient: dx = dz, dy = dz.
func Add[F kernel.Float](t *Tape[F], x, y mat.Tensor) mat.Tensor {
	checkSameShape("add", x, y)
	z, out := t.result(Rows(x), Cols(x))
	copy(out, Data[F](x))
	kernel.Add(out, Data[F](y))
	return t.record(z, func(dz []F, d [][]F) {
		for _, dx := range d {
			if dx != nil {
				kernel.Add(dx, dz)
			}
		}
	}, x, y)
}

// AddRows returns x with p added to every block of T rows, as positions are to a batch of sequences: x (B·T,H), p (T,H) → (B·T,H).
// Gradient: dx = dy, dp = Σ_B dy.
func AddRows[F kernel.Float](t *Tape[F], x, p mat.Tensor) mat.Tensor {
	R, T := Rows(x), Rows(p)
	if Cols(x) != Cols(p) || R%T != 0 {
		panic(fmt.Sprintf("op: addrows: x is %dx%d, which blocks of %dx%d do not fill", R, Cols(x), T, Cols(p)))
	}
	y, out := t.result(R, Cols(x))
	copy(out, Data[F](x))
	kernel.AddRows(out, Data[F](p), R/T, p.Size())
	return t.record(y, func(dy []F, d [][]F) {
		if dx := d[0]; dx != nil {
			kernel.Add(dx, dy)
		}
		if dp := d[1]; dp != nil {
			kernel.SumRows(dp, dy, R/T, len(dp))
		}
	}, x, p)
}

// Scale returns a·x for a constant a: x of any shape → the same shape.
// Gradient: dx = a·dy.
func Scale[F kernel.Float](t *Tape[F], x mat.Tensor, a F) mat.Tensor {
	y, out := t.result(Rows(x), Cols(x))
	kernel.Axpy(out, a, Data[F](x))
	return t.record(y, func(dy []F, d [][]F) { kernel.Axpy(d[0], a, dy) }, x)
}

// Sum returns the sum of all numbers of x, added up in float64: x of any shape → (1,1).
// Gradient: dx = dy everywhere.
func Sum[F kernel.Float](t *Tape[F], x mat.Tensor) mat.Tensor {
	y, out := t.result(1, 1)
	sum := 0.0
	for _, v := range Data[F](x) {
		sum += float64(v)
	}
	out[0] = F(sum)
	return t.record(y, func(dy []F, d [][]F) {
		for i := range d[0] {
			d[0][i] += dy[0]
		}
	}, x)
}

// MeanSquaredError returns the mean of (x − target)² over all numbers, added up in float64: x and target of one shape → (1,1).
// Gradient: dx = 2·(x − target)/size, dtarget = −dx.
func MeanSquaredError[F kernel.Float](t *Tape[F], x, target mat.Tensor) mat.Tensor {
	checkSameShape("mean squared error", x, target)
	y, out := t.result(1, 1)
	diff := t.keep(x.Size())
	copy(diff, Data[F](x))
	kernel.Axpy(diff, -1, Data[F](target))
	sum := 0.0
	for _, e := range diff {
		sum += float64(float64(e) * float64(e))
	}
	out[0] = F(sum / float64(len(diff)))
	return t.record(y, func(dy []F, d [][]F) {
		slope := 2 * dy[0] / F(len(diff))
		if dx := d[0]; dx != nil {
			kernel.Axpy(dx, slope, diff)
		}
		if dtarget := d[1]; dtarget != nil {
			kernel.Axpy(dtarget, -slope, diff)
		}
	}, x, target)
}
