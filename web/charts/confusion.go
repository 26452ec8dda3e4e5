package charts

import "fmt"

// A Confusion counts examples by true class (row) and predicted class
// (column).
type Confusion struct {
	Title, Row, Col string
	Labels          []string
	Counts          []float32 // len(Labels)², row by row
	Notes           []string
}

// Share is a cell's part of its row, in [0,1]: how often the class was taken
// for the other.
func (c Confusion) Share(row, col int) float64 {
	n := len(c.Labels)
	var sum float32
	for _, v := range c.Counts[row*n : row*n+n] {
		sum += v
	}
	if sum == 0 {
		return 0
	}
	return float64(c.Counts[row*n+col] / sum)
}

// Worst is the most frequent confusion: its classes and how many examples.
// Without a mistake the count is 0.
func (c Confusion) Worst() (row, col, count int) {
	n := len(c.Labels)
	for i, v := range c.Counts {
		if i/n != i%n && int(v) > count {
			row, col, count = i/n, i%n, int(v)
		}
	}
	return row, col, count
}

// SVG draws the matrix with a number in every cell.
func (c Confusion) SVG() string {
	n := len(c.Labels)
	return matrices(c.Title, c.Notes, matrix{
		row: c.Row, col: c.Col, labels: c.Labels,
		cell: func(i, j int) (string, float64) { return fmt.Sprint(int(c.Counts[i*n+j])), c.Share(i, j) },
	})
}
