package models

import (
	"github.com/nlpodyssey/spago/mat"

	"petri/models/kernel"
	"petri/models/op"
)

// StandardEps is added to the variance by which patches are normalised.
const StandardEps = 1e-6

// hiddenError is the mean over all hidden patches of the batch of the mean
// squared error of filled (B·(1+L), n), whose first row of each image is passed
// over, against target (B·L, n).
func hiddenError[F kernel.Float](t *op.Tape[F], filled, target mat.Tensor, b Batch, L int) mat.Tensor {
	in, of := hiddenRows(t, b, L)
	return op.MeanSquaredError(t, op.Gather(t, filled, in), op.Gather(t, target, of))
}

// hiddenRows lists all hidden patches of the batch: their rows among those of
// images of 1+L tokens, and among those of L patches.
func hiddenRows[F kernel.Float](t *op.Tape[F], b Batch, L int) (in, of []int32) {
	hidden := L - b.Visible
	in, of = t.Indices(len(b.Order)/L*hidden), t.Indices(len(b.Order)/L*hidden)
	for n := range in {
		image := n / hidden
		patch := b.Order[image*L+b.Visible+n%hidden]
		in[n], of[n] = int32(image*(1+L)+1)+patch, int32(image*L)+patch
	}
	return in, of
}

// afterFirst lists the rows of B sequences of 1+L tokens without the first of
// each.
func afterFirst[F kernel.Float](t *op.Tape[F], B, L int) []int32 {
	rows := t.Indices(B * L)
	for i := range rows {
		rows[i] = int32(i/L*(1+L) + 1 + i%L)
	}
	return rows
}

// PatchErrors sums up by patch the mean squared errors of its pixels.
type PatchErrors struct {
	Sum   []float64
	Count []int
}

func (e *PatchErrors) add(patch int32, err float64) {
	e.Sum[patch] += err
	e.Count[patch]++
}

// Mean is the mean over all patches; 0 if there are none.
func (e *PatchErrors) Mean() float64 {
	sum, n := 0.0, 0
	for i, s := range e.Sum {
		sum, n = sum+s, n+e.Count[i]
	}
	return sum / float64(max(1, n))
}

// Means is the mean for each patch, 0 where there is none; nil of no patches.
func (e *PatchErrors) Means() []float32 {
	if e.Sum == nil {
		return nil
	}
	means := make([]float32, len(e.Sum))
	for i, s := range e.Sum {
		means[i] = float32(s / float64(max(1, e.Count[i])))
	}
	return means
}

// measurePatches adds the errors of the batch's patches, filled in and true,
// both (B·L, n).
func measurePatches[F kernel.Float](s *Score, filled, patches []F, b Batch, p kernel.Patches) {
	L, n := p.Count(), p.Size()
	if s.Hidden.Sum == nil {
		s.Hidden = PatchErrors{make([]float64, L), make([]int, L)}
		s.Visible = PatchErrors{make([]float64, L), make([]int, L)}
	}
	for i, patch := range b.Order {
		at := (i/L*L + int(patch)) * n
		sum := 0.0
		for j, v := range filled[at:][:n] {
			d := float64(v - patches[at+j])
			sum += float64(d * d)
		}
		if i%L < b.Visible {
			s.Visible.add(patch, sum/float64(n))
		} else {
			s.Hidden.add(patch, sum/float64(n))
		}
	}
}
