package kernel

import "testing"

// dense is one layer of BenchmarkStep: z = x·w + b, y = ReLU(z), their gradients, and Adam's moments of w and b.
type dense struct{ w, b, z, y, dw, db, dz, dy, mw, vw, mb, vb []float32 }

// BenchmarkStep: the kernels of one training step and nothing else, MLP 784-200-200-10 (199,210 weights), batch 64, Adam. What a real
// step takes beyond this is overhead. The learning rate is 0, so that every step does the same work.
func BenchmarkStep(b *testing.B) {
	const batch = 64
	widths := []int{784, 200, 200, 10}
	layers := []dense{{y: random[float32](9, batch*784)}}
	for i, out := range widths[1:] {
		n, m := widths[i]*out, batch*out
		f := func(n int) []float32 { return make([]float32, n) }
		l := dense{random[float32](uint64(i), n), f(out), f(m), f(m), f(n), f(out), f(m), f(m), f(n), f(n), f(out), f(out)}
		Scale(l.w, .05)
		layers = append(layers, l)
	}
	p, labels := make([]float32, batch*10), make([]int32, batch)
	step := 0
	b.ReportAllocs()
	for b.Loop() {
		for i := 1; i <= 3; i++ {
			layers[i].forward(layers[i-1].y, batch, widths[i-1], widths[i])
		}
		CrossEntropy(p, layers[3].z, labels, batch, 10)
		CrossEntropyGrad(layers[3].dy, p, labels, batch, 10, 1)
		for i := 3; i > 0; i-- {
			layers[i].backward(layers[i-1].y, layers[i-1].dy, batch, widths[i-1], widths[i])
		}
		step++
		for _, l := range layers[1:] {
			Adam(l.w, l.dw, l.mw, l.vw, 0, .9, .999, 1e-8, step)
			Adam(l.b, l.db, l.mb, l.vb, 0, .9, .999, 1e-8, step)
		}
	}
}

func (l *dense) forward(x []float32, batch, in, out int) {
	clear(l.z)
	Gemm(l.z, x, l.w, batch, out, in)
	AddRows(l.z, l.b, batch, out)
	ReLU(l.y, l.z)
	for _, g := range [][]float32{l.dw, l.db, l.dz, l.dy} {
		clear(g)
	}
}

func (l *dense) backward(x, dx []float32, batch, in, out int) {
	ReLUGrad(l.dz, l.dy, l.y)
	GemmAT(l.dw, x, l.dz, in, out, batch)
	SumRows(l.db, l.dz, batch, out)
	if dx != nil { // the first layer's input needs none
		GemmBT(dx, l.dz, l.w, batch, in, out)
	}
}
