package mask

import (
	"math"
	"testing"
)

// A wave ½ + ¼·cos(2π(3x + 5y)/Side) has the amplitude ⅛·Side at ±(3, 5) by
// |FFT/Side|, and nothing elsewhere.
func TestPeriodogramByHand(t *testing.T) {
	wave := &Tile{Side, make([]float64, Side*Side)}
	for i := range wave.Values {
		wave.Values[i] = .5 + .25*math.Cos(2*math.Pi*float64(3*(i%Side)+5*(i/Side))/Side)
	}
	for i, a := range wave.Periodogram() {
		fy, fx := i/Side-half, i%Side-half
		want := 0.0
		if fx == 3 && fy == 5 || fx == -3 && fy == -5 {
			want = Side / 8
		}
		if !near(a, want, 1e-10) {
			t.Errorf("at (%d, %d): %v, want %v", fx, fy, a, want)
		}
	}
	at := int(math.Sqrt(9+25) / Side / BinWidth)
	for b, bin := range wave.Radial() {
		if (bin.Amplitude > 1e-10) != (b == at) || !near(bin.Frequency, (float64(b)+.5)*BinWidth, 1e-12) {
			t.Errorf("bin %d: %+v, want only bin %d filled", b, bin, at)
		}
	}
}

// The squares of all amplitudes add up to those of the values (Parseval): a
// uniform histogram has the variance 1/12.
func TestPeriodogramKeepsPower(t *testing.T) {
	for _, info := range All() {
		sum := 0.0
		for _, a := range tile(t, info.Name, nil, 1).Periodogram() {
			sum += a * a
		}
		if !near(sum/(Side*Side), 1./12, 1e-6) {
			t.Errorf("%s: mean power %v, want 1/12", info.Name, sum/(Side*Side))
		}
	}
}
