package kernel

// Unit scales every row of x (M,N) to length 1: y = x/length, with length = √(Σx² + eps) added up in float64. length (M) is kept for the
// gradient.
func Unit[F Float](y, length, x []F, rows, cols int, eps F) {
	matrix(y, rows, cols)
	matrix(x, rows, cols)
	need(length, rows)
	for r := range rows {
		x, y := x[r*cols:][:cols], y[r*cols:][:cols]
		sum := float64(eps)
		for _, v := range x {
			sum += float64(float64(v) * float64(v))
		}
		length[r] = sqrt(F(sum))
		for i, v := range x {
			y[i] = v / length[r]
		}
	}
}

// UnitGrad adds the gradient of Unit, by what it has written: dx += (dy − y·(y·dy))/length.
func UnitGrad[F Float](dx, dy, y, length []F, rows, cols int) {
	matrix(dx, rows, cols)
	matrix(dy, rows, cols)
	matrix(y, rows, cols)
	need(length, rows)
	for r := range rows {
		dx, dy, y := dx[r*cols:][:cols], dy[r*cols:][:cols], y[r*cols:][:cols]
		along := Dot(y, dy)
		for i, v := range y {
			dx[i] += (dy[i] - F(v*along)) / length[r]
		}
	}
}
