//go:build js && wasm

// Command ours is Petri's side of the browser benchmark: it calls the tensor
// core and the training session as the worker does, without the page around it.
package main

import (
	"math/rand/v2"
	"syscall/js"

	"petri/models/kernel"
)

// cases maps a name to what prepares it and returns one step of it.
var cases = map[string]func() func(){
	"gemm":        gemm,
	"mlp-kernels": bareMLP,
	"mlp":         session("mlp", nil, "full"),
	"lenet":       session("lenet", nil, "full"),
	"mae":         session("mae", autoencoder, "full"),
	"subspace":    session("mlp", nil, "subspace"), // d = 750, sparse
}

func main() {
	steps := map[string]func(){}
	js.Global().Set("petriBench", map[string]any{
		"prepare": js.FuncOf(func(_ js.Value, args []js.Value) any {
			name := args[0].String()
			steps[name] = cases[name]()
			return nil
		}),
		"run": js.FuncOf(func(_ js.Value, args []js.Value) any {
			step := steps[args[0].String()]
			for range args[1].Int() {
				step()
			}
			return nil
		}),
	})
	js.Global().Call("petriBenchReady")
	select {}
}

// gemm multiplies two matrices of 256 by 256.
func gemm() func() {
	const n = 256
	a, b, c := noise(n*n), noise(n*n), make([]float32, n*n)
	return func() { kernel.Gemm(c, a, b, n, n, n) }
}

// noise returns n numbers in [-0.05, 0.05), the size of initial weights.
func noise(n int) []float32 {
	rng := rand.New(rand.NewPCG(1, 2))
	x := make([]float32, n)
	for i := range x {
		x[i] = (rng.Float32() - 0.5) / 10
	}
	return x
}
