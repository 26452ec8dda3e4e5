package analysis

import "math"

// A Plane in the space of weights is Origin + a·X + b·Y. All three have a value for
// every weight; X and Y are not parallel, nor need they be orthogonal.
type Plane struct{ Origin, X, Y []float32 }

// At writes the weights at (a,b) into dst.
func (p Plane) At(dst []float32, a, b float64) {
	for i, v := range p.Origin {
		dst[i] = float32(float64(v) + float64(a*float64(p.X[i])) + float64(b*float64(p.Y[i])))
	}
}

// Place returns where on the plane w lies nearest, by least squares, and how far
// from it.
func (p Plane) Place(w []float32) (a, b, distance float64) {
	var xx, xy, yy, xw, yw float64
	for i, v := range w {
		x, y, d := float64(p.X[i]), float64(p.Y[i]), float64(v)-float64(p.Origin[i])
		xx, xy, yy = xx+float64(x*x), xy+float64(x*y), yy+float64(y*y)
		xw, yw = xw+float64(x*d), yw+float64(y*d)
	}
	if det := float64(xx*yy) - float64(xy*xy); det > 0 {
		a = (float64(yy*xw) - float64(xy*yw)) / det
		b = (float64(xx*yw) - float64(xy*xw)) / det
	}
	square := 0.0
	for i, v := range w {
		d := float64(v) - float64(p.Origin[i]) - float64(a*float64(p.X[i])) - float64(b*float64(p.Y[i]))
		square += float64(d * d)
	}
	return a, b, math.Sqrt(square)
}
