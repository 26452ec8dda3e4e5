package methods

import (
	"math"
	"testing"

	"petri/models/layer"
	"petri/models/op"
	"petri/models/op/optest"
	"petri/models/spec"
)

// METHODS 15: γ = [2,.5], β = [1,−1], W₀ = [[1,2],[3,4]], b₀ = [1,1] → W = [[2,4],[1.5,2]], b = [3,−.5]. With
// ∇W = [[1,1],[2,0]] and ∇b = [5,7]: ∇γ = [1+2+5, 6+7], ∇β = ∇b. A norm's scale has a channel a column.
func TestSSFByHand(t *testing.T) {
	params := []layer.Named{
		named[float64]("a.weight", 2, 1, 2, 3, 4), named[float64]("a.bias", 1, 1, 1),
		named[float64]("norm.weight", 1, 3, 5), named[float64]("norm.bias", 1, 1, 2),
		named[float64]("token.class", 1, 1, 2),
	}
	s := newSSF[float64](spec.Values{"head": false, "spread": 0.})
	trained, err := s.Attach(params, 1)
	if err != nil || len(trained) != 4 {
		t.Fatalf("trains %v, %v: want γ and β of the layer and of the norm", trained, err)
	}
	for i := 0; i < 4; i += 2 {
		optest.Near(t, "γ₀", op.Data[float64](trained[i]), []float64{1, 1}, 0)
		optest.Near(t, "β₀", op.Data[float64](trained[i+1]), []float64{0, 0}, 0)
		copy(op.Data[float64](trained[i]), []float64{2, .5})
		copy(op.Data[float64](trained[i+1]), []float64{1, -1})
	}
	w := s.(Weights)
	w.Fill()
	optest.Near(t, "W", op.Data[float64](params[0]), []float64{2, 4, 1.5, 2}, 1e-12)
	optest.Near(t, "b", op.Data[float64](params[1]), []float64{3, -.5}, 1e-12)
	optest.Near(t, "the norm's scale", op.Data[float64](params[2]), []float64{6, 2.5}, 1e-12)
	optest.Near(t, "the norm's shift", op.Data[float64](params[3]), []float64{3, 0}, 1e-12)
	copy(op.Grad[float64](params[0]), []float64{1, 1, 2, 0})
	copy(op.Grad[float64](params[1]), []float64{5, 7})
	w.Pull()
	optest.Near(t, "∇γ", op.Grad[float64](trained[0]), []float64{8, 13}, 1e-12)
	optest.Near(t, "∇β", op.Grad[float64](trained[1]), []float64{5, 7}, 1e-12)
}

// The first numbers are as far apart as asked for.
func TestSSFSpread(t *testing.T) {
	n := 400
	params := []layer.Named{named("a.weight", n, make([]float64, n)...), named("a.bias", 1, make([]float64, n)...)}
	trained, err := newSSF[float64](spec.Values{"head": false, "spread": .02}).Attach(params, 1)
	if err != nil {
		t.Fatal(err)
	}
	for i, mean := range []float64{1, 0} {
		square := 0.
		for _, v := range op.Data[float64](trained[i]) {
			square += (v - mean) * (v - mean)
		}
		if sd := math.Sqrt(square / float64(n)); sd < .017 || sd > .023 { // four standard errors
			t.Errorf("%s spreads by %v", trained[i].Name, sd)
		}
	}
}
