package kernel

import (
	"math"
	"testing"
)

// ulps returns how many units in the last place of want, as a float32, lie between got and want.
func ulps(got float32, want float64) float64 {
	near := float32(want)
	if got == near || got != got && near != near {
		return 0
	}
	unit := float64(math.Nextafter32(float32(math.Abs(float64(near))), float32(math.Inf(1)))) - math.Abs(float64(near))
	return math.Abs(float64(got)-want) / unit
}

// sweep calls f with about four million float32 values of every magnitude and both signs, the same ones each time.
func sweep(f func(x float32)) {
	for bits := uint32(0); bits < 0xff800000-1009; bits += 1009 {
		f(math.Float32frombits(bits))
	}
}

func TestExp_Float32(t *testing.T) {
	worst, at := 0.0, float32(0)
	sweep(func(x float32) {
		want := math.Exp(float64(x))
		if want > math.MaxFloat32 {
			want = math.Inf(1)
		}
		if u := ulps(Exp(x), want); u > worst {
			worst, at = u, x
		}
	})
	if worst > 0.6 {
		t.Errorf("off by %.3f ulp at %v", worst, at)
	}
}

func TestTanh_Float32(t *testing.T) {
	worst, at := 0.0, float32(0)
	sweep(func(x float32) {
		if u := ulps(tanh(x), math.Tanh(float64(x))); u > worst {
			worst, at = u, x
		}
	})
	if worst > 0.65 {
		t.Errorf("off by %.3f ulp at %v", worst, at)
	}
}

func TestExp_Specials(t *testing.T) {
	inf := float32(math.Inf(1))
	for _, tc := range []struct{ x, want float32 }{
		{0, 1},
		{float32(math.Copysign(0, -1)), 1},
		{1, math.E},
		{inf, inf},
		{-inf, 0},
		{88.72283, 3.4027985e38}, // the largest x whose exponential float32 holds
		{88.72284, inf},
		{-103.97, math.SmallestNonzeroFloat32}, // e**-103.97 rounds up to the smallest denormal, 1.4e-45
		{-103.98, 0},
		{-1e38, 0},
		{1e38, inf},
		{1e-40, 1}, // a denormal argument
	} {
		if got := Exp(tc.x); got != tc.want {
			t.Errorf("Exp(%v) = %v, want %v", tc.x, got, tc.want)
		}
	}
	if nan := Exp(float32(math.NaN())); nan == nan {
		t.Errorf("Exp(NaN) = %v", nan)
	}
}

func TestTanh_Specials(t *testing.T) {
	inf, tiny := float32(math.Inf(1)), float32(math.SmallestNonzeroFloat32)
	for _, tc := range []struct{ x, want float32 }{
		{0, 0}, {inf, 1}, {-inf, -1}, {100, 1}, {-100, -1}, {tiny, tiny}, {-tiny, -tiny},
	} {
		if got := tanh(tc.x); got != tc.want {
			t.Errorf("tanh(%v) = %v, want %v", tc.x, got, tc.want)
		}
	}
	if nan := tanh(float32(math.NaN())); nan == nan {
		t.Errorf("tanh(NaN) = %v", nan)
	}
}

func TestMath_Float64(t *testing.T) {
	for _, x := range []float64{-700, -3, -0.1, 0, 1e-9, 0.2, 0.3, 5, 700} {
		if got := Exp(x); got != math.Exp(x) {
			t.Errorf("Exp(%v) = %v, want math.Exp's", x, got)
		}
		if got := tanh(x); got != math.Tanh(x) {
			t.Errorf("tanh(%v) = %v, want math.Tanh's", x, got)
		}
	}
}

func BenchmarkExp(b *testing.B) {
	x := random[float32](1, 1024)
	var sum float32
	for b.Loop() {
		for _, v := range x {
			sum += Exp(v)
		}
	}
	elements(b, len(x))
}
