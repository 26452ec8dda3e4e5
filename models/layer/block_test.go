package layer_test

import (
	_ "embed"
	"encoding/json"
	"math/rand/v2"
	"testing"

	"github.com/nlpodyssey/spago/mat"

	"petri/models/layer"
	"petri/models/op"
	"petri/models/op/optest"
)

// goldenJSON holds the value and the gradients of a causal block by PyTorch; testdata/golden.py writes it.
//
//go:embed testdata/golden.json
var goldenJSON []byte

// TestBlock compares a causal transformer block with PyTorch's. Both sum a few dozen float64 numbers in orders of their own, which leaves
// 1e-10 ample room.
func TestBlock(t *testing.T) {
	var golden struct {
		X, Dx, Y, Dy []float64
		Params       []struct {
			Name       string
			Data, Grad []float64
		}
	}
	if err := json.Unmarshal(goldenJSON, &golden); err != nil {
		t.Fatal(err)
	}
	const batch, tokens, width, heads, hidden = 2, 3, 4, 2, 5
	block := layer.NewBlock[float64](width, heads, hidden, true, rand.New(rand.NewPCG(1, 2)))
	params := block.Params("block")
	if len(params) != len(golden.Params) {
		t.Fatalf("%d parameters, PyTorch has %d", len(params), len(golden.Params))
	}
	for i, p := range params {
		if want := "block." + golden.Params[i].Name; p.Name != want {
			t.Fatalf("parameter %d is %s, want %s", i, p.Name, want)
		}
		copy(op.Data[float64](p), golden.Params[i].Data)
	}

	tape, x := op.NewTape[float64](), optest.Tensor(batch*tokens, golden.X...)
	y := block.Forward(tape, x, batch)
	optest.Near(t, "y", op.Data[float64](y), golden.Y, 1e-10)
	tape.Backward(optest.Weigh(tape, y, golden.Dy...))
	optest.Near(t, "dx", op.Grad[float64](x), golden.Dx, 1e-10)
	for i, p := range params {
		optest.Near(t, p.Name, op.Grad[float64](p), golden.Params[i].Grad, 1e-10)
	}
}

// TestBlock_Some: some tokens alone come to what they come to among all, to the bit, and so do their gradients but for the order of sums.
func TestBlock_Some(t *testing.T) {
	const batch, tokens, width = 2, 3, 4
	block := layer.NewBlock[float64](width, 2, 5, false, rand.New(rand.NewPCG(1, 2)))
	x, rows := optest.Random(3, batch*tokens, width), []int32{2, 0, 4, 5}
	tape := op.NewTape[float64]()
	all := op.Data[float64](op.Gather(tape, block.Forward(tape, x, batch), rows))
	optest.Near(t, "some", op.Data[float64](block.Some(tape, x, rows, batch)), all, 0)
	operands := []mat.Tensor{x}
	for _, p := range block.Params("block") {
		operands = append(operands, p)
	}
	optest.CheckGrad(t, func(t *op.Tape[float64]) mat.Tensor {
		return optest.Weigh(t, block.Some(t, x, rows, batch), optest.Normal(4, len(rows)*width)...)
	}, operands...)
}

// TestBlock_Gradients covers what the causal block above does not: tokens that see each other.
func TestBlock_Gradients(t *testing.T) {
	const batch, tokens, width, heads, hidden = 2, 3, 4, 2, 5
	block := layer.NewBlock[float64](width, heads, hidden, false, rand.New(rand.NewPCG(1, 2)))
	x := optest.Random(3, batch*tokens, width)
	operands := []mat.Tensor{x}
	for _, p := range block.Params("block") {
		operands = append(operands, p)
	}
	optest.CheckGrad(t, func(t *op.Tape[float64]) mat.Tensor {
		return optest.Weigh(t, block.Forward(t, x, batch), optest.Normal(4, batch*tokens*width)...)
	}, operands...)
}
