package analysis

import (
	"math"

	"petri/models/kernel"
)

// A Gradient writes the gradient of the loss at w into dst, a value for every
// weight.
type Gradient[F kernel.Float] func(dst, w []F) error

// A Product writes a matrix times v into dst.
type Product[F kernel.Float] func(dst, v []F) error

// What a difference between two gradients reaches along v: as far as turns the
// outputs by about a hundredth, as the curvature tells, and no further than far.
// So the third derivative does not matter, and the rounding of gradients does not.
const (
	turn = .01
	far  = .03
)

// Hessian returns the Hessian of the loss at w as a product with it, by central
// differences of the gradient: H·v ≈ (∇L(w+εv) − ∇L(w−εv))/2ε. The gradient has to be
// smooth: one with kinks makes jumps on the way, which are no curvature at w. The
// product is 0 where free is false; nil frees all.
func Hessian[F kernel.Float](grad Gradient[F], w []F, free []bool) Product[F] {
	moved, back := make([]F, len(w)), make([]F, len(w))
	reach, curvature := far, 0.0 // the greatest that was met
	return func(dst, v []F) error {
		length := norm(v)
		if length == 0 {
			clear(dst)
			return nil
		}
		for {
			step := reach / length
			for _, side := range []struct {
				sign float64
				g    []F
			}{{1, dst}, {-1, back}} {
				for i, x := range w {
					moved[i] = F(float64(x) + float64(side.sign*step*float64(v[i])))
				}
				if err := grad(side.g, moved); err != nil {
					return err
				}
			}
			for i, g := range back {
				if dst[i] = F((float64(dst[i]) - float64(g)) / (2 * step)); free != nil && !free[i] {
					dst[i] = 0
				}
			}
			curvature = max(curvature, norm(dst)/length)
			if near := turn / math.Sqrt(curvature); reach > 2*near {
				reach = near // and again: that was too far
				continue
			}
			return nil
		}
	}
}
