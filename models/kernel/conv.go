package kernel

// A Window slides over one image of C channels, H × W pixels: KH × KW pixels at a time, Stride apart, with Pad rows or columns of zeros
// around the image.
type Window struct{ C, H, W, KH, KW, Stride, Pad int }

// OutH returns how many places the window has from top to bottom.
func (w Window) OutH() int { return places(w.H, w.KH, w.Stride, w.Pad) }

// OutW returns how many places the window has from left to right.
func (w Window) OutW() int { return places(w.W, w.KW, w.Stride, w.Pad) }

// places panics if the window does not fit or could lie wholly in the padding.
func places(n, k, stride, pad int) int {
	if k < 1 || stride < 1 || pad < 0 || pad >= k || n+2*pad < k {
		panic(badWindow)
	}
	return (n+2*pad-k)/stride + 1
}

// Im2Col lays out what the window sees of one image src (C,H,W) as columns dst (C·KH·KW, OutH·OutW), so that convolution is a matrix
// product: y (O, OutH·OutW) = weights (O, C·KH·KW) · dst.
func Im2Col[F Float](dst, src []F, w Window) {
	need(src, w.C*w.H*w.W)
	need(dst, w.C*w.KH*w.KW*w.OutH()*w.OutW())
	outW := w.OutW()
	w.rows(func(col, img, lo, hi int) {
		d := dst[col:][:outW]
		clear(d[:lo])
		clear(d[hi:])
		if w.Stride == 1 {
			copy(d[lo:hi], src[img:])
			return
		}
		for x := lo; x < hi; x++ {
			d[x] = src[img+(x-lo)*w.Stride]
		}
	})
}

// Col2Im is the adjoint of Im2Col: it adds the columns src (C·KH·KW, OutH·OutW) to the pixels of dst (C,H,W) that they came from.
func Col2Im[F Float](dst, src []F, w Window) {
	need(dst, w.C*w.H*w.W)
	need(src, w.C*w.KH*w.KW*w.OutH()*w.OutW())
	w.rows(func(col, img, lo, hi int) {
		if w.Stride == 1 {
			if lo < hi {
				Add(dst[img:][:hi-lo], src[col+lo:][:hi-lo])
			}
			return
		}
		for x := lo; x < hi; x++ {
			dst[img+(x-lo)*w.Stride] += src[col+x]
		}
	})
}

// rows calls f for every row of OutW numbers in the columns' layout: col is where it begins there, img the pixel of its element lo, and
// only elements lo … hi lie inside the image.
func (w Window) rows(f func(col, img, lo, hi int)) {
	outH, outW := w.OutH(), w.OutW()
	col := 0
	for c := range w.C {
		for ky := range w.KH {
			for kx := range w.KW {
				lo, hi := inside(kx-w.Pad, w.Stride, w.W, outW)
				for oy := range outH {
					y := oy*w.Stride + ky - w.Pad
					if y < 0 || y >= w.H {
						f(col, 0, outW, outW)
					} else {
						f(col, (c*w.H+y)*w.W+lo*w.Stride+kx-w.Pad, lo, hi)
					}
					col += outW
				}
			}
		}
	}
}

// inside returns the range of x in [0, out) for which first + x·stride lies in [0, n).
func inside(first, stride, n, out int) (lo, hi int) {
	if first < 0 {
		lo = (-first + stride - 1) / stride
	}
	if first < n {
		hi = min(out, (n-1-first)/stride+1)
	}
	return lo, max(lo, hi)
}
