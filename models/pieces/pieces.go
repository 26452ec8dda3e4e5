// Package pieces is what texts are made of for the language model: a vocabulary
// of 1,024 pieces, learned by byte-pair merging (arXiv:1508.07909) from the
// books of models/data/make, and how a text becomes their numbers.
//
// A piece that begins a word carries the space before it, " the", so that no
// space is lost and the pieces of a text, one after the other, are the text.
// Any text of the known characters can be written, for each of them is a piece:
// a to z, 0 to 9, the space and . , ; : ? ! ' " - ( ) $ % &.
//
// A text is cut from its beginning, each time at the longest piece that fits.
// That needs no table of merges and cuts nearly as merging does.
package pieces

import (
	_ "embed"
	"slices"
	"strings"
)

// The pieces that are no text.
const (
	Pad   int32 = iota // behind the end of an example
	Ask                // before an answer; it is shown as →
	first              // of those that are text
)

// file has the pieces from first on, in the order of their numbers, a line each,
// with _ for the space. The numbers of a trained model depend on it: new pieces
// go to its end.
//
//go:embed pieces.txt
var file string

var list = append([]string{"", " →"}, strings.Split(strings.ReplaceAll(strings.TrimSuffix(file, "\n"), "_", " "), "\n")...)

// ids are the numbers of the pieces that are text; longest is the length of the
// longest of them in bytes.
var ids, longest = func() (ids map[string]int32, longest int) {
	ids = map[string]int32{}
	for i, piece := range list[first:] {
		ids[piece] = first + int32(i)
		longest = max(longest, len(piece))
	}
	return ids, longest
}()

// Count is the number of pieces there are.
func Count() int { return len(list) }

// Piece is the text of a piece, of Pad nothing. It panics if there is no such piece.
func Piece(id int32) string { return list[id] }

// Word returns the one piece that is a space and that word.
func Word(word string) (id int32, ok bool) {
	if word == "" {
		return Pad, false
	}
	id, ok = ids[" "+word]
	return id, ok
}

// Encode returns the pieces of a text, and the first 20 of the different
// characters that it leaves out because they are not known. Capitals become small
// letters, curly quotes and long dashes plain ones, and white space is one space.
// It takes any bytes, in a time that grows with their number.
func Encode(text string) (encoded []int32, unknown []string) {
	text, unknown = Normal(text)
	for len(text) > 0 {
		for n := min(longest, len(text)); n > 0; n-- {
			if id, ok := ids[text[:n]]; ok {
				encoded, text = append(encoded, id), text[n:]
				break
			}
		}
	}
	return encoded, unknown
}

// Decode returns the text of pieces, which Encode turns into the same ones if it
// made them. It panics if there is no such piece.
func Decode(ids []int32) string {
	var b strings.Builder
	for _, id := range ids {
		b.WriteString(list[id])
	}
	return strings.TrimPrefix(b.String(), " ")
}

// plain are the known characters, after small letters, digits and the space, and
// folded is what is written for others.
const plain = `.,;:?!'"-()$%&`

var folded = map[rune]string{
	'\t': " ", '\n': " ", '\r': " ", '\u00a0': " ",
	'‘': "'", '’': "'", '“': `"`, '”': `"`,
	'‐': "-", '‑': "-", '–': "-", '—': "-", '…': "...",
}

// Normal returns a text as Encode reads it: known characters alone, with one space
// before each word, and what it leaves out.
func Normal(text string) (known string, unknown []string) {
	const most = 20
	var b strings.Builder
	space := true // before what is written next
	for _, r := range text {
		s, ok := character(r)
		switch {
		case !ok && len(unknown) < most && !slices.Contains(unknown, s):
			unknown = append(unknown, s)
		case s == " ":
			space = true
		case ok:
			if space {
				b.WriteByte(' ')
			}
			b.WriteString(s)
			space = false
		}
	}
	return b.String(), unknown
}

// character returns how a character is written, and whether it is known.
func character(r rune) (s string, known bool) {
	switch {
	case r >= 'A' && r <= 'Z':
		return string(r - 'A' + 'a'), true
	case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == ' ', r < 0x80 && strings.IndexByte(plain, byte(r)) >= 0:
		return string(r), true
	}
	if s, ok := folded[r]; ok {
		return s, true
	}
	return string(r), false
}
