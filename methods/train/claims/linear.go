package main

import (
	"context"
	"errors"
	"io/fs"
	"log"

	"gonum.org/v1/gonum/mat"

	"petri/methods/train"
	"petri/models/data"
	"petri/models/kernel"
	"petri/models/mask"
	"petri/models/spec"
	"petri/models/stream"
)

// linearName is what the best linear predictor is known by among the trials.
const linearName = "best linear predictor"

// linearImages is how many test images it is measured on: each takes a system of
// equations of its own.
const linearImages = 1000

// linear returns the masked error of the best linear predictor of hidden pixels
// from visible ones, under the masks of a config: what can be said by looking,
// without a network. It follows from mean and covariance of the training images:
// E[h|v] = μ_h + C_hv·C_vv⁻¹·(v − μ_v).
func (w worker) linear(cfg spec.Config) (float64, error) {
	cfg, err := train.Catalogue().Complete(cfg)
	if err != nil {
		return 0, err
	}
	name := w.file(spec.Config{V: cfg.V, Data: cfg.Data, Mask: cfg.Mask, Method: spec.Part{Name: "linear"}})
	if kept, err := load(name); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return kept.Metrics["maskedError"], err
	}
	set, err := w.source.Data(context.Background(), cfg.Data)
	if err != nil {
		return 0, err
	}
	p := kernel.Patches{C: set.Shape.C, H: set.Shape.H, W: set.Shape.W, P: cfg.Model.Knobs.Int("patch")}
	cutter, err := mask.New(cfg.Mask, cfg.Seed, p.Rows(), p.Cols())
	if err != nil {
		return 0, err
	}
	mean, cov := covariance(set)
	places, order, rng := pixels(p), make([]int32, p.Count()), stream.New(cfg.Seed, "linear")
	sum, n := 0.0, 0.0
	for i := range min(linearImages, len(set.TestY)) {
		cutter.Cut(order, rng)
		image := make([]float64, set.Shape.Size())
		data.Fill(image, set.TestX, []int{i}, nil, len(image))
		err, count := miss(image, mean, cov, places, order, cutter.Keep())
		sum, n = sum+err, n+count
	}
	log.Printf("%s: masked error %.4f", linearName, sum/n)
	return sum / n, save(name, file{Config: cfg, Metrics: map[string]float64{"maskedError": sum / n}})
}

// covariance is that of the pixels of the training images, with a little on the
// diagonal: some pixels are always white.
func covariance(set *data.Set) ([]float64, *mat.SymDense) {
	size, n := set.Shape.Size(), len(set.TrainY)
	x := mat.NewDense(n, size, nil)
	mean := make([]float64, size)
	for i := range n {
		row := x.RawRowView(i)
		data.Fill(row, set.TrainX, []int{i}, nil, size)
		for j, v := range row {
			mean[j] += v / float64(n)
		}
	}
	for i := range n {
		for j, row := 0, x.RawRowView(i); j < size; j++ {
			row[j] -= mean[j]
		}
	}
	var cov mat.SymDense
	cov.SymOuterK(1/float64(n), x.T())
	for j := range size {
		cov.SetSym(j, j, cov.At(j, j)+1e-4)
	}
	return mean, &cov
}

// pixels lists by patch the places of its pixels in an image.
func pixels(p kernel.Patches) [][]int {
	at := make([]float64, p.C*p.H*p.W)
	for i := range at {
		at[i] = float64(i)
	}
	cut := make([]float64, len(at))
	kernel.CutPatches(cut, at, p)
	all := make([][]int, p.Count())
	for i, v := range cut {
		all[i/p.Size()] = append(all[i/p.Size()], int(v))
	}
	return all
}

// miss returns the squared error of the hidden pixels of one image, and how many
// there are.
func miss(image, mean []float64, cov *mat.SymDense, places [][]int, order []int32, keep int) (sum, count float64) {
	var seen, hidden []int
	for i, patch := range order {
		if i < keep {
			seen = append(seen, places[patch]...)
		} else {
			hidden = append(hidden, places[patch]...)
		}
	}
	among := mat.NewSymDense(len(seen), nil)
	off := mat.NewVecDense(len(seen), nil)
	for i, a := range seen {
		off.SetVec(i, image[a]-mean[a])
		for j := i; j < len(seen); j++ {
			among.SetSym(i, j, cov.At(a, seen[j]))
		}
	}
	var factor mat.Cholesky
	var weights mat.VecDense
	if !factor.Factorize(among) || factor.SolveVecTo(&weights, off) != nil {
		return 0, 0
	}
	for _, h := range hidden {
		said := mean[h]
		for i, a := range seen {
			said += cov.At(h, a) * weights.AtVec(i)
		}
		sum += (image[h] - said) * (image[h] - said)
	}
	return sum, float64(len(hidden))
}
