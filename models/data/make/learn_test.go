package main

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

func TestChunks(t *testing.T) {
	text := ` it's 1,000 o' the "sea"! ok--so `
	want := []string{" it", "'s", " 1", ",", "000", " o", "'", " the", ` "`, "sea", `"!`, " ok", "--", "so", " "}
	if got := chunks(text); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Of aab (5 times), aac (3) and bc (3) first a+a is merged (8), then aa+b (5), and
// of aa+c and b+c (3 each) the first in the order of texts.
func TestMerger(t *testing.T) {
	m := newMerger(map[string]int{"aab": 5, "aac": 3, "bc": 3})
	var got []string
	for range 6 {
		got = append(got, m.merge())
	}
	if want := []string{"aa", "aab", "aac", "bc", "", ""}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Counts that are kept up to date are those of counting everything again.
func TestMerger_counts(t *testing.T) {
	m := newMerger(map[string]int{" aaaa": 2, " abab": 3, "ababaab": 1, " baba": 4, "b": 9})
	for m.merge() != "" {
		want := map[pair]int{}
		for i, w := range m.words {
			for j := range len(w) - 1 {
				want[pair{w[j], w[j+1]}] += m.weights[i]
			}
		}
		maps.DeleteFunc(m.counts, func(_ pair, n int) bool { return n == 0 })
		if !maps.Equal(m.counts, want) {
			t.Fatalf("got %v, want %v", m.counts, want)
		}
	}
}

// All single characters, the words that must be there, and then what is used most.
func TestLearn(t *testing.T) {
	weights := map[string]int{" whale": 10, " whales": 4, " sea": 7, "!": 50}
	got := learn(weights, len(alphabet)+len(whole)+2, 0)
	if first := strings.Join(got[:len(alphabet)], ""); first != alphabet {
		t.Errorf("the first are %q", first)
	}
	for _, w := range append([]string{"sea"}, whole...) {
		if !slices.Contains(got, " "+w) {
			t.Errorf("%s is missing", w)
		}
	}
	if again := learn(weights, len(alphabet)+len(whole)+2, 0); !slices.Equal(again, got) {
		t.Error("the same words gave other pieces")
	}
	rest := got[len(alphabet):]
	used := uses(weights, set(got))
	if !slices.IsSortedFunc(rest, func(a, b string) int { return used[b] - used[a] }) {
		t.Errorf("the pieces are not in the order of their use: %q", rest)
	}
}

func set(all []string) map[string]bool {
	known := map[string]bool{}
	for _, p := range all {
		known[p] = true
	}
	return known
}

// The books weigh the same, and what is held out weighs nothing.
func TestWeigh(t *testing.T) {
	got := weigh([]document{{text: "Sea."}, {year: 1800, text: "law law law war"}, {text: "god", heldOut: true}})
	if want := map[string]int{" sea": 4, ".": 4, " law": 6, " war": 2}; !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestUses(t *testing.T) {
	got := uses(map[string]int{"abab": 2, "b": 1}, map[string]bool{"a": true, "b": true, "aba": true, "ba": true})
	if want := map[string]int{"aba": 2, "b": 3}; !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
