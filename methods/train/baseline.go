package train

import (
	"petri/models/kernel"
	"petri/models/stream"
)

// meanPredictor is the masked error on the test set of the picture that is the
// mean of all training examples: what can be said without looking. A model that
// is no better has learned nothing of what it sees.
func (s *Session) meanPredictor() float64 {
	if s.dumb != 0 {
		return s.dumb
	}
	m, _ := s.masked()
	p, size := m.Patches(), s.set.Shape.Size()
	errors := make([]float64, size) // squared, of each pixel, of one image
	mean := s.meanImage()
	order, rng := make([]int32, p.Count()), stream.New(s.Config.Seed, testMasks)
	placed, patches := make([]float64, size), make([]float64, size)
	sum, n := 0.0, 0
	for i := range s.set.TestY {
		for j, v := range s.set.TestX[i*size:][:size] {
			d := float64(v)/255 - mean[j]
			errors[j] = float64(d * d)
		}
		arrange(placed, errors, s.set.Order)
		clear(patches)
		kernel.CutPatches(patches, placed, p)
		s.cutter.Cut(order, rng)
		for _, patch := range order[s.cutter.Keep():] {
			for _, e := range patches[int(patch)*p.Size():][:p.Size()] {
				sum, n = sum+e, n+1
			}
		}
	}
	s.dumb = sum / float64(n)
	return s.dumb
}

// meanImage is the mean of the training examples, as they lie.
func (s *Session) meanImage() []float64 {
	size := s.set.Shape.Size()
	sums := make([]int, size)
	for at := 0; at < len(s.set.TrainX); at += size {
		for j, v := range s.set.TrainX[at:][:size] {
			sums[j] += int(v)
		}
	}
	mean := make([]float64, size)
	for j, sum := range sums {
		mean[j] = float64(sum) / 255 / float64(len(s.set.TrainY))
	}
	return mean
}
