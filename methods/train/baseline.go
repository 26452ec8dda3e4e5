package train

import (
	"slices"

	"petri/models"
	"petri/models/kernel"
	"petri/models/stream"
)

// meanPredictor is the masked error on the test set of the picture that is the
// mean of all training examples: what can be said without looking. A model that
// is no better has learned nothing of what it sees. What a model is told of hidden
// patches the picture is told too.
func (s *Session) meanPredictor() float64 {
	if s.dumb != 0 {
		return s.dumb
	}
	m, _ := s.masked()
	c := newCuts(s, m)
	best := c.best(s)
	order, rng := make([]int32, m.Patches().Count()), stream.New(s.Config.Seed, testMasks)
	sum, n := 0.0, 0
	for i := range s.set.TestY {
		c.cut(s.set.TestX[i*len(c.pixels):][:len(c.pixels)])
		s.cutter.Cut(order, rng)
		for _, patch := range order[s.cutter.Keep():] {
			at := int(patch) * m.Patches().Size()
			for j, v := range c.patches[at:][:m.Patches().Size()] {
				d := (v - best[at+j]) * c.spread[patch]
				sum, n = sum+float64(d*d), n+1
			}
		}
	}
	s.dumb = sum / float64(n)
	return s.dumb
}

// cuts are the patches of one example as a model has to say them, and the spread that
// each is then given back: 1 unless it is helped.
type cuts struct {
	grid           kernel.Patches
	order          []int
	helped         bool
	pixels, placed []float64
	patches        []float64
	means, spread  []float64
}

func newCuts(s *Session, m models.Masked[float32]) *cuts {
	size, L := s.set.Shape.Size(), m.Patches().Count()
	c := &cuts{grid: m.Patches(), order: s.set.Order, helped: m.Helped()}
	c.pixels, c.placed, c.patches = make([]float64, size), make([]float64, size), make([]float64, size)
	c.means, c.spread = make([]float64, L), make([]float64, L)
	for i := range c.spread {
		c.spread[i] = 1
	}
	return c
}

func (c *cuts) cut(example []uint8) {
	for j, v := range example {
		c.pixels[j] = float64(v) / 255
	}
	c.cutPixels()
}

func (c *cuts) cutPixels() {
	arrange(c.placed, c.pixels, c.order)
	clear(c.patches)
	kernel.CutPatches(c.patches, c.placed, c.grid)
	if c.helped {
		kernel.Standardise(c.patches, c.means, c.spread, c.patches, c.grid.Count(), c.grid.Size(), models.StandardEps)
	}
}

// best are the patches that come nearest to those of all training examples, when each
// is given its spread back: where that is 1, those of the mean picture, which is cut once.
func (c *cuts) best(s *Session) []float64 {
	if !c.helped {
		c.mean(s.set.TrainX)
		c.cutPixels()
		return slices.Clone(c.patches)
	}
	best, weight := make([]float64, len(c.patches)), make([]float64, len(c.spread))
	for at := 0; at < len(s.set.TrainX); at += len(c.pixels) {
		c.cut(s.set.TrainX[at:][:len(c.pixels)])
		for patch, spread := range c.spread {
			square := float64(spread * spread)
			weight[patch] += square
			for j := patch * c.grid.Size(); j < (patch+1)*c.grid.Size(); j++ {
				best[j] += float64(square * c.patches[j])
			}
		}
	}
	for j := range best {
		best[j] /= weight[j/c.grid.Size()]
	}
	return best
}

// mean has the pixels that are the mean of these examples.
func (c *cuts) mean(examples []uint8) {
	sums := make([]int, len(c.pixels))
	for at := 0; at < len(examples); at += len(sums) {
		for j, v := range examples[at:][:len(sums)] {
			sums[j] += int(v)
		}
	}
	for j, sum := range sums {
		c.pixels[j] = float64(sum) / 255 / float64(len(examples)/len(sums))
	}
}
