package mask

import (
	"math"
	"slices"
	"testing"

	"petri/models/spec"
	"petri/models/stream"
)

func cutter(t testing.TB, name string, ratio float64, rows, cols int) *Cutter {
	t.Helper()
	c, err := New(spec.Part{Name: name, Knobs: spec.Values{"ratio": ratio}}, 1, rows, cols)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestKeep(t *testing.T) {
	for _, tc := range []struct {
		L     int
		ratio float64
		want  int
	}{
		{49, .75, 12}, {196, .75, 49}, {16, .75, 4}, {20, .9, 2}, {10, .9, 1}, {10, .7, 3}, {100, .95, 5},
		{64, .75, 16}, {2, .05, 1}, {16, .05, 15}, {16, .93, 1}, {Side * Side, .75, 4096},
	} {
		if got, err := keep(tc.L, tc.ratio); got != tc.want || err != nil {
			t.Errorf("keep(%d, %v) = %d, %v, want %d", tc.L, tc.ratio, got, err, tc.want)
		}
	}
	// Whole percentages, against whole numbers.
	for L := 2; L <= 400; L++ {
		for percent := 5; percent <= 95; percent++ {
			want := L * (100 - percent) / 100
			if got, err := keep(L, float64(percent)/100); got != want || (err == nil) != (want > 0) {
				t.Errorf("keep(%d, %d%%) = %d, %v, want %d", L, percent, got, err, want)
			}
		}
	}
}

// Every cut orders every patch once, by noise, the highest first: the ratio
// is exact for every image.
func TestCut_IsExact(t *testing.T) {
	for _, info := range All() {
		tl := tile(t, info.Name, nil, 1)
		for _, w := range []struct{ rows, cols, keep int }{{7, 7, 12}, {14, 14, 49}, {4, 4, 4}, {3, 11, 8}, {16, 5, 20}, {1, 128, 32}, {128, 128, 4096}} {
			visible, err := keep(w.rows*w.cols, .75)
			c := newCutter(tl, w.rows, w.cols, visible)
			if c.Keep() != w.keep || err != nil {
				t.Errorf("%d×%d keeps %d (%v), want %d", w.rows, w.cols, c.Keep(), err, w.keep)
			}
			rng, order, seen := stream.New(1, "cuts"), make([]int32, w.rows*w.cols), make([]bool, w.rows*w.cols)
			for range max(1, 2000/len(order)) {
				crop := c.Cut(order, rng)
				clear(seen)
				last := 2.0
				for _, p := range order {
					v := under(c.Tile(), crop, w.rows, w.cols, int(p))
					if seen[p] || v >= last {
						t.Fatalf("%s %d×%d %+v: patch %d is twice in the order or out of it", info.Name, w.rows, w.cols, crop, p)
					}
					seen[p], last = true, v
				}
			}
		}
	}
}

// under is the noise under a patch: the window is taken from the torus, then
// mirrored.
func under(t *Tile, crop Crop, rows, cols, patch int) float64 {
	r, c := patch/cols, patch%cols
	if crop.FlipV {
		r = rows - 1 - r
	}
	if crop.FlipH {
		c = cols - 1 - c
	}
	return t.Values[(crop.Row+r)%Side*Side+(crop.Col+c)%Side]
}

// By hand: a tile that counts up, so the last patch of a window is the
// highest, but across the edge the count starts again.
func TestCut_ByHand(t *testing.T) {
	count := &Tile{Side, make([]float64, Side*Side)}
	for i := range count.Values {
		count.Values[i] = level(i)
	}
	c := newCutter(count, 2, 2, 1)
	for _, tc := range []struct {
		name string
		crop Crop
		want []int32
	}{
		{"inside", Crop{Row: 3, Col: 4}, []int32{3, 2, 1, 0}},
		{"mirrored left to right", Crop{Row: 3, Col: 4, FlipH: true}, []int32{2, 3, 0, 1}},
		{"mirrored top to bottom", Crop{Row: 3, Col: 4, FlipV: true}, []int32{1, 0, 3, 2}},
		{"over the right edge", Crop{Row: 3, Col: 127}, []int32{2, 3, 0, 1}},
		{"over the bottom edge", Crop{Row: 127, Col: 4}, []int32{1, 0, 3, 2}},
		{"over the corner, both mirrored", Crop{Row: 127, Col: 127, FlipH: true, FlipV: true}, []int32{3, 2, 1, 0}},
	} {
		order := make([]int32, 4)
		if c.at(order, tc.crop); !slices.Equal(order, tc.want) {
			t.Errorf("%s: %v, want %v", tc.name, order, tc.want)
		}
	}
}

// Crops are uniform over the torus and each flip comes half of the time,
// independently: χ² of 64 boxes of crops × 4 pairs of flips.
func TestCut_IsUniform(t *testing.T) {
	const n, boxes = 51200, 256
	c := cutter(t, "white", .75, 2, 2)
	rng, order, counts := stream.New(1, "cuts"), make([]int32, 4), [boxes]float64{}
	var rows, cols [Side]bool
	for range n {
		crop := c.Cut(order, rng)
		rows[crop.Row], cols[crop.Col] = true, true
		box := crop.Row/16*8 + crop.Col/16
		for _, flip := range []bool{crop.FlipH, crop.FlipV} {
			box *= 2
			if flip {
				box++
			}
		}
		counts[box]++
	}
	chi := 0.0
	for _, k := range counts {
		chi += (k - n/boxes) * (k - n/boxes) / (n / boxes)
	}
	if limit := boxes - 1 + 4*math.Sqrt(2*(boxes-1)); chi > limit {
		t.Errorf("χ² = %.0f, want at most %.0f, 4 standard deviations above %d", chi, limit, boxes-1)
	}
	if slices.Contains(rows[:], false) || slices.Contains(cols[:], false) {
		t.Error("a row or a column of the torus never came")
	}
}

func TestCut_FollowsFromTheStream(t *testing.T) {
	a, b := make([]int32, 49), make([]int32, 49)
	crops := [2]Crop{
		cutter(t, "green", .75, 7, 7).Cut(a, stream.New(3, "cuts")),
		cutter(t, "green", .75, 7, 7).Cut(b, stream.New(3, "cuts")),
	}
	if crops[0] != crops[1] || !slices.Equal(a, b) {
		t.Error("the same stream cut another mask")
	}
	c, rng := cutter(t, "green", .75, 7, 7), stream.New(1, "cuts")
	if n := testing.AllocsPerRun(100, func() { c.Cut(a, rng) }); n != 0 {
		t.Errorf("a cut allocates %v times", n)
	}
}

func BenchmarkCut(b *testing.B) {
	for name, side := range map[string]int{"7x7": 7, "14x14": 14} {
		b.Run(name, func(b *testing.B) {
			c, rng, order := cutter(b, "green", .75, side, side), stream.New(1, "cuts"), make([]int32, side*side)
			for b.Loop() {
				c.Cut(order, rng)
			}
		})
	}
}

func BenchmarkNewTile(b *testing.B) {
	for _, info := range All() {
		b.Run(info.Name, func(b *testing.B) {
			for b.Loop() {
				tile(b, info.Name, nil, 1)
			}
		})
	}
}

// METHODS 10: of noise [.3, .1, .9, .2] the third value is the highest, and
// stays visible if one does. The counts are those of MAE's grids.
func TestCut_KeepsTheHighest(t *testing.T) {
	tl := &Tile{Side, make([]float64, Side*Side)}
	for i := range tl.Values {
		tl.Values[i] = level(i)
	}
	window := []int{0, 1, Side, Side + 1}
	for i, v := range []int{300, 100, 900, 200} {
		tl.Values[window[i]], tl.Values[v] = tl.Values[v], level(window[i])
	}
	c, order := newCutter(tl, 2, 2, 1), make([]int32, 4)
	c.at(order, Crop{})
	if want := []int32{2, 0, 3, 1}; !slices.Equal(order, want) || c.Keep() != 1 {
		t.Errorf("order %v keeping %d, want %v keeping 1", order, c.Keep(), want)
	}
	for side, want := range map[int]int{7: 12, 14: 49, 8: 16} {
		if got := cutter(t, "white", .75, side, side).Keep(); got != want {
			t.Errorf("%d×%[1]d patches: %d visible, want %d", side, got, want)
		}
	}
}
