package layer

import (
	"math"

	"github.com/nlpodyssey/spago/mat"

	"petri/models/kernel"
	"petri/models/op"
)

// SinCos2D returns the fixed positions of the patches of a grid, row by row: (rows·cols, width), width a multiple of 4. The first half
// of a row encodes the patch's column, the second its row, each as sin(x·ωᵢ) for all i and then cos(x·ωᵢ), with ωᵢ = 10000^(−i/(width/4))
// (MAE, arXiv:2111.06377; in its code the column comes first).
func SinCos2D[F kernel.Float](rows, cols, width int) *mat.Dense[F] {
	if width%4 != 0 {
		panic("layer: positions: the width is no multiple of 4")
	}
	table := mat.NewDense[F](mat.WithShape(rows*cols, width))
	data, quarter := op.Data[F](table), width/4
	for at := range rows * cols {
		row := data[at*width:][:width]
		for i := range quarter {
			omega := math.Pow(10000, -float64(i)/float64(quarter))
			x, y := float64(at%cols)*omega, float64(at/cols)*omega
			row[i], row[quarter+i] = F(math.Sin(x)), F(math.Cos(x))
			row[2*quarter+i], row[3*quarter+i] = F(math.Sin(y)), F(math.Cos(y))
		}
	}
	return table
}
