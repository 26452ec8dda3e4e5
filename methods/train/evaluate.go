package train

import (
	"maps"

	"petri/models"
	"petri/models/stream"
)

// evaluationBatch is how many test examples go through the model at a time.
const evaluationBatch = 200

// testMasks is the stream of the masks of test examples, which have the same
// ones whenever they are measured.
const testMasks = "test masks"

// Reason says why a run ended.
type Reason string

// The reasons for a run to end.
const (
	Steps      Reason = "steps"
	Accuracy   Reason = "accuracy"
	Plateau    Reason = "plateau"
	NotANumber Reason = "not-a-number"
)

// Finished says why the run is over; it is empty while the run goes on.
func (s *Session) Finished() Reason {
	stop := s.Config.Stop
	switch {
	case s.at.Broken:
		return NotANumber
	case s.at.Target:
		return Accuracy
	case stop.Plateau > 0 && s.at.Stale >= stop.Plateau:
		return Plateau
	case s.at.Step >= stop.Steps:
		return Steps
	}
	return ""
}

// Due says whether an evaluation has to come before the next step.
func (s *Session) Due() bool {
	step := s.at.Step
	return step > s.at.Judged && (step%s.Config.Stop.Every == 0 || s.Finished() != "")
}

// Evaluate measures the model on the test set, and the stop rules take note.
func (s *Session) Evaluate() (metrics map[string]float64, err error) {
	defer rescue(&err)
	if metrics, err = s.Measure(); err != nil {
		return nil, err
	}
	s.at.Judged = s.at.Step
	switch loss := metrics["testLoss"]; {
	case !finite(float32(loss)):
		s.at.Broken = true
	case loss < s.at.Best:
		s.at.Best, s.at.Stale = loss, 0
	default:
		s.at.Stale++
	}
	if target := s.Config.Stop.Accuracy; target > 0 && metrics["accuracy"] >= target {
		s.at.Target = true
	}
	s.probe(metrics) // a rule may have ended the run
	s.found = maps.Clone(metrics)
	return metrics, nil
}

// Measure returns the metrics on the test set and changes nothing: it may
// come at any step.
func (s *Session) Measure() (metrics map[string]float64, err error) {
	defer rescue(&err)
	s.fill()
	s.score, s.scored = s.test(), s.at.Step
	metrics = s.score.Metrics()
	if s.cutter != nil {
		metrics["meanPredictor"] = s.meanPredictor()
	}
	s.shift(metrics)
	s.probe(metrics)
	s.found = metrics
	return maps.Clone(metrics), nil
}

// test scores the model on the test set, a batch at a time.
func (s *Session) test() models.Score {
	var score models.Score
	rng := stream.New(s.Config.Seed, testMasks)
	for first := 0; first < len(s.set.TestY); first += evaluationBatch {
		batch := s.inARow(&s.tests, s.set.TestX, s.set.TestY, first, len(s.set.TestY))
		if s.cutter != nil {
			s.tests.mask(&batch, s.cutter, rng)
		}
		s.model.Measure(s.tests.tape, batch, &score)
	}
	return score
}

// inARow puts the examples from first on, but not the end-th, on a stage, as many as
// evaluation takes at a time.
func (s *Session) inARow(g *stage, pixels, classes []uint8, first, end int) models.Batch {
	g.index = g.index[:0]
	for i := first; i < min(first+evaluationBatch, end); i++ {
		g.index = append(g.index, i)
	}
	return g.set(pixels, classes, g.index, s.set.Order, s.set.Shape.Size())
}
