package analysis

// PathPlane returns the plane that a path of weights varies along most: the two
// first principal components of its points, as directions of length 1, from its
// last point on, which so lies at (0,0) (arXiv:1712.09913, 7.2). Shares are the
// parts of the variance along the two, in [0,1]. A direction that nothing varies
// along is all zeros.
//
// The components come of the n×n scalar products between the n points, so that the
// D×D covariance is never formed. Yield is called often in the work.
func PathPlane(path [][]float32, yield func()) (p Plane, shares [2]float64) {
	n := len(path)
	values, vectors := Eigen(centredProducts(path, yield), n)
	total := 0.0
	for _, v := range values {
		total += max(0, v)
	}
	p = Plane{Origin: path[n-1], X: make([]float32, len(path[0])), Y: make([]float32, len(path[0]))}
	for k, direction := range [][]float32{p.X, p.Y} {
		if k >= n || values[k] <= 1e-9*total {
			break
		}
		shares[k] = values[k] / total
		combine(direction, path, vectors[k*n:][:n])
	}
	return p, shares
}

// centredProducts returns the n×n scalar products of the points, with their mean
// taken out of each. They are first taken from the last point, near which the
// others lie, or the products would be all of one great number.
func centredProducts(path [][]float32, yield func()) []float64 {
	n, last := len(path), path[len(path)-1]
	g, rows, all := make([]float64, n*n), make([]float64, n), 0.0
	for i, w := range path {
		for j, u := range path {
			if j < i {
				g[i*n+j] = g[j*n+i]
			} else {
				g[i*n+j] = productFrom(last, w, u)
			}
			rows[i] += g[i*n+j] / float64(n)
		}
		all += rows[i] / float64(n)
		yield()
	}
	for i := range n {
		for j := range n {
			g[i*n+j] += all - rows[i] - rows[j]
		}
	}
	return g
}

// productFrom is (w−from)·(u−from).
func productFrom(from, w, u []float32) float64 {
	sum := 0.0
	for i, f := range from {
		sum += float64((float64(w[i]) - float64(f)) * (float64(u[i]) - float64(f)))
	}
	return sum
}

// combine writes the sum of the points, times the weights, in length 1. Weights
// that sum to 0, as those of a centred path do, need no mean taken out.
func combine(dst []float32, path [][]float32, weights []float64) {
	last := path[len(path)-1]
	for i := range dst {
		sum := 0.0
		for k, w := range path {
			sum += float64(weights[k] * (float64(w[i]) - float64(last[i])))
		}
		dst[i] = float32(sum)
	}
	length := norm(dst)
	for i, v := range dst {
		dst[i] = float32(float64(v) / length)
	}
}
