package mask

import (
	"fmt"
	"math"
	"runtime"
	"strings"
	"testing"

	"petri/models/stream"
)

// figures are what METHODS C2 measures of 600 windows: J, C and X at 14×14
// patches of which 49 are visible, J and C at 7×7 of which 12 are.
type figures [5]float64

var figureNames = [5]string{"J 14×14", "C 14×14", "X 14×14", "J 7×7", "C 7×7"}

// calibration is one line of the table. METHODS measured it on a single tile;
// one tile strays from the mean of tiles by 23% (J of purple), so the test
// measures many.
var calibration = []struct {
	colour string
	recipe func(*Filter) Recipe
	want   figures
}{
	{"white", nil, figures{.462, 27.0, .428, .392, 7.4}},
	{"red", matched, figures{1.573, 1.4, 1.329, 1.221, 1.2}},
	{"green", matched, figures{.988, 9.1, .639, .887, 3.0}},
	{"blue", matched, figures{.043, 46.9, .711, .038, 11.5}},
	{"purple", matched, figures{.064, 46.0, 1.064, .018, 11.8}},
	{"green", formula, figures{.688, 17.8, .438, .615, 5.1}},
	{"blue", formula, figures{.339, 32.5, .365, .300, 8.4}},
	{"red", formula, figures{1.181, 6.1, .878, 1.000, 2.4}},
}

func matched(f *Filter) Recipe { return f.Matched }
func formula(f *Filter) Recipe { return f.Formula }

// measured holds the mean over tiles and the standard deviation of one tile.
type measured struct{ mean, sd figures }

// made holds filtered tiles, which several tests measure.
var made = map[madeKey]*Tile{}

type madeKey struct {
	filter *Filter
	recipe Recipe
	seed   int
}

// madeTile is white noise of a seed, filtered if there is a filter.
func madeTile(f *Filter, recipe func(*Filter) Recipe, seed int) *Tile {
	if f == nil {
		return white(seed)
	}
	key := madeKey{f, recipe(f), seed}
	if made[key] == nil {
		made[key] = white(seed)
		made[key].pass(f, key.recipe)
	}
	return made[key]
}

func measure(f *Filter, recipe func(*Filter) Recipe, tiles int) (m measured) {
	var squares figures
	for seed := range tiles {
		for i, v := range figuresOf(madeTile(f, recipe, seed), seed) {
			m.mean[i] += v / float64(tiles)
			squares[i] += v * v / float64(tiles)
		}
	}
	for i, mean := range m.mean {
		m.sd[i] = math.Sqrt(max(0, squares[i]-mean*mean) * float64(tiles) / float64(tiles-1))
	}
	return m
}

func figuresOf(tl *Tile, seed int) figures {
	const windows = 600
	a, b := averageOf(tl, 14, seed, windows), averageOf(tl, 7, seed, windows)
	return figures{a[0], a[1], a[2], b[0], b[1]}
}

func averageOf(tl *Tile, side, seed, windows int) (sum [3]float64) {
	c := newCutter(tl, side, side, side*side/4)
	rng, order := stream.New(seed, "windows"), make([]int32, side*side)
	for range windows {
		c.Cut(order, rng)
		s := Measure(order[:c.Keep()], side, side)
		for i, v := range []float64{s.J, float64(s.C), s.X} {
			sum[i] += v / float64(windows)
		}
	}
	return sum
}

// tilesFor is enough tiles for every mean to be known to about 2%.
func tilesFor(t *testing.T, colour string) int {
	if runtime.GOARCH == "wasm" {
		t.Skip("Node has the same tiles to the bit (TestTile_Bits): they are measured natively")
	}
	if colour == "purple" {
		return 128
	}
	return 32
}

func TestMasksAreThoseOfTheTable(t *testing.T) {
	const tolerance = .10 // METHODS C2
	got := map[string]measured{}
	t.Log("mean over tiles of 600 windows ± standard deviation of one tile (METHODS C2, deviation)")
	for _, line := range calibration {
		name := line.colour
		f := filterOf(t, name)
		m := measure(f, line.recipe, tilesFor(t, name))
		if f != nil && line.recipe(f) == f.Formula {
			name += " formula"
		}
		got[name] = m
		var row strings.Builder
		for i, want := range line.want {
			off := m.mean[i]/want - 1
			fmt.Fprintf(&row, "  %s %.3f±%.3f (%.3f, %+.1f%%)", figureNames[i], m.mean[i], m.sd[i], want, 100*off)
			if math.Abs(off) > tolerance {
				t.Errorf("%s: %s is %.4f, want %.3f ± %.0f%%", name, figureNames[i], m.mean[i], want, 100*tolerance)
			}
		}
		t.Logf("%-13s%s", name, row.String())
	}
	for i, analytic := range map[int]float64{0: WhiteJ(14, 14, 49), 3: WhiteJ(7, 7, 12)} {
		w := got["white"]
		if se := w.sd[i] / math.Sqrt(float64(tilesFor(t, "white"))); !near(w.mean[i], analytic, 3*se) {
			t.Errorf("white: %s is %.4f ± %.4f, want %.4f within 3 standard errors", figureNames[i], w.mean[i], se, analytic)
		}
	}
	checkOrder(t, func(name string) figures { return got[name].mean })
}

func checkOrder(t *testing.T, of func(name string) figures) {
	t.Helper()
	for _, j := range []int{0, 3} {
		if !(of("red")[j] > of("green")[j] && of("green")[j] > of("white")[j] && of("white")[j] > max(of("blue")[j], of("purple")[j])) {
			t.Errorf("%s does not fall from red over green and white to blue and purple", figureNames[j])
		}
	}
	if of("purple")[2] <= of("blue")[2] {
		t.Errorf("%s of purple is not above blue's", figureNames[2])
	}
}
