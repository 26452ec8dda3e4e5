package train

import (
	"petri/methods/analysis"
	"petri/models"
	"petri/models/op"
)

// probed is how many training examples a probe is fitted to, and how many test
// examples it is measured on, at most.
const probed = 1000

// probe adds to metrics what a linear classifier and the nearest neighbours can
// read off a masked model's features, if that is asked for at this step.
func (s *Session) probe(metrics map[string]float64) {
	m, ok := s.masked()
	if _, done := metrics["linearProbe"]; !ok || done {
		return
	}
	every := s.Config.Stop.Every * *s.Config.Stop.Probe
	if every == 0 || s.at.Step%every != 0 && s.Finished() == "" {
		return
	}
	train := s.features(m, s.set.TrainX, s.set.TrainY)
	test := s.features(m, s.set.TestX, s.set.TestY)
	classes := len(s.set.Classes)
	metrics["linearProbe"] = analysis.LinearProbe(train, test, classes)
	metrics["nearestProbe"] = analysis.NearestProbe(train, test, classes)
}

// features encodes the first examples, all of every image visible.
func (s *Session) features(m models.Masked[float32], pixels, classes []uint8) (f analysis.Features) {
	n := min(probed, len(classes))
	for first := 0; first < n; first += evaluationBatch {
		batch := s.inARow(&s.tests, pixels, classes, first, n)
		y := m.Encode(s.tests.tape, batch.X)
		f.Width = op.Cols(y)
		f.Rows = append(f.Rows, op.Data[float32](y)...)
		f.Labels = append(f.Labels, batch.Labels...)
	}
	return f
}
