package op

import (
	"github.com/nlpodyssey/spago/mat"

	"petri/models/kernel"
)

// MaxPool returns the largest value under each window: x (B, C·H·W) → (B, C·OutH·OutW).
// Gradient: dy goes to the place that was the largest, the first of equals.
func MaxPool[F kernel.Float](t *Tape[F], x mat.Tensor, win kernel.Window) mat.Tensor {
	B, size := Rows(x), win.C*win.OutH()*win.OutW()
	checkCols("maxpool", x, win.C*win.H*win.W)
	y, out := t.result(B, size)
	find := func(arg []int32) {
		for i := range B {
			kernel.MaxPool(row(out, i, B), row(arg, i, B), row(Data[F](x), i, B), win)
		}
	}
	var arg []int32
	if t.sides != nil {
		arg = t.maxPoolHeld(out, Data[F](x), B, find)
	} else {
		arg = t.Indices(B * size)
		find(arg)
	}
	return t.record(y, func(dy []F, d [][]F) {
		for i := range B {
			kernel.MaxPoolGrad(row(d[0], i, B), row(dy, i, B), row(arg, i, B))
		}
	}, x)
}

// AvgPool returns the mean under each window: x (B, C·H·W) → (B, C·OutH·OutW). Padding counts as zeros.
// Gradient: every place under a window gets dy/(KH·KW).
func AvgPool[F kernel.Float](t *Tape[F], x mat.Tensor, win kernel.Window) mat.Tensor {
	B, size := Rows(x), win.C*win.OutH()*win.OutW()
	checkCols("avgpool", x, win.C*win.H*win.W)
	y, out := t.result(B, size)
	for i := range B {
		kernel.AvgPool(row(out, i, B), row(Data[F](x), i, B), win)
	}
	return t.record(y, func(dy []F, d [][]F) {
		for i := range B {
			kernel.AvgPoolGrad(row(d[0], i, B), row(dy, i, B), win)
		}
	}, x)
}
