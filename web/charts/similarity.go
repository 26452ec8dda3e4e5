package charts

import (
	"math"
	"strconv"
)

// A Similarity is the mean cosine between pictures of each class (row) and the text
// of each (column), once for each of its Titles. A cosine that is not known is not
// a number.
type Similarity struct {
	Title, Row string
	Titles     []string
	Labels     []string
	Cosines    [][]float32 // len(Labels)², row by row
	Notes      []string
}

// Range is that of all cosines, which are shaded on one scale.
func (s Similarity) Range() (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, cosines := range s.Cosines {
		for _, v := range cosines {
			if v == v {
				low, high = min(low, float64(v)), max(high, float64(v))
			}
		}
	}
	return low, high
}

// Shade is where a cosine lies between the lowest and the highest, in [0,1].
func (s Similarity) Shade(v float32) float64 {
	low, high := s.Range()
	if v != v || high <= low {
		return 0
	}
	return (float64(v) - low) / (high - low)
}

// Hundredths writes a cosine for a narrow cell.
func Hundredths(v float32) string {
	if v != v {
		return "–"
	}
	return strconv.Itoa(int(math.Round(100 * float64(v))))
}

// SVG draws the matrices beside each other.
func (s Similarity) SVG() string {
	var all []matrix
	n := len(s.Labels)
	for k, cosines := range s.Cosines {
		all = append(all, matrix{row: s.Row, col: s.Titles[k], labels: s.Labels, cell: func(i, j int) (string, float64) {
			return Hundredths(cosines[i*n+j]), s.Shade(cosines[i*n+j])
		}})
	}
	return matrices(s.Title, s.Notes, all...)
}
