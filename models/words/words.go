// Package words is the language of the models that read texts about pictures: a
// small vocabulary, and how a text becomes its numbers.
package words

import (
	"strings"
	"unicode"
)

// The tokens that are no words.
const (
	Pad   int32 = iota // behind the end of a text
	Start              // of every text
	End                // of every text: what the model has understood stands there
	Stop               // the full stop
	first              // of the words
)

// list has the words in the order of their tokens. The numbers of a trained model
// depend on it: new words go to its end.
var list = strings.Fields(`
	a an the this is of in on by with from
	photo picture image drawing scan copy view example
	digit number numeral figure handwritten written hand pen ink someone wrote
	0 1 2 3 4 5 6 7 8 9
	zero one two three four five six seven eight nine
	clothes garment item wear worn shop catalogue fashion something to for
	t-shirt top trouser trousers pullover sweater dress coat jacket sandal shirt sneaker trainer bag handbag ankle boot
	thin bold light dark wide narrow small large white black background
`)

var tokens = func() map[string]int32 {
	m := map[string]int32{".": Stop}
	for i, word := range list {
		m[word] = first + int32(i)
	}
	return m
}()

// Count is the number of tokens there are.
func Count() int { return int(first) + len(list) }

// Word is how a token is written.
func Word(token int32) string {
	if token >= first {
		return list[token-first]
	}
	return []string{"<pad>", "<start>", "<end>", "."}[token]
}

// Tokens returns the tokens of a text, without a start or an end, and those of its
// words that are not in the vocabulary, which it leaves out. Capitals, brackets and
// the marks of sentences other than the full stop mean nothing.
func Tokens(text string) (known []int32, unknown []string) {
	text = strings.ReplaceAll(strings.ToLower(text), ".", " . ")
	for _, word := range strings.FieldsFunc(text, mark) {
		word = strings.Trim(word, "-")
		if token, ok := tokens[word]; ok {
			known = append(known, token)
		} else if word != "" {
			unknown = append(unknown, word)
		}
	}
	return known, unknown
}

// mark tells what stands between words.
func mark(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(",;:!?/()[]{}\"“”‘’'…–—", r)
}
