package kernel

// MaxPool keeps the largest pixel under the window: dst (C,OutH,OutW) from one image src (C,H,W). arg, of the same length, receives its
// index in src for the gradient: the first one on a tie, the last NaN if there is any. Padding never wins.
func MaxPool[F Float](dst []F, arg []int32, src []F, w Window) {
	need(src, w.C*w.H*w.W)
	need(dst, w.C*w.OutH()*w.OutW())
	need(arg, len(dst))
	if w.KH == 2 && w.KW == 2 && w.Stride == 2 && w.Pad == 0 {
		maxPool2(dst, arg, src, w)
		return
	}
	w.outputs(func(o, base, y0, y1, x0, x1 int) {
		best := base + y0*w.W + x0
		top := src[best]
		for y := y0; y < y1; y++ {
			row := base + y*w.W
			for x := x0; x < x1; x++ {
				if v := src[row+x]; v > top || v != v {
					top, best = v, row+x
				}
			}
		}
		dst[o], arg[o] = top, int32(best)
	})
}

// maxPool2 is MaxPool for windows of 2×2 side by side, which most networks have: the general loop would spend its time on their edges.
func maxPool2[F Float](dst []F, arg []int32, src []F, w Window) {
	outH, outW := w.OutH(), w.OutW()
	for r := range w.C * outH {
		first := (r/outH*w.H + r%outH*2) * w.W
		upper, lower := src[first:][:2*outW], src[first+w.W:][:2*outW]
		d, a := dst[r*outW:][:outW], arg[r*outW:][:outW]
		for i := range d {
			x := 2 * i
			top, best := upper[x], first+x
			if v := upper[x+1]; v > top || v != v {
				top, best = v, first+x+1
			}
			if v := lower[x]; v > top || v != v {
				top, best = v, first+w.W+x
			}
			if v := lower[x+1]; v > top || v != v {
				top, best = v, first+w.W+x+1
			}
			d[i], a[i] = top, int32(best)
		}
	}
}

// MaxPoolGrad adds each gradient to the pixel that won: dx[arg[i]] += dy[i].
func MaxPoolGrad[F Float](dx, dy []F, arg []int32) {
	need(arg, len(dy))
	for i, v := range dy {
		dx[arg[i]] += v
	}
}

// AvgPool averages the pixels under the window: dst (C,OutH,OutW) from one image src (C,H,W). Padding counts as zeros.
func AvgPool[F Float](dst, src []F, w Window) {
	need(src, w.C*w.H*w.W)
	need(dst, w.C*w.OutH()*w.OutW())
	area := F(w.KH * w.KW)
	w.outputs(func(o, base, y0, y1, x0, x1 int) {
		var sum F
		for y := y0; y < y1; y++ {
			for _, v := range src[base+y*w.W+x0 : base+y*w.W+x1] {
				sum += v
			}
		}
		dst[o] = sum / area
	})
}

// AvgPoolGrad spreads each gradient evenly over its pixels: dx (C,H,W) += the adjoint of AvgPool at dy (C,OutH,OutW).
func AvgPoolGrad[F Float](dx, dy []F, w Window) {
	need(dx, w.C*w.H*w.W)
	need(dy, w.C*w.OutH()*w.OutW())
	area := F(w.KH * w.KW)
	w.outputs(func(o, base, y0, y1, x0, x1 int) {
		share := dy[o] / area
		for y := y0; y < y1; y++ {
			row := dx[base+y*w.W+x0 : base+y*w.W+x1]
			for x := range row {
				row[x] += share
			}
		}
	})
}

// outputs calls f for every place o of the window, with the rows y0 … y1 and columns x0 … x1 it covers of the channel that begins at base.
func (w Window) outputs(f func(o, base, y0, y1, x0, x1 int)) {
	outH, outW := w.OutH(), w.OutW()
	o := 0
	for c := range w.C {
		for oy := range outH {
			y := oy*w.Stride - w.Pad
			for ox := range outW {
				x := ox*w.Stride - w.Pad
				f(o, c*w.H*w.W, max(y, 0), min(y+w.KH, w.H), max(x, 0), min(x+w.KW, w.W))
				o++
			}
		}
	}
}
