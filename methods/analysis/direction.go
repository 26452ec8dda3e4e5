package analysis

import (
	"math"
	"math/rand/v2"
)

// A Tensor says where some of the weights stand that lie in a row: Rows×Cols of
// them, a row for every filter, which is what an output sees of its inputs.
type Tensor struct{ Rows, Cols int }

// Direction draws a direction for the weights w, whose tensors lie one after the
// other: N(0,1) for each weight, and 0 for tensors of one row, which are biases and
// scales (Li et al. 2018, arXiv:1712.09913, 4).
func Direction(w []float32, tensors []Tensor, rng *rand.Rand) []float32 {
	d := make([]float32, len(w))
	rest := d
	for _, t := range tensors {
		n := t.Rows * t.Cols
		for i := range rest[:n] {
			if z := rng.NormFloat64(); t.Rows > 1 { // drawn in any case: the same for all nets of a shape
				rest[i] = float32(z)
			}
		}
		rest = rest[n:]
	}
	return d
}

// FilterNormalise scales every filter of d to the length of the same filter of w:
// d_f ← d_f·‖w_f‖/‖d_f‖ (arXiv:1712.09913, 4). What is drawn along d then does not
// change when a layer of a ReLU net is scaled up and the next one down, which
// leaves the net as it was.
func FilterNormalise(d, w []float32, tensors []Tensor) {
	for _, t := range tensors {
		for range t.Rows {
			scale := norm(w[:t.Cols]) / (norm(d[:t.Cols]) + 1e-10)
			for i, v := range d[:t.Cols] {
				d[i] = float32(float64(v) * scale)
			}
			d, w = d[t.Cols:], w[t.Cols:]
		}
	}
}

// Normalise scales all of d to the length of the weights that it moves. It depends
// on how a net is scaled: what is drawn along it is not to be compared between nets.
func Normalise(d, w []float32, tensors []Tensor) {
	moved, at := 0.0, 0
	for _, t := range tensors {
		n := t.Rows * t.Cols
		if t.Rows > 1 {
			moved += dot(w[at:at+n], w[at:at+n])
		}
		at += n
	}
	scale := math.Sqrt(moved) / (norm(d) + 1e-10)
	for i, v := range d {
		d[i] = float32(float64(v) * scale)
	}
}

func norm[F ~float32 | ~float64](x []F) float64 { return math.Sqrt(dot(x, x)) }

// dot is the scalar product, summed in double precision.
func dot[F ~float32 | ~float64](x, y []F) float64 {
	sum := 0.0
	for i, v := range x {
		sum += float64(float64(v) * float64(y[i]))
	}
	return sum
}
