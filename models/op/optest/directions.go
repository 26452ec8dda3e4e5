package optest

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/nlpodyssey/spago/mat"

	"petri/models/op"
)

// CheckDirections compares gradients with central differences along random
// directions, a few for each x: the check for whole models and methods, which
// have too many numbers to vary one by one. Loss returns the scalar at the
// present values of xs; backward leaves its gradients in them.
func CheckDirections(t testing.TB, loss func() float64, backward func(), xs ...mat.Tensor) {
	t.Helper()
	grads := gradients(xs, backward)
	rng := rand.New(rand.NewPCG(7, 7))
	const directions, length = 3, 1e-6 // short, so that few ReLUs are crossed
	for i, x := range xs {
		for range directions {
			u, norm := make([]float64, x.Size()), 0.0
			for j := range u {
				u[j] = rng.NormFloat64()
				norm += u[j] * u[j]
			}
			got := 0.0
			for j := range u {
				u[j] /= math.Sqrt(norm)
				got += u[j] * grads[i][j]
			}
			want := (along(x, u, length, loss) - along(x, u, -length, loss)) / (2 * length)
			// Rounding alone makes the difference about 1e-16/1e-6 wrong.
			if math.Abs(got-want) > 1e-5*math.Abs(want)+1e-8 {
				t.Errorf("operand %d: slope %.9g along a random direction, central difference %.9g", i, got, want)
			}
		}
	}
}

// along returns the loss with x moved by length·u, and moves x back.
func along(x mat.Tensor, u []float64, length float64, loss func() float64) float64 {
	data := op.Data[float64](x)
	before := append([]float64(nil), data...)
	for j := range data {
		data[j] += length * u[j]
	}
	l := loss()
	copy(data, before)
	return l
}
