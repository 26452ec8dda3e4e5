package train

import (
	"math"
	"slices"

	"petri/models"
	"petri/models/op"
)

// lookedAt is how many test pictures the towers of a model that reads are watched
// on at most, the first of each class in turn.
const lookedAt = 200

// towers is where the two towers of a model that reads put test pictures and the
// texts of the classes; it is empty of another model.
type towers struct {
	pictures []float32 // (N,E), of length 1
	classes  []int     // (N)
	texts    []float32 // (K,E), of length 1
	width    int       // E
}

func (s *Session) towers(g *stage) (w towers) {
	m, ok := s.model.(models.Reader[float32])
	if !ok {
		return w
	}
	index := s.oneOfEach(lookedAt)
	batch := g.set(s.set.TestX, s.set.TestY, index, s.set.Order, s.set.Shape.Size())
	pictures, texts := m.Look(g.tape, batch.X), m.Read(g.tape)
	for _, label := range batch.Labels {
		w.classes = append(w.classes, int(label))
	}
	w.width, w.pictures, w.texts = op.Cols(texts), slices.Clone(op.Data[float32](pictures)), slices.Clone(op.Data[float32](texts))
	return w
}

// shift adds to metrics how far each tower of a model that reads has moved what it
// makes of the same things: the feature shift of RESTORE (arXiv:2403.06136), whose
// first vectors are those of the model without the method.
func (s *Session) shift(metrics map[string]float64) {
	now := s.towers(&s.tests)
	if now.width == 0 {
		return
	}
	metrics["imageShift"] = meanDistance(now.pictures, s.before.pictures, now.width)
	metrics["textShift"] = meanDistance(now.texts, s.before.texts, now.width)
}

// meanDistance is the mean of ‖a−b‖ over the rows of a and b, n values each.
func meanDistance(a, b []float32, n int) float64 {
	sum := 0.0
	for at := 0; at < len(a); at += n {
		square := 0.0
		for i, v := range a[at:][:n] {
			d := float64(v) - float64(b[at+i])
			square += float64(d * d)
		}
		sum += math.Sqrt(square)
	}
	return sum * float64(n) / float64(len(a))
}

// Similarity returns the mean cosine between test pictures of each class (row), at
// most lookedAt of all, and the text of each (column), (K,K), row by row: of the
// model without the method, and now. A row without a picture is not a number.
func (s *Session) Similarity() (before, now []float32, err error) {
	defer rescue(&err)
	if s.before.width == 0 {
		return nil, nil, ErrNoWords
	}
	s.fill()
	return s.before.similarity(), s.towers(&s.looks).similarity(), nil
}

func (w towers) similarity() []float32 {
	K := len(w.texts) / w.width
	sums, counts := make([]float64, K*K), make([]float64, K)
	for n, class := range w.classes {
		counts[class]++
		for j := range K {
			for i, v := range w.pictures[n*w.width:][:w.width] {
				sums[class*K+j] += float64(float64(v) * float64(w.texts[j*w.width+i]))
			}
		}
	}
	means := make([]float32, K*K)
	for i, sum := range sums {
		means[i] = float32(sum / counts[i/K])
	}
	return means
}
