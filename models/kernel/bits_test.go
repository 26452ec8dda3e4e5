package kernel

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"testing"
)

// golden is the hash of a fixed computation through every kernel. It was printed by this test on linux/amd64 and holds for js/wasm alike: whoever
// changes it changes every digest, and says so.
const golden = 0xe03112e968c7ed4c

// TestBits proves that platforms agree to the last bit: the test runs natively and under js/wasm against one constant.
func TestBits(t *testing.T) {
	h := fnv.New64a()
	note := func(xs ...[]float32) {
		for _, x := range xs {
			for _, v := range x {
				h.Write(binary.LittleEndian.AppendUint32(nil, math.Float32bits(v)))
			}
		}
	}
	const rows, cols = 30, 64
	const n = rows * cols
	x, w, z := random[float32](1, n), random[float32](2, cols*cols), make([]float32, n)
	gamma, beta, mean, rstd := random[float32](3, cols), random[float32](4, cols), make([]float32, rows), make([]float32, rows)

	Gemm(z, x, w, rows, cols, cols)
	GemmBT(z, x, w, rows, cols, cols)
	GemmAT(w, x, z, cols, cols, rows)
	AddRows(z, beta, rows, cols)
	note(z, w)

	y, p, d := make([]float32, n), make([]float32, n), make([]float32, n)
	Tanh(y, z)
	TanhGrad(d, x, y)
	slope := make([]float32, n)
	GELU(p, slope, z)
	GELUGrad(d, x, slope)
	for i, v := range x {
		p[i] += Exp(100*v) + Log(p[i]*p[i])
	}
	note(y, p, d)

	LayerNorm(y, mean, rstd, z, gamma, beta, rows, cols, 1e-5)
	LayerNormGrad(d, gamma, beta, x, z, mean, rstd, gamma, rows, cols)
	note(y, mean, rstd, d, gamma, beta)

	labels := make([]int32, rows)
	loss := CrossEntropy(p, z, labels, rows, cols)
	CrossEntropyGrad(d, p, labels, rows, cols, 1)
	Softmax(y, x, rows, cols)
	SoftmaxGrad(d, z, y, rows, cols)
	LogSumExp(mean, z, rows, cols)
	note([]float32{loss, Dot(x, z)}, p, y, d, mean)

	m, v := make([]float32, n), make([]float32, n)
	for step := 1; step <= 20; step++ {
		AdamW(x, d, m, v, .01, .9, .999, 1e-8, step, .1)
		SGD(z, d, y, .01, .9, .1)
	}
	Hadamard(w)
	note(x, m, v, z, y, w)

	image := Window{C: 5, H: 24, W: 16, KH: 3, KW: 3, Stride: 1, Pad: 1}
	col := make([]float32, n*9)
	Im2Col(col, x, image)
	Col2Im(x, col, image)
	AvgPool(y, x, image)
	AvgPoolGrad(d, y, image)
	SumChannels(beta[:5], d, 1, 5, n/5)
	note(x, y, d, beta)

	if got := h.Sum64(); got != golden {
		t.Errorf("bits %#x, want %#x", got, uint64(golden))
	}
}
