package models

import (
	"fmt"

	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/nn"

	"petri/models/kernel"
	"petri/models/layer"
	"petri/models/op"
	"petri/models/words"
)

// A Prompt is learned vectors that stand among the words of each class's text, or
// before every text.
type Prompt struct {
	Rows   mat.Tensor // (M,H), or (K·M,H): M of its own for each class
	Length int        // M
	Place  Place      // of the name, where classes have texts
}

// A Place is where the class's name stands in a text with a prompt.
type Place string

// The places of CoOp (arXiv:2109.01134).
const (
	NameAtEnd    Place = "end"    // prompt, name
	NameInMiddle Place = "middle" // half the prompt, name, the other half
	NameAtFront  Place = "front"  // name, prompt
)

// A Lexicon is what a prompt has to fit.
type Lexicon struct {
	Words *nn.Param // (V,H), the vector of each token
	Names [][]int32 // the tokens of each class's name
	Room  int       // the longest M
}

// Prompted is a model that can read vectors among its words.
type Prompted[F kernel.Float] interface {
	Model[F]

	Lexicon() Lexicon

	// SetPrompt has the model read the prompt from the next pass on.
	SetPrompt(p Prompt)
}

// Reader is a model that tells classes apart by what it reads about them, in words
// of package words. A prompt stands in the place of those before and after a class's
// name.
type Reader[F kernel.Float] interface {
	Classifier[F]
	Prompted[F]

	// Look maps pictures x (B, C·H·W) to vectors of length 1: (B,E).
	Look(t *op.Tape[F], x mat.Tensor) mat.Tensor

	// Read maps the texts of the classes to vectors of length 1: (K,E).
	Read(t *op.Tape[F]) mat.Tensor

	// Compare maps x (B, C·H·W) to what speaks for each of N texts: (B,N)
	// logits. What does not fit is not read.
	Compare(t *op.Tape[F], x mat.Tensor, texts []string) mat.Tensor
}

// Writer is a model that continues texts, in tokens of package pieces. A prompt
// stands before every text.
type Writer[F kernel.Float] interface {
	Prompted[F]

	// Next maps a text to what speaks for each piece to come next: N tokens →
	// (1,V) logits.
	Next(t *op.Tape[F], text []int32) mat.Tensor

	// Answers are the pieces that stand for the classes; nil if there are none.
	Answers() []int32
}

// Transformer is a model made of blocks, in which methods can take part.
type Transformer[F kernel.Float] interface {
	Model[F]

	// Stack is its blocks, in the order in which a text passes through them.
	Stack() []*layer.Block[F]
}

// sentence is the tokens of a text of at most room tokens.
func sentence(text string, room int) []int32 {
	tokens, _ := words.Tokens(text)
	s := append([]int32{words.Start}, tokens[:min(len(tokens), room-2)]...)
	return append(s, words.End)
}

// name is the tokens of a class's name, of which only the first two are read.
func name(class string) []int32 {
	tokens, _ := words.Tokens(class)
	return tokens[:min(len(tokens), longestName)]
}

const longestName = 2

// prompted is the tokens of a class's text: those of the prompt, given by their
// rows, around its name, and the full stop.
func prompted(name, prompt []int32, place Place) []int32 {
	at := 0
	switch place {
	case NameAtEnd:
		at = len(prompt)
	case NameInMiddle:
		at = len(prompt) / 2
	case NameAtFront:
	default:
		panic(fmt.Sprintf("models: a prompt with the name at the %q", place))
	}
	s := append([]int32{words.Start}, prompt[:at]...)
	s = append(s, name...)
	s = append(s, prompt[at:]...)
	return append(s, words.Stop, words.End)
}
