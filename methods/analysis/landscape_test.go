package analysis

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

func rest() {}

func near(t *testing.T, what string, got, want []float64, within float64) {
	t.Helper()
	if len(got) < len(want) {
		t.Fatalf("%s has %d values, not %d", what, len(got), len(want))
	}
	for i, w := range want {
		if !(math.Abs(got[i]-w) <= within) {
			t.Errorf("%s[%d] is %.8f, not %.8f", what, i, got[i], w)
		}
	}
}

func doubles(x []float32) []float64 {
	y := make([]float64, len(x))
	for i, v := range x {
		y[i] = float64(v)
	}
	return y
}

func TestFilterNormalise(t *testing.T) {
	w, d := []float32{1, 0, 0, 2, 5}, []float32{3, 4, 6, 8, 0}
	FilterNormalise(d, w, []Tensor{{2, 2}, {1, 1}})
	near(t, "the direction", doubles(d), []float64{.6, .8, 1.2, 1.6, 0}, 1e-6)
}

func TestDirectionLeavesBiasesAlone(t *testing.T) {
	w := make([]float32, 3*50+3)
	d := Direction(w, []Tensor{{3, 50}, {1, 3}}, rand.New(rand.NewPCG(1, 1)))
	if !slices.Equal(d[150:], []float32{0, 0, 0}) {
		t.Errorf("biases move by %v", d[150:])
	}
	mean, std := stat.MeanStdDev(doubles(d[:150]), nil)
	if math.Abs(mean) > .25 || math.Abs(std-1) > .2 {
		t.Errorf("weights move by a mean of %.3f and a deviation of %.3f, not those of N(0,1)", mean, std)
	}
}

func TestPlaceFindsWhatAtWrote(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	draw := func(n int) []float32 {
		x := make([]float32, n)
		for i := range x {
			x[i] = float32(rng.NormFloat64())
		}
		return x
	}
	p := Plane{draw(40), draw(40), draw(40)} // neither orthogonal nor of length 1
	w := make([]float32, 40)
	p.At(w, .75, -2)
	a, b, distance := p.Place(w)
	near(t, "the place", []float64{a, b, distance}, []float64{.75, -2, 0}, 2e-6)

	// Off the plane by a vector orthogonal to it, which the nearest point is blind to.
	off := draw(40)
	flat := Plane{make([]float32, 40), p.X, p.Y}
	foot := make([]float32, 40)
	x, y, want := flat.Place(off)
	flat.At(foot, x, y)
	for i := range w {
		w[i] += off[i] - foot[i]
	}
	a, b, distance = p.Place(w)
	near(t, "the place of a point off the plane", []float64{a, b, distance}, []float64{.75, -2, want}, 2e-5)
}

func TestPlaneOfItsAxesIsExact(t *testing.T) {
	p := Plane{[]float32{0, 0}, []float32{1, 0}, []float32{0, 1}}
	w := []float32{.1, -3.3e-5}
	a, b, distance := p.Place(w)
	got := make([]float32, 2)
	p.At(got, a, b)
	if !slices.Equal(got, w) || distance != 0 {
		t.Errorf("%v comes back as %v, %v off the plane", w, got, distance)
	}
}

func TestPathPlaneHandValues(t *testing.T) {
	path := [][]float32{{4, 0, 1}, {3, 1, 0}, {1, 1, 0}, {0, 0, 0}}
	p, shares := PathPlane(path, rest)
	near(t, "shares", shares[:], []float64{.886383, .107125}, 1e-6)
	first := doubles(p.X)
	if first[0] < 0 {
		for i := range first {
			first[i] = -first[i]
		}
	}
	near(t, "the first component", first, []float64{.979086, -.010789, .203162}, 1e-6)
	if a, b, distance := p.Place(path[3]); a != 0 || b != 0 || distance != 0 {
		t.Errorf("the end of the path lies at (%v,%v), %v off the plane", a, b, distance)
	}
}

func TestPathPlaneAgainstGonum(t *testing.T) {
	const n, D = 9, 60
	rng := rand.New(rand.NewPCG(3, 3))
	path, all := make([][]float32, n), mat.NewDense(n, D, nil)
	for i := range path {
		path[i] = make([]float32, D)
		for j := range D {
			path[i][j] = float32(1 + float64(i*j%7) + .3*rng.NormFloat64())
			all.Set(i, j, float64(path[i][j]))
		}
	}
	p, shares := PathPlane(path, rest)
	var pc stat.PC
	if !pc.PrincipalComponents(all, nil) {
		t.Fatal("gonum failed")
	}
	variances, total := pc.VarsTo(nil), 0.0
	for _, v := range variances {
		total += v
	}
	near(t, "shares", shares[:], []float64{variances[0] / total, variances[1] / total}, 1e-6)
	var vectors mat.Dense
	pc.VectorsTo(&vectors)
	for k, got := range [][]float32{p.X, p.Y} {
		cosine := 0.0
		for j, v := range got {
			cosine += float64(v) * vectors.At(j, k)
		}
		near(t, "the cosine of a component", []float64{math.Abs(cosine)}, []float64{1}, 1e-6)
	}
}

