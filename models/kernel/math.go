package kernel

import (
	"math"
	"unsafe"
)

// Exp returns e**x. In float32 it is within 0.6 ulp everywhere, gives 0 below -104 and +Inf above 88.73, and has the same bits on every
// platform; in float64 it is math.Exp.
func Exp[F Float](x F) F { return F(exp[F](float64(x))) }

// tanh returns the hyperbolic tangent of x. In float32 it is within 0.65 ulp everywhere, with the same bits on every platform; in
// float64 it is math.Tanh.
func tanh[F Float](x F) F {
	v := float64(x)
	if isDouble[F]() {
		return F(math.Tanh(v))
	}
	if v > -0.25 && v < 0.25 {
		// Taylor series: the quotient below would lose small values in its difference. The next term is below 1e-8 of the sum.
		z := v * v
		p := 62.0 / 2835
		p = -17.0/315 + float64(p*z)
		p = 2.0/15 + float64(p*z)
		p = -1.0/3 + float64(p*z)
		return F(v + float64(float64(p*z)*v))
	}
	return F(1 - 2/(exp[F](2*v)+1))
}

// Log returns the natural logarithm of x, which math.Log computes with the same bits on amd64 and wasm.
func Log[F Float](x F) F { return F(math.Log(float64(x))) }

func sqrt[F Float](x F) F { return F(math.Sqrt(float64(x))) }

// isDouble reports whether F is float64. The compiler knows the answer in each instantiation.
func isDouble[F Float]() bool {
	var x F
	return unsafe.Sizeof(x) == 8
}

// exp returns e**x with the accuracy that F deserves, for kernels that compute in float64 and round once. For float32 that is a relative
// error below 6e-9, a tenth of half an ulp, where float32 can hold the result, and 0 or +Inf beyond: with x = n·ln 2 + r it is
// 2**n times the Taylor polynomial of degree 7 for e**r, |r| ≤ ln 2 / 2.
func exp[F Float](x float64) float64 {
	if isDouble[F]() {
		return math.Exp(x)
	}
	if !(x > -104 && x < 89) {
		return expLimit(x)
	}
	t, r := split(x)
	return raise(taylor(r), t)
}

// chunk is how many numbers are worth handing to exps at once.
const chunk = 32

// exps replaces each x by exp[F](x). In WebAssembly a call takes as long as the exponential, and here is none in between.
func exps[F Float](x []float64) {
	for i, v := range x {
		switch {
		case isDouble[F]():
			x[i] = math.Exp(v)
		case v > -104 && v < 89:
			t, r := split(v)
			x[i] = raise(taylor(r), t)
		default:
			x[i] = expLimit(v)
		}
	}
}

// These three are exp, cut so that the compiler inlines them.

// split returns r = x − n·ln 2 for the integer n nearest to x/ln 2, which is in the low bits of t's significand.
func split(x float64) (t, r float64) {
	const shift = 3 << 51 // adding it leaves the nearest integer there
	t = float64(x*math.Log2E) + shift
	return t, x - float64((t-shift)*math.Ln2)
}

// taylor returns e**r by Estrin's scheme: pairs first, so that the processor can work on several at once.
func taylor(r float64) float64 {
	r2 := r * r
	p01 := 1 + r
	p23 := 1.0/2 + float64(r*(1.0/6))
	p45 := 1.0/24 + float64(r*(1.0/120))
	p67 := 1.0/720 + float64(r*(1.0/5040))
	return p01 + float64(r2*(p23+float64(r2*(p45+float64(r2*p67)))))
}

// raise returns p·2**n.
func raise(p, t float64) float64 {
	const bias = 1023 // of a float64's exponent, which begins at bit 52
	return float64(p * math.Float64frombits((math.Float64bits(t)+bias)<<52))
}

// expLimit is exp where float32 can no longer hold the result, and for NaN.
func expLimit(x float64) float64 {
	switch {
	case x <= -104:
		return 0
	case x >= 89:
		return math.Inf(1)
	}
	return x
}
