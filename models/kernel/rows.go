package kernel

// AddRows adds b (N) to each row: y (M,N) += b.
func AddRows[F Float](y, b []F, rows, cols int) {
	matrix(y, rows, cols)
	need(b, cols)
	for r := range rows {
		Add(y[r*cols:][:cols], b)
	}
}

// SumRows is the adjoint of AddRows: db (N) += Σ_rows dy (M,N).
func SumRows[F Float](db, dy []F, rows, cols int) {
	matrix(dy, rows, cols)
	need(db, cols)
	for r := range rows {
		Add(db, dy[r*cols:][:cols])
	}
}

// AddChannels adds b (C) to each channel of each image: y (B,C,H·W) += b.
func AddChannels[F Float](y, b []F, n, c, hw int) {
	matrix(y, n*c, hw)
	need(b, c)
	for i := range n * c {
		v := b[i%c]
		row := y[i*hw:][:hw]
		for j := range row {
			row[j] += v
		}
	}
}

// SumChannels is the adjoint of AddChannels: db (C) += Σ over images and pixels of dy (B,C,H·W).
func SumChannels[F Float](db, dy []F, n, c, hw int) {
	matrix(dy, n*c, hw)
	need(db, c)
	for i := range n * c {
		var sum F
		for _, v := range dy[i*hw:][:hw] {
			sum += v
		}
		db[i%c] += sum
	}
}
