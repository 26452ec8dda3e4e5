// Package relief is what a chart of a loss over a plane and a view of it in space
// have in common: a scale from the lowest loss to the highest, and its colours.
package relief

import (
	"image/color"
	"math"
)

// Slopes are the colours from the lowest loss to the highest: evenly lighter, from
// blue to yellow, which keep apart for people who see no red or green.
var Slopes = [7]color.NRGBA{
	{0, 38, 84, 255}, {49, 72, 112, 255}, {88, 104, 122, 255}, {125, 132, 124, 255}, {166, 158, 112, 255}, {209, 190, 92, 255}, {255, 230, 96, 255},
}

// Inks are the colours of paths on the slopes: of the run itself, and of others.
var Inks = [4]color.NRGBA{{255, 255, 255, 255}, {255, 158, 94, 255}, {92, 224, 180, 255}, {240, 160, 222, 255}}

// Lines is how many contour lines there are at most, evenly apart on the scale, the
// first half a space above its low end.
const Lines = 12

// Slope is the colour at a part of the scale, in [0,1].
func Slope(part float64) color.NRGBA {
	at := min(max(part, 0), 1) * float64(len(Slopes)-1)
	i := min(int(at), len(Slopes)-2)
	blend := func(a, b uint8) uint8 { return uint8(float64(a) + (at-float64(i))*(float64(b)-float64(a)) + .5) }
	a, b := Slopes[i], Slopes[i+1]
	return color.NRGBA{blend(a.R, b.R), blend(a.G, b.G), blend(a.B, b.B), 255}
}

// A Scale is logarithmic, from the lowest value to the highest.
type Scale struct{ Low, High float64 }

// ScaleOf is the scale of the values that are known, finite and above 0. Without
// any it is 0 to 0.
func ScaleOf(values []float32) (s Scale) {
	for _, v := range values {
		if x := float64(v); x > 0 && !math.IsInf(x, 0) {
			if s.Low == 0 {
				s = Scale{x, x}
			}
			s.Low, s.High = min(s.Low, x), max(s.High, x)
		}
	}
	return s
}

// Part is where a value lies on the scale, 0 at its low end and 1 at its high one.
// Of values that are all but the same it is about 0.
func (s Scale) Part(v float64) float64 {
	return math.Log(v/s.Low) / math.Log(max(s.High, s.Low*1.001)/s.Low)
}

// Nearest returns the value at (col,row) of a grid whose coarser grids come first,
// or where it is not known yet that of the nearest coarser point.
func Nearest(values []float32, cols, col, row int) float32 {
	v := values[row*cols+col]
	for stride := 2; v != v && stride <= 8; stride *= 2 {
		v = values[row/stride*stride*cols+col/stride*stride]
	}
	return v
}

// Stride is how far apart the points of the finest grid are that is known whole, or
// 0 if none is.
func Stride(values []float32, rows, cols int) int {
	for stride := 1; stride <= 8; stride *= 2 {
		if (cols-1)%stride == 0 && (rows-1)%stride == 0 && whole(values, rows, cols, stride) {
			return stride
		}
	}
	return 0
}

func whole(values []float32, rows, cols, stride int) bool {
	for row := 0; row < rows; row += stride {
		for col := 0; col < cols; col += stride {
			if v := values[row*cols+col]; v != v {
				return false
			}
		}
	}
	return true
}
