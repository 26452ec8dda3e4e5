package kernel

// Hadamard replaces x by H·x, where H is the unnormalised Walsh-Hadamard matrix in Sylvester order: applied twice it multiplies by len(x).
// It panics unless len(x) is a power of two.
func Hadamard[F Float](x []F) {
	n := len(x)
	if n == 0 || n&(n-1) != 0 {
		panic(badPower)
	}
	hadamard(x)
}

// hadamard goes depth first, so that a part that fits the cache is finished before the next is touched, and joins four parts at a time:
// half the passes over memory of joining two.
func hadamard[F Float](x []F) {
	const leaf = 1 << 12
	n := len(x)
	if n > leaf {
		q := n / 4
		for i := 0; i < n; i += q {
			hadamard(x[i : i+q])
		}
		join(x[:q], x[q:2*q], x[2*q:3*q], x[3*q:])
		return
	}
	h := 1
	for ; 4*h <= n; h *= 4 {
		for i := 0; i < n; i += 4 * h {
			join(x[i:i+h], x[i+h:i+2*h], x[i+2*h:i+3*h], x[i+3*h:i+4*h])
		}
	}
	if h < n { // n is twice a power of four
		for i := range h {
			x[i], x[i+h] = x[i]+x[i+h], x[i]-x[i+h]
		}
	}
}

// join takes two steps of the transform at once on four parts of equal length.
func join[F Float](a, b, c, d []F) {
	b, c, d = b[:len(a)], c[:len(a)], d[:len(a)]
	for i := range a {
		p, q, r, s := a[i]+b[i], a[i]-b[i], c[i]+d[i], c[i]-d[i]
		a[i], b[i], c[i], d[i] = p+r, q+s, p-r, q-s
	}
}
