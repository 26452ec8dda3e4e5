package mask

import "math"

// gaussian is the transfer of a Gaussian blur with standard deviation sigma,
// in patches, at f cycles per patch: exp(−2π²σ²f²). The blur is exact on the
// torus, not a kernel sampled at whole patches, which is another filter where
// sigma is below one patch. Exp2 has the same bits on amd64 and wasm; Exp not.
func gaussian(sigma, f float64) float64 {
	return math.Exp2(-2 * math.Pi * math.Pi * math.Log2E * float64(sigma*sigma) * float64(f*f))
}

// gaussians returns the transfer along one axis at 0 … half cycles a side.
func gaussians(sigma float64) []float64 {
	g := make([]float64, lanes)
	for k := range g {
		g[k] = gaussian(sigma, float64(k)/Side)
	}
	return g
}

// table returns the transfer of the filter in the order of a plane.
func (f *Filter) table(r Recipe) []float64 {
	one, two := gaussians(r.Sigma1), gaussians(r.Sigma2)
	t := make([]float64, Side*lanes)
	for fx := range Side {
		x := min(fx, Side-fx)
		for y := range lanes {
			t[place(fx)*lanes+y] = f.Transfer(float64(one[x]*one[y]), float64(two[x]*two[y]))
		}
	}
	return t
}

// apply filters x (Side, Side) in place.
func (p *plane) apply(x, transfer []float64) {
	p.forward(x)
	for i, t := range transfer {
		p.re[i] *= t
		p.im[i] *= t
	}
	p.inverse(x)
}
