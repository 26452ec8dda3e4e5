package train

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"strings"

	"github.com/nlpodyssey/spago/mat"

	"petri/methods"
	"petri/models"
	"petri/models/op"
	"petri/models/pieces"
	"petri/models/spec"
	"petri/models/words"
)

// ErrNoWords answers what only a model that reads can do.
var ErrNoWords = errors.New("this model reads no texts: choose a tiny CLIP to compare pictures with texts")

// TextsAtMost is how many texts are compared at once.
const TextsAtMost = 20

// A Text is how a model read what a person wrote.
type Text struct {
	Read    []string // the words that it knows, in their order
	Unknown []string // those it does not, which it left out
}

// A Likeness is how well texts go with pictures.
type Likeness struct {
	Texts    []Text
	Examples []int       // of the test set: the first of each class in turn
	Logits   [][]float32 // by picture, by text: eˢ times the cosine
}

// Compare shows how well each of the texts goes with each of count test pictures.
// Without texts it is those of the classes, with whatever prompt the run learns.
func (s *Session) Compare(texts []string, count int) (l Likeness, err error) {
	defer rescue(&err)
	m, ok := s.model.(models.Reader[float32])
	if !ok {
		return l, ErrNoWords
	}
	if len(texts) > TextsAtMost {
		return l, spec.Refuse("texts", "%[2]s texts are too many to compare: write %[3]s or fewer", len(texts), TextsAtMost)
	}
	s.fill()
	l.Examples = s.oneOfEach(count)
	tape, x := s.looks.tape, s.looks.set(s.set.TestX, s.set.TestY, l.Examples, s.set.Order, s.set.Shape.Size()).X
	var logits mat.Tensor
	if len(texts) > 0 {
		logits = m.Compare(tape, x, texts)
	} else {
		texts, logits = s.set.Classes, m.Logits(tape, x)
	}
	for _, text := range texts {
		l.Texts = append(l.Texts, read(text))
	}
	for i, n := 0, len(texts); i < len(l.Examples); i++ {
		l.Logits = append(l.Logits, slices.Clone(op.Data[float32](logits)[i*n:][:n]))
	}
	return l, nil
}

// read takes a text apart as models do.
func read(text string) (t Text) {
	tokens, unknown := words.Tokens(text)
	for _, token := range tokens {
		t.Read = append(t.Read, words.Word(token))
	}
	t.Unknown = unknown
	return t
}

// oneOfEach lists test examples, a round of all classes after the other.
func (s *Session) oneOfEach(count int) (list []int) {
	byClass := make([][]int, len(s.set.Classes))
	for i, class := range s.set.TestY {
		byClass[class] = append(byClass[class], i)
	}
	for round := 0; len(list) < min(count, len(s.set.TestY)); round++ {
		for _, examples := range byClass {
			if round < len(examples) && len(list) < count {
				list = append(list, examples[round])
			}
		}
	}
	return list
}

// nameHere stands in a template for the name of a class.
const nameHere = "{}"

// Template is the accuracy on the test set where each class's text is a template
// with its name in the place of {}.
func (s *Session) Template(template string) (accuracy float64, err error) {
	defer rescue(&err)
	m, ok := s.model.(models.Reader[float32])
	if !ok {
		return 0, ErrNoWords
	}
	if !strings.Contains(template, nameHere) {
		return 0, &spec.FieldError{Field: "texts", Message: "write {} where the name of each class belongs, as in: a photo of a {}"}
	}
	s.fill()
	texts, right := make([]string, len(s.set.Classes)), 0
	for i, class := range s.set.Classes {
		texts[i] = strings.ReplaceAll(template, nameHere, class)
	}
	for first := 0; first < len(s.set.TestY); first += evaluationBatch {
		batch := s.inARow(&s.looks, s.set.TestX, s.set.TestY, first, len(s.set.TestY))
		logits := op.Data[float32](m.Compare(s.looks.tape, batch.X, texts))
		for i, label := range batch.Labels {
			row := logits[i*len(texts):][:len(texts)]
			if slices.Index(row, slices.Max(row)) == int(label) { // of equal ones the first, as in every accuracy
				right++
			}
		}
	}
	return float64(right) / float64(len(s.set.TestY)), nil
}

// A Neighbour is a word near a learned vector.
type Neighbour struct {
	Word     string
	Distance float64 // Euclidean, as in the paper
}

// Neighbours lists for each learned vector of the prompt the count words that lie
// nearest; nothing if the method learns no words. What is near need not be what
// the vector says (arXiv:2109.01134, section 4).
func (s *Session) Neighbours(count int) (vectors [][]Neighbour) {
	m, reads := s.model.(models.Prompted[float32])
	t, learns := s.method.(methods.Tokens)
	if !reads || !learns {
		return nil
	}
	word, first := words.Word, words.Stop
	if _, ok := m.(models.Writer[float32]); ok {
		word, first = pieces.Piece, pieces.Ask
	}
	rows, table := t.Prompt().Rows, op.Data[float32](m.Lexicon().Words)
	H := op.Cols(rows)
	for r := range op.Rows(rows) {
		v := op.Data[float32](rows)[r*H:][:H]
		var near []Neighbour
		for token := int(first); token < len(table)/H; token++ {
			square := 0.0
			for i, w := range table[token*H:][:H] {
				square += float64(float64(v[i]-w) * float64(v[i]-w))
			}
			near = append(near, Neighbour{strings.TrimSpace(word(int32(token))), math.Sqrt(square)})
		}
		near = inOrder(near, func(a, b Neighbour) int { return cmp.Compare(a.Distance, b.Distance) })
		vectors = append(vectors, near[:min(count, len(near))])
	}
	return vectors
}
