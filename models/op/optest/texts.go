package optest

import "math/rand/v2"

// TextLength is how many tokens a text of Texts has.
const TextLength = 7

// Texts returns n texts of drawn tokens below vocabulary, (n·TextLength), whose last two are ask and one of the answers, and which answer
// each has. The first two tokens of a vocabulary, which are no words, are not drawn.
func Texts(n, vocabulary int, ask int32, answers []int32) (tokens, labels []int32) {
	rng := rand.New(rand.NewPCG(1, 0))
	for range n {
		for range TextLength - 2 {
			tokens = append(tokens, int32(2+rng.IntN(vocabulary-2)))
		}
		class := rng.IntN(len(answers))
		tokens, labels = append(tokens, ask, answers[class]), append(labels, int32(class))
	}
	return tokens, labels
}
