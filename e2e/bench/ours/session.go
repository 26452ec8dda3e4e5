//go:build js && wasm

package main

import (
	"math/rand/v2"

	"petri/methods/train"
	"petri/models/data"
	"petri/models/spec"
)

// autoencoder is the network of tfjs-mae.js, whatever the default is.
var autoencoder = spec.Values{"patch": 4, "width": 64, "depth": 3, "heads": 4, "decoder-width": 32, "decoder-depth": 1, "normalise": false}

// session returns the steps of a real training session on pictures of MNIST's
// shape. Random ones do: no kernel looks at what it multiplies.
func session(model string, knobs spec.Values, method string) func() func() {
	return func() func() {
		known := train.Catalogue()
		cfg := must(known.Complete(spec.Config{
			Data:   spec.Data{Name: "mnist"},
			Model:  spec.Part{Name: model, Knobs: knobs},
			Method: spec.Part{Name: method},
			Optim:  spec.Optim{Batch: batch},
			Stop:   spec.Stop{Steps: 100_000}, // more than any round takes
		}))
		s := must(train.New(cfg, pictures(must(known.DataSet("mnist"))), nil))
		return func() {
			if loss := must(s.Step()); loss != loss { // such a step has no backward pass
				panic("the loss is not a number")
			}
		}
	}
}

func pictures(info spec.DataInfo) *data.Set {
	const n = 1000
	rng := rand.New(rand.NewPCG(3, 4))
	set := &data.Set{DataInfo: info, TrainX: make([]uint8, n*info.Shape.Size()), TrainY: make([]uint8, n)}
	for i := range set.TrainX {
		set.TrainX[i] = uint8(rng.Uint32())
	}
	for i := range set.TrainY {
		set.TrainY[i] = uint8(rng.IntN(len(info.Classes)))
	}
	return set
}

// must ends the program on an error, which the benchmark then reports.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
