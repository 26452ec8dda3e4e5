package models

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"petri/models/op"
	"petri/models/spec"
)

// BenchmarkMAE times the masked autoencoder on 64 pictures of MNIST's shape by the share of patches that is hidden: the encoder alone,
// forward, and the loss with all its gradients. Only visible patches enter the encoder, so its time goes with their number; the decoder
// always sees all places.
func BenchmarkMAE(b *testing.B) {
	const batch = 64
	knobs := spec.Values{"patch": 4.0, "width": 64.0, "depth": 3.0, "heads": 4.0, "decoder-width": 32.0, "decoder-depth": 1.0, "normalise": false}
	model, err := newMAE[float32](knobs, spec.Shape{C: 1, H: 28, W: 28}, nil, rand.New(rand.NewPCG(1, 2)))
	if err != nil {
		b.Fatal(err)
	}
	m, L := model.(*MAE[float32]), 49
	var order []int32
	for range batch {
		for _, patch := range rand.New(rand.NewPCG(3, 4)).Perm(L) {
			order = append(order, int32(patch))
		}
	}
	for _, ratio := range []float64{0.25, 0.5, 0.75, 0.9} {
		visible := int(float64(L) * (1 - ratio))
		tape := op.NewTape[float32]()
		input := func(grad bool) Batch {
			tape.Reset()
			tape.NoGrad = !grad
			return Batch{X: tape.Input(batch, 28*28), Labels: make([]int32, batch), Order: order, Visible: visible}
		}
		b.Run(fmt.Sprintf("encoder/%v", ratio), func(b *testing.B) {
			for b.Loop() {
				in := input(false)
				m.Forward(tape, op.Patches(tape, in.X, m.patches), order, visible)
			}
		})
		b.Run(fmt.Sprintf("gradients/%v", ratio), func(b *testing.B) {
			for b.Loop() {
				tape.Backward(m.Loss(tape, input(true)))
			}
		})
	}
}