func TestPathPlaneOfAStandstill(t *testing.T) {
	p, shares := PathPlane([][]float32{{1, 2}, {1, 2}}, rest)
	if norm(p.X) != 0 || norm(p.Y) != 0 || shares != [2]float64{} {
		t.Errorf("a path that does not move has the plane %v, %v", p, shares)
	}
	p, shares = PathPlane([][]float32{{1, 2}}, rest)
	if norm(p.X) != 0 || shares != [2]float64{} {
		t.Errorf("a path of one point has the plane %v, %v", p, shares)
	}
}

// symmetric returns a random symmetric matrix.
func symmetric(n int, rng *rand.Rand) *mat.SymDense {
	a := mat.NewSymDense(n, nil)
	for i := range n {
		for j := range i + 1 {
			a.SetSym(i, j, rng.NormFloat64())
		}
	}
	return a
}

func eigenvalues(t *testing.T, a *mat.SymDense) []float64 {
	var e mat.EigenSym
	if !e.Factorize(a, false) {
		t.Fatal("gonum failed")
	}
	values := e.Values(nil)
	slices.Reverse(values)
	return values
}

func TestEigenAgainstGonum(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	for _, n := range []int{1, 2, 3, 12, 40} {
		a := symmetric(n, rng)
		flat := make([]float64, n*n)
		for i := range n {
			for j := range n {
				flat[i*n+j] = a.At(i, j)
			}
		}
		values, vectors := Eigen(flat, n)
		near(t, "eigenvalues", values, eigenvalues(t, a), 1e-10)
		for k, value := range values {
			v := mat.NewVecDense(n, vectors[k*n:][:n])
			var av mat.VecDense
			av.MulVec(a, v)
			av.AddScaledVec(&av, -value, v)
			near(t, "the residual", []float64{mat.Norm(&av, 2), mat.Norm(v, 2)}, []float64{0, 1}, 1e-10)
		}
	}
}

func matrix(a *mat.SymDense) Product[float64] {
	return func(dst, v []float64) error {
		out := mat.NewVecDense(len(dst), dst)
		out.MulVec(a, mat.NewVecDense(len(v), v))
		return nil
	}
}

func TestLanczosHandValues(t *testing.T) {
	k, err := Lanczos(matrix(mat.NewSymDense(2, []float64{3, 2, 2, 6})), 2, 10, nil, rand.New(rand.NewPCG(5, 5)))
	if err != nil || len(k.Values) != 2 {
		t.Fatal(k, err)
	}
	near(t, "eigenvalues", k.Values, []float64{7, 2}, 1e-9)
	// The logits' Hessian of cross-entropy where all classes are alike: p·1 − ppᵀ.
	a := mat.NewSymDense(3, nil)
	for i := range 3 {
		for j := range i + 1 {
			a.SetSym(i, j, -1./9)
		}
		a.SetSym(i, i, 1./3-1./9)
	}
	k, err = Lanczos(matrix(a), 3, 3, nil, rand.New(rand.NewPCG(6, 6)))
	if err != nil {
		t.Fatal(err)
	}
	near(t, "the greatest of the logits", k.Values[:1], []float64{1. / 3}, 1e-9)
	near(t, "the least of the logits", k.Values[len(k.Values)-1:], []float64{0}, 1e-9)
	if k, err := Lanczos(matrix(a), 3, 3, make([]bool, 3), rand.New(rand.NewPCG(6, 6))); err != nil || len(k.Values) != 0 {
		t.Errorf("with all values held there are eigenvalues %v (%v)", k.Values, err)
	}
}

func TestLanczosAgainstGonum(t *testing.T) {
	a := symmetric(80, rand.New(rand.NewPCG(7, 7)))
	all := eigenvalues(t, a)
	for _, steps := range []int{60, 16} {
		k, err := Lanczos(matrix(a), 80, steps, nil, rand.New(rand.NewPCG(8, 8)))
		if err != nil || len(k.Values) > steps {
			t.Fatal(k, err)
		}
		last := len(k.Values) - 1
		for i, want := range map[int]float64{0: all[0], 1: all[1], 2: all[2], last: all[79]} {
			if off := math.Abs(k.Values[i] - want); off > 2*k.Errors[i]+1e-9 || steps == 60 && off > 2e-3*math.Abs(want) {
				t.Errorf("after %d steps the %d. eigenvalue is %v ± %v, gonum's %v", len(k.Values), i+1, k.Values[i], k.Errors[i], want)
			}
		}
	}
}

