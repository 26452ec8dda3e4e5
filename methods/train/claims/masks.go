package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log"
	"maps"
	"math"

	"petri/methods/train"
	"petri/models/spec"
)

// A trial is one config, trained to its end and measured.
type trial struct {
	name string
	cfg  spec.Config
}

// colours are those that the claims are about, and purple, which is reported.
var colours = []string{"red", "green", "white", "blue", "purple"}

// trials lists what the claims on masks need: on all of MNIST, one epoch of every
// colour with three seeds, and five of white.
func trials() (all []trial) {
	for seed := range 3 {
		for _, colour := range colours {
			all = append(all, trial{"masks " + colour, masked(colour, seed, 1)})
		}
	}
	return append(all, trial{"masks white long", masked("white", 0, 5)})
}

func masked(colour string, seed, epochs int) spec.Config {
	const batch = 8
	return spec.Config{
		Seed:  seed,
		Data:  spec.Data{Name: "mnist", Train: examples, Test: 10000},
		Model: spec.Part{Name: "mae"},
		Mask:  spec.Part{Name: colour},
		Optim: spec.Optim{Batch: batch},
		Stop:  spec.Stop{Steps: epochs * examples / batch, Every: examples / batch, Probe: new(1)},
	}
}

// try does the trials of the share that the cache lacks, and returns the metrics
// of all that are done, by name, and how many are not.
func (w worker) try(trials []trial) (done map[string][]map[string]float64, open int, err error) {
	done = map[string][]map[string]float64{}
	results := make([]map[string]float64, len(trials))
	errs := make(chan error, len(trials))
	slots := make(chan struct{}, w.atOnce)
	for i, t := range trials {
		go func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			var err error
			results[i], err = w.trial(t, i%w.share.Count == w.share.Index-1)
			errs <- err
		}()
	}
	for range trials {
		err = errors.Join(err, <-errs)
	}
	for i, t := range trials {
		if results[i] == nil {
			open++
			continue
		}
		done[t.name] = append(done[t.name], results[i])
	}
	return done, open, err
}

// trial returns the metrics of a trial, nil if it is not done and not ours.
func (w worker) trial(t trial, ours bool) (map[string]float64, error) {
	cfg, err := train.Catalogue().Complete(t.cfg)
	if err != nil {
		return nil, err
	}
	name := w.file(cfg)
	kept, err := load(name)
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return kept.Metrics, err
	}
	if !ours {
		return nil, nil
	}
	metrics, err := w.end(cfg)
	if err != nil {
		return nil, err
	}
	log.Printf("%s, seed %d: %v", t.name, cfg.Seed, metrics)
	return metrics, save(name, file{Config: cfg, Metrics: metrics})
}

// end takes a run to its end.
func (w worker) end(cfg spec.Config) (map[string]float64, error) {
	session, err := w.source.Open(context.Background(), cfg)
	if err != nil {
		return nil, err
	}
	before := map[string]float64{}
	if err := byHand(session, before); err != nil {
		return nil, err
	}
	for session.Finished() == "" {
		if _, err := session.Step(); err != nil {
			return nil, err
		}
	}
	metrics, err := session.Evaluate()
	if err != nil {
		return nil, err
	}
	maps.Copy(metrics, before)
	return metrics, nil
}

// metric is the mean over seeds of what trials of that name have measured.
func metric(name, of string) quantity {
	return func(all map[string]measured) float64 { m, _ := moments(all[name].trials, of); return m }
}

// spreadOf is the standard deviation over seeds.
func spreadOf(name, of string) quantity {
	return func(all map[string]measured) float64 { _, sd := moments(all[name].trials, of); return sd }
}

// gap is how far the masked errors of two colours are apart, in standard errors
// of the difference.
func gap(more, less string) quantity {
	return func(all map[string]measured) float64 {
		a, sa := moments(all[more].trials, "maskedError")
		b, sb := moments(all[less].trials, "maskedError")
		return (a - b) / math.Hypot(sa/math.Sqrt(float64(len(all[more].trials))), sb/math.Sqrt(float64(len(all[less].trials))))
	}
}

func moments(trials []map[string]float64, of string) (mean, sd float64) {
	n := float64(len(trials))
	for _, t := range trials {
		mean += t[of] / n
	}
	for _, t := range trials {
		sd += (t[of] - mean) * (t[of] - mean) / (n - 1)
	}
	if n == 0 {
		mean = math.NaN()
	}
	return mean, math.Sqrt(sd)
}

// masks holds what METHODS has for ColorMAE's masks (arXiv:2407.13036) at this
// scale: the colours order the difficulty, and white is learned well. Probes are
// reported: nothing is claimed of them.
func masks() (all []claim) {
	all = []claim{
		{"masked error, white, 5 epochs", 0, .050, metric("masks white long", "maskedError")},
		{"masked error of the mean predictor, white", more, unbounded, metric("masks white long", "meanPredictor")},
		{"masked error of the best linear predictor, white", more, unbounded, metric(linearName, "maskedError")},
	}
	for i := range 3 {
		all = append(all, claim{fmt.Sprintf("masked error, %s over %s, in standard errors", colours[i], colours[i+1]), 2, unbounded, gap("masks "+colours[i], "masks "+colours[i+1])})
	}
	for _, colour := range colours {
		for _, of := range []string{"maskedError", "linearProbe", "nearestProbe"} {
			all = append(all, claim{fmt.Sprintf("%s, %s, 1 epoch, mean of 3 seeds", of, colour), 0, unbounded, metric("masks "+colour, of)},
				claim{fmt.Sprintf("%s, %s, 1 epoch, standard deviation", of, colour), 0, unbounded, spreadOf("masks "+colour, of)})
		}
	}
	return all
}
