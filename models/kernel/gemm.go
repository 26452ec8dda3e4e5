package kernel

import "sync"

// Gemm adds a matrix product: c (M,N) += a (M,K) · b (K,N). c must not overlap a or b.
// It panics if a length differs from its dimensions or a dimension is negative.
func Gemm[F Float](c, a, b []F, m, n, k int) {
	gemm(c, operand[F]{a, k, 1}, operand[F]{b, 1, n}, m, n, k)
}

// GemmAT is Gemm with a stored transposed: c (M,N) += aᵀ · b with a (K,M), b (K,N).
func GemmAT[F Float](c, a, b []F, m, n, k int) {
	gemm(c, operand[F]{a, 1, m}, operand[F]{b, 1, n}, m, n, k)
}

// GemmBT is Gemm with b stored transposed: c (M,N) += a · bᵀ with a (M,K), b (N,K).
func GemmBT[F Float](c, a, b []F, m, n, k int) {
	gemm(c, operand[F]{a, k, 1}, operand[F]{b, k, 1}, m, n, k)
}

// The product is cut three times (Goto and van de Geijn, "Anatomy of high-performance matrix multiplication", 2008): K into blocks whose
// panels fit the first-level cache, N into blocks whose packed panels fit the second, and both M and N into register tiles. The sizes
// are fixed, so the order of a sum depends on K alone.
const (
	blockK = 256
	blockN = 128 * side
)

// scratch holds one packed panel of a and all those of a block of b.
type scratch[F Float] struct {
	a [blockK / unroll]block[F]
	b [blockN / side * blockK / unroll]block[F]
}

var (
	scratch32 = sync.Pool{New: func() any { return new(scratch[float32]) }}
	scratch64 = sync.Pool{New: func() any { return new(scratch[float64]) }}
)

// scratchPool returns the pool of F's scratch space.
func scratchPool[F Float]() *sync.Pool {
	if isDouble[F]() {
		return &scratch64
	}
	return &scratch32
}

func gemm[F Float](c []F, a, b operand[F], m, n, k int) {
	if m < 0 || n < 0 || k < 0 {
		panic(badDim)
	}
	need(c, m*n)
	need(a.data, m*k)
	need(b.data, k*n)
	pool := scratchPool[F]()
	s := pool.Get().(*scratch[F])
	for p := 0; p < k; p += blockK {
		steps := min(blockK, k-p)
		blocks := (steps + unroll - 1) / unroll
		for j := 0; j < n; j += blockN {
			cols := min(blockN, n-j)
			for q := 0; q < cols; q += side {
				pack(s.b[q/side*blocks:][:blocks], b.from(j+q, p), min(side, cols-q), steps)
			}
			for i := 0; i < m; i += side {
				rows := min(side, m-i)
				pack(s.a[:blocks], a.from(i, p), rows, steps)
				multiply(c[i*n+j:], n, s.a[:blocks], s.b[:], rows, cols)
			}
		}
	}
	pool.Put(s)
}

// multiply adds the product of one panel of a with each panel of b to c: rows × cols elements whose rows are n apart.
func multiply[F Float](c []F, n int, a, b []block[F], rows, cols int) {
	for j := 0; j < cols; j += side {
		panel := b[j/side*len(a):][:len(a)]
		if rows == side && cols-j >= side {
			tile(c[j:], n, a, panel)
			continue
		}
		var edge [side * side]F
		tile(edge[:], side, a, panel)
		width := min(side, cols-j)
		for i := range rows {
			Add(c[i*n+j:][:width], edge[i*side:][:width])
		}
	}
}
