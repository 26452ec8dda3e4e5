package mask

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"slices"
	"testing"

	"petri/models/spec"
)

func tile(t testing.TB, name string, knobs spec.Values, seed int) *Tile {
	t.Helper()
	tl, err := NewTile(spec.Part{Name: name, Knobs: knobs}, seed)
	if err != nil {
		t.Fatal(err)
	}
	return tl
}

// The tiles of seed 1: this test printed them on linux/amd64, and they hold
// for js/wasm alike. Whoever changes them changes every run with masks.
var pins = map[string]string{
	"blue":          "cb76d683e340a713a568e0a4ea497af72a955d4e9bda35f92f26589b7c36ba4e",
	"green":         "682c6d8445d34f542732a9937ef37eb4f489810f9d1d4c7ca060390651bf5615",
	"purple":        "08eba3e18c017084d757e84634549e57a966979617b37e44a03e237978bf136f",
	"red":           "b629e18543d60949b4d7cbfc1eaf40f069a4a76bdc69c2ddf62b0651b5681063",
	"white":         "d1efd9425291b6f869c34cbd5243fa673645f1a659272e44aa55a8c4f65c23f1",
	"green formula": "46b49ba5f28b42cea9770b8a3340a17befee9cc0b90d4b31f0687a5ec05679a8",
}

func TestTile_Bits(t *testing.T) {
	for name, want := range pins {
		var knobs spec.Values
		if name == "green formula" {
			name, knobs = "green", spec.Values{"filter": "formula", "scale": 1.5}
		}
		h := sha256.New()
		for _, v := range tile(t, name, knobs, 1).Values {
			h.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(v)))
		}
		if got := hex.EncodeToString(h.Sum(nil)); got != want {
			t.Errorf("%s %v: %s, want %s", name, knobs, got, want)
		}
	}
}

// Every knob at both ends leaves a permutation of the levels, and moves
// something.
func TestTile_IsEqualised(t *testing.T) {
	for _, info := range All() {
		plain := tile(t, info.Name, nil, 2)
		wantEqualised(t, info.Name, plain)
		if slices.Equal(plain.Values, tile(t, info.Name, nil, 3).Values) {
			t.Errorf("%s: seeds 2 and 3 made the same tile", info.Name)
		}
		for _, v := range []spec.Values{{"scale": .5}, {"scale": 2.0}, {"filter": "formula"}, {"filter": "formula", "scale": 2.0}} {
			if info.Knob("scale") == nil {
				continue
			}
			turned := tile(t, info.Name, v, 2)
			wantEqualised(t, info.Name, turned)
			if slices.Equal(plain.Values, turned.Values) {
				t.Errorf("%s: %v changed nothing", info.Name, v)
			}
		}
	}
}

func wantEqualised(t *testing.T, name string, tl *Tile) {
	t.Helper()
	for i, v := range slices.Sorted(slices.Values(tl.Values)) {
		if v != (float64(i)+.5)/(Side*Side) || rank(v) != i {
			t.Errorf("%s: the value of rank %d is %v", name, i, v)
			return
		}
	}
}

func TestEqualise(t *testing.T) {
	x := make([]float64, Side*Side)
	for i := range x {
		x[i] = float64(i%2)*7.9 - 3.95 // ties: the first is the lower
	}
	x[0], x[1], x[2], x[3] = 0, -1e-9, 1e-9, -7.9
	equalise(x, make([]int, len(x)))
	const low = Side*Side/2 - 2 // how many are at −3.95
	for i, want := range []int{low + 2, low + 1, low + 3, 0, 1, low + 4, 2, low + 5} {
		if got := rank(x[i]); got != want {
			t.Errorf("rank of value %d is %d, want %d", i, got, want)
		}
	}
}
