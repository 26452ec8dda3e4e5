package kernel

import "math"

// Optimiser updates. Each changes one tensor w and its state in place, reads the gradient g and leaves it as it is. All slices have the
// length of w.

// SGD is stochastic gradient descent with heavy-ball momentum and L2 decay: vel = momentum·vel + g + decay·w; w −= lr·vel.
func SGD[F Float](w, g, vel []F, lr, momentum, decay F) {
	need(g, len(w))
	need(vel, len(w))
	for i, x := range w {
		v := F(momentum*vel[i]) + g[i] + F(decay*x)
		vel[i] = v
		w[i] = x - F(lr*v)
	}
}

// Adam is the update of Kingma and Ba (arXiv:1412.6980, algorithm 1), bias corrected: m = beta1·m + (1−beta1)·g, v = beta2·v + (1−beta2)·g²,
// w −= lr · m̂/(√v̂ + eps) with m̂ = m/(1−beta1^step), v̂ = v/(1−beta2^step). It panics unless step ≥ 1.
func Adam[F Float](w, g, m, v []F, lr, beta1, beta2, eps F, step int) {
	AdamW(w, g, m, v, lr, beta1, beta2, eps, step, 0)
}

// AdamW is Adam with decoupled weight decay (Loshchilov and Hutter, arXiv:1711.05101): w −= lr·decay·w before the step.
func AdamW[F Float](w, g, m, v []F, lr, beta1, beta2, eps F, step int, decay F) {
	need(g, len(w))
	need(m, len(w))
	need(v, len(w))
	if step < 1 {
		panic(badStep)
	}
	rate := F(float64(lr) / (1 - math.Pow(float64(beta1), float64(step)))) // lr · m̂ = rate · m
	root := F(1 / math.Sqrt(1-math.Pow(float64(beta2), float64(step))))    // √v̂ = root · √v
	keep := 1 - F(lr*decay)
	for i, x := range w {
		d := g[i]
		m1 := F(beta1*m[i]) + F((1-beta1)*d)
		v1 := F(beta2*v[i]) + F((1-beta2)*F(d*d))
		m[i], v[i] = m1, v1
		w[i] = F(keep*x) - F(rate*m1)/(F(root*sqrt(v1))+eps)
	}
}
