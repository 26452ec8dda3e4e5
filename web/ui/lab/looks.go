package lab

import (
	"petri/models/spec"
	"petri/web/protocol"
)

// How many pictures are looked at.
const (
	Samples  = 24
	Weights  = 40
	Fillings = 8
	Near     = 3 // words to each learned vector
)

// Looks are the newest views of the model from inside.
type Looks struct {
	pictures
	Written []string  // texts for a model that reads, a person's own
	Drafts  Drafts    // what stands in the fields
	Draft   *Draft    // a text that a person has begun; nil is nothing yet
	Tried   []Tried   // templates that were measured, the newest first
	Drawing []float32 // the example in the drawing field; nil is none
	Hidden  []float32 // of a masked model: by patch, 1 where it is not to see the drawing

	sent  []string        // of Written, what was asked last
	asked map[string]bool // questions that wait for an answer
	again bool            // ask once more when they are answered
}

// pictures are the views of one run.
type pictures struct {
	Samples    *protocol.Image // test examples, wrong ones first
	Weights    *protocol.Image // the first layer
	Confusion  *protocol.Grid
	Prediction *protocol.Curve // for the drawing

	// Of a masked model:
	Originals *protocol.Image // test examples,
	Masks     *protocol.Grid  // what is hidden of them,
	Fillings  *protocol.Image // and what the model makes of them
	Patches   *protocol.Grid  // mean error of every patch
	Filling   *protocol.Image // of the drawing

	// Of a model that reads:
	Classes *protocol.Texts // of the classes, against test pictures
	Texts   *protocol.Texts // the person's own,
	Heads   []string        // which were these
	Prompt  *protocol.Prompt

	Writing *protocol.Writing // of a model that continues texts: the draft

	Landscapes

	Untouched  *protocol.Grid // how near pictures and texts of the classes lie, without the method
	Similarity *protocol.Grid // and now
}

// look asks for new views. While the answers to an earlier look are under way
// it waits, so that a busy worker is not flooded.
func (l *Lab) look() {
	if len(l.Looks.asked) > 0 {
		l.Looks.again = true
		return
	}
	l.Looks.again = false
	examples, count := "samples", Samples
	if l.Masked() {
		examples, count = "fillings", Fillings
	}
	l.Looks.asked = map[string]bool{examples: true}
	l.runner.Send(&protocol.Analyse{What: examples, Count: count})
	if l.Writes() {
		l.Looks.asked["prompt"] = true
		l.runner.Send(&protocol.Analyse{What: "prompt", Count: Near})
		l.goOn()
	} else if !l.Reads() {
		l.Looks.asked["weights"] = true
		l.runner.Send(&protocol.Analyse{What: "weights", Count: Weights})
	} else {
		l.Looks.asked["classes"], l.Looks.asked["prompt"], l.Looks.asked["similarity"] = true, true, true
		l.runner.Send(&protocol.Analyse{What: "texts", Count: l.compared()})
		l.runner.Send(&protocol.Analyse{What: "prompt", Count: Near})
		l.runner.Send(&protocol.Analyse{What: "similarity"})
		l.compare()
	}
	l.predict()
}

// ask notes a question that waits for an answer; there is nobody to ask before
// the run is set up.
func (l *Lab) ask(what string) bool {
	if l.Run == nil || l.Phase == Loading {
		return false
	}
	if l.Looks.asked == nil {
		l.Looks.asked = map[string]bool{}
	}
	l.Looks.asked[what] = true
	return true
}

// Draw takes an example in the drawing field, C×H×W values in [0,1], and asks
// what the model makes of it. Without values the field is empty.
func (l *Lab) Draw(values []float32) { l.Cover(values, nil) }

// Cover is Draw for a masked model: hidden says by patch, with a 1, what it is
// not to see.
func (l *Lab) Cover(values, hidden []float32) {
	l.Looks.Drawing, l.Looks.Hidden = values, hidden
	if values == nil {
		l.Looks.Prediction, l.Looks.Filling = nil, nil
	} else if !l.Looks.asked["prediction"] && !l.Looks.asked["fill"] {
		l.predict()
	} else {
		l.Looks.again = true
	}
}

// fits tells whether what was drawn for a run can be shown to another: its examples have
// the same shape, and what is hidden of them the same patches.
func (l *Lab) fits(before, now spec.Config) bool {
	a, _ := l.Catalogue.DataSet(before.Data.Name)
	b, _ := l.Catalogue.DataSet(now.Data.Name)
	return a.Shape == b.Shape && (!l.Masked() || before.Model.Knobs["patch"] == now.Model.Knobs["patch"])
}

func (l *Lab) predict() {
	if l.Looks.Drawing == nil {
		return
	}
	if l.Masked() {
		if l.ask("fill") {
			l.runner.Send(&protocol.Analyse{What: "fill", Values: l.Looks.Drawing, Hidden: l.Looks.Hidden})
		}
	} else if l.ask("prediction") {
		l.runner.Send(&protocol.Analyse{What: "predict", Values: l.Looks.Drawing})
	}
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
		case "originals":
			l.Looks.Originals = e
		case "fillings":
			l.Looks.Fillings = e
		case "fill":
			if l.Looks.Drawing != nil {
				l.Looks.Filling = e
			}
		}
	case *protocol.Curve:
		if e.Name == "template" {
			l.tried(Tried{e.Labels[0], e.Step, float64(e.Values[0])})
			return
		}
		delete(l.Looks.asked, e.Name)
		if l.Looks.Drawing != nil {
			l.Looks.Prediction = e
		}
	case *protocol.Texts:
		l.answered(e)
	case *protocol.Writing:
		delete(l.Looks.asked, "writing")
		l.Looks.Writing = e
	case *protocol.Prompt:
		delete(l.Looks.asked, "prompt")
		l.Looks.Prompt = e
	case *protocol.Grid:
		l.grid(e)
	default:
		l.surveyed(e)
	}
	if l.Looks.again && len(l.Looks.asked) == 0 {
		l.look()
	}
}

func (l *Lab) grid(e *protocol.Grid) {
	delete(l.Looks.asked, e.Name)
	switch e.Name {
	case "untouched":
		l.Looks.Untouched = e
	case "similarity":
		l.Looks.Similarity = e
	case "confusion":
		l.Looks.Confusion = e
	case "hidden":
		l.Looks.Masks = e
	case "patches":
		l.Looks.Patches = e
	}
}
