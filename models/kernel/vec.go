package kernel

// Add computes y += x.
func Add[F Float](y, x []F) {
	need(y, len(x))
	for i, v := range x {
		y[i] += v
	}
}

// Axpy computes y += a·x.
func Axpy[F Float](y []F, a F, x []F) {
	need(y, len(x))
	for i, v := range x {
		y[i] += F(a * v)
	}
}

// Scale computes y *= a.
func Scale[F Float](y []F, a F) {
	for i := range y {
		y[i] *= a
	}
}

// Dot returns the inner product of x and y, summed from first to last in float64.
func Dot[F Float](x, y []F) F {
	need(x, len(y))
	sum := 0.0
	for i, v := range x {
		sum += float64(float64(v) * float64(y[i]))
	}
	return F(sum)
}
