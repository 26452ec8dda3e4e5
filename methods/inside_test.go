package methods_test

import (
	"errors"
	"math"
	"testing"

	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/nn"

	"petri/methods"
	"petri/models"
	"petri/models/layer"
	"petri/models/op"
	"petri/models/op/optest"
	"petri/models/spec"
	"petri/models/stream"
)

// enter attaches a method to one block of width 2 with one head, whose trained
// tensors take the values given, in their order.
func enter(t *testing.T, name string, v spec.Values, values ...[]float64) *layer.Block[float64] {
	t.Helper()
	info, err := find(name)
	if err != nil {
		t.Fatal(err)
	}
	knobs := defaults(info)
	for k := range v {
		knobs[k] = v[k]
	}
	m, err := methods.Build[float64](name, knobs)
	if err != nil {
		t.Fatal(err)
	}
	block := layer.NewBlock[float64](2, 1, 4, false, stream.New(1, "block"))
	for _, p := range []*layer.Linear[float64]{block.Attention.K, block.Attention.V} {
		copy(op.Data[float64](p.W), []float64{1, 0, 0, 1})
	}
	if err := m.(methods.Inside[float64]).Enter([]*layer.Block[float64]{block}); err != nil {
		t.Fatal(err)
	}
	trained, err := m.Attach(block.Params("block"), 1)
	if err != nil {
		t.Fatal(err)
	}
	for i, x := range values {
		if copy(op.Data[float64](trained[i]), x) != len(x) {
			t.Fatalf("%s holds %v, not %d values", trained[i].Name, trained[i].Shape(), len(x))
		}
	}
	return block
}

func find(name string) (spec.Info, error) {
	for _, m := range methods.All() {
		if m.Name == name {
			return m.Info, nil
		}
	}
	return spec.Info{}, errors.New("no method " + name)
}

// attend asks with one query of one sequence.
func attend(b *layer.Block[float64], q, k, v mat.Tensor) []float64 {
	return op.Data[float64](b.Attention.Attend(op.NewTape[float64](), q, k, v, op.Heads{B: 1, N: 1}))
}

var eye = []float64{1, 0, 0, 1}

func TestLLaMAAdapterByHand(t *testing.T) {
	q, k, v := optest.Tensor(1, 1, 0), optest.Tensor(2, 2, 0, 0, 0), optest.Tensor(2, 3, 3, 1, 1)
	for _, c := range []struct {
		gate float64
		want []float64
	}{{0, []float64{2.608859, 2.608859}}, {.5, []float64{2.918368, 2.761468}}} {
		b := enter(t, "llama-adapter", spec.Values{"length": 2., "layers": 1.}, eye, []float64{c.gate})
		optest.Near(t, "y", attend(b, q, k, v), c.want, 1e-6)
	}
}

// TestPrefixByHand has the same tensors under one softmax.
func TestPrefixByHand(t *testing.T) {
	b := enter(t, "prefix", spec.Values{"length": 2.}, eye, eye)
	y := attend(b, optest.Tensor(1, 1, 0), optest.Tensor(2, 2, 0, 0, 0), optest.Tensor(2, 3, 3, 1, 1))
	optest.Near(t, "y", y, []float64{1.887628, 1.761345}, 1e-6)
}

// TestPrefixIsAGatedAdapter checks He et al. (arXiv:2110.04366, eq. 4 to 6): a prefix
// is (1 − λ) times the attention plus λ times what the prefix alone would give.
func TestPrefixIsAGatedAdapter(t *testing.T) {
	root := math.Sqrt2 // takes back the 1/√d that the example leaves out
	q, k, v := optest.Tensor(1, root, root/2), optest.Tensor(2, 1, 0, .5, 1), optest.Tensor(2, 1, 2, 3, 4)
	pk, pv := optest.Tensor(1, 0, 1), optest.Tensor(1, -1, 1)
	b := enter(t, "prefix", spec.Values{"length": 1.}, op.Data[float64](pk), op.Data[float64](pv))
	joint := attend(b, q, k, v)
	optest.Near(t, "prefix", joint, []float64{1.301910, 2.534607}, 1e-6)

	own, others := math.Exp(.5), math.Exp(1)+math.Exp(1)
	lambda := own / (own + others)
	optest.Near(t, "λ", []float64{lambda}, []float64{.232697}, 1e-6)
	tape, h := op.NewTape[float64](), op.Heads{B: 1, N: 1}
	gated := op.Add(tape, op.Scale(tape, op.Attention(tape, q, k, v, h), 1-lambda), op.Scale(tape, op.Attention(tape, q, pk, pv, h), lambda))
	optest.Near(t, "gated adapter", op.Data[float64](gated), joint, 1e-6)
}

