package kernel

// Patches is a grid of P×P patches over a C×H×W image, whose sides P divides.
// Patches count row by row; in one the channel runs fastest, then the column,
// as in the code of MAE (arXiv:2111.06377).
type Patches struct{ C, H, W, P int }

// Rows is how many patches stand above each other.
func (p Patches) Rows() int { return p.H / p.P }

// Cols is how many patches stand side by side.
func (p Patches) Cols() int { return p.W / p.P }

// Count is L, the number of patches; 0 of the zero grid.
func (p Patches) Count() int {
	if p.P == 0 {
		return 0
	}
	return p.Rows() * p.Cols()
}

// Size is the number of values in a patch.
func (p Patches) Size() int { return p.P * p.P * p.C }

// each calls f with every place of a value in the patches, which it visits in
// order, and its place in the image.
func (p Patches) each(f func(patched, planar int)) {
	at := 0
	for top := 0; top < p.H; top += p.P {
		for left := 0; left < p.W; left += p.P {
			for y := top; y < top+p.P; y++ {
				for x := left; x < left+p.P; x++ {
					for c := range p.C {
						f(at, (c*p.H+y)*p.W+x)
						at++
					}
				}
			}
		}
	}
}

// CutPatches adds the patches of the image src (C,H,W) to dst (L, P·P·C).
func CutPatches[F Float](dst, src []F, p Patches) {
	need(dst, p.Count()*p.Size())
	need(src, p.C*p.H*p.W)
	p.each(func(patched, planar int) { dst[patched] += src[planar] })
}

// JoinPatches adds the patches src (L, P·P·C) to the image dst (C,H,W).
func JoinPatches[F Float](dst, src []F, p Patches) {
	need(dst, p.C*p.H*p.W)
	need(src, p.Count()*p.Size())
	p.each(func(patched, planar int) { dst[planar] += src[patched] })
}
