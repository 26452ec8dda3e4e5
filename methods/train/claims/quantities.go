package main

import (
	"math"
	"slices"

	"petri/methods/sweep"
	"petri/methods/train"
	"petri/models"
	"petri/models/stream"
)

// measured is what came of a study.
type measured struct {
	study
	results []sweep.Result
	answer  sweep.Answer
	trials  []map[string]float64 // the metrics of each seed, where no sweep was measured
}

// A quantity is read off what was measured, by the studies' names. It is NaN
// where nothing was found.
type quantity func(all map[string]measured) float64

// mean is the accuracy of a point.
func mean(name string) quantity {
	return func(all map[string]measured) float64 {
		points := sweep.Points(all[name].results)
		if len(points) == 0 {
			return math.NaN()
		}
		return points[0].Mean
	}
}

// absolute is the dimension at which the accuracy reaches .90.
func absolute(name string) quantity {
	return func(all map[string]measured) float64 { return found(all[name].answer.Absolute) }
}

// atLeast is the same, or the largest dimension that was tried if none of them
// reaches it.
func atLeast(name string) quantity {
	return func(all map[string]measured) float64 {
		crossing, points := all[name].answer.Absolute, sweep.Points(all[name].results)
		if crossing.Above > 0 || len(points) == 0 {
			return found(crossing)
		}
		return float64(points[len(points)-1].Dim)
	}
}

// own is the dimension at which the accuracy reaches .90 of the baseline.
func own(name string) quantity {
	return func(all map[string]measured) float64 { return found(all[name].answer.Own) }
}

// found returns a crossing that lies between two dimensions close enough.
func found(c sweep.Crossing) float64 {
	if !c.Close() {
		return math.NaN()
	}
	return c.Dim
}

// weights is D, counted in the network as it is built; NaN if it cannot be.
func weights(name string) quantity {
	return func(all map[string]measured) float64 {
		cfg := all[name].Recipe
		set, err := train.Catalogue().DataSet(cfg.Data.Name)
		if err != nil {
			return math.NaN()
		}
		model, err := models.Build[float32](cfg.Model.Name, cfg.Model.Knobs, set.Shape, set.Classes, stream.New(cfg.Seed, "init"))
		if err != nil {
			return math.NaN()
		}
		n := 0
		for _, p := range model.Params() {
			n += p.Size()
		}
		return float64(n)
	}
}

func difference(a, b quantity) quantity {
	return func(all map[string]measured) float64 { return a(all) - b(all) }
}

func ratio(a, b quantity) quantity {
	return func(all map[string]measured) float64 { return a(all) / b(all) }
}

// spread is the largest by the smallest.
func spread(of ...quantity) quantity {
	return func(all map[string]measured) float64 {
		var x []float64
		for _, q := range of {
			x = append(x, q(all))
		}
		return slices.Max(x) / slices.Min(x)
	}
}
