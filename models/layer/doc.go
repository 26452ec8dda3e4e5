// Package layer holds the layers models are built from: structs of parameters whose Forward calls package op, which see for the shapes.
//
// The initial weights are drawn in float64 from the generator given, in the order of the parameters, and then rounded: a float32 layer
// starts as the float64 one does.
package layer

import (
	"github.com/nlpodyssey/spago/nn"
)

// Named is a parameter and the name it has in its model, such as "hidden1.weight".
type Named struct {
	Name string
	*nn.Param
}
