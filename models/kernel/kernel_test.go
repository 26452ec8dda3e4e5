package kernel

import (
	"math"
	"math/rand/v2"
	"testing"
)

// random returns n numbers drawn evenly from [-1, 1).
func random[F Float](seed uint64, n int) []F {
	r := rand.New(rand.NewPCG(seed, 0))
	x := make([]F, n)
	for i := range x {
		x[i] = F(2*r.Float64() - 1)
	}
	return x
}

// wantNear fails unless each element of got is within tol of want, relative to the larger of 1 and want.
func wantNear[F, G Float](t *testing.T, name string, got []F, want []G, tol float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d elements, want %d", name, len(got), len(want))
	}
	for i := range got {
		g, w := float64(got[i]), float64(want[i])
		if !(math.Abs(g-w) <= tol*max(1, math.Abs(w))) {
			t.Fatalf("%s[%d] = %v, want %v within %g", name, i, g, w, tol)
		}
	}
}

// wantPanic fails unless f panics with the message.
func wantPanic(t *testing.T, message string, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		if got := recover(); got != message {
			t.Errorf("panic %v, want %q", got, message)
		}
	}()
	f()
}

// checkGrad compares grad, the gradient at x of the scalar f, with central differences. The step 1e-5 leaves an error of about its square.
func checkGrad(t *testing.T, name string, f func() float64, x, grad []float64) {
	t.Helper()
	const h = 1e-5
	want := make([]float64, len(x))
	for i, v := range x {
		x[i] = v + h
		up := f()
		x[i] = v - h
		want[i] = (up - f()) / (2 * h)
		x[i] = v
	}
	wantNear(t, name, grad, want, 1e-7)
}

// elements reports a benchmark's time for each of the n elements an iteration handles.
func elements(b *testing.B, n int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/element")
}
