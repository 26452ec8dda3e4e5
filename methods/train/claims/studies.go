package main

import (
	"fmt"

	"petri/methods/sweep"
	"petri/models/spec"
)

// A study is a sweep with a name.
type study struct {
	name string
	sweep.Sweep
}

const (
	examples, batch, epochs = 60000, 128, 3

	// learningRate is within the 0.03-0.1 that Petri measured to reach Li et
	// al.'s 100-epoch accuracies in 3 epochs.
	learningRate = 0.1
)

// dims are the measurements of a dimension that start from random weights: all of
// MNIST, 3 epochs, Adam with β₂ = .99 as in all that the claims need.
func dims() []study {
	var all []study
	for _, dim := range []int{100, 300, 750, 1000, 1500} {
		all = append(all, point("sparse", dim))
	}
	all = append(all, point("fastfood", 300), point("fastfood", 750))
	all = append(all, search("mlp 200", mlp(200)), search("lenet", recipe("lenet")))
	for _, width := range []int{50, 100, 400} {
		all = append(all, search(fmt.Sprint("mlp ", width), mlp(width)))
	}
	all = append(all, search("mlp 200 shuffled", shuffled(mlp(200))))
	all = append(all, search("lenet slow", slow(recipe("lenet"))), search("lenet slow shuffled", shuffled(slow(recipe("lenet")))))
	return all
}

// transferred learn the digits 5 to 9, after 0 to 4 or from random weights.
func transferred() (all []study) {
	for _, of := range transferring {
		for seed := range 3 {
			all = append(all, of.study(spec.OtherHalf, seed), of.study(spec.RandomStart, seed))
		}
	}
	return all
}

func recipe(model string) spec.Config {
	return spec.Config{
		Data:   spec.Data{Name: "mnist", Train: examples, Test: 10000},
		Model:  spec.Part{Name: model},
		Method: spec.Part{Name: "subspace"},
		Optim:  spec.Optim{Part: spec.Part{Name: "adam", Knobs: spec.Values{"lr": learningRate}}, Batch: batch},
		Stop:   spec.Stop{Steps: epochs * examples / batch},
	}
}

func mlp(width int) spec.Config {
	cfg := recipe("mlp")
	cfg.Model.Knobs = spec.Values{"width": float64(width)}
	return cfg
}

// slow takes the other end of the range of learning rates, which suits large d:
// a step moves θ further the larger d is, and at .1 LeNet on shuffled pixels
// gets no better above d = 2000, where its accuracy is .898, and diverges at
// 8000.
func slow(cfg spec.Config) spec.Config {
	cfg.Optim.Knobs = spec.Values{"lr": 0.03}
	return cfg
}

func shuffled(cfg spec.Config) spec.Config {
	cfg.Data.Shuffle = spec.ShuffledPixels
	return cfg
}

// point measures 784-200-200-10 at one dimension.
func point(projection string, dim int) study {
	cfg := mlp(200)
	cfg.Method.Knobs = spec.Values{"projection": projection}
	return study{fmt.Sprint(projection, " ", dim), sweep.Sweep{Recipe: cfg, Search: sweep.Grid, From: dim, To: dim}}
}

// search looks, with three seeds, for both crossings, until the dimensions
// beside each are near enough to one another.
func search(name string, cfg spec.Config) study {
	return study{name, sweep.Sweep{Recipe: cfg, From: 100, Runs: 100}}
}

// A transfer is of one network, by one method, to so many examples of each class
// that it did not know; 0 are all. Before and steps say how long it learns.
type transfer struct {
	name          string
	model         spec.Part
	method        string
	shots         int
	before, steps int
	small         bool // what was learned before is claimed to make the rest so
}

// Either half of the digits is half the examples, nearly.
const half = epochs * examples / 2 / batch

// Where few examples tell what is new, what was learned before counts: as in the
// paper, whose paraphrases are 3,668. The perceptron, whose random units tell digits
// apart nearly as well as trained ones, learns from all, and hardly profits.
var transferring = []transfer{
	{"vit, 1000 shots, said", spec.Part{Name: "vit", Knobs: spec.Values{"patch": 7.0, "width": 16.0, "depth": 2.0}}, "said", 1000, 2000, 600, true},
	{"mlp, said", mlp(200).Model, "said", 0, half, half, false},
	{"mlp, subspace", mlp(200).Model, "subspace", 0, half, half, false},
}

// study has one seed: each has its own intrinsic dimension, as the claim is about
// each.
func (of transfer) study(start string, seed int) study {
	cfg := recipe(of.model.Name)
	cfg.Model = of.model
	cfg.Seed = seed
	cfg.Method.Name = of.method
	cfg.Data.Classes, cfg.Data.Shots = spec.SecondHalf, of.shots
	cfg.Start = spec.Start{From: start}
	if start != spec.RandomStart {
		cfg.Start.Steps = of.before
	}
	cfg.Stop.Steps = of.steps
	return study{of.called(start, seed), sweep.Sweep{Recipe: cfg, From: 50, Seeds: 1, Runs: 100}}
}

func (of transfer) called(start string, seed int) string {
	return fmt.Sprintf("%s, %s, seed %d", of.name, start, seed)
}
