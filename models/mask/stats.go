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
	m := pattern{make([]bool, rows*cols), rows, cols}
	for _, p := range visible {
		m.visible[p] = true
	}
	edges, corners := 0, 0
	for _, p := range visible {
		r, c := int(p)/cols, int(p)%cols
		edges += m.at(r, c+1) + m.at(r+1, c)
		corners += m.at(r+1, c+1) + m.at(r+1, c-1)
	}
	n := float64(len(visible))
	return Stats{J: float64(edges) / n, X: float64(corners) / n, C: m.pieces()}
}

type pattern struct {
	visible    []bool // (rows, cols)
	rows, cols int
}

// at is 1 where a patch is visible and 0 elsewhere, also outside.
func (m pattern) at(r, c int) int {
	if r >= 0 && r < m.rows && c >= 0 && c < m.cols && m.visible[r*m.cols+c] {
		return 1
	}
	return 0
}

// pieces counts the connected pieces and hides them all.
func (m pattern) pieces() int {
	n := 0
	for p := range m.visible {
		n += m.hide(p/m.cols, p%m.cols)
	}
	return n
}

// hide hides the piece that holds a patch, and says how many that were.
func (m pattern) hide(r, c int) int {
	if m.at(r, c) == 0 {
		return 0
	}
	m.visible[r*m.cols+c] = false
	m.hide(r, c+1)
	m.hide(r, c-1)
	m.hide(r+1, c)
	m.hide(r-1, c)
	return 1
}

// WhiteJ is the expected J of keep visible patches drawn evenly from
// rows×cols: each of the edges between neighbours joins two visible ones with
// probability keep·(keep−1)/(L·(L−1)), L = rows·cols.
func WhiteJ(rows, cols, keep int) float64 {
	L := rows * cols
	edges := rows*(cols-1) + (rows-1)*cols
	return float64(edges*(keep-1)) / float64(L*(L-1))
}
