package main

import (
	"maps"
	"slices"
)

// A pair are two pieces that stand side by side in a word.
type pair [2]string

// A merger makes pieces by byte-pair merging (arXiv:1508.07909, algorithm 1). It
// keeps the counts of all pairs, and only looks again at words that change.
type merger struct {
	words   [][]string
	weights []int
	counts  map[pair]int
	in      map[pair]map[int]bool // the words that have had the pair
}

func newMerger(weights map[string]int) *merger {
	m := &merger{counts: map[pair]int{}, in: map[pair]map[int]bool{}}
	for i, w := range slices.Sorted(maps.Keys(weights)) {
		var word []string
		for _, c := range w {
			word = append(word, string(c))
		}
		m.words, m.weights = append(m.words, word), append(m.weights, weights[w])
		m.count(i, 1)
	}
	return m
}

// count adds the pairs of a word to the counts, sign times.
func (m *merger) count(word, sign int) {
	w := m.words[word]
	for i := range len(w) - 1 {
		p := pair{w[i], w[i+1]}
		m.counts[p] += sign * m.weights[word]
		if m.in[p] == nil {
			m.in[p] = map[int]bool{}
		}
		m.in[p][word] = true
	}
}

// merge makes the most frequent pair one piece, of equals the first in the order
// of their texts, and returns it; it is empty if there is none.
func (m *merger) merge() string {
	var best pair
	most := 0
	for p, n := range m.counts {
		if n > most || n == most && n > 0 && slices.Compare(p[:], best[:]) < 0 {
			best, most = p, n
		}
	}
	if most == 0 {
		return ""
	}
	for word := range m.in[best] { // in any order: sums of integers
		m.count(word, -1)
		m.words[word] = joined(m.words[word], best)
		m.count(word, 1)
	}
	delete(m.counts, best)
	delete(m.in, best)
	return best[0] + best[1]
}

// joined returns a word in which the pair, wherever it stands, is one piece.
func joined(word []string, p pair) []string {
	var out []string
	for i := 0; i < len(word); i++ {
		if i+1 < len(word) && word[i] == p[0] && word[i+1] == p[1] {
			out = append(out, p[0]+p[1])
			i++
		} else {
			out = append(out, word[i])
		}
	}
	return out
}
