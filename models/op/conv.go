package op

import (
	"fmt"

	"github.com/nlpodyssey/spago/mat"

	"petri/models/kernel"
)

// Conv2D correlates every image with OC filters: x (B, C·H·W), w (OC, C·KH·KW), b (1,OC) or nil → (B, OC·OutH·OutW).
// Sample by sample it is one product with the patches as columns: y = w·im2col(x) + b.
// Gradient: dx = col2im(wᵀ·dy), dw = Σ_B dy·im2col(x)ᵀ, db = Σ dy. The patches are laid out again for dw, which is cheaper than
// keeping them: they are KH·KW times the size of x.
func Conv2D[F kernel.Float](t *Tape[F], x, w, b mat.Tensor, win kernel.Window) mat.Tensor {
	B, OC, patch, pixels := Rows(x), Rows(w), win.C*win.KH*win.KW, win.OutH()*win.OutW()
	checkCols("conv2d", x, win.C*win.H*win.W)
	if Cols(w) != patch {
		panic(fmt.Sprintf("op: conv2d: w has %d columns, the window wants %d", Cols(w), patch))
	}
	y, out := t.result(B, OC*pixels)
	for i := range B {
		cols := t.scratch(patch * pixels)
		kernel.Im2Col(cols, row(Data[F](x), i, B), win)
		kernel.Gemm(row(out, i, B), Data[F](w), cols, OC, pixels, patch)
		t.yield()
	}
	if b != nil {
		checkSize("conv2d", "b", b, OC)
		kernel.AddChannels(out, Data[F](b), B, OC, pixels)
	}
	return t.record(y, func(dy []F, d [][]F) {
		dx, dw, db := d[0], d[1], d[2]
		for i := range B {
			cols, dyi := t.scratch(patch*pixels), row(dy, i, B)
			if dw != nil {
				kernel.Im2Col(cols, row(Data[F](x), i, B), win)
				kernel.GemmBT(dw, dyi, cols, OC, patch, pixels)
			}
			if dx != nil {
				clear(cols)
				kernel.GemmAT(cols, Data[F](w), dyi, patch, pixels, OC)
				kernel.Col2Im(row(dx, i, B), cols, win)
			}
			t.yield()
		}
		if db != nil {
			kernel.SumChannels(db, dy, B, OC, pixels)
		}
	}, x, w, b)
}
