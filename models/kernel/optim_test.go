package kernel

import (
	"testing"

	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/nn"
	"github.com/nlpodyssey/spago/optimizers/adam"
	"github.com/nlpodyssey/spago/optimizers/sgd"
)

// TestAdam_HandValues: METHODS.md's value 21, three steps down p²/2 from 1, whose gradient is p.
func TestAdam_HandValues(t *testing.T) {
	p, m, v := []float32{1}, []float32{0}, []float32{0}
	for i, want := range []float32{.9, .800389, .701497} {
		Adam(p, []float32{p[0]}, m, v, .1, .9, .99, 1e-8, i+1)
		wantNear(t, "p", p, []float32{want}, 1e-6)
	}
}

func TestAdamW_HandValues(t *testing.T) {
	w, m, v := []float32{2}, []float32{0}, []float32{0}
	AdamW(w, []float32{3}, m, v, .1, .9, .99, 0, 1, .5)
	// The first step is lr·sign(g); decay takes lr·decay·w beside it: 2 − .1·.5·2 − .1.
	wantNear(t, "w", w, []float32{1.8}, 1e-6)
	wantNear(t, "m, v", []float32{m[0], v[0]}, []float32{.3, .09}, 1e-6)
}

func TestSGD_HandValues(t *testing.T) {
	w, vel := []float32{1}, []float32{2}
	SGD(w, []float32{3}, vel, .1, .5, .25)
	wantNear(t, "vel", vel, []float32{4.25}, 0) // .5·2 + 3 + .25·1
	wantNear(t, "w", w, []float32{1 - .425}, 1e-7)
}

// strategy is what spago's optimisers share.
type strategy interface{ OptimizeParams(*nn.Param) error }

// spagoSteps updates a copy of w with one of spago's optimisers, a gradient a step, calling next between steps.
func spagoSteps(t *testing.T, s strategy, next func(), w []float64, grads [][]float64) []float64 {
	t.Helper()
	p := nn.NewParam(mat.NewDense[float64](mat.WithBacking(append([]float64(nil), w...))))
	for _, g := range grads {
		p.AccGrad(mat.NewDense[float64](mat.WithBacking(append([]float64(nil), g...))))
		if err := s.OptimizeParams(p); err != nil {
			t.Fatal(err)
		}
		next()
	}
	return mat.Data[float64](p)
}

// TestOptimisers_Spago compares ten steps with spago's optimisers, which compute tensor by tensor what ours fuse. Spago adds eps to √v
// before the bias correction and scales AdamW's decay by it: eps = 0 and betas that need no correction (0) make them the same.
func TestOptimisers_Spago(t *testing.T) {
	const n, steps, lr = 37, 10, .05
	start := random[float64](1, n)
	var grads [][]float64
	for i := range steps {
		grads = append(grads, random[float64](uint64(2+i), n))
	}
	ours := func(update func(w, g, m, v []float64, step int)) []float64 {
		w, m, v := append([]float64(nil), start...), make([]float64, n), make([]float64, n)
		for i, g := range grads {
			update(w, g, m, v, i+1)
		}
		return w
	}
	same := func(name string, got, want []float64) { t.Helper(); wantNear(t, name, got, want, 1e-12) }

	momentum := sgd.New[float64](sgd.NewConfig(lr, .9, false))
	same("SGD", ours(func(w, g, m, _ []float64, _ int) { SGD(w, g, m, lr, .9, 0) }), spagoSteps(t, momentum, func() {}, start, grads))

	a := adam.New(adam.NewConfig(lr, .9, .99, 0))
	same("Adam", ours(func(w, g, m, v []float64, step int) { Adam(w, g, m, v, lr, .9, .99, 0, step) }),
		spagoSteps(t, a, a.IncExample, start, grads))

	aw := adam.New(adam.NewAdamWConfig(lr, 0, 0, 0, .1))
	same("AdamW", ours(func(w, g, m, v []float64, step int) { AdamW(w, g, m, v, lr, 0, 0, 0, step, .1) }),
		spagoSteps(t, aw, aw.IncExample, start, grads))
}

func TestOptimisers_BadInput(t *testing.T) {
	w := make([]float32, 3)
	wantPanic(t, badLength, func() { SGD(w, w, w[1:], .1, 0, 0) })
	wantPanic(t, badLength, func() { Adam(w, w[1:], w, w, .1, .9, .99, 0, 1) })
	wantPanic(t, badLength, func() { AdamW(w, w, w, w[1:], .1, .9, .99, 0, 1, 0) })
	wantPanic(t, badStep, func() { Adam(w, w, w, w, .1, .9, .99, 0, 0) })
}

func BenchmarkOptimisers(b *testing.B) {
	const n = 199_210 // MLP 784-200-200-10
	w, g := random[float32](1, n), random[float32](2, n)
	m, v := make([]float32, n), make([]float32, n)
	step := 0
	for _, bench := range []struct {
		name string
		f    func()
	}{
		{"SGD", func() { SGD(w, g, m, 1e-3, .9, 0) }},
		{"Adam", func() { step++; Adam(w, g, m, v, 1e-3, .9, .999, 1e-8, step) }},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				bench.f()
			}
			elements(b, n)
		})
	}
}
