package models

import (
	"github.com/nlpodyssey/spago/mat"

	"petri/models/kernel"
	"petri/models/op"
)

// A Score gathers what a model makes of a test set, batch by batch.
type Score struct {
	Classes   int
	Loss      float64   // summed over examples
	Labels    []int32   // true classes
	Predicted []int32   // most likely classes
	Certainty []float32 // their probabilities

	Hidden, Visible PatchErrors // of a model that is masked
}

// Metrics names what was measured: testLoss and accuracy or, of a model that is
// masked, testLoss, maskedError and visibleError, which are mean squared errors
// of pixels.
func (s *Score) Metrics() map[string]float64 {
	if s.Hidden.Sum != nil {
		return map[string]float64{"testLoss": s.Loss / float64(len(s.Labels)), "maskedError": s.Hidden.Mean(), "visibleError": s.Visible.Mean()}
	}
	right := 0
	for i, p := range s.Predicted {
		if p == s.Labels[i] {
			right++
		}
	}
	n := float64(len(s.Labels))
	return map[string]float64{"testLoss": s.Loss / n, "accuracy": float64(right) / n}
}

// Confusion counts examples by true class (row) and predicted class (column).
func (s *Score) Confusion() []float32 {
	grid := make([]float32, s.Classes*s.Classes)
	for i, p := range s.Predicted {
		grid[int(s.Labels[i])*s.Classes+int(p)]++
	}
	return grid
}

// measureClasses is Measure for classifiers.
func measureClasses[F kernel.Float](t *op.Tape[F], logits mat.Tensor, b Batch, s *Score) {
	rows, classes := op.Rows(logits), op.Cols(logits)
	p := op.Data[F](t.Input(rows, classes))
	s.Classes = classes
	mean := kernel.CrossEntropy(p, op.Data[F](logits), b.Labels, rows, classes)
	s.Loss += float64(float64(mean) * float64(rows))
	for r := range rows {
		best := 0
		row := p[r*classes : (r+1)*classes]
		for c, v := range row {
			if v > row[best] {
				best = c
			}
		}
		s.Predicted = append(s.Predicted, int32(best))
		s.Certainty = append(s.Certainty, float32(row[best]))
	}
	s.Labels = append(s.Labels, b.Labels...)
}
