package mask

import (
	"math"
	"testing"
)

// published are the radial profiles digitised from the paper's figure
// (METHODS C2), as cycles per patch and amplitude.
var published = map[string][][2]float64{
	"white":  {{.05, .247}, {.15, .247}, {.25, .247}, {.35, .247}, {.45, .247}, {.55, .247}, {.65, .247}},
	"red":    {{.05, .80}, {.07, .55}, {.09, .17}, {.11, .05}, {.13, .02}},
	"green":  {{.09, .04}, {.13, .23}, {.15, .51}, {.17, .70}, {.19, .74}, {.21, .69}, {.25, .36}, {.31, .09}, {.41, .03}},
	"blue":   {{.25, .01}, {.35, .05}, {.41, .13}, {.47, .24}, {.51, .32}, {.57, .51}, {.61, .58}, {.67, .66}},
	"purple": {{.03, .82}, {.05, .62}, {.07, .17}, {.11, .04}, {.21, .01}, {.23, .01}, {.25, .01}, {.27, .01}, {.29, .01}, {.31, .01}, {.33, .01}, {.45, .06}, {.51, .14}, {.57, .35}, {.65, .64}},
}

// figureProfile is the radial profile as the paper's figure shows it. Its
// pixels are amplitudes of neighbouring frequencies averaged, for its white
// has nearly the same RMS (.250) as mean (.247), where single amplitudes have
// 1.13 times; and its colours end at .85. Here: 2×2 averaged, then clipped.
func figureProfile(t *Tile) []float64 {
	a := t.Periodogram()
	const centre = half*Side + half // where there is no noise
	sums, counts := make([]float64, len(t.Radial())), make([]float64, len(t.Radial()))
	for i := range a {
		if i == centre {
			continue
		}
		fy, fx := float64(i/Side-half)/Side, float64(i%Side-half)/Side
		right := i/Side*Side + (i+1)%Side
		sum, n := 0.0, 0.0
		for _, j := range []int{i, right, (i + Side) % len(a), (right + Side) % len(a)} {
			if j != centre {
				sum, n = sum+a[j], n+1
			}
		}
		b := int(math.Sqrt(fx*fx+fy*fy) / BinWidth)
		sums[b] += min(.85, sum/n)
		counts[b]++
	}
	for b := range sums {
		sums[b] /= counts[b]
	}
	return sums
}

func TestSpectraAreThoseOfTheFigure(t *testing.T) {
	const tolerance = .04 // root mean square over the digitised points
	for name, points := range published {
		f := filterOf(t, name)
		mean, tiles := make([]float64, 36), tilesFor(t, name)
		for seed := range tiles {
			for b, a := range figureProfile(madeTile(f, matched, seed)) {
				mean[b] += a / float64(tiles)
			}
		}
		squares, worst := 0.0, [3]float64{}
		for _, p := range points {
			d := mean[int(p[0]/BinWidth)] - p[1]
			squares += d * d
			if math.Abs(d) > math.Abs(worst[2]-worst[1]) {
				worst = [3]float64{p[0], p[1], p[1] + d}
			}
		}
		rmse := math.Sqrt(squares / float64(len(points)))
		t.Logf("%-6s RMSE %.3f; furthest at %.2f cycles per patch: %.2f, digitised %.2f", name, rmse, worst[0], worst[2], worst[1])
		if rmse > tolerance {
			t.Errorf("%s: RMSE %.3f, want at most %.2f", name, rmse, tolerance)
		}
	}
}
