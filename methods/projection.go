package methods

import (
	"fmt"
	"math"
	"math/rand/v2"

	"petri/models/kernel"
	"petri/models/spec"
)

// newProjection draws a D×d projection of the named kind.
func newProjection[F kernel.Float](kind string, D, d int, rng *rand.Rand) (Projection[F], error) {
	switch kind {
	case "sparse":
		return newSparse[F](D, d, rng), nil
	case "fastfood":
		return newFastfood[F](D, rng), nil
	case "dense":
		if D*d > denseLimit {
			return nil, &spec.FieldError{Field: "method.projection", Message: fmt.Sprintf(
				"a dense projection to %d weights at dim %d holds %d million numbers, and Petri stops at %d million: choose dim %d or less, or the sparse or fastfood projection",
				D, d, D*d/1e6, denseLimit/1000000, denseLimit/D)}
		}
		return newDense[F](D, d, rng), nil
	}
	return nil, &spec.FieldError{Field: "method.projection", Message: "projection is one of sparse, fastfood, dense, not " + kind}
}

// denseLimit bounds a dense projection at 128 MB of float32.
const denseLimit = 32_000_000

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
			squares += x * x
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
