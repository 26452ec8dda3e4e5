package methods

import (
	"math"
	"math/rand/v2"

	"petri/models/kernel"
	"petri/models/spec"
)

// newProjection draws a D×d projection of the named kind. One that would not
// fit is refused with a *spec.FieldError that says what would.
func newProjection[F kernel.Float](kind string, D, d int, rng *rand.Rand) (Projection[F], error) {
	switch kind {
	case "fastfood":
		return newFastfood[F](D, rng), nil
	case "sparse":
		if perColumn := math.Sqrt(float64(D)); perColumn*float64(d) > sparseLimit {
			return nil, tooLarge(kind, D, d, perColumn*float64(d), sparseLimit, "the fastfood projection")
		}
		return newSparse[F](D, d, rng), nil
	case "dense":
		if d > denseLimit/D {
			return nil, tooLarge(kind, D, d, float64(D)*float64(d), denseLimit, "the sparse or fastfood projection")
		}
		return newDense[F](D, d, rng), nil
	}
	return nil, spec.Refuse("method.projection", "%[1]s is one of %[2]s, not %[3]s", "sparse, fastfood, dense", kind)
}

// Limits on the numbers that a projection keeps. They bound its memory, and
// its time in a step: both ways of either take some 80 ms of WebAssembly at
// most, half of it without a break.
const (
	denseLimit  = 8_000_000 // 32 MB of float32
	sparseLimit = 4_000_000 // 32 MB of rows and codes
)

// tooLarge says how many numbers a projection would keep, and what to choose.
func tooLarge(kind string, D, d int, numbers, limit float64, other string) error {
	return spec.Refuse("method.projection",
		"a %[2]s projection of %[3]s weights at dim %[4]s keeps %[5]s million numbers, and Petri stops at %[6]s million: choose dim %[7]s or less, or %[8]s",
		kind, D, d, math.Round(numbers/1e5)/10, limit/1e6, int(limit/numbers*float64(d)), other).Near("fastfood")
}

// dense holds every entry, N(0,1) before each column is normalised.
type dense[F kernel.Float] struct {
	columns []F // (d, D): a column of P in a row
	D       int
}

func newDense[F kernel.Float](D, d int, rng *rand.Rand) *dense[F] {
	p := &dense[F]{make([]F, D*d), D}
	for j := range d {
		column := p.column(j)
		var squares float64
		for i := range column {
			x := rng.NormFloat64()
			column[i] = F(x)
			squares += float64(x * x)
		}
		kernel.Scale(column, F(1/math.Sqrt(squares)))
	}
	return p
}

func (p *dense[F]) column(j int) []F { return p.columns[j*p.D : (j+1)*p.D] }

func (p *dense[F]) Apply(y, v []F) {
	clear(y)
	for j, x := range v {
		kernel.Axpy(y, x, p.column(j))
	}
}

func (p *dense[F]) Adjoint(u, g []F) {
	for j := range u {
		u[j] = kernel.Dot(p.column(j), g)
	}
}
