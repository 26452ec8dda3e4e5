package train

import (
	"math"
	"testing"

	"petri/models/spec"
)

// Pictures are as a person sees them, also where the run shuffles their pixels.
func TestPredictIsWhatEvaluationSays(t *testing.T) {
	for _, shuffle := range []string{spec.Unshuffled, spec.ShuffledPixels} {
		cfg := digits("subspace", 30)
		cfg.Data.Shuffle = shuffle
		t.Run(shuffle, func(t *testing.T) { predict(t, newSession(t, cfg)) })
	}
}

func predict(t *testing.T, s *Session) {
	run(t, s, math.MaxInt)
	list := s.Predictions(math.MaxInt)
	if len(list) != 360 {
		t.Fatalf("%d predictions of 360 test examples", len(list))
	}
	wrong := 0
	for i, p := range list {
		probabilities, err := s.Predict(s.Picture(p.Index))
		if err != nil || math.Abs(float64(probabilities[p.Predicted]-p.Confidence)) > 1e-5 {
			t.Fatalf("example %d: class %d with %v in the evaluation, %v alone (%v)", p.Index, p.Predicted, p.Confidence, probabilities, err)
		}
		if p.Label != p.Predicted {
			if wrong < i || (i > 0 && p.Confidence > list[i-1].Confidence) {
				t.Fatalf("prediction %d is out of order", i)
			}
			wrong++
		}
	}
	if wrong == 0 || wrong == len(list) {
		t.Errorf("%d of %d are wrong", wrong, len(list))
	}
}

// The last batch of an evaluation is smaller, and counts for less.
func TestEvaluationWeighsByExamples(t *testing.T) {
	s := newSession(t, digits("full", 5))
	m, err := s.Measure()
	if err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for _, p := range s.Predictions(math.MaxInt) {
		probabilities, err := s.Predict(s.Picture(p.Index))
		if err != nil {
			t.Fatal(err)
		}
		sum -= math.Log(float64(probabilities[p.Label]))
	}
	if want := sum / 360; math.Abs(m["testLoss"]-want) > 1e-4 {
		t.Errorf("test loss %v, example by example %v", m["testLoss"], want)
	}
}
