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
	"petri/models/op/optest"
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
	token := layer.NewToken[float64](9000, rng)
	tokens := op.Data[float64](token)
	_, _, largest := moments(tokens)
	check("token", tokens, .02*.02, largest) // which has no bound
	if op.Rows(token) != 1 {
		t.Errorf("a token has %d rows", op.Rows(token))
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

func TestLayerNorm_Eps(t *testing.T) {
	norm, x := layer.NewLayerNorm[float64](2), optest.Tensor(1, 1, -1) // variance 1
	for _, eps := range []float64{1e-5, 3} {
		want := 1 / math.Sqrt(1+eps)
		optest.Near(t, "y", op.Data[float64](norm.Forward(op.NewTape[float64](), x)), []float64{want, -want}, 1e-12)
		norm.Eps = 3
	}
}

// METHODS 11: on a 2×2 grid of width 8 the first half encodes the column, the second the row.
func TestSinCos2D(t *testing.T) {
	table := layer.SinCos2D[float64](2, 2, 8)
	one, zero := []float64{.841471, .01, .540302, .99995}, []float64{0, 0, 1, 1}
	optest.Near(t, "positions", op.Data[float64](table), slices.Concat(zero, zero, one, zero, zero, one, one, one), 1e-6)

	table = layer.SinCos2D[float64](2, 3, 12)
	row := op.Data[float64](table)[5*12:] // row 1, column 2
	for i, omega := range []float64{1, math.Pow(10000, -1./3), math.Pow(10000, -2./3)} {
		optest.Near(t, "a frequency", []float64{row[i], row[3+i], row[6+i], row[9+i]},
			[]float64{math.Sin(2 * omega), math.Cos(2 * omega), math.Sin(omega), math.Cos(omega)}, 1e-15)
	}
	if table.RequiresGrad() || op.Rows(table) != 6 {
		t.Errorf("positions of 6 patches are %v, trained %v", table.Shape(), table.RequiresGrad())
	}
	defer func() {
		if got, want := recover(), "layer: positions: the width is no multiple of 4"; got != want {
			t.Errorf("panic %v, want %q", got, want)
		}
	}()
	layer.SinCos2D[float64](2, 2, 6)
}