// TestReparametrised checks that both ways to hold a prefix give the same keys and
// values: the network's output as rows.
func TestReparametrised(t *testing.T) {
	embedding, in, bias := []float64{.5, -1}, []float64{1, 2, 0, 1, -1, 0}, []float64{.1, 0, .2} // hidden 3
	k, kb := []float64{1, 0, 1, 0, 1, 0}, []float64{0, 1}
	v, vb := []float64{2, 0, 0, 0, 0, 2}, []float64{1, 0}
	b := enter(t, "prefix", spec.Values{"length": 1., "hidden": 3.}, embedding, in, bias, k, kb, v, vb)
	z := []float64{math.Tanh(.5 - 2 + .1), math.Tanh(-1), math.Tanh(-.5 + .2)}
	rows := enter(t, "prefix", spec.Values{"length": 1.}, []float64{z[0] + z[2], z[1] + 1}, []float64{2*z[0] + 1, 2 * z[2]})
	q, keys, values := optest.Tensor(1, .3, -.7), optest.Tensor(2, 1, 0, .5, 1), optest.Tensor(2, 1, 2, 3, 4)
	optest.Near(t, "y", attend(b, q, keys, values), attend(rows, q, keys, values), 1e-12)
}

// TestAdapterByHand: x = [1,2], W_down = [[1,1],[-1,0]] with bias [0,.5], W_up =
// [[2,0],[0,1]] with bias [.1,0]: ReLU([3,−.5]) = [3,0], so the adapter says [6.1,0].
func TestAdapterByHand(t *testing.T) {
	values := [][]float64{{1, 1, -1, 0}, {0, .5}, {2, 0, 0, 1}, {.1, 0}}
	in, out := optest.Tensor(1, 1, 2), optest.Tensor(1, 10, 20)
	leave := func(b *layer.Block[float64], s layer.Sublayer, in, out mat.Tensor) []float64 {
		return op.Data[float64](b.Leave(op.NewTape[float64](), s, in, out))
	}
	b := enter(t, "adapter", spec.Values{"bottleneck": 2., "kind": "sequential"}, values...)
	optest.Near(t, "sequential", leave(b, layer.SelfAttention, out, in), []float64{7.1, 2}, 1e-12)
	b = enter(t, "adapter", spec.Values{"bottleneck": 2., "kind": "parallel"}, values...)
	optest.Near(t, "parallel", leave(b, layer.FeedForward, in, out), []float64{34.4, 20}, 1e-12)
	optest.Near(t, "nothing beside attention", leave(b, layer.SelfAttention, in, out), []float64{10, 20}, 0)
}

// hollow is a parameter as wide as a large model's.
func hollow(width int) *nn.Param { return nn.NewParam(mat.NewDense[float32](mat.WithShape(1, width))) }

// TestCountsByFormula checks the numbers of the papers' models.
func TestCountsByFormula(t *testing.T) {
	blocks := func(layers, width, heads int) (all []*layer.Block[float32]) {
		for range layers {
			wide := &layer.Linear[float32]{W: hollow(width)}
			all = append(all, &layer.Block[float32]{Attention: &layer.Attention[float32]{K: wide, Heads: heads}, Up: wide})
		}
		return all
	}
	for _, c := range []struct {
		method               string
		knobs                spec.Values
		layers, width, heads int
		want                 int
	}{
		{"prefix", spec.Values{"length": 128., "hidden": 0., "spread": 1.}, 24, 1024, 16, 6_291_456}, // RoBERTa-large
		{"prefix", spec.Values{"length": 5., "hidden": 7., "spread": 1.}, 2, 16, 4, 5*16 + 16*7 + 7 + 7*2*2*16 + 2*2*16},
		{"adapter", spec.Values{"bottleneck": 8., "kind": "sequential"}, 2, 64, 4, 2 * 2 * (2*64*8 + 8 + 64)},
		{"adapter", spec.Values{"bottleneck": 8., "kind": "parallel"}, 2, 64, 4, 2 * (2*64*8 + 8 + 64)},
		{"llama-adapter", spec.Values{"length": 10., "layers": 30.}, 32, 4096, 32, 1_229_760}, // 7B
	} {
		m, err := methods.Build[float32](c.method, c.knobs)
		if err != nil {
			t.Fatal(err)
		}
		if err := m.(methods.Inside[float32]).Enter(blocks(c.layers, c.width, c.heads)); err != nil {
			t.Fatal(err)
		}
		if got := m.Count(nil); got != c.want {
			t.Errorf("%s with %v: %d, want %d", c.method, c.knobs, got, c.want)
		}
	}
	m, _ := methods.Build[float32]("prompt", spec.Values{"length": 100.})
	err := m.(methods.Tokens).Read(models.Lexicon{Words: hollow(4096), Room: 100})
	if got := m.Count(nil); err != nil || got != 409_600 { // T5-XXL
		t.Errorf("prompt: %d values, %v", got, err)
	}
}
