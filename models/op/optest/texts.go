package optest

import (
	"math/rand/v2"

	"petri/models/pieces"
)

// TextLength is how many tokens a text of Texts has.
const TextLength = 7

// Answers are the classes of Texts: words that are one piece.
var Answers = []string{"good", "bad", "first"}

// Texts returns n texts of drawn tokens that end with an answer, (n·TextLength), and their classes.
func Texts(n int) (tokens, labels []int32) {
	rng := rand.New(rand.NewPCG(1, 0))
	for range n {
		for range TextLength - 2 {
			tokens = append(tokens, int32(2+rng.IntN(pieces.Count()-2)))
		}
		class := rng.IntN(len(Answers))
		answer, _ := pieces.Word(Answers[class])
		tokens, labels = append(tokens, pieces.Ask, answer), append(labels, int32(class))
	}
	return tokens, labels
}
