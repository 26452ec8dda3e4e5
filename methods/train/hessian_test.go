package train

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"

	"petri/methods/analysis"
	"petri/models/op/optest"
	"petri/models/spec"
	"petri/models/stream"
)

// A jet is what a number is along a line, to the second order: a + b·t + c·t². The
// networks below are written in jets once more, so that their second derivatives are
// exact, and owe nothing to what is tested.
type jet [3]float64

func (x jet) plus(y jet) jet { return jet{x[0] + y[0], x[1] + y[1], x[2] + y[2]} }

func (x jet) times(y jet) jet {
	return jet{x[0] * y[0], x[0]*y[1] + x[1]*y[0], x[0]*y[2] + x[1]*y[1] + x[2]*y[0]}
}

func (x jet) exp() jet {
	e := math.Exp(x[0])
	return jet{e, e * x[1], e * (x[2] + x[1]*x[1]/2)}
}

func (x jet) log() jet {
	return jet{math.Log(x[0]), x[1] / x[0], x[2]/x[0] - x[1]*x[1]/x[0]/x[0]/2}
}

func relu(x []jet) []jet {
	for i := range x {
		if x[i][0] <= 0 {
			x[i] = jet{}
		}
	}
	return x
}

// A line goes through all weights of a network, in their order.
type line struct{ at, along []float64 }

// next cuts the next n weights off.
func (l *line) next(n int) []jet {
	w := make([]jet, n)
	for i := range w {
		w[i] = jet{l.at[i], l.along[i]}
	}
	l.at, l.along = l.at[n:], l.along[n:]
	return w
}

func (l *line) linear(x []jet, out int) []jet {
	w, y := l.next(len(x)*out), l.next(out)
	for o := range y {
		for i, v := range x {
			y[o] = y[o].plus(v.times(w[o*len(x)+i]))
		}
	}
	return y
}

// conv is filters of 5×5 on pictures of size×size, ReLU, and the largest of 2×2.
func (l *line) conv(x []jet, channels, size, out int) []jet {
	w, bias, side := l.next(out*channels*25), l.next(out), size-4
	y := make([]jet, out*side*side)
	for i := range y {
		o, row, col := i/side/side, i/side%side, i%side
		y[i] = bias[o]
		for k := range channels * 25 {
			y[i] = y[i].plus(w[o*channels*25+k].times(x[(k/25*size+row+k/5%5)*size+col+k%5]))
		}
	}
	y = relu(y)
	pooled := make([]jet, 0, len(y)/4)
	for i := range y {
		if row, col := i/side%side, i%side; row%2 == 0 && col%2 == 0 {
			most := y[i]
			for _, other := range []jet{y[i+1], y[i+side], y[i+side+1]} {
				if other[0] > most[0] {
					most = other
				}
			}
			pooled = append(pooled, most)
		}
	}
	return pooled
}

// perceptron has two hidden layers of so many units.
func perceptron(width int) func(l *line, x []jet) []jet {
	return func(l *line, x []jet) []jet {
		return l.linear(relu(l.linear(relu(l.linear(x, width)), width)), 10)
	}
}

func leNet(l *line, x []jet) []jet {
	x = l.conv(l.conv(x, 1, 28, 6), 6, 12, 16)
	return l.linear(relu(l.linear(relu(l.linear(x, 120)), 84)), 10)
}

// second is the second derivative of the mean loss over the first n training examples.
func second(s *Session, net func(*line, []jet) []jet, n int, at, along []float64) (sum float64) {
	size := s.set.Shape.Size()
	for i := range n {
		x := make([]jet, size)
		for j, v := range s.set.TrainX[i*size:][:size] {
			x[j][0] = float64(v) / 255
		}
		logits, all := net(&line{at, along}, x), jet{}
		for _, v := range logits {
			all = all.plus(v.exp())
		}
		loss := all.log().plus(logits[s.set.TrainY[i]].times(jet{-1}))
		sum += 2 * loss[2] / float64(n)
	}
	return sum
}

