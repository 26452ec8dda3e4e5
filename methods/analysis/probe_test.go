package analysis

import (
	"math/rand/v2"
	"slices"
	"testing"
)

var probes = map[string]func(train, test Features, classes int) float64{"linear": LinearProbe, "nearest": NearestProbe}

// clouds are n examples of K classes round corners that lie apart, in features
// of very different scales.
func clouds(seed uint64, n, classes int, spread float64) Features {
	rng := rand.New(rand.NewPCG(seed, 0))
	f := Features{Width: classes + 1}
	for i := range n {
		label := i % classes
		for h := range classes {
			v := spread * rng.NormFloat64()
			if h == label {
				v++
			}
			f.Rows = append(f.Rows, float32(v*[]float64{1e-3, 1, 1e4}[h%3]))
		}
		f.Rows = append(f.Rows, 7) // a feature that says nothing
		f.Labels = append(f.Labels, int32(label))
	}
	return f
}

func shuffled(f Features) Features {
	rng := rand.New(rand.NewPCG(9, 9))
	f.Labels = slices.Clone(f.Labels)
	rng.Shuffle(len(f.Labels), func(i, j int) { f.Labels[i], f.Labels[j] = f.Labels[j], f.Labels[i] })
	return f
}

func TestProbes(t *testing.T) {
	const K = 5
	train, test := clouds(1, 300, K, .1), clouds(2, 200, K, .1)
	for name, probe := range probes {
		if got := probe(train, test, K); got != 1 {
			t.Errorf("%s: %v of what lies apart, want all", name, got)
		}
		if got := probe(shuffled(train), test, K); got > .4 { // 5 standard deviations of 200 guesses are .14
			t.Errorf("%s: %v after labels without meaning, chance is .2", name, got)
		}
		near, far := clouds(1, 300, K, .5), clouds(2, 200, K, .5)
		first := probe(near, far, K)
		if first <= .5 || first >= 1 {
			t.Errorf("%s: %v of what overlaps", name, first)
		}
		rows := slices.Clone(near.Rows)
		if again := probe(near, far, K); again != first || !slices.Equal(rows, near.Rows) {
			t.Errorf("%s: %v, and %v the second time", name, first, again)
		}
	}
}

// A feature that is constant over train is passed over, whatever it is in test.
func TestProbesPassOverWhatIsConstant(t *testing.T) {
	train, test := clouds(1, 100, 2, .1), clouds(2, 100, 2, .1)
	for i := range test.N() {
		test.Rows[i*3+2] = float32(1000 * i)
	}
	for name, probe := range probes {
		if got := probe(train, test, 2); got != 1 {
			t.Errorf("%s: %v beside a feature that says nothing", name, got)
		}
		blank := Features{Width: 1, Rows: []float32{3, 3, 3, 3}, Labels: []int32{1, 1, 1, 0}}
		if got := probe(blank, blank, 2); got != .75 {
			t.Errorf("%s: %v without any feature, want the commonest class", name, got)
		}
	}
}

func TestProbesOfFew(t *testing.T) {
	one := Features{Width: 2, Rows: []float32{1, 2}, Labels: []int32{3}}
	for name, probe := range probes {
		if got := probe(one, one, 5); got != 1 {
			t.Errorf("%s: %v of the one example", name, got)
		}
		few := clouds(1, 6, 2, .1)
		if got := probe(few, clouds(2, 20, 2, .1), 2); got != 1 {
			t.Errorf("%s: %v after six examples", name, got)
		}
		if got := probe(few, Features{Width: 3}, 2); got != 0 {
			t.Errorf("%s: %v of nothing", name, got)
		}
	}
}

// Ten vote at most; of classes with as many votes the nearer one wins.
func TestVote(t *testing.T) {
	for _, tc := range []struct {
		name     string
		likeness []float32
		labels   []int32
		want     int32
	}{
		{"the most votes", []float32{.9, .1, .2}, []int32{2, 1, 1}, 1},
		{"a tie goes to the nearest, before a lower class", []float32{.1, .9, .2, .8}, []int32{0, 2, 0, 2}, 2},
		{"a tie goes to the nearest, before a higher class", []float32{.9, .1, .2, .3}, []int32{0, 2, 2, 0}, 0},
		{"of the same likeness the earlier example is nearer", []float32{.5, .5}, []int32{1, 0}, 1},
		{"the eleventh has no vote", []float32{11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0}, []int32{2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1}, 2},
		{"all are unlike", []float32{-1, -.5}, []int32{0, 1}, 1},
	} {
		if got := vote(slices.Clone(tc.likeness), tc.labels, 3); got != tc.want {
			t.Errorf("%s: class %d, want %d", tc.name, got, tc.want)
		}
	}
}

// By hand: what is nearest goes by direction, after scaling, not by distance.
func TestNearestProbe_GoesByDirection(t *testing.T) {
	train := Features{Width: 2, Rows: []float32{1, 0, -1, 0, 0, 1, 0, -1}, Labels: []int32{0, 1, 2, 3}}
	test := Features{Width: 2, Rows: []float32{9, 1, -9, 1, 1, .01, -.01, -.001}, Labels: []int32{0, 1, 0, 1}}
	if got := NearestProbe(train, test, 4); got != 1 {
		t.Errorf("%v, want all: all vote once, and the nearest breaks the tie", got)
	}
}

func TestStandardised(t *testing.T) {
	x, z := standardised(Features{2, []float32{1, 5, 3, 5}, []int32{0, 0}}, Features{2, []float32{5, 6}, []int32{0}})
	if want := []float32{-1, 0, 1, 0}; !slices.Equal(x, want) {
		t.Errorf("train %v, want %v", x, want)
	}
	if want := []float32{3, 0}; !slices.Equal(z, want) {
		t.Errorf("test %v, want %v, by the mean and deviation of train", z, want)
	}
}
