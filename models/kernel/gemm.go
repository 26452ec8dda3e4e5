package kernel

import "sync"

// Gemm adds a matrix product: c (M,N) += a (M,K) · b (K,N). c must not overlap a or b.
// It panics if a length differs from its dimensions or a dimension is negative.
func Gemm[F Float](c, a, b []F, m, n, k int) {
	gemm(c, a, b, m, n, k, false, false)
}

// GemmAT is Gemm with a stored transposed: c (M,N) += aᵀ · b with a (K,M), b (K,N).
func GemmAT[F Float](c, a, b []F, m, n, k int) {
	gemm(c, a, b, m, n, k, true, false)
}

// GemmBT is Gemm with b stored transposed: c (M,N) += a · bᵀ with a (M,K), b (N,K).
func GemmBT[F Float](c, a, b []F, m, n, k int) {
	gemm(c, a, b, m, n, k, false, true)
}

// The product is cut three times (Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication", 2008): K into blocks
// whose panels fit the first-level cache, N into blocks whose packed panels fit the second, and both into register tiles. Blocks
// are a fixed size, so the order of the sums depends on K alone.
const (
	blockK = 256
	blockN = 128 * tileN
)

// scratch holds the packed panels of one call.
type scratch[F Float] struct {
	a [blockK / unroll]blockA[F]
	b [blockN / tileN * blockK / unroll]blockB[F]
}

var (
	scratch32 = sync.Pool{New: func() any { return new(scratch[float32]) }}
	scratch64 = sync.Pool{New: func() any { return new(scratch[float64]) }}
)

// scratchPool returns the pool of F's scratch space.
func scratchPool[F Float]() *sync.Pool {
	if _, ok := any(F(0)).(float32); ok {
		return &scratch32
	}
	return &scratch64
}

func gemm[F Float](c, a, b []F, m, n, k int, aT, bT bool) {
	if m < 0 || n < 0 || k < 0 {
		panic(badDim)
	}
	need(c, m*n)
	need(a, m*k)
	need(b, k*n)
	pool := scratchPool[F]()
	s := pool.Get().(*scratch[F])
	for p := 0; p < k; p += blockK {
		kb := min(blockK, k-p)
		for j := 0; j < n; j += blockN {
			nb := min(blockN, n-j)
			s.packB(b, n, k, j, nb, p, kb, bT)
			for i := 0; i < m; i += tileM {
				s.packA(a, m, k, i, min(tileM, m-i), p, kb, aT)
				s.row(c[i*n+j:], n, min(tileM, m-i), nb, kb)
			}
		}
	}
	pool.Put(s)
}

// row adds the product of the packed panel of a and every packed panel of b to c, mb rows of nb columns, n apart.
func (s *scratch[F]) row(c []F, n, mb, nb, kb int) {
	blocks := (kb + unroll - 1) / unroll
	a := s.a[:blocks]
	for j := 0; j < nb; j += tileN {
		b := s.b[j/tileN*blocks:][:blocks]
		if mb == tileM && nb-j >= tileN {
			tile(c[j:], n, a, b)
			continue
		}
		var edge [tileM * tileN]F
		tile(edge[:], tileN, a, b)
		for i := range mb {
			Add(c[i*n+j:][:min(tileN, nb-j)], edge[i*tileN:][:min(tileN, nb-j)])
		}
	}
}
