//go:build js && wasm

package main

import "petri/models/kernel"

const batch = 64

// dense is one layer of the bare MLP: y = ReLU(x·wᵀ + b).
type dense struct {
	in, out           int
	w, b, dw, db      []float32
	wm, wv, bm, bv    []float32 // Adam's moments
	x, y, dx, dy, pre []float32 // pre is the sum before ReLU
}

func newDense(in, out int, x, dx []float32) *dense {
	zeros := func(n int) []float32 { return make([]float32, n) }
	return &dense{in: in, out: out, w: noise(out * in), b: zeros(out), dw: zeros(out * in), db: zeros(out),
		wm: zeros(out * in), wv: zeros(out * in), bm: zeros(out), bv: zeros(out),
		x: x, dx: dx, pre: zeros(batch * out), y: zeros(batch * out), dy: zeros(batch * out)}
}

func (l *dense) forward() {
	clear(l.pre)
	kernel.AddRows(l.pre, l.b, batch, l.out)
	kernel.GemmBT(l.pre, l.x, l.w, batch, l.out, l.in)
}

// backward takes the gradient of the sums; a first layer has no dx.
func (l *dense) backward(dpre []float32) {
	kernel.GemmAT(l.dw, dpre, l.x, l.out, l.in, batch)
	kernel.SumRows(l.db, dpre, batch, l.out)
	if l.dx != nil {
		clear(l.dx)
		kernel.Gemm(l.dx, dpre, l.w, batch, l.in, l.out)
	}
}

func (l *dense) update(step int) {
	kernel.Adam(l.w, l.dw, l.wm, l.wv, 0.003, 0.9, 0.999, 1e-8, step)
	kernel.Adam(l.b, l.db, l.bm, l.bv, 0.003, 0.9, 0.999, 1e-8, step)
	clear(l.dw)
	clear(l.db)
}

// bareMLP is the training step of the 784-200-200-10 MLP with nothing but its
// kernels: what a step takes beyond this is not kernels.
func bareMLP() func() {
	first := newDense(784, 200, noise(batch*784), nil)
	second := newDense(200, 200, first.y, first.dy)
	last := newDense(200, 10, second.y, second.dy)
	hidden := []*dense{first, second}
	dpre, labels, step := make([]float32, batch*200), make([]int32, batch), 0
	return func() {
		step++
		for _, l := range hidden {
			l.forward()
			kernel.ReLU(l.y, l.pre)
		}
		last.forward()
		kernel.CrossEntropy(last.y, last.pre, labels, batch, 10)
		clear(last.dy)
		kernel.CrossEntropyGrad(last.dy, last.y, labels, batch, 10, 1)
		last.backward(last.dy)
		for i := len(hidden) - 1; i >= 0; i-- {
			clear(dpre)
			kernel.ReLUGrad(dpre, hidden[i].dy, hidden[i].y)
			hidden[i].backward(dpre)
		}
		for _, l := range []*dense{first, second, last} {
			l.update(step)
		}
	}
}
