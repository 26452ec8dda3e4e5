package layer_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/nlpodyssey/spago/nn"

	"petri/models/kernel"
	"petri/models/layer"
	"petri/models/op"
)

// A model is what every layer is.
type model interface {
	nn.Model
	Params(prefix string) []layer.Named
}

// build makes one layer of every kind.
func build[F kernel.Float]() map[string]model {
	rng := func() *rand.Rand { return rand.New(rand.NewPCG(5, 6)) }
	return map[string]model{
		"linear":    layer.NewLinear[F](7, 3, rng()),
		"conv2d":    layer.NewConv2D[F](kernel.Window{C: 2, H: 5, W: 5, KH: 3, KW: 3, Stride: 1}, 4, rng()),
		"layernorm": layer.NewLayerNorm[F](6),
		"embedding": layer.NewEmbedding[F](9, 4, rng()),
		"attention": layer.NewAttention[F](6, 3, false, rng()),
		"block":     layer.NewBlock[F](6, 3, 12, false, rng()),
	}
}

func TestParams(t *testing.T) {
	layers, singles := build[float64](), build[float32]()
	for name, l := range layers {
		t.Run(name, func(t *testing.T) {
			seen := map[*nn.Param]bool{}
			for i, p := range l.Params(name) {
				if seen[p.Param] {
					t.Errorf("%s is listed twice", p.Name)
				}
				seen[p.Param] = true
				single := op.Data[float32](singles[name].Params(name)[i])
				for j, v := range op.Data[float64](p) {
					if single[j] != float32(v) {
						t.Fatalf("%s[%d] is %v in float64 and %v in float32", p.Name, j, v, single[j])
					}
				}
			}
			nn.ForEachParam(l, func(p *nn.Param) { // as spago finds them
				if !seen[p] {
					t.Error("a parameter is not listed")
				}
				delete(seen, p)
			})
			if len(seen) != 0 {
				t.Errorf("spago does not find %d of the parameters", len(seen))
			}
		})
	}
}

// moments returns the mean, the variance and the largest magnitude of the data.
func moments(data []float64) (mean, variance, largest float64) {
	for _, v := range data {
		mean += v / float64(len(data))
		largest = max(largest, math.Abs(v))
	}
	for _, v := range data {
		variance += (v - mean) * (v - mean) / float64(len(data))
	}
	return mean, variance, largest
}

// TestInit checks 200·784 and 300·300 weights against their distributions. Five standard errors: of the mean √(variance/n), of the
// variance at most variance·√(2/n).
func TestInit(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	check := func(name string, data []float64, variance, limit float64) {
		n := float64(len(data))
		m, v, largest := moments(data)
		if math.Abs(m) > 5*math.Sqrt(variance/n) || math.Abs(v/variance-1) > 5*math.Sqrt(2/n) {
			t.Errorf("%s: mean %g, variance %g, want 0 and %g", name, m, v, variance)
		}
		if largest > limit || largest < .98*limit {
			t.Errorf("%s: the largest is %g, the limit %g", name, largest, limit)
		}
	}
	he := layer.NewLinear[float64](784, 200, rng)
	check("he_normal", op.Data[float64](he.W), 2./784, 2*math.Sqrt(2./784)/.87962566103423978)
	xavier := layer.NewAttention[float64](300, 1, false, rng).Q
	check("Xavier uniform", op.Data[float64](xavier.W), 2./600, math.Sqrt(6./600))
	for _, b := range slices.Concat(op.Data[float64](he.B), op.Data[float64](xavier.B)) {
		if b != 0 {
			t.Fatalf("a bias starts at %v", b)
		}
	}
	if again := layer.NewLinear[float64](784, 200, rand.New(rand.NewPCG(1, 2))); !slices.Equal(op.Data[float64](again.W), op.Data[float64](he.W)) {
		t.Error("the same seed draws other weights")
	}
}

func TestNewAttention_Heads(t *testing.T) {
	defer func() {
		if got, want := recover(), "layer: attention: width 10 is no multiple of 3 heads"; got != want {
			t.Errorf("panic %v, want %q", got, want)
		}
	}()
	layer.NewAttention[float32](10, 3, false, rand.New(rand.NewPCG(1, 2)))
}
