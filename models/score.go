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

	Guessed, Right int // tokens of a model that continues texts, and those that were the most likely

	Hidden, Visible PatchErrors // of a model that is masked
}

// Metrics names what was measured: testLoss and accuracy or, of a model that is
// masked, testLoss, maskedError and visibleError, which are mean squared errors
// of pixels.
func (s *Score) Metrics() map[string]float64 {
	if s.Hidden.Sum != nil {
		return map[string]float64{"testLoss": s.Loss / float64(len(s.Labels)), "maskedError": s.Hidden.Mean(), "visibleError": s.Visible.Mean()}
	}
	if s.Guessed > 0 {
		return map[string]float64{"testLoss": s.Loss / float64(len(s.Labels)), "accuracy": float64(s.Right) / float64(s.Guessed)}
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
	s.Loss += float64(predict(t, logits, b.Labels, s) * float64(len(b.Labels)))
}

// predict adds the most likely classes by the logits (B,K), and returns their mean
// cross-entropy with the labels.
func predict[F kernel.Float](t *op.Tape[F], logits mat.Tensor, labels []int32, s *Score) float64 {
	rows, classes := op.Rows(logits), op.Cols(logits)
	p := op.Data[F](t.Input(rows, classes))
	s.Classes = classes
	mean := kernel.CrossEntropy(p, op.Data[F](logits), labels, rows, classes)
	for r := range rows {
		row := p[r*classes:][:classes]
		best := largest(row)
		s.Predicted = append(s.Predicted, int32(best))
		s.Certainty = append(s.Certainty, float32(row[best]))
	}
	s.Labels = append(s.Labels, labels...)
	return float64(mean)
}

// largest is the place of the largest number, of equal ones the first.
func largest[F kernel.Float](row []F) int {
	best := 0
	for i, v := range row {
		if v > row[best] {
			best = i
		}
	}
	return best
}
