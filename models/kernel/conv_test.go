package kernel

import (
	"math"
	"testing"
)

var windows = []struct {
	name string
	w    Window
}{
	{"1x1", Window{C: 2, H: 3, W: 4, KH: 1, KW: 1, Stride: 1}},
	{"valid", Window{C: 2, H: 5, W: 6, KH: 3, KW: 2, Stride: 1}},
	{"padded", Window{C: 2, H: 5, W: 4, KH: 3, KW: 3, Stride: 1, Pad: 1}},
	{"strided", Window{C: 1, H: 7, W: 8, KH: 3, KW: 3, Stride: 2}},
	{"strided and padded", Window{C: 3, H: 6, W: 5, KH: 3, KW: 4, Stride: 2, Pad: 2}},
	{"stride beyond the window", Window{C: 1, H: 7, W: 7, KH: 2, KW: 2, Stride: 3}},
	{"padding wider than the image", Window{C: 1, H: 1, W: 1, KH: 3, KW: 3, Stride: 1, Pad: 2}},
}

// at is the pixel under the window at output (oy, ox), kernel offset (ky, kx): its index in the image, or -1 in the padding.
func (w Window) at(c, oy, ox, ky, kx int) int {
	y, x := oy*w.Stride+ky-w.Pad, ox*w.Stride+kx-w.Pad
	if y < 0 || y >= w.H || x < 0 || x >= w.W {
		return -1
	}
	return (c*w.H+y)*w.W + x
}

func TestIm2Col(t *testing.T) {
	for _, tc := range windows {
		t.Run(tc.name, func(t *testing.T) {
			w := tc.w
			src := random[float64](1, w.C*w.H*w.W)
			n := w.OutH() * w.OutW()
			got, want := random[float64](2, w.C*w.KH*w.KW*n), []float64(nil)
			for c := range w.C {
				for k := range w.KH * w.KW {
					for o := range n {
						v := 0.0
						if i := w.at(c, o/w.OutW(), o%w.OutW(), k/w.KW, k%w.KW); i >= 0 {
							v = src[i]
						}
						want = append(want, v)
					}
				}
			}
			Im2Col(got, src, w)
			wantNear(t, "columns", got, want, 0)
		})
	}
}

// TestCol2Im checks the definition of an adjoint: ⟨Im2Col(x), y⟩ = ⟨x, Col2Im(y)⟩.
func TestCol2Im(t *testing.T) {
	for _, tc := range windows {
		t.Run(tc.name, func(t *testing.T) {
			w := tc.w
			x, dx := random[float64](1, w.C*w.H*w.W), make([]float64, w.C*w.H*w.W)
			y := random[float64](2, w.C*w.KH*w.KW*w.OutH()*w.OutW())
			col := make([]float64, len(y))
			Im2Col(col, x, w)
			Col2Im(dx, y, w)
			wantNear(t, "inner product", []float64{Dot(x, dx)}, []float64{Dot(col, y)}, 1e-12)
			Col2Im(dx, y, w)
			wantNear(t, "accumulated", []float64{Dot(x, dx)}, []float64{2 * Dot(col, y)}, 1e-12)
		})
	}
}

// TestWindow: LeNet's sizes, and PyTorch's rule floor((n + 2·pad − k)/stride) + 1.
func TestWindow(t *testing.T) {
	for _, tc := range []struct{ n, k, stride, pad, want int }{
		{28, 5, 1, 0, 24}, {28, 5, 1, 2, 28}, {24, 2, 2, 0, 12}, {12, 5, 1, 0, 8}, {7, 2, 2, 0, 3}, {7, 3, 2, 1, 4},
	} {
		w := Window{C: 1, H: tc.n, W: tc.n, KH: tc.k, KW: tc.k, Stride: tc.stride, Pad: tc.pad}
		if w.OutH() != tc.want || w.OutW() != tc.want {
			t.Errorf("%+v gives %d × %d, want %d", w, w.OutH(), w.OutW(), tc.want)
		}
	}
}

func TestWindow_BadInput(t *testing.T) {
	good := Window{C: 1, H: 4, W: 4, KH: 2, KW: 2, Stride: 1}
	x := make([]float32, 16)
	for _, spoil := range []func(w *Window){
		func(w *Window) { w.KH = 5 },
		func(w *Window) { w.KW = 0 },
		func(w *Window) { w.Stride = 0 },
		func(w *Window) { w.Pad = -1 },
		func(w *Window) { w.Pad = 2 }, // a window could then see padding alone
	} {
		w := good
		spoil(&w)
		wantPanic(t, badWindow, func() { Im2Col(x, x, w) })
		wantPanic(t, badWindow, func() { AvgPool(x, x, w) })
	}
	wantPanic(t, badLength, func() { Im2Col(x, x[1:], good) })
	wantPanic(t, badLength, func() { Col2Im(x, x, good) })
	wantPanic(t, badLength, func() { MaxPool(x[:9], make([]int32, 8), x, good) })
}

