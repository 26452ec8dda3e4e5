package methods

import (
	"math"
	"testing"

	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/nn"

	"petri/models/layer"
	"petri/models/op"
	"petri/models/op/optest"
	"petri/models/spec"
	"petri/models/stream"
)

func named[F float32 | float64](name string, rows int, values ...F) layer.Named {
	return layer.Named{Name: name, Param: nn.NewParam(mat.NewDense[F](mat.WithShape(rows, len(values)/rows), mat.WithBacking(values)))}
}

// METHODS 13: W₀ = [[1,2],[3,4]], A = [1,1], B = [.5,−1]ᵀ, α/r = 2, x = [1,2] → y = [8,5];
// for |y|²/2 dA = [−2,−4] and dB = [48,30]ᵀ; the merged W is [[2,3],[1,2]].
func TestLoRAByHand(t *testing.T) {
	w := named[float64]("a.weight", 2, 1, 2, 3, 4)
	l := newLoRA[float64](spec.Values{"rank": 1., "alpha": 2.}).(*LoRA[float64])
	trained, err := l.Attach([]layer.Named{w, named[float64]("a.bias", 1, 1, 1)}, 1)
	if err != nil || len(trained) != 2 {
		t.Fatalf("trains %v, %v: want A and B of the one matrix", trained, err)
	}
	copy(op.Data[float64](trained[0]), []float64{1, 1})
	copy(op.Data[float64](trained[1]), []float64{.5, -1})
	l.Fill()
	optest.Near(t, "W", op.Data[float64](w), []float64{2, 3, 1, 2}, 1e-12)
	x := []float64{1, 2}
	y := []float64{2*x[0] + 3*x[1], x[0] + 2*x[1]}
	optest.Near(t, "y", y, []float64{8, 5}, 1e-12)
	copy(op.Grad[float64](w), []float64{y[0] * x[0], y[0] * x[1], y[1] * x[0], y[1] * x[1]})
	l.Pull()
	optest.Near(t, "dA", op.Grad[float64](trained[0]), []float64{-2, -4}, 1e-12)
	optest.Near(t, "dB", op.Grad[float64](trained[1]), []float64{48, 30}, 1e-12)
}

// What is written into the weights does what the pair beside them does.
func TestLoRAMergedIsUnmerged(t *testing.T) {
	const in, out, rank = 60, 40, 4
	rng := stream.New(1, "test")
	draw := func(n int) []float32 {
		x := make([]float32, n)
		for i := range x {
			x[i] = float32(rng.NormFloat64() / math.Sqrt(in))
		}
		return x
	}
	w, x := named("a.weight", out, draw(out*in)...), draw(in)
	l := newLoRA[float32](spec.Values{"rank": float64(rank), "alpha": 8.}).(*LoRA[float32])
	trained, err := l.Attach([]layer.Named{w}, 1)
	if err != nil {
		t.Fatal(err)
	}
	a, b := op.Data[float32](trained[0]), op.Data[float32](trained[1])
	copy(b, draw(len(b)))
	l.Fill()
	dot := func(row, x []float32) (sum float64) {
		for i, v := range row {
			sum += float64(v) * float64(x[i])
		}
		return sum
	}
	for o := range out {
		beside := dot(l.pairs[0].w0[o*in:][:in], x)
		for r := range rank {
			beside += 8. / rank * float64(b[o*rank+r]) * dot(a[r*in:][:in], x)
		}
		if merged := dot(op.Data[float32](w)[o*in:][:in], x); math.Abs(merged-beside) > 1e-5 {
			t.Errorf("output %d is %v merged and %v unmerged", o, merged, beside)
		}
	}
}

// At the start A is no further than 1/√in from zero and has no gradient, B has one.
func TestLoRAStart(t *testing.T) {
	w := named[float64]("a.weight", 2, 1, 2, 3, 4)
	l := newLoRA[float64](spec.Values{"rank": 2., "alpha": 4.}).(*LoRA[float64])
	trained, _ := l.Attach([]layer.Named{w}, 1)
	for _, a := range op.Data[float64](trained[0]) {
		if a == 0 || math.Abs(a) > math.Sqrt(.5) {
			t.Errorf("A has a %v", a)
		}
	}
	optest.Near(t, "B", op.Data[float64](trained[1]), make([]float64, 4), 0)
	copy(op.Grad[float64](w), []float64{1, 2, 3, 4})
	l.Pull()
	optest.Near(t, "dA", op.Grad[float64](trained[0]), make([]float64, 4), 0)
	for _, g := range op.Grad[float64](trained[1]) {
		if g == 0 {
			t.Error("B has no gradient")
		}
	}
}
