package mask

import (
	"math"
	"math/bits"
)

const (
	half  = Side / 2
	lanes = half + 1 // frequencies 0 … half of real values: the others mirror them
)

// A plane transforms real values on the torus by fast Fourier transforms
// written out here: every product is rounded before it is added, so that no
// platform fuses the two, and lines lie side by side, which runs three times
// as fast in WebAssembly as gonum's transform of one line after another.
type plane struct {
	re, im   []float64     // coefficients (Side, lanes): at row place(fx), lane |fy|
	zre, zim []float64     // (Side, half): columns x and x+half of the values as one complex column
	cos, sin [half]float64 // of 2π·k/Side
}

func newPlane() *plane {
	p := &plane{re: make([]float64, Side*lanes), im: make([]float64, Side*lanes), zre: make([]float64, Side*half), zim: make([]float64, Side*half)}
	for k := range half {
		p.sin[k], p.cos[k] = math.Sincos(2 * math.Pi * float64(k) / Side)
	}
	return p
}

// place is where a transform leaves frequency f: its bits in reverse.
func place(f int) int { return int(bits.Reverse64(uint64(f)) >> (64 - bits.Len(Side-1))) }

// transform replaces columns of Side values, n of them side by side, by their
// coefficients: halves are added and subtracted, and each is transformed.
func (p *plane) transform(re, im []float64, n int) {
	for span := half; span > 0; span /= 2 {
		for at := range half {
			k := at % span
			a := (2*at - k) * n
			b := a + span*n
			c, s := p.cos[k*(half/span)], p.sin[k*(half/span)]
			ar, ai, br, bi := re[a:a+n], im[a:a+n], re[b:b+n], im[b:b+n]
			for i, r := range ar {
				dr, di := r-br[i], ai[i]-bi[i]
				ar[i], ai[i] = r+br[i], ai[i]+bi[i]
				br[i] = float64(dr*c) + float64(di*s)
				bi[i] = float64(di*c) - float64(dr*s)
			}
		}
	}
}

// restore undoes transform, but for a factor of Side.
func (p *plane) restore(re, im []float64, n int) {
	for span := 1; span < Side; span *= 2 {
		for at := range half {
			k := at % span
			a := (2*at - k) * n
			b := a + span*n
			c, s := p.cos[k*(half/span)], p.sin[k*(half/span)]
			ar, ai, br, bi := re[a:a+n], im[a:a+n], re[b:b+n], im[b:b+n]
			for i, r := range ar {
				dr := float64(br[i]*c) - float64(bi[i]*s)
				di := float64(bi[i]*c) + float64(br[i]*s)
				br[i], bi[i] = r-dr, ai[i]-di
				ar[i], ai[i] = r+dr, ai[i]+di
			}
		}
	}
}

// forward sets the coefficients of x (Side, Side).
func (p *plane) forward(x []float64) {
	for y := range Side {
		copy(p.zre[y*half:(y+1)*half], x[y*Side:])
		copy(p.zim[y*half:(y+1)*half], x[y*Side+half:])
	}
	p.transform(p.zre, p.zim, half)
	// Of two real columns in one, the even part of a coefficient belongs to
	// the first, the odd part to the second.
	for fy := range lanes {
		a, b := place(fy)*half, place((Side-fy)%Side)*half
		for x := range half {
			ar, ai, br, bi := p.zre[a+x], p.zim[a+x], p.zre[b+x], p.zim[b+x]
			one, two := x*lanes+fy, (x+half)*lanes+fy
			p.re[one], p.im[one] = (ar+br)/2, (ai-bi)/2
			p.re[two], p.im[two] = (ai+bi)/2, (br-ar)/2
		}
	}
	p.transform(p.re, p.im, lanes)
}

// inverse writes the values to x (Side, Side) and spoils the coefficients.
func (p *plane) inverse(x []float64) {
	p.restore(p.re, p.im, lanes)
	for fy := range lanes {
		a, b := place(fy)*half, place((Side-fy)%Side)*half
		for x := range half {
			one, two := x*lanes+fy, (x+half)*lanes+fy
			r1, i1, r2, i2 := p.re[one], p.im[one], p.re[two], p.im[two]
			p.zre[b+x], p.zim[b+x] = r1+i2, r2-i1
			p.zre[a+x], p.zim[a+x] = r1-i2, r2+i1
		}
	}
	p.restore(p.zre, p.zim, half)
	for y := range Side {
		for i := range half {
			x[y*Side+i] = p.zre[y*half+i] / (Side * Side)
			x[y*Side+half+i] = p.zim[y*half+i] / (Side * Side)
		}
	}
}
