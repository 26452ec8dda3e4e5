package mask

import (
	"math"
	"slices"
	"testing"

	"petri/models/spec"
)

func filterOf(t testing.TB, name string) *Filter {
	t.Helper()
	c, err := all.Get(name)
	if err != nil {
		t.Fatal(err)
	}
	return c.filter
}

func near(a, b, tolerance float64) bool { return math.Abs(a-b) <= tolerance }

// By hand: exp(−2π²σ²f²) at σ = ½ is exp(−π²/8) = .2912 at f = ½, and
// exp(−π²/32) = .7346 at ¼; σ = 2 gives exp(−π²/2) = .0071919 at ¼.
func TestGaussianByHand(t *testing.T) {
	for _, tc := range []struct{ sigma, f, want float64 }{
		{.5, 0, 1}, {2, 0, 1}, {.5, .5, .2912}, {.5, .25, .7346}, {2, .25, .00719},
	} {
		if got := gaussian(tc.sigma, tc.f); !near(got, tc.want, 5e-5) {
			t.Errorf("gaussian(%v, %v) = %v, want %v", tc.sigma, tc.f, got, tc.want)
		}
	}
	for f := range 65 {
		x := float64(f) / 128
		if got, want := gaussian(.7, x), math.Exp(-2*math.Pi*math.Pi*.49*x*x); !near(got, want, 1e-15) {
			t.Errorf("at %v: %v, want exp's %v", x, got, want)
		}
	}
}

// Each colour at frequencies 0, ¼ (across) and √½ (the corner), by the paper's
// formulas, with σ₁ = ½, σ₂ = 2. At the corner the Gaussians are .2912² = .08480 and 0.
func TestTransferByHand(t *testing.T) {
	for name, want := range map[string][3]float64{
		"red":    {1, .7346, .0848},
		"green":  {0, .7346 - .0072, .0848},
		"blue":   {0, 1 - .7346, 1 - .0848},
		"purple": {1, 1 - .7346 + .0072, 1 - .0848},
	} {
		table := filterOf(t, name).table(Recipe{Sigma1: .5, Sigma2: 2})
		for i, at := range []int{0, place(Side/4) * lanes, place(half)*lanes + half} {
			if !near(table[at], want[i], 1e-4) {
				t.Errorf("%s at point %d: %v, want %v", name, i, table[at], want[i])
			}
		}
		if down := table[Side/4]; !near(down, want[1], 1e-4) {
			t.Errorf("%s at ¼ down: %v, want %v", name, down, want[1])
		}
	}
}

// blurred is G_σ∗x by its sum, with the kernel that a cosine sum makes of the
// Gaussian's transfer.
func blurred(x []float64, sigma float64) []float64 {
	kernel := make([]float64, Side)
	for d := range kernel {
		for f := -half + 1; f <= half; f++ {
			kernel[d] += gaussian(sigma, float64(f)/Side) * math.Cos(2*math.Pi*float64(f*d)/Side) / Side
		}
	}
	across, down := make([]float64, len(x)), make([]float64, len(x))
	for i := range x {
		for d, k := range kernel {
			across[i] += k * x[i/Side*Side+(i+d)%Side]
		}
	}
	for i := range x {
		for d, k := range kernel {
			down[i] += k * across[(i+d*Side)%len(x)]
		}
	}
	return down
}

func TestPassIsTheFormula(t *testing.T) {
	w := white(1).Values
	one, two := blurred(w, .6), blurred(w, 1.7)
	for name, formula := range map[string]func(w, one, two float64) float64{
		"red":    func(_, one, _ float64) float64 { return one },
		"green":  func(_, one, two float64) float64 { return one - two },
		"blue":   func(w, one, _ float64) float64 { return w - one },
		"purple": func(w, one, two float64) float64 { return w - (one - two) },
	} {
		x := slices.Clone(w)
		newPlane().apply(x, filterOf(t, name).table(Recipe{Sigma1: .6, Sigma2: 1.7}))
		for i := range x {
			if want := formula(w[i], one[i], two[i]); !near(x[i], want, 1e-12) {
				t.Errorf("%s: value %d is %v, want %v by direct evaluation", name, i, x[i], want)
				break
			}
		}
	}
}

// moved returns the tile moved down and to the right.
func moved(t *Tile, down, right int) *Tile {
	to := &Tile{Side, make([]float64, len(t.Values))}
	for i, v := range t.Values {
		to.Values[(i/Side+down)%Side*Side+(i+right)%Side] = v
	}
	return to
}

// No place of the torus is special: filtering what was moved moves what was
// filtered, to the bit after any number of passes, for ranks decide.
func TestPassCommutesWithMoves(t *testing.T) {
	for _, name := range []string{"red", "green", "blue", "purple"} {
		f := filterOf(t, name)
		a, b := white(1), moved(white(1), 5, 77)
		a.pass(f, f.Matched)
		b.pass(f, f.Matched)
		if !slices.Equal(moved(a, 5, 77).Values, b.Values) {
			t.Errorf("%s: a moved tile filters to another pattern", name)
		}
	}
}

func TestRecipe(t *testing.T) {
	f := &Filter{Matched: Recipe{1, 2, 3}, Formula: Recipe{4, 5, 1}}
	if got := f.recipe(spec.Values{"filter": "matched", "scale": 1.0}); got != f.Matched {
		t.Errorf("matched: %v", got)
	}
	if got, want := f.recipe(spec.Values{"filter": "formula", "scale": .5}), (Recipe{2, 2.5, 1}); got != want {
		t.Errorf("formula at half scale: %v, want %v", got, want)
	}
}
