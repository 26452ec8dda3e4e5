package mask

import "gonum.org/v1/gonum/dsp/fourier"

const half = Side / 2

// A plane transforms real values on the torus. Real input needs half of the
// coefficients; they are kept column by column, which makes columns
// contiguous: coeff[fx·Side+fy], 0 ≤ fx ≤ half, 0 ≤ fy < Side.
type plane struct {
	coeff []complex128
	rows  *fourier.FFT
	cols  *fourier.CmplxFFT
	row   []complex128
}

func newPlane() *plane {
	return &plane{make([]complex128, (half+1)*Side), fourier.NewFFT(Side), fourier.NewCmplxFFT(Side), make([]complex128, half+1)}
}

func (p *plane) column(fx int) []complex128 { return p.coeff[fx*Side : (fx+1)*Side] }

// forward sets the coefficients of x (Side, Side).
func (p *plane) forward(x []float64) {
	for y := range Side {
		for fx, c := range p.rows.Coefficients(p.row, x[y*Side:(y+1)*Side]) {
			p.coeff[fx*Side+y] = c
		}
	}
	for fx := range half + 1 {
		p.cols.Coefficients(p.column(fx), p.column(fx))
	}
}

// inverse writes the values to x (Side, Side) and spoils the coefficients.
func (p *plane) inverse(x []float64) {
	for fx := range half + 1 {
		p.cols.Sequence(p.column(fx), p.column(fx))
	}
	for y := range Side {
		for fx := range p.row {
			p.row[fx] = p.coeff[fx*Side+y]
		}
		p.rows.Sequence(x[y*Side:(y+1)*Side], p.row)
	}
	for i := range x {
		x[i] /= Side * Side // the transforms multiply by as much
	}
}
