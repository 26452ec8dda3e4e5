package train

import (
	"errors"
	"math"
	"slices"

	"petri/models"
	"petri/models/kernel"
	"petri/models/op"
	"petri/models/pieces"
	"petri/models/spec"
	"petri/models/stream"
)

// ErrNoWriter answers what only a language model can do.
var ErrNoWriter = errors.New("this model continues no texts: choose the tiny language model for that")

// WrittenAtMost is how many pieces are written at once.
const WrittenAtMost = 64

// A Draft is a text that a person has begun, and how it is to go on.
type Draft struct {
	Text        string
	Count       int     // pieces to write, at most WrittenAtMost
	Temperature float64 // of the draw; 0 takes the likeliest piece always
	Seed        int     // of the draw
}

// Writing is what a language model makes of a draft.
type Writing struct {
	Read      string    // the draft as the model has read it: its end, if it is long
	Cut       bool      // its beginning has been left out
	Unknown   []string  // characters that it does not know, which it left out
	Next      string    // what it writes
	Answers   []float32 // the probability of each class, if a question mark stood behind the draft; nil without classes
	Attention []Look    // by layer, of the end of the draft and that question mark
	Asked     []string  // the pieces that Attention is on
}

// A Look is where the end of the draft looks in one layer: what share of its
// attention, mean over the heads, falls on each learned vector and then on each piece
// of the draft. The keys that a method puts before those of the text are vectors too.
type Look struct{ Vectors, Pieces []float32 }

// Write continues a draft, as the run has learned to, and as the model does without
// what is learned.
func (s *Session) Write(d Draft) (learned, before Writing, err error) {
	defer rescue(&err)
	if _, ok := s.model.(models.Writer[float32]); !ok {
		return learned, before, ErrNoWriter
	}
	if d.Count < 0 || d.Count > WrittenAtMost || !(d.Temperature >= 0 && d.Temperature <= 2) {
		return learned, before, spec.Refuse("draft", "a model writes up to %[2]s pieces at a temperature from 0 to 2", WrittenAtMost)
	}
	s.fill()
	plain, err := s.untouched()
	if err != nil {
		return learned, before, err
	}
	return s.write(s.model.(models.Writer[float32]), d), s.write(plain.(models.Writer[float32]), d), nil
}

// untouched is the model as it was before a method took part in it.
func (s *Session) untouched() (models.Model[float32], error) {
	if s.plain != nil {
		return s.plain, nil
	}
	m, err := models.Build[float32](s.Config.Model.Name, s.Config.Model.Knobs, s.set.Shape, s.set.Classes, stream.New(s.Config.Seed, "init"))
	if err != nil {
		return nil, err
	}
	if s.theta0 != nil {
		if err := s.theta0.put(m.Params()); err != nil {
			return nil, err
		}
	}
	s.plain = m
	return m, nil
}

// write continues a draft by a model.
func (s *Session) write(m models.Writer[float32], d Draft) (w Writing) {
	window := s.set.Shape.W
	text, unknown := pieces.Encode(d.Text)
	if w.Unknown = unknown; len(text) > window-1 {
		text, w.Cut = text[len(text)-window+1:], true
	}
	if w.Read = pieces.Decode(text); len(text) == 0 {
		return w
	}
	asked := slices.Clone(text)
	if m.Answers() != nil {
		asked = append(asked, pieces.Ask)
	}
	for _, piece := range asked {
		w.Asked = append(w.Asked, pieces.Piece(piece))
	}
	if logits := s.next(m, asked, &w.Attention); m.Answers() != nil {
		w.Answers = probabilities(logits, m.Answers())
	}
	rng, from := stream.New(d.Seed, "writing"), len(text)
	for range d.Count {
		logits := s.next(m, text[max(0, len(text)-window+1):], nil)
		logits[pieces.Pad], logits[pieces.Ask] = float32(math.Inf(-1)), float32(math.Inf(-1))
		text = append(text, draw(logits, d.Temperature, rng.Float64()))
	}
	for _, piece := range text[from:] {
		w.Next += pieces.Piece(piece)
	}
	return w
}

// next returns the logits of what follows a text and, unless looks is nil, where its
// end looks.
func (s *Session) next(m models.Writer[float32], text []int32, looks *[]Look) []float32 {
	tape := s.looks.tape
	tape.Reset()
	if looks != nil {
		tape.Watch = func(p []float32, h op.Heads, Tq, Tk int) {
			if h.Causal {
				*looks = append(*looks, look(p, h, Tq, Tk, len(text)))
			}
		}
		defer func() { tape.Watch = nil }()
	}
	return op.Data[float32](m.Next(tape, text))
}

// look is the mean over the heads of the last query's probabilities p (N,Tq,Tk).
func look(p []float32, h op.Heads, Tq, Tk, text int) Look {
	mean := make([]float32, Tk)
	for head := range h.N {
		last := p[(head*Tq+Tq-1)*Tk:][:Tk]
		kernel.Axpy(mean, 1/float32(h.N), last)
	}
	return Look{Vectors: mean[:Tk-text], Pieces: mean[Tk-text:]}
}

// probabilities is the softmax over some of the logits.
func probabilities(logits []float32, of []int32) []float32 {
	p := make([]float32, len(of))
	for i, token := range of {
		p[i] = logits[token]
	}
	kernel.Softmax(p, p, 1, len(p))
	return p
}

// draw returns a piece by its probability at a temperature, where u in [0,1) falls;
// at 0 it is the likeliest.
func draw(logits []float32, temperature, u float64) int32 {
	best := int32(slices.Index(logits, slices.Max(logits)))
	if temperature == 0 {
		return best
	}
	p := slices.Clone(logits)
	kernel.Scale(p, float32(1/temperature))
	kernel.Softmax(p, p, 1, len(p))
	for token, share := range p {
		if u -= float64(share); u < 0 {
			return int32(token)
		}
	}
	return best // rounding has left a little
}
