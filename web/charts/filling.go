package charts

import (
	"fmt"
	"image/color"
	"strings"

	"petri/models/spec"
)

// A Cover hides patches of a picture.
type Cover struct {
	Shape      spec.Shape // of the picture
	Rows, Cols int        // of patches
	Hidden     []float32  // by patch, 1 where hidden
}

// Hides tells whether the pixel i of a plane is hidden.
func (c Cover) Hides(i int) bool {
	y, x := i/c.Shape.W, i%c.Shape.W
	return c.Hidden[y*c.Rows/c.Shape.H*c.Cols+x*c.Cols/c.Shape.W] != 0
}

// veil is what is drawn over hidden patches: a blue-grey with a lighter dot at
// every other pixel, which no photograph and no ink has.
func (c Cover) veil(i int) color.NRGBA {
	if (i/c.Shape.W+i%c.Shape.W)%2 == 0 {
		return color.NRGBA{150, 163, 178, 255}
	}
	return color.NRGBA{166, 178, 192, 255}
}

// Visible draws what the model sees of a picture, C×H×W values in [0,1].
func (c Cover) Visible(values []float32) string {
	return encode(c.Shape, func(i int) color.NRGBA {
		if c.Hides(i) {
			return c.veil(i)
		}
		return pixel(values, c.Shape, i)
	})
}

// Filled draws a picture whose hidden patches are taken from filled.
func (c Cover) Filled(values, filled []float32) string {
	return encode(c.Shape, func(i int) color.NRGBA {
		if c.Hides(i) {
			return pixel(filled, c.Shape, i)
		}
		return pixel(values, c.Shape, i)
	})
}

// Missed draws how far filled is off where it was hidden: white is right, the
// strongest orange is off by the whole range. Visible patches are grey.
func (c Cover) Missed(values, filled []float32) string {
	plane := c.Shape.H * c.Shape.W
	return encode(c.Shape, func(i int) color.NRGBA {
		if !c.Hides(i) {
			return color.NRGBA{226, 228, 230, 255}
		}
		most := float32(0)
		for at := i; at < len(values); at += plane {
			most = max(most, values[at]-filled[at], filled[at]-values[at])
		}
		return mix(color.NRGBA{178, 72, 0, 255}, most)
	})
}

// Error is the mean squared error of filled where it was hidden; 0 if nothing was.
func (c Cover) Error(values, filled []float32) float64 {
	sum, n, plane := 0.0, 0.0, c.Shape.H*c.Shape.W
	for at, v := range values {
		if c.Hides(at % plane) {
			d := float64(v - filled[at])
			sum, n = sum+d*d, n+1
		}
	}
	return sum / max(1, n)
}

// PatchGrid draws the lines between patches, to lie over a picture of them, and
// the cursor if it is shown.
func PatchGrid(rows, cols, row, col int, cursor bool) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="patch-grid" viewBox="0 0 %d %d" preserveAspectRatio="none" aria-hidden="true"><path vector-effect="non-scaling-stroke" d="`, cols, rows)
	for x := 1; x < cols; x++ {
		fmt.Fprintf(&b, "M%d 0V%d", x, rows)
	}
	for y := 1; y < rows; y++ {
		fmt.Fprintf(&b, "M0 %dH%d", y, cols)
	}
	b.WriteString(`"/>`)
	if cursor {
		fmt.Fprintf(&b, `<rect class="cursor" vector-effect="non-scaling-stroke" x="%d" y="%d" width="1" height="1"/>`, col, row)
	}
	b.WriteString("</svg>")
	return b.String()
}
