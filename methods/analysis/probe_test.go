package analysis

import (
	"math/rand/v2"
	"testing"
)

// blobs are examples of three classes; each has its own corner, and noise.
func blobs(n int, noise float64, seed uint64) Features {
	rng := rand.New(rand.NewPCG(seed, 0))
	f := Features{Width: 4}
	for range n {
		class := rng.IntN(3)
		for h := range 3 {
			v := noise * rng.NormFloat64()
			if h == class {
				v += 3
			}
			f.Rows = append(f.Rows, float32(v))
		}
		f.Rows = append(f.Rows, 7) // the same for all: it says nothing
		f.Labels = append(f.Labels, int32(class))
	}
	return f
}

func TestProbesReadWhatIsThere(t *testing.T) {
	train, test := blobs(300, .3, 1), blobs(300, .3, 2)
	for name, probe := range map[string]func(a, b Features, k int) float64{"linear": LinearProbe, "nearest": NearestProbe} {
		if got := probe(train, test, 3); got != 1 {
			t.Errorf("%s: %v of classes far apart", name, got)
		}
		if a, b := probe(train, test, 3), probe(train, test, 3); a != b {
			t.Errorf("%s: %v and then %v", name, a, b)
		}
		if got := probe(blobs(300, 1000, 5), blobs(300, 1000, 6), 3); got < .2 || got > .47 {
			t.Errorf("%s: %v of features that are noise", name, got)
		}
		if got := probe(blobs(2, .3, 4), test, 3); got < 0 || got > 1 {
			t.Errorf("%s: %v from two examples", name, got)
		}
	}
}

func TestVote(t *testing.T) {
	for _, tc := range []struct {
		name     string
		likeness []float32
		labels   []int32
		want     int32
	}{
		{"the most of ten", []float32{.9, .8, .7, .6, .5, .4, .3, .2, .1, 0, -.1, -.2, -.3, -.4}, []int32{0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0}, 1},
		{"of as many the nearer", []float32{.5, .9, .8, .6}, []int32{0, 1, 2, 2}, 2},
		{"a tie", []float32{.5, .9}, []int32{0, 1}, 1},
	} {
		if got := vote(tc.likeness, tc.labels, 3); got != tc.want {
			t.Errorf("%s: %d, want %d", tc.name, got, tc.want)
		}
	}
}
