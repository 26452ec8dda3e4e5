package lab

import "petri/web/protocol"

// How many pictures are looked at.
const (
	Samples = 24
	Weights = 40
)

// Looks are the newest views of the model from inside.
type Looks struct {
	pictures
	Drawing []float32 // the example in the drawing field; nil is none

	asked map[string]bool // questions that wait for an answer
	again bool            // ask once more when they are answered
}

// pictures are the views of one run.
type pictures struct {
	Samples    *protocol.Image // test examples, wrong ones first
	Weights    *protocol.Image // the first layer
	Confusion  *protocol.Grid
	Prediction *protocol.Curve // for the drawing
}

// look asks for new views. While the answers to an earlier look are under way
// it waits, so that a busy worker is not flooded.
func (l *Lab) look() {
	if len(l.Looks.asked) > 0 {
		l.Looks.again = true
		return
	}
	l.Looks.again = false
	l.Looks.asked = map[string]bool{"samples": true, "weights": true}
	l.runner.Send(&protocol.Analyse{What: "samples", Count: Samples})
	l.runner.Send(&protocol.Analyse{What: "weights", Count: Weights})
	l.predict()
}

// Draw takes an example in the drawing field, C×H×W values in [0,1], and asks
// what the model makes of it. Without values the field is empty.
func (l *Lab) Draw(values []float32) {
	l.Looks.Drawing = values
	if values == nil {
		l.Looks.Prediction = nil
	} else if !l.Looks.asked["prediction"] {
		l.predict()
	} else {
		l.Looks.again = true
	}
}

func (l *Lab) predict() {
	if l.Looks.Drawing == nil || l.Run == nil || l.Phase == Loading {
		return
	}
	if l.Looks.asked == nil {
		l.Looks.asked = map[string]bool{}
	}
	l.Looks.asked["prediction"] = true
	l.runner.Send(&protocol.Analyse{What: "predict", Values: l.Looks.Drawing})
}

// seen takes the answer to a look.
func (l *Lab) seen(e protocol.Event) {
	switch e := e.(type) {
	case *protocol.Image:
		delete(l.Looks.asked, e.Name)
		switch e.Name {
		case "samples":
			l.Looks.Samples = e
		case "weights":
			l.Looks.Weights = e
		}
	case *protocol.Curve:
		delete(l.Looks.asked, e.Name)
		if l.Looks.Drawing != nil {
			l.Looks.Prediction = e
		}
	case *protocol.Grid:
		l.Looks.Confusion = e
	}
	if l.Looks.again && len(l.Looks.asked) == 0 {
		l.look()
	}
}
