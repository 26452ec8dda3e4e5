package layer

import (
	"math"
	"math/rand/v2"

	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/nn"

	"petri/models/kernel"
	"petri/models/op"
)

// param returns a (rows, cols) parameter, each number drawn in turn.
func param[F kernel.Float](rows, cols int, draw func() float64) *nn.Param {
	d := mat.NewDense[F](mat.WithShape(rows, cols))
	data := op.Data[F](d)
	for i := range data {
		data[i] = F(draw())
	}
	return nn.NewParam(d)
}

// constant draws the same number always.
func constant(v float64) func() float64 { return func() float64 { return v } }

// normal draws from N(0, std²).
func normal(std float64, rng *rand.Rand) func() float64 {
	return func() float64 { return std * rng.NormFloat64() }
}

// heNormal draws from a normal distribution truncated at two standard deviations, with variance 2/fanIn after the truncation
// (He et al., arXiv:1502.01852, in the form of Keras, which Li et al. used).
func heNormal(fanIn int, rng *rand.Rand) func() float64 {
	const truncatedStd = 0.87962566103423978 // of the standard normal distribution cut off at ±2
	std := math.Sqrt(2/float64(fanIn)) / truncatedStd
	return func() float64 {
		for {
			if z := rng.NormFloat64(); math.Abs(z) <= 2 {
				return std * z
			}
		}
	}
}

// xavierUniform draws uniformly from ±√(6/(fanIn + fanOut)) (Glorot and Bengio 2010).
func xavierUniform(fanIn, fanOut int, rng *rand.Rand) func() float64 {
	limit := math.Sqrt(6 / float64(fanIn+fanOut))
	return func() float64 { return limit * (2*rng.Float64() - 1) }
}
