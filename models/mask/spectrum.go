package mask

import "math"

// Periodogram returns the amplitude of every frequency, |FFT(x−mean)/Side|:
// Side×Side values with frequency 0, which is 0, at row and column Side/2.
func (t *Tile) Periodogram() []float64 {
	p, n := newPlane(), t.Side
	p.forward(t.Values)
	p.re[0] = 0
	a := make([]float64, n*n)
	for fx := range n {
		for fy := range lanes {
			re, im := p.re[place(fx)*lanes+fy], p.im[place(fx)*lanes+fy]
			amplitude := math.Sqrt(float64(re*re)+float64(im*im)) / Side
			a[(half+fy)%n*n+(half+fx)%n] = amplitude
			a[(half-fy)*n+(n+half-fx)%n] = amplitude // real noise has the same at −f
		}
	}
	return a
}

// A Bin is a ring of the spectrum.
type Bin struct {
	Frequency float64 // the middle of the ring, in cycles per patch
	Amplitude float64 // the mean over it
}

// BinWidth is the width of a ring in cycles per patch.
const BinWidth = .02

// Radial returns the mean amplitude by distance from frequency 0, up to the
// corner at √½ cycles per patch, without frequency 0 itself.
func (t *Tile) Radial() []Bin {
	n := t.Side
	bins, counts := make([]Bin, 1+int(math.Sqrt(.5)/BinWidth)), make([]float64, 1+int(math.Sqrt(.5)/BinWidth))
	for i, amplitude := range t.Periodogram() {
		fy, fx := float64(i/n-half)/Side, float64(i%n-half)/Side
		if fx == 0 && fy == 0 {
			continue
		}
		b := int(math.Sqrt(float64(fx*fx)+float64(fy*fy)) / BinWidth)
		bins[b].Amplitude += amplitude
		counts[b]++
	}
	for b := range bins {
		bins[b].Frequency = (float64(b) + .5) * BinWidth
		bins[b].Amplitude /= counts[b]
	}
	return bins
}
