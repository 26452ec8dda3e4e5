package analysis

import "math"

// A Loss is the loss at w.
type Loss func(w []float32) (float64, error)

// BallSharpness is how much greater the loss is at a distance of rho in the
// direction of its gradient g at w, where it is at: the first-order estimate of the
// greatest rise within the ball that SAM uses (arXiv:2010.01412, eq. 2).
func BallSharpness(loss Loss, w, g []float32, at, rho float64) (float64, error) {
	length := norm(g)
	if length == 0 {
		return 0, nil
	}
	moved := make([]float32, len(w))
	for i, v := range w {
		moved[i] = float32(float64(v) + float64(rho/length*float64(g[i])))
	}
	up, err := loss(moved)
	return up - at, err
}

// boxSteps is how many steps of ascent look for the greatest loss in the box.
const boxSteps = 10

// BoxSharpness is the greatest loss found in the box |e_i| ≤ epsilon·(|w_i|+1) around
// w, where it is at: 100·(max L(w+e) − L(w))/(1+L(w)) (Keskar et al.,
// arXiv:1609.04836, eq. 3). The search takes ten steps of the gradient's signs, a
// fifth of the box each, so it is a lower bound.
func BoxSharpness(loss Loss, grad Gradient[float32], w []float32, at, epsilon float64) (float64, error) {
	e, moved, g := make([]float64, len(w)), make([]float32, len(w)), make([]float32, len(w))
	copy(moved, w)
	greatest := at
	for range boxSteps {
		if err := grad(g, moved); err != nil {
			return 0, err
		}
		for i, v := range w {
			side := epsilon * (math.Abs(float64(v)) + 1)
			switch {
			case g[i] > 0:
				e[i] = min(side, e[i]+side/5)
			case g[i] < 0:
				e[i] = max(-side, e[i]-side/5)
			}
			moved[i] = float32(float64(v) + e[i])
		}
		up, err := loss(moved)
		if err != nil {
			return 0, err
		}
		greatest = max(greatest, up)
	}
	return 100 * (greatest - at) / (1 + at), nil
}
