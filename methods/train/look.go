package train

import (
	"cmp"
	"fmt"
	"slices"

	"petri/models"
	"petri/models/data"
	"petri/models/kernel"
	"petri/models/op"
	"petri/models/pieces"
	"petri/models/spec"
)

// A Prediction is what the model makes of one test example.
type Prediction struct {
	Index      int // in the test set
	Label      int // true class
	Predicted  int // most likely class
	Confidence float32
}

// Predictions returns the last evaluation's view of at most count test
// examples: wrong ones first, the most confident mistakes leading, then right
// ones in the order of the test set. Before an evaluation there are none, nor of
// a model that tells no classes apart.
func (s *Session) Predictions(count int) []Prediction {
	var wrong, right []Prediction
	for i, predicted := range s.score.Predicted {
		p := Prediction{i, int(s.score.Labels[i]), int(predicted), s.score.Certainty[i]}
		if p.Label != p.Predicted {
			wrong = append(wrong, p)
		} else if len(right) < count {
			right = append(right, p)
		}
	}
	wrong = inOrder(wrong, func(a, b Prediction) int { return cmp.Compare(b.Confidence, a.Confidence) })
	list := append(wrong, right...)
	return list[:min(count, len(list))]
}

// inOrder returns all as compare orders them, equal ones as they stood. It sorts
// places: every type would bring a sort of its own into the page's program.
func inOrder[T any](all []T, compare func(a, b T) int) []T {
	places := make([]int, len(all))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(i, j int) int { return compare(all[i], all[j]) })
	ordered := make([]T, len(all))
	for i, place := range places {
		ordered[i] = all[place]
	}
	return ordered
}

// Picture returns the values of a test example in [0,1], C×H×W, shifted as those
// of the run, but each pixel in its place also where the run shuffles them.
func (s *Session) Picture(index int) []float32 {
	x := make([]float32, s.set.Shape.Size())
	data.Fill(x, s.set.TestX, []int{index}, nil, len(x))
	return x
}

// Text returns a test example that is a text, up to where an answer is asked for;
// of a picture it is empty.
func (s *Session) Text(index int) string {
	if !s.set.Text {
		return ""
	}
	text := data.Tokens(nil, s.set.TestX, []int{index}, s.set.Shape.Size())
	if ask := slices.Index(text, pieces.Ask); ask >= 0 {
		text = text[:ask]
	}
	return pieces.Decode(text)
}

// Label returns the class of a test example.
func (s *Session) Label(index int) int { return int(s.set.TestY[index]) }

// Confusion counts the last evaluation's test examples by true class (row)
// and predicted class (column).
func (s *Session) Confusion() (classes int, counts []float32) {
	return s.score.Classes, s.score.Confusion()
}

// Filters returns at most count of the first layer's weights as pictures, and
// nothing if the model has none to show.
func (s *Session) Filters(count int) (shape spec.Shape, values []float32) {
	m, ok := s.model.(models.Pictured[float32])
	if !ok {
		return shape, nil
	}
	s.fill()
	w, shape := m.Filters()
	values = op.Data[float32](w)
	return shape, slices.Clone(values[:min(len(values), count*shape.Size())])
}

// Predict returns the class probabilities of one example, C×H×W values, whose
// pixels are shuffled as those of the run. A shift is not done to it: it is taken
// as it looks, as one that Picture returns.
func (s *Session) Predict(example []float32) (probabilities []float32, err error) {
	defer rescue(&err)
	m, ok := s.model.(models.Classifier[float32])
	if !ok {
		return nil, fmt.Errorf("%s does not tell classes apart", s.Config.Model.Name)
	}
	if want := s.set.Shape.Size(); len(example) != want {
		return nil, fmt.Errorf("an example has %d values, not %d", want, len(example))
	}
	s.fill()
	logits := m.Logits(s.looks.tape, s.looks.one(example, s.set.Order))
	probabilities = make([]float32, op.Cols(logits))
	kernel.Softmax(probabilities, op.Data[float32](logits), 1, len(probabilities))
	return probabilities, nil
}
