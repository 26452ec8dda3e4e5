package analysis

import (
	"cmp"
	"math"
	"slices"
)

// Eigen returns the eigenvalues of a symmetric n×n matrix, the greatest first, and
// its eigenvectors of length 1, one a row, by Jacobi's rotations: exact enough and
// short, for the small matrices that are needed here. It spends a.
func Eigen(a []float64, n int) (values, vectors []float64) {
	v := make([]float64, n*n)
	for i := range n {
		v[i*n+i] = 1
	}
	for range 60 { // sweeps; ten are enough for any matrix seen
		off, all := 0.0, 0.0
		for i := range n {
			for j := range n {
				square := float64(a[i*n+j] * a[i*n+j])
				if all += square; i != j {
					off += square
				}
			}
		}
		if off <= 1e-30*all {
			break
		}
		for i := range n {
			for j := i + 1; j < n; j++ {
				annul(a, v, n, i, j)
			}
		}
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(a[j*n+j], a[i*n+i]) })
	for _, i := range order {
		values = append(values, a[i*n+i])
		vectors = append(vectors, v[i*n:][:n]...)
	}
	return values, vectors
}

// annul turns the i-th and the j-th axis so that a[i,j] becomes 0.
func annul(a, v []float64, n, i, j int) {
	if a[i*n+j] == 0 {
		return
	}
	theta := (a[j*n+j] - a[i*n+i]) / (2 * a[i*n+j])
	t := 1 / (math.Abs(theta) + math.Sqrt(float64(theta*theta)+1))
	if theta < 0 {
		t = -t
	}
	c := 1 / math.Sqrt(float64(t*t)+1)
	s := t * c
	turn := func(x []float64, p, q int) {
		x[p], x[q] = float64(c*x[p])-float64(s*x[q]), float64(s*x[p])+float64(c*x[q])
	}
	for k := range n {
		turn(a, k*n+i, k*n+j)
	}
	for k := range n {
		turn(a, i*n+k, j*n+k)
		turn(v, i*n+k, j*n+k)
	}
}
