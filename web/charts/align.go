package charts

import (
	"math"
	"slices"
)

// align puts curves on common X values, as uPlot wants them: where a curve has
// no value it is not a number.
func align(series []Series) (x []float64, y [][]float64) {
	for _, s := range series {
		x = append(x, s.X...)
	}
	slices.Sort(x)
	x = slices.Compact(x)
	for _, s := range series {
		row := make([]float64, len(x))
		next := 0
		for i, v := range x {
			row[i] = math.NaN()
			if next < len(s.X) && s.X[next] == v {
				row[i] = s.Y[next]
				next++
			}
		}
		y = append(y, row)
	}
	return x, y
}
