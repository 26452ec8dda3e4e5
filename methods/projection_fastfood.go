package methods

import (
	"math"
	"math/bits"
	"math/rand/v2"

	"petri/models/kernel"
)

// fastfood is the structured projection of Le, Sarlós and Smola (2013) as Li
// et al. use it: P·v = (H·G·Π·H·B·pad(v))[0:D] / (√(L·ΣG²)·√(D/L)), with
// L = 2^⌈log₂ D⌉, H the Walsh-Hadamard transform, B signs, Π a permutation
// applied as a gather and G normal. It costs O(L·log L) at any d. Columns have
// norm 1 exactly when D = L, and in expectation when D < L.
type fastfood[F kernel.Float] struct {
	b     []F // ±1
	perm  []uint32
	g     []F
	scale F
	x, y  []F // L values each
}

func newFastfood[F kernel.Float](D int, rng *rand.Rand) *fastfood[F] {
	L := 1 << bits.Len(uint(D-1))
	b, g := make([]F, L), make([]F, L)
	for i := range b {
		b[i] = F(1 - 2*int(rng.Uint32()&1))
	}
	perm := make([]uint32, L)
	for i, p := range rng.Perm(L) {
		perm[i] = uint32(p)
	}
	for i := range g {
		g[i] = F(rng.NormFloat64())
	}
	return fastfoodOf(D, b, perm, g)
}

// fastfoodOf builds the projection from its parts, each of L values.
func fastfoodOf[F kernel.Float](D int, b []F, perm []uint32, g []F) *fastfood[F] {
	var squares float64
	for _, x := range g {
		squares += float64(float64(x) * float64(x))
	}
	L := float64(len(b))
	scale := 1 / (math.Sqrt(L*squares) * math.Sqrt(float64(D)/L))
	return &fastfood[F]{b: b, perm: perm, g: g, scale: F(scale), x: make([]F, len(b)), y: make([]F, len(b))}
}

func (f *fastfood[F]) Apply(y, v []F) {
	clear(f.x[len(v):])
	for i, x := range v {
		f.x[i] = x * f.b[i]
	}
	kernel.Hadamard(f.x)
	for i, p := range f.perm {
		f.y[i] = f.x[p] * f.g[i]
	}
	kernel.Hadamard(f.y)
	for i := range y {
		y[i] = f.y[i] * f.scale
	}
}

// Adjoint applies the transposes in reverse: B·H·Πᵀ·G·H, for H is symmetric.
func (f *fastfood[F]) Adjoint(u, g []F) {
	clear(f.y[len(g):])
	for i, x := range g {
		f.y[i] = x * f.scale
	}
	kernel.Hadamard(f.y)
	for i, p := range f.perm {
		f.x[p] = f.y[i] * f.g[i]
	}
	kernel.Hadamard(f.x)
	for i := range u {
		u[i] = f.x[i] * f.b[i]
	}
}
