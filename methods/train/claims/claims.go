package main

import (
	"fmt"
	"io"
	"math"

	"petri/models/spec"
)

// A claim is a statement about several runs, held as a band.
type claim struct {
	what string
	low  float64
	high float64
	of   func(mean func(projection string, dim int) float64) float64
}

var (
	seeds = []int{0, 1, 2}
	dims  = map[string][]int{"sparse": {100, 300, 750, 1500}, "fastfood": {300, 750}}
)

// learningRate is within the 0.03-0.1 that Petri measured to reach Li et al.'s
// 100-epoch accuracies in 3 epochs.
const learningRate = 0.1

// runs lists every run that the claims need: 784-200-200-10 on all of MNIST,
// 3 epochs, Adam with β₂ = .99.
func runs() []spec.Config {
	var all []spec.Config
	for _, projection := range []string{"sparse", "fastfood"} {
		for _, dim := range dims[projection] {
			for _, seed := range seeds {
				all = append(all, config(projection, dim, seed))
			}
		}
	}
	return all
}

func config(projection string, dim, seed int) spec.Config {
	const examples, batch, epochs = 60000, 128, 3
	return spec.Config{
		Seed:   seed,
		Data:   spec.Data{Name: "mnist", Train: examples, Test: 10000},
		Model:  spec.Part{Name: "mlp"},
		Method: spec.Part{Name: "subspace", Knobs: spec.Values{"dim": float64(dim), "projection": projection}},
		Optim:  spec.Optim{Part: spec.Part{Name: "adam", Knobs: spec.Values{"lr": learningRate}}, Batch: batch},
		Stop:   spec.Stop{Steps: epochs * examples / batch, Every: 10000},
	}
}

// The bands around the curve of Li et al. 2018 (arXiv:1804.08838): .593 at
// d = 100, .818 at 300, .894 at 750, .925 at 1500.
var claims = []claim{
	at("sparse", 100, .52, .68),
	at("sparse", 300, .77, .85),
	at("sparse", 750, .86, .92),
	rise(100, 300), rise(300, 750), rise(750, 1500),
	apart(300), apart(750),
}

func at(projection string, dim int, low, high float64) claim {
	return claim{fmt.Sprintf("mean test accuracy, %s, d = %d", projection, dim), low, high,
		func(mean func(string, int) float64) float64 { return mean(projection, dim) }}
}

func rise(from, to int) claim {
	return claim{fmt.Sprintf("gain in accuracy from d = %d to %d", from, to), math.SmallestNonzeroFloat64, 1,
		func(mean func(string, int) float64) float64 { return mean("sparse", to) - mean("sparse", from) }}
}

func apart(dim int) claim {
	return claim{fmt.Sprintf("fastfood against sparse at d = %d", dim), -.02, .02,
		func(mean func(string, int) float64) float64 { return mean("fastfood", dim) - mean("sparse", dim) }}
}

// report prints every run and every claim, and says whether all hold.
func report(out io.Writer, results map[string]result) (hold bool) {
	fmt.Fprintf(out, "%-10s %6s %5s %9s %9s  %s\n", "projection", "d", "seed", "accuracy", "test loss", "digest")
	mean := func(projection string, dim int) float64 {
		sum := 0.0
		for _, seed := range seeds {
			sum += results[key(config(projection, dim, seed))].Metrics["accuracy"]
		}
		return sum / float64(len(seeds))
	}
	for _, cfg := range runs() {
		r := results[key(cfg)]
		fmt.Fprintf(out, "%-10s %6d %5d %9.4f %9.4f  %.16s\n", cfg.Method.Knobs.String("projection"), cfg.Method.Knobs.Int("dim"),
			cfg.Seed, r.Metrics["accuracy"], r.Metrics["testLoss"], r.Digest)
	}
	fmt.Fprintf(out, "\n%-44s %8s  %s\n", "claim", "measured", "band")
	hold = true
	for _, c := range claims {
		x := c.of(mean)
		verdict := "holds"
		if x < c.low || x > c.high {
			verdict, hold = "FAILS", false
		}
		fmt.Fprintf(out, "%-44s %8.4f  [%.2f, %.2f] %s\n", c.what, x, c.low, c.high, verdict)
	}
	return hold
}
