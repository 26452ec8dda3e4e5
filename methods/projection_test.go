package methods

import (
	"math"
	"strings"
	"testing"

	"petri/models/spec"
	"petri/models/stream"
)

// column returns P·eⱼ.
func column(p Projection[float64], D, d, j int) []float64 {
	y, v := make([]float64, D), make([]float64, d)
	v[j] = 1
	p.Apply(y, v)
	return y
}

func dot(x, y []float64) float64 {
	sum := 0.0
	for i := range x {
		sum += x[i] * y[i]
	}
	return sum
}

func near(a, b, tolerance float64) bool { return math.Abs(a-b) <= tolerance }

func TestProjections(t *testing.T) {
	for _, kind := range []string{"sparse", "fastfood", "dense"} {
		for _, size := range []struct{ D, d int }{{1, 1}, {2, 2}, {50, 49}, {1024, 7}, {3000, 20}} {
			p, err := newProjection[float64](kind, size.D, size.d, stream.New(1, "projection"))
			if err != nil {
				t.Fatal(err)
			}
			rng := stream.New(1, kind)
			v, g, y, u := make([]float64, size.d), make([]float64, size.D), make([]float64, size.D), make([]float64, size.d)
			for i := range v {
				v[i] = rng.NormFloat64()
			}
			for i := range g {
				g[i] = rng.NormFloat64()
			}
			p.Apply(y, v)
			p.Adjoint(u, g)
			if a, b := dot(y, g), dot(v, u); !near(a, b, 1e-10*(1+math.Abs(a))) {
				t.Errorf("%s %v: ⟨P·v, g⟩ = %v but ⟨v, Pᵀ·g⟩ = %v", kind, size, a, b)
			}
			if kind == "fastfood" && size.D != 1024 {
				continue // of norm 1 in expectation only
			}
			for j := range size.d {
				c := column(p, size.D, size.d, j)
				if norm := math.Sqrt(dot(c, c)); !near(norm, 1, 1e-6) {
					t.Errorf("%s %v: column %d has norm %v, want 1 over all rows jointly", kind, size, j, norm)
				}
			}
		}
	}
}

// About d·√D entries: METHODS.md's 334,750 for the MLP at d = 750.
func TestSparseDensity(t *testing.T) {
	p := newSparse[float32](199210, 750, stream.New(1, "projection"))
	if n := float64(len(p.rows)); math.Abs(n-334750) > 4*math.Sqrt(334750) {
		t.Errorf("%v entries, want 334750 ± 4 standard deviations", n)
	}
}

// Hand-checkable: L = 4, B = [1,-1,1,1], Π = [2,0,3,1] as a gather,
// G = [1,2,-1,.5], v = [1,2].
func TestFastfoodByHand(t *testing.T) {
	of := func(D int) *fastfood[float64] {
		return fastfoodOf(D, []float64{1, -1, 1, 1}, []uint32{2, 0, 3, 1}, []float64{1, 2, -1, .5})
	}
	check := func(what string, got, want []float64) {
		t.Helper()
		for i := range want {
			if !near(got[i], want[i], 1e-6) {
				t.Errorf("%s = %v, want %v", what, got, want)
				return
			}
		}
	}
	y := make([]float64, 4)
	of(4).Apply(y, []float64{1, 2})
	check("P·v at D = 4", y, []float64{-.9, -.7, -.3, 1.1})
	of(3).Apply(y[:3], []float64{1, 2})
	check("P·v at D = 3", y[:3], []float64{-1.039230, -.808290, -.346410})
	check("column 0", column(of(4), 4, 2, 0), []float64{.5, -.5, .7, .1})
	check("column 1", column(of(4), 4, 2, 1), []float64{-.7, -.1, -.5, .5})
	c := column(of(3), 3, 2, 0)
	check("norm of column 0 at D = 3", []float64{math.Sqrt(dot(c, c))}, []float64{1.148913})
	u := make([]float64, 2)
	of(4).Adjoint(u, []float64{1, 0, -1, 2})
	check("Pᵀ·g", u, []float64{0, .8})
}

func TestProjectionsThatDoNotFitAreRefused(t *testing.T) {
	for kind, want := range map[string]string{"dense": "choose dim 40 or less", "sparse": "choose dim 8961 or less"} {
		_, err := newProjection[float32](kind, 199210, 9000, stream.New(1, "projection"))
		field, ok := err.(*spec.FieldError)
		if !ok || field.Field != "method.projection" || !strings.Contains(err.Error(), want) {
			t.Errorf("%s at d = 9000: %v, want a sentence that says which d would do", kind, err)
		}
	}
}