// The standard error is what estimates of other draws differ by, of a matrix with some
// great eigenvalues, of which Lanczos knows, and many small ones.
func TestTheErrorOfATrace(t *testing.T) {
	const n, tries = 60, 200
	a := symmetric(n, rand.New(rand.NewPCG(9, 9)))
	trace := 0.0
	for i := range n {
		if i < 4 {
			a.SetSym(i, i, a.At(i, i)+100*float64(i+1))
		}
		trace += a.At(i, i)
	}
	within, sum, squares := 0, 0.0, 0.0
	for i := range uint64(tries) {
		k, err := Lanczos(matrix(a), n, 8, nil, rand.New(rand.NewPCG(10, i)))
		if err != nil {
			t.Fatal(err)
		}
		got, spread, err := Trace(matrix(a), k, n, 16, nil, rand.New(rand.NewPCG(11, i)))
		if err != nil {
			t.Fatal(err)
		}
		off := got - trace
		if sum, squares = sum+off, squares+off*off/spread/spread; math.Abs(off) <= spread {
			within++
		}
	}
	// Student's t with 15 degrees of freedom: 67% within 1, a variance of 15/13.
	if share := float64(within) / tries; math.Abs(share-.67) > .1 {
		t.Errorf("%v of all estimates are within their standard error of %v", share, trace)
	}
	if v := squares / tries; v < .8 || v > 1.6 {
		t.Errorf("they differ by %v times their error", math.Sqrt(v))
	}
	if math.Abs(sum/tries) > .02*trace {
		t.Errorf("their mean is off by %v of %v", sum/tries, trace)
	}
}

// bowl is a loss that is not quadratic: Σ c_i·w_i²/2 + w_0⁴.
func bowl(c []float64) Gradient[float64] {
	return func(dst, w []float64) error {
		for i, v := range w {
			dst[i] = c[i] * v
		}
		dst[0] += 4 * w[0] * w[0] * w[0]
		return nil
	}
}

func TestHessianOfABowl(t *testing.T) {
	grad, w := bowl([]float64{1, 2, 3}), []float64{.5, 1, -1}
	h := make([]float64, 3)
	times := Hessian(grad, w, nil)
	if err := times(h, []float64{2, -1, 1}); err != nil {
		t.Fatal(err)
	}
	near(t, "H·v", h, []float64{2 * (1 + 12*.25), -2, 3}, 2e-3)
	if err := times(h, []float64{0, 0, 0}); err != nil || norm(h) != 0 {
		t.Errorf("H·0 is %v, %v", h, err)
	}
	if err := Hessian(grad, w, []bool{false, true, true})(h, []float64{0, 1, 1}); err != nil {
		t.Fatal(err)
	}
	near(t, "H·v with a value held", h, []float64{0, 2, 3}, 1e-6)
	trace, spread, err := Trace(times, &Krylov[float64]{}, 3, 8, nil, rand.New(rand.NewPCG(9, 9)))
	if err != nil {
		t.Fatal(err)
	}
	near(t, "the trace of a diagonal matrix, which every draw finds", []float64{trace, spread}, []float64{9, 0}, 2e-3)
}

func TestSharpness(t *testing.T) {
	c := []float32{4, 1}
	loss := func(w []float32) (float64, error) {
		return float64(c[0]*w[0]*w[0]+c[1]*w[1]*w[1]) / 2, nil
	}
	grad := func(dst, w []float32) error {
		dst[0], dst[1] = c[0]*w[0], c[1]*w[1]
		return nil
	}
	w := []float32{1, 0}
	at, _ := loss(w)
	g := make([]float32, 2)
	_ = grad(g, w)
	rise, err := BallSharpness(loss, w, g, at, .05)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "the rise at .05", []float64{rise}, []float64{2*1.05*1.05 - 2}, 1e-6)
	box, err := BoxSharpness(loss, grad, w, at, 1e-2)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "the rise in the box", []float64{box}, []float64{100 * (2*1.02*1.02 - 2) / 3}, 1e-3)
	if flat, err := BallSharpness(loss, []float32{0, 0}, []float32{0, 0}, 0, .05); flat != 0 || err != nil {
		t.Errorf("where there is no slope the rise is %v, %v", flat, err)
	}
}
