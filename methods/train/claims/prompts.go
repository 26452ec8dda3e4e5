package main

import (
	"fmt"
	"math"
	"slices"

	"petri/methods/train"
	"petri/models/spec"
)

// shifts are what is done to MNIST: nothing, as the model knows it, comes first.
var shifts = []string{spec.Unshifted, spec.Rotated, spec.Inverted, spec.Noisy}

// templates are prompts written by hand, of which the best counts.
var templates = []string{"a photo of a {}", "a handwritten {}", "the digit {}", "the number {}", "{}"}

// readings lists what the claims on prompts need: a prompt learned from 16 examples
// of each class and from one, under every shift and none, with three seeds; and
// methods that adapt an MLP which knows the digits 0 to 4 to the digits 5 to 9.
func readings() (all []trial) {
	for seed := range 3 {
		for _, shift := range shifts {
			for _, shots := range []int{16, 1} {
				all = append(all, trial{fmt.Sprintf("coop %s %d", shift, shots), spec.Config{
					Seed: seed, Data: spec.Data{Name: "mnist", Test: 10000, Shots: shots, Shift: shift},
					Model: spec.Part{Name: "clip"}, Method: spec.Part{Name: "coop"}}})
			}
		}
		for _, method := range adapting {
			all = append(all, trial{"adapt " + method, spec.Config{
				Seed: seed, Data: spec.Data{Name: "mnist", Classes: spec.SecondHalf, Test: 10000},
				Model: spec.Part{Name: "mlp"}, Start: spec.Start{From: spec.OtherHalf}, Method: spec.Part{Name: method}}})
		}
	}
	return all
}

// adapting are the methods that are compared where a network learns more.
var adapting = []string{"full", "lora", "ssf", "bitfit", "probe"}

// byHand adds to metrics, before the first step, the accuracy of the best prompt
// that was written by hand, and what part of the weights is trained.
func byHand(s *train.Session, metrics map[string]float64) error {
	metrics["share"] = float64(s.Ledger.Trainable) / float64(s.Ledger.Total)
	for _, template := range templates {
		accuracy, err := s.Template(template)
		if err == train.ErrNoWords {
			return asItWas(s, metrics)
		}
		if err != nil {
			return err
		}
		metrics["by hand"] = max(metrics["by hand"], accuracy)
	}
	return nil
}

// asItWas adds what the model reaches before the first step.
func asItWas(s *train.Session, metrics map[string]float64) error {
	before, err := s.Measure()
	metrics["before"] = before["accuracy"]
	return err
}

// gain is by how much a learned prompt is better than the best one by hand.
func gain(shift string, shots int) quantity {
	name := fmt.Sprintf("coop %s %d", shift, shots)
	return difference(metric(name, "accuracy"), metric(name, "by hand"))
}

// second is the second largest of quantities; NaN if one is.
func second(of ...quantity) quantity {
	return func(all map[string]measured) float64 {
		var values []float64
		for _, q := range of {
			values = append(values, q(all))
		}
		slices.Sort(values) // NaN comes first
		if math.IsNaN(values[0]) {
			return values[0]
		}
		return values[len(values)-2]
	}
}

// least is the smallest of quantities; NaN if one is.
func least(of ...quantity) quantity {
	return func(all map[string]measured) float64 {
		low := math.Inf(1)
		for _, q := range of {
			low = min(low, q(all))
		}
		return low
	}
}

// prompts holds CoOp's findings (arXiv:2109.01134) at this scale: words alone go far
// where pictures are as the model knows them, and a learned context where they are
// not; and what few trained numbers do in a network that knows something already.
func prompts() (all []claim) {
	var many, one []quantity
	for i, shift := range shifts {
		one = append(one, gain(shift, 1))
		if i > 0 {
			many = append(many, gain(shift, 16))
		}
	}
	all = []claim{
		{"zero-shot accuracy on MNIST, best prompt by hand", .85, 1, metric("coop none 16", "by hand")},
		{"CoOp, 16 shots, second best gain under a shift", .05, 1, second(many...)},
		{"CoOp, 1 shot, smallest gain", -.02, 1, least(one...)},
		{"LoRA r = 4 on the other half, share of full", .95, unbounded, ratio(metric("adapt lora", "accuracy"), metric("adapt full", "accuracy"))},
		{"LoRA r = 4, share of the weights trained", more, .1, metric("adapt lora", "share")},
		{"SSF on the other half less the last layer alone", .03, unbounded, difference(metric("adapt ssf", "accuracy"), metric("adapt probe", "accuracy"))},
		{"SSF, share of the weights trained", more, .03, metric("adapt ssf", "share")},
	}
	for _, shift := range shifts {
		for _, shots := range []int{16, 1} {
			name := fmt.Sprintf("coop %s %d", shift, shots)
			all = append(all, claim{fmt.Sprintf("%s, %d shots: by hand", shift, shots), 0, 1, metric(name, "by hand")},
				claim{fmt.Sprintf("%s, %d shots: learned", shift, shots), 0, 1, metric(name, "accuracy")},
				claim{fmt.Sprintf("%s, %d shots: standard deviation", shift, shots), 0, 1, spreadOf(name, "accuracy")})
		}
	}
	for _, method := range adapting {
		all = append(all, claim{method + " on the other half", 0, 1, metric("adapt "+method, "accuracy")},
			claim{method + ", standard deviation", 0, 1, spreadOf("adapt "+method, "accuracy")})
	}
	return all
}