// hessian is that by all that is curved of a twin, from second derivatives along every
// such direction and every sum of two.
func hessian(t *testing.T, s *Session, net func(*line, []jet) []jet, n int) *mat.SymDense {
	t.Helper()
	twin, err := s.twin(n, goOn)
	if err != nil {
		t.Fatal(err)
	}
	wide := func() (w []float64) {
		for _, v := range flat(twin.params) {
			w = append(w, float64(v))
		}
		return w
	}
	at, w := wide(), flat(twin.trained)
	var along [][]float64
	for i, free := range twin.curved() {
		if !free {
			continue
		}
		moved := append([]float32{}, w...)
		moved[i] += 1
		twin.move(moved)
		direction := wide()
		for j := range direction {
			direction[j] -= at[j]
		}
		along = append(along, direction)
	}
	h, sum := mat.NewSymDense(len(along), nil), make([]float64, len(at))
	for i, a := range along {
		h.SetSym(i, i, second(s, net, n, at, a))
	}
	for i, a := range along {
		for j, b := range along[:i] {
			for k := range sum {
				sum[k] = a[k] + b[k]
			}
			h.SetSym(i, j, (second(s, net, n, at, sum)-h.At(i, i)-h.At(j, j))/2)
		}
	}
	return h
}

// The curvature of networks with kinks is that of their Hessian, in all weights and in
// a subspace.
func TestCurvatureAcrossKinks(t *testing.T) {
	within := func(dim float64) spec.Part {
		return spec.Part{Name: "subspace", Knobs: spec.Values{"dim": dim, "projection": "dense"}}
	}
	width := func(w float64) spec.Part { return spec.Part{Name: "mlp", Knobs: spec.Values{"width": w}} }
	for name, c := range map[string]struct {
		data          spec.Data
		model, method spec.Part
		net           func(*line, []jet) []jet
		n             int
	}{
		"all of a perceptron": {spec.Data{Name: "digits"}, width(3), spec.Part{Name: "full"}, perceptron(3), 8},
		"a perceptron in 20":  {spec.Data{Name: "digits"}, width(24), within(20), perceptron(24), 80},
		"LeNet in 4":          {few, lenet, within(4), leNet, 16},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSession(t, spec.Config{Seed: 3, Data: c.data, Model: c.model, Method: c.method, Optim: spec.Optim{Batch: 16}, Stop: spec.Stop{Steps: 40}})
			run(t, s, 40)
			got, err := s.Curvature(c.n, goOn, func(float64) {})
			if err != nil || got.Examples != c.n {
				t.Fatalf("%+v, %v", got, err)
			}
			h := hessian(t, s, c.net, c.n)
			var e mat.EigenSym
			if !e.Factorize(h, false) {
				t.Fatal("gonum failed")
			}
			n := h.SymmetricDim()
			values, trace := e.Values(nil), mat.Trace(h)
			what := fmt.Sprintf("%+v, where the eigenvalues are %.4g and %.4g, the trace %v", got, values[n-3:], values[0], trace)
			for i, v := range got.Greatest {
				if want := values[n-1-i]; math.Abs(v-want) > .01*want {
					t.Errorf("%d: %s", i, what)
				}
			}
			if math.Abs(got.Least-values[0]) > .01*math.Abs(values[0])+1e-4*values[n-1] {
				t.Errorf("the least: %s", what)
			}
			if math.Abs(got.Trace-trace) > 3*got.Spread+.01*trace {
				t.Errorf("the trace: %s", what)
			}
		})
	}
}

// Whatever has kinks has to keep to one side of them while a Hessian is taken, or
// products with it do not belong to a symmetric matrix: u·(H·v) is to be v·(H·u).
func TestEveryHessianIsSymmetric(t *testing.T) {
	optest.NativeOnly(t)
	each(t, func(t *testing.T, name string, cfg spec.Config) {
		s := finished(t, name, cfg)
		twin, err := s.twin(32, goOn)
		if err != nil {
			t.Fatal(err)
		}
		w, free := flat(twin.trained), twin.curved()
		twin.hold()
		times := analysis.Hessian(func(dst, at []float32) error {
			twin.move(at)
			twin.gradient(dst)
			return nil
		}, w, free)
		var v, hv [2][]float32
		rng := stream.New(1, "symmetric")
		for i := range v {
			v[i], hv[i] = make([]float32, len(w)), make([]float32, len(w))
			for j := range w {
				if free[j] {
					v[i][j] = float32(rng.NormFloat64())
				}
			}
			if err := times(hv[i], v[i]); err != nil {
				t.Fatal(err)
			}
		}
		product := func(a, b []float32) (sum, squares float64) {
			for i, x := range a {
				sum += float64(x) * float64(b[i])
				squares += float64(x) * float64(x) * float64(b[i]) * float64(b[i])
			}
			return sum, math.Sqrt(squares)
		}
		a, size := product(v[0], hv[1])
		if b, _ := product(v[1], hv[0]); math.Abs(a-b) > .02*size {
			t.Errorf("u·(H·v) is %v and v·(H·u) %v, of products as great as %v", a, b, size)
		}
	})
}
