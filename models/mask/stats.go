package mask

// Stats says how the visible patches of a mask lie together.
type Stats struct {
	J float64 // pairs of neighbours that share an edge, both visible, per visible patch
	C int     // connected pieces, by shared edges
	X float64 // pairs of neighbours that share just a corner, both visible, per visible patch
}

// Measure returns the statistics of a mask of rows×cols patches from its
// visible ones. Neighbours are those inside the mask: it does not wrap.
func Measure(visible []int32, rows, cols int) Stats {
	seen := make([]bool, rows*cols)
	for _, p := range visible {
		seen[p] = true
	}
	at := func(r, c int) bool { return r >= 0 && r < rows && c >= 0 && c < cols && seen[r*cols+c] }
	edges, corners := 0, 0
	count := func(sum *int, yes bool) {
		if yes {
			*sum++
		}
	}
	for _, p := range visible {
		r, c := int(p)/cols, int(p)%cols
		count(&edges, at(r, c+1))
		count(&edges, at(r+1, c))
		count(&corners, at(r+1, c+1))
		count(&corners, at(r+1, c-1))
	}
	n := float64(len(visible))
	return Stats{float64(edges) / n, pieces(visible, at, cols), float64(corners) / n}
}

// pieces counts the connected pieces by flooding each once.
func pieces(visible []int32, at func(r, c int) bool, cols int) int {
	flooded := map[int]bool{}
	var flood func(r, c int)
	flood = func(r, c int) {
		if !at(r, c) || flooded[r*cols+c] {
			return
		}
		flooded[r*cols+c] = true
		flood(r, c+1)
		flood(r, c-1)
		flood(r+1, c)
		flood(r-1, c)
	}
	n := 0
	for _, p := range visible {
		if !flooded[int(p)] {
			n++
			flood(int(p)/cols, int(p)%cols)
		}
	}
	return n
}

// WhiteJ is the expected J of keep visible patches drawn evenly from
// rows×cols: each of the edges between neighbours joins two visible ones with
// probability keep·(keep−1)/(L·(L−1)), L = rows·cols.
func WhiteJ(rows, cols, keep int) float64 {
	L := rows * cols
	edges := rows*(cols-1) + (rows-1)*cols
	return float64(edges*(keep-1)) / float64(L*(L-1))
}
