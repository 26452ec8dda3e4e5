package kernel

import (
	"fmt"
	"math/bits"
	"testing"
)

// TestHadamard_HandValues: METHODS.md's hand-checkable number 1.
func TestHadamard_HandValues(t *testing.T) {
	x := []float32{1, 0, 1, 0, 0, 1, 1, 0}
	Hadamard(x)
	wantNear(t, "H·x", x, []float32{4, 2, 0, -2, 0, 2, 0, 2}, 0)
	Hadamard(x)
	wantNear(t, "H·H·x", x, []float32{8, 0, 8, 0, 0, 8, 8, 0}, 0)
}

// TestHadamard_Definition: entry (i,j) of the Sylvester matrix is (−1)**popcount(i AND j).
func TestHadamard_Definition(t *testing.T) {
	for n := 1; n <= 256; n *= 2 {
		x := random[float64](1, n)
		want := make([]float64, n)
		for i := range want {
			for j, v := range x {
				if bits.OnesCount(uint(i&j))%2 == 1 {
					v = -v
				}
				want[i] += v
			}
		}
		Hadamard(x)
		wantNear(t, fmt.Sprintf("n = %d", n), x, want, 1e-13)
	}
}

// TestHadamard_Large: beyond the leaf of the recursion, H·H = n.
func TestHadamard_Large(t *testing.T) {
	for _, n := range []int{1 << 12, 1 << 13, 1 << 14, 1 << 15} {
		x := random[float64](1, n)
		want := append([]float64(nil), x...)
		Hadamard(x)
		Hadamard(x)
		Scale(want, float64(n))
		wantNear(t, fmt.Sprintf("n = %d", n), x, want, 1e-10)
	}
}

func TestHadamard_BadInput(t *testing.T) {
	wantPanic(t, badPower, func() { Hadamard(make([]float32, 12)) })
	wantPanic(t, badPower, func() { Hadamard[float32](nil) })
}

func BenchmarkHadamard(b *testing.B) {
	for _, n := range []int{1 << 10, 1 << 18} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			x := make([]float32, n)
			b.ReportAllocs()
			for b.Loop() {
				Hadamard(x)
			}
			elements(b, n)
		})
	}
}
