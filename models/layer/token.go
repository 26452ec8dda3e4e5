package layer

import (
	"math/rand/v2"

	"github.com/nlpodyssey/spago/nn"

	"petri/models/kernel"
)

// NewToken returns a learned vector that stands among the tokens of a sequence: (1,H), drawn from N(0, 0.02²).
func NewToken[F kernel.Float](width int, rng *rand.Rand) *nn.Param {
	return param[F](1, width, normal(0.02, rng))
}