func TestMaxPool(t *testing.T) {
	src := []float32{
		1, 2, 5, 5,
		4, 3, 5, 0,
		-1, -2, 0, 0,
		-4, -3, 0, 9,
	}
	w := Window{C: 1, H: 4, W: 4, KH: 2, KW: 2, Stride: 2}
	dst, arg := make([]float32, 4), make([]int32, 4)
	MaxPool(dst, arg, src, w)
	wantNear(t, "dst", dst, []float32{4, 5, -1, 9}, 0)
	dx := make([]float32, 16)
	dx[4] = 1
	MaxPoolGrad(dx, []float32{10, 20, 30, 40}, arg)
	wantNear(t, "dx", dx, []float32{0, 0, 20, 0, 11, 0, 0, 0, 30, 0, 0, 0, 0, 0, 0, 40}, 0) // a tie goes to the first

	// Padding is no candidate: all pixels are negative, and none of the results is 0.
	MaxPool(dst, arg, []float32{-1, -2, -3, -4}, Window{C: 1, H: 2, W: 2, KH: 2, KW: 2, Stride: 2, Pad: 1})
	wantNear(t, "padded", dst, []float32{-1, -2, -3, -4}, 0)
}

func TestMaxPool_Grad(t *testing.T) {
	for _, tc := range windows {
		t.Run(tc.name, func(t *testing.T) {
			w := tc.w
			n := w.C * w.OutH() * w.OutW()
			x, dx := random[float64](1, w.C*w.H*w.W), make([]float64, w.C*w.H*w.W)
			y, dy, arg := make([]float64, n), random[float64](2, n), make([]int32, n)
			MaxPool(y, arg, x, w)
			MaxPoolGrad(dx, dy, arg)
			checkGrad(t, "dx", func() float64 { MaxPool(y, arg, x, w); return Dot(y, dy) }, x, dx)
		})
	}
}

func TestAvgPool(t *testing.T) {
	dst := make([]float32, 2)
	AvgPool(dst, []float32{1, 2, 3, 4, 5, 6, 7, 8}, Window{C: 1, H: 2, W: 4, KH: 2, KW: 2, Stride: 2})
	wantNear(t, "dst", dst, []float32{3.5, 5.5}, 0) // (1+2+5+6)/4, (3+4+7+8)/4
	for _, tc := range windows {
		t.Run(tc.name, func(t *testing.T) {
			w := tc.w
			n := w.C * w.OutH() * w.OutW()
			x, dx := random[float64](1, w.C*w.H*w.W), make([]float64, w.C*w.H*w.W)
			y, dy := make([]float64, n), random[float64](2, n)
			AvgPoolGrad(dx, dy, w)
			checkGrad(t, "dx", func() float64 { AvgPool(y, x, w); return Dot(y, dy) }, x, dx)
		})
	}
}

// BenchmarkConv: LeNet's layers, one image.
func BenchmarkConv(b *testing.B) {
	for _, layer := range []struct {
		name string
		w    Window
	}{
		{"conv1", Window{C: 1, H: 28, W: 28, KH: 5, KW: 5, Stride: 1}},
		{"conv2", Window{C: 6, H: 12, W: 12, KH: 5, KW: 5, Stride: 1}},
		{"pool1", Window{C: 6, H: 24, W: 24, KH: 2, KW: 2, Stride: 2}},
	} {
		w := layer.w
		n := w.C * w.OutH() * w.OutW()
		img, col := random[float32](1, w.C*w.H*w.W), make([]float32, n*w.KH*w.KW)
		out, arg := make([]float32, n), make([]int32, n)
		for _, bench := range []struct {
			name string
			f    func()
			n    int
		}{
			{"Im2Col", func() { Im2Col(col, img, w) }, len(col)},
			{"Col2Im", func() { Col2Im(img, col, w) }, len(col)},
			{"MaxPool", func() { MaxPool(out, arg, img, w) }, len(out)},
			{"AvgPool", func() { AvgPool(out, img, w) }, len(out)},
		} {
			b.Run(layer.name+"/"+bench.name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					bench.f()
				}
				elements(b, bench.n)
			})
		}
	}
}

// The 2×2 windows that have a loop of their own, on odd sizes too, with ties and a NaN.
func TestMaxPool_TwoByTwo(t *testing.T) {
	for _, w := range []Window{{C: 2, H: 4, W: 6, KH: 2, KW: 2, Stride: 2}, {C: 3, H: 5, W: 7, KH: 2, KW: 2, Stride: 2}} {
		src := make([]float32, w.C*w.H*w.W)
		for i := range src {
			src[i] = float32(i * 7 % 5)
		}
		src[w.W+1] = float32(math.NaN())
		n := w.C * w.OutH() * w.OutW()
		dst, arg := make([]float32, n), make([]int32, n)
		MaxPool(dst, arg, src, w)
		w.outputs(func(o, base, y0, y1, x0, x1 int) {
			best := base + y0*w.W + x0
			for y := y0; y < y1; y++ {
				for x := x0; x < x1; x++ {
					if i := base + y*w.W + x; src[i] > src[best] || src[i] != src[i] {
						best = i
					}
				}
			}
			if int(arg[o]) != best || math.Float32bits(dst[o]) != math.Float32bits(src[best]) {
				t.Errorf("%+v: place %d is %v from %d, want %v from %d", w, o, dst[o], arg[o], src[best], best)
			}
		})
	}
}
