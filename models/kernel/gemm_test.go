package kernel

import (
	"fmt"
	"math"
	"sync"
	"testing"
)

// form is one of the three products: how its operands are stored is all that differs.
type form[F Float] struct {
	name   string
	f      func(c, a, b []F, m, n, k int)
	aT, bT bool
}

func forms[F Float]() []form[F] {
	return []form[F]{{"AB", Gemm[F], false, false}, {"AtB", GemmAT[F], true, false}, {"ABt", GemmBT[F], false, true}}
}

// naive is the definition, in float64.
func (p form[F]) naive(c, a, b []F, m, n, k int) []float64 {
	out := make([]float64, m*n)
	for i := range m {
		for j := range n {
			sum := float64(c[i*n+j])
			for l := range k {
				x, y := i*k+l, l*n+j
				if p.aT {
					x = l*m + i
				}
				if p.bT {
					y = j*k + l
				}
				sum += float64(a[x]) * float64(b[y])
			}
			out[i*n+j] = sum
		}
	}
	return out
}

func TestGemm(t *testing.T) {
	t.Run("float32", testGemm[float32])
	t.Run("float64", testGemm[float64])
}

func testGemm[F Float](t *testing.T) {
	sizes := []int{0, 1, 2, 3, 4, 5, 7, 8, 11, 13}
	for _, p := range forms[F]() {
		for _, m := range sizes {
			for _, n := range sizes {
				for _, k := range sizes {
					checkGemm(t, p, m, n, k)
				}
			}
		}
		// Beyond one block along K and along N, with and without remainders; and the shapes of the MLP's backward pass.
		for _, s := range [][3]int{{9, 10, 256}, {5, 7, 257}, {6, 5, 515}, {5, 385, 9}, {4, 384, 256}, {3, 770, 258}, {64, 10, 200}, {10, 200, 64}} {
			checkGemm(t, p, s[0], s[1], s[2])
		}
	}
}

func checkGemm[F Float](t *testing.T, p form[F], m, n, k int) {
	t.Helper()
	a, b, c := random[F](1, m*k), random[F](2, k*n), random[F](3, m*n)
	want := p.naive(c, a, b, m, n, k)
	p.f(c, a, b, m, n, k)
	// Each of k products below 1 is rounded once and each sum of at most k once: k² half ulps at worst, about √k·k in practice.
	tol := 6e-8 * float64(k+1)
	wantNear(t, fmt.Sprintf("%s %dx%dx%d", p.name, m, n, k), c, want, tol)
}

func TestGemm_HandValues(t *testing.T) {
	c := []float32{1, 1, 1, 1}
	Gemm(c, []float32{1, 2, 3, 4}, []float32{5, 6, 7, 8}, 2, 2, 2)
	wantNear(t, "c", c, []float32{20, 23, 44, 51}, 0) // [1 2; 3 4]·[5 6; 7 8] = [19 22; 43 50], added to ones
}

// TestGemm_Forms: the same product stored in three ways gives the same bits, for packing hides the difference.
func TestGemm_Forms(t *testing.T) {
	const m, n, k = 13, 17, 300
	a, b := random[float32](1, m*k), random[float32](2, k*n)
	want, at, bt := make([]float32, m*n), make([]float32, m*n), make([]float32, m*n)
	Gemm(want, a, b, m, n, k)
	GemmAT(at, transpose(a, m, k), b, m, n, k)
	GemmBT(bt, a, transpose(b, k, n), m, n, k)
	wantNear(t, "AtB", at, want, 0)
	wantNear(t, "ABt", bt, want, 0)
}

func transpose(x []float32, rows, cols int) []float32 {
	y := make([]float32, len(x))
	for r := range rows {
		for c := range cols {
			y[c*rows+r] = x[r*cols+c]
		}
	}
	return y
}

// TestGemm_NotFinite: padding must not turn an infinity into a NaN, nor hide one.
func TestGemm_NotFinite(t *testing.T) {
	inf := float32(math.Inf(1))
	a, b, c := []float32{inf, 1, 2, 3, 4}, []float32{1, 1, 1, 1, 1}, make([]float32, 1)
	Gemm(c, a, b, 1, 1, 5)
	if c[0] != inf {
		t.Errorf("a sum with +Inf is %v", c[0])
	}
	b[0] = 0
	Gemm(c, a, b, 1, 1, 5)
	if c[0] == c[0] {
		t.Errorf("Inf·0 gave %v, want NaN", c[0])
	}
}

func TestGemm_Goroutines(t *testing.T) {
	const n = 40
	a, b, want := random[float32](1, n*n), random[float32](2, n*n), make([]float32, n*n)
	Gemm(want, a, b, n, n, n)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 20 {
				c := make([]float32, n*n)
				Gemm(c, a, b, n, n, n)
				wantNear(t, "c", c, want, 0)
			}
		})
	}
	group.Wait()
}

func TestGemm_BadInput(t *testing.T) {
	x := make([]float32, 6)
	for _, p := range forms[float32]() {
		wantPanic(t, badLength, func() { p.f(x, x, x, 2, 2, 3) })
		wantPanic(t, badLength, func() { p.f(x, x[:5], x, 2, 3, 3) })
		wantPanic(t, badLength, func() { p.f(x, x, nil, 2, 3, 3) })
		wantPanic(t, badDim, func() { p.f(x, x, x, -2, -3, 1) })
	}
}

// BenchmarkGemm: the square product the browser benchmark reports, then the shapes of an MLP 784-200-200-10 step at batch 64, of
// LeNet's two convolutions, and of a transformer of width 64 with 17 tokens and 4 heads.
func BenchmarkGemm(b *testing.B) {
	ab, atb, abt := forms[float32]()[0], forms[float32]()[1], forms[float32]()[2]
	for _, s := range []struct {
		form[float32]
		m, n, k int
	}{
		{ab, 256, 256, 256},
		{ab, 64, 200, 784}, {atb, 784, 200, 64},
		{ab, 64, 200, 200}, {atb, 200, 200, 64}, {abt, 64, 200, 200},
		{ab, 64, 10, 200}, {atb, 200, 10, 64}, {abt, 64, 200, 10},
		{ab, 6, 576, 25}, {abt, 6, 25, 576}, {ab, 16, 64, 150}, {abt, 16, 150, 64}, {atb, 150, 64, 16},
		{ab, 1088, 256, 64}, {atb, 64, 256, 1088}, {abt, 17, 17, 16}, {ab, 17, 16, 17}, {atb, 17, 16, 17},
	} {
		b.Run(fmt.Sprintf("%s/%dx%dx%d", s.name, s.m, s.n, s.k), func(b *testing.B) {
			c, x, y := make([]float32, s.m*s.n), random[float32](1, s.m*s.k), random[float32](2, s.k*s.n)
			b.ReportAllocs()
			for b.Loop() {
				s.f(c, x, y, s.m, s.n, s.k)
			}
			gflops(b, 2*s.m*s.n*s.k)
		})
	}
}

// gflops reports a benchmark's rate from the floating-point operations of one iteration.
func gflops(b *testing.B, ops int) {
	b.ReportMetric(float64(ops)*float64(b.N)/float64(b.Elapsed().Nanoseconds()), "GFLOP/s")
}
