package layer_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"petri/models/layer"
	"petri/models/op"
)

// BenchmarkBlocks times one forward and backward pass of three transformer blocks: batch 64, 17 tokens of width 64, 4 heads.
func BenchmarkBlocks(b *testing.B) {
	const batch, tokens, width, heads = 64, 17, 64, 4
	rng := rand.New(rand.NewPCG(1, 2))
	var blocks []*layer.Block[float32]
	var params []layer.Named
	for i := range 3 {
		block := layer.NewBlock[float32](width, heads, 4*width, false, rng)
		blocks, params = append(blocks, block), append(params, block.Params(fmt.Sprintf("block%d", i))...)
	}
	tape := op.NewTape[float32]()
	step := func() {
		tape.Reset()
		in := tape.Input(batch*tokens, width)
		for i := range op.Data[float32](in) {
			op.Data[float32](in)[i] = float32(i%7) - 3
		}
		x := blocks[0].Forward(tape, in, batch)
		for _, block := range blocks[1:] {
			x = block.Forward(tape, x, batch)
		}
		tape.Backward(op.MeanSquaredError(tape, x, in))
		for _, p := range params {
			op.ClearGrad[float32](p)
		}
	}
	step() // the buffers are made here
	b.ReportAllocs()
	for b.Loop() {
		step()
	}
}
