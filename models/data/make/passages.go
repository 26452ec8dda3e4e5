package main

import (
	"strings"

	"petri/models/pieces"
)

// A passage has this many pieces.
const (
	fewest = 6
	most   = 20
)

// A passage is a short sentence or a part of a longer one, without the marks
// around it.
type passage struct {
	document
	clause
	words map[string]bool // what it says
}

// A clause is a part of a text; it is whole if it was not cut at a comma.
type clause struct {
	ids   []int32
	whole bool
}

// passages returns the passages of all documents, each text once: one that is
// also in a document that is learned from is not in the test.
func passages(all []document) []passage {
	var out []passage
	seen := map[string]bool{}
	for _, heldOut := range []bool{false, true} {
		for _, d := range all {
			if d.heldOut != heldOut {
				continue
			}
			for _, c := range cut(d.text) {
				text := pieces.Decode(c.ids)
				if !seen[text] {
					out = append(out, passage{d, c, wordsOf(text)})
				}
				seen[text] = true
			}
		}
	}
	return out
}

// wordsOf returns the words of a text in known characters; whale's is whale.
func wordsOf(text string) map[string]bool {
	words := map[string]bool{}
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return (r < 'a' || r > 'z') && r != '\'' && r != '-' }) {
		words[strings.TrimSuffix(strings.Trim(w, "'-"), "'s")] = true
	}
	return words
}

// cut returns the clauses of a text that make passages: what stands between full
// stops, question and exclamation marks, colons, semicolons and long dashes.
// Where that has too many pieces it is cut at commas, into the longest parts that
// fit. What is too short or too long even so is left out, and so is what has
// unknown characters, or no small letters, as headings do.
func cut(text string) []clause {
	var out []clause
	var words []string
	for _, w := range strings.Fields(strings.ReplaceAll(text, "—", "— ")) {
		words = append(words, w)
		if ends(w) {
			out = append(out, fit(words)...)
			words = nil
		}
	}
	return append(out, fit(words)...)
}

// titled are followed by a full stop that ends no sentence.
var titled = map[string]bool{"Mr.": true, "Mrs.": true, "Dr.": true, "St.": true, "Messrs.": true, "Capt.": true, "Gen.": true}

// ends tells whether a word is the last of a passage.
func ends(word string) bool {
	word = strings.Trim(word, `"'“”‘’()`)
	if titled[word] || len(word) == 2 && word[1] == '.' && word != "I." { // a title, or an initial
		return false
	}
	return word != "" && strings.ContainsAny(word[len(word)-1:], ".?!;:") || strings.HasSuffix(word, "—")
}

// fit returns the clauses of words that no mark but commas divides.
func fit(words []string) []clause {
	var out []clause
	var done []string // words before a comma that fit
	add := func() {
		if ids, ok := clean(done); ok {
			out = append(out, clause{ids, false})
		}
		done = nil
	}
	if ids, ok := clean(words); ok {
		return []clause{{ids, true}}
	}
	for len(words) > 0 {
		n := 1
		for n < len(words) && !strings.HasSuffix(words[n-1], ",") {
			n++
		}
		if longer := append(done[:len(done):len(done)], words[:n]...); len(done) > 0 && count(longer) > most {
			add()
		}
		done, words = append(done, words[:n]...), words[n:]
	}
	add()
	return out
}

// bare is the text of words, in known characters where there are some, without
// the marks around it but ? and !, and without quotation marks that are no pairs.
func bare(words []string) (text string, unknown []string) {
	text, unknown = pieces.Normal(strings.Join(words, " "))
	text = strings.Trim(text, `.,;:-()" `)
	if strings.Count(text, `"`)%2 != 0 {
		text = strings.ReplaceAll(text, `"`, "")
	}
	return strings.TrimPrefix(text, "' "), unknown
}

func count(words []string) int {
	text, _ := bare(words)
	ids, _ := pieces.Encode(text)
	return len(ids)
}

// clean returns the pieces of words, and whether they are a passage.
func clean(words []string) (ids []int32, ok bool) {
	text, unknown := bare(words)
	ids, _ = pieces.Encode(text)
	written := strings.Join(words, " ")
	return ids, len(unknown) == 0 && len(ids) >= fewest && len(ids) <= most && written != strings.ToUpper(written) &&
		strings.Count(text, "(") == strings.Count(text, ")")
}
