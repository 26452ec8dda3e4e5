package methods

import (
	"strings"
	"testing"

	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/nn"

	"petri/models/layer"
	"petri/models/op"
	"petri/models/op/optest"
	"petri/models/spec"
)

// twoLayers is a network of θ₀ = [1, 1 | 1].
func twoLayers() []layer.Named {
	param := func(name string, values ...float64) layer.Named {
		return layer.Named{Name: name, Param: nn.NewParam(mat.NewDense[float64](mat.WithShape(1, len(values)), mat.WithBacking(values)))}
	}
	return []layer.Named{param("a.weight", 1), param("a.bias", 1), param("b.weight", 1)}
}

// Hand-checkable: θ₀ = [1,1], P·v = [.2,-.4], λ = 2 → [1.4,.2]; and a second
// layer of θ₀ = 1, P·v = .5, λ = -1 → .5. With ∇θ = [3,5 | 7]:
// ∇λ = [.2·3 - .4·5, .5·7] = [-1.4, 3.5] and, P being the one column that v = 1
// makes P·v, ∇v = 2·(-1.4) - 3.5 = -6.3. At v = 0, ∇λ = 0.
func TestSAIDByHand(t *testing.T) {
	params := twoLayers()
	s := newSAID[float64](spec.Values{"dim": 3, "projection": "dense"}).(*SAID[float64])
	trained, err := s.Attach(params, 1)
	if err != nil {
		t.Fatal(err)
	}
	if len(trained) != 2 || trained[0].Size() != 1 || trained[1].Size() != 2 {
		t.Fatalf("trains %v, want one coordinate and two scales", trained)
	}
	v, lambda := op.Data[float64](s.v), op.Data[float64](s.lambda)
	s.p = &dense[float64]{columns: []float64{.2, -.4, .5}, D: 3}
	check := func(what string, want ...float64) {
		t.Helper()
		for _, p := range params {
			op.ClearGrad[float64](p)
		}
		for _, p := range trained {
			op.ClearGrad[float64](p)
		}
		s.Fill()
		for i, g := range []float64{3, 5, 7} {
			op.Grad[float64](params[i])[0] = g
		}
		s.Pull()
		var got []float64
		for _, p := range params {
			got = append(got, op.Data[float64](p)...)
		}
		got = append(append(got, op.Grad[float64](s.lambda)...), op.Grad[float64](s.v)...)
		optest.Near(t, what, got, want, 1e-12)
	}
	check("θ, ∇λ, ∇v at v = 0", 1, 1, 1, 0, 0, 2.1)
	v[0], lambda[0], lambda[1] = 1, 2, -1
	check("θ, ∇λ, ∇v", 1.4, .2, .5, -1.4, 3.5, -6.3)
}

func TestSAIDNeedsMoreThanItsScales(t *testing.T) {
	_, err := newSAID[float64](spec.Values{"dim": 2, "projection": "dense"}).Attach(twoLayers(), 1)
	field, ok := err.(*spec.FieldError)
	if !ok || field.Field != "method.dim" || !strings.Contains(err.Error(), "choose dim 3 or more") {
		t.Errorf("dim 2 on two layers: %v, want a sentence that says what would do", err)
	}
}
