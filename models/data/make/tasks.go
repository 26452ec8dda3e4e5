package main

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"

	"petri/models/pieces"
)

// A choice asks which of two options a passage is about, in words: "sea or law?".
type choice struct {
	options []option
	about   [][]passage // by option: those that call for it
}

// asked is how many tokens "sea or law?", Ask and an answer have.
const asked = 4 + 2

// newChoice finds the passages that each option can be the answer of, and that
// leave room for the question.
func newChoice(options []option, all []passage) choice {
	c := choice{options, make([][]passage, len(options))}
	for _, p := range all {
		for i, o := range options {
			if o.calls(p) && !o.named(p) && len(p.ids)+asked <= window {
				c.about[i] = append(c.about[i], p)
			}
		}
	}
	return c
}

// calls tells whether a passage has a word that calls for o.
func (o option) calls(p passage) bool {
	return slices.ContainsFunc(o.words, func(w string) bool { return p.words[w] })
}

// named tells whether a passage says the name of o, unless that is itself one of
// the words that call for it.
func (o option) named(p passage) bool { return p.words[o.name] && !slices.Contains(o.words, o.name) }

// ask draws a question: an answer, a passage that calls for it, and another
// option that the passage neither calls for nor names. It has no tokens if that
// passage leaves none.
func (c choice) ask(rng *rand.Rand) []int32 {
	answer := rng.IntN(len(c.options))
	about := c.about[answer]
	if len(about) == 0 {
		return nil
	}
	p := about[rng.IntN(len(about))]
	others := slices.DeleteFunc(slices.Clone(c.options), func(o option) bool { return o.calls(p) || o.named(p) })
	if len(others) == 0 {
		return nil
	}
	names := []string{c.options[answer].name, others[rng.IntN(len(others))].name}
	rng.Shuffle(2, func(i, j int) { names[i], names[j] = names[j], names[i] })
	return question(strings.Join(names, " or "), p, word(c.options[answer].name))
}

// question is the tokens of a question about a passage.
func question(text string, p passage, answer int32) []int32 {
	tag, _ := pieces.Encode(text + "?")
	return slices.Concat(tag, p.ids, []int32{pieces.Ask, answer})
}

// An asker makes up the tasks of the corpus, no two of them alike.
type asker struct {
	rng                       *rand.Rand
	all, worded               []passage // the latter end with a word of one piece
	topics, pronouns, opinion choice
	seen                      map[string]bool
}

// newAsker returns an asker about passages; good and bad are the words that tell
// an opinion.
func newAsker(rng *rand.Rand, all []passage, good, bad []string) *asker {
	worded := slices.DeleteFunc(slices.Clone(all), func(p passage) bool { return ending(p) == pieces.Pad })
	return &asker{rng, all, worded, newChoice(topics, all), newChoice(pronouns, all),
		newChoice([]option{{"good", good}, {"bad", bad}}, all), map[string]bool{}}
}

// next returns the tokens of the next task.
func (a *asker) next() ([]int32, error) {
	for range 10_000 {
		tokens := a.draw()
		key := string(row(tokens[:min(window, len(tokens))]))
		if len(tokens) > 0 && len(tokens) <= window && !a.seen[key] {
			a.seen[key] = true
			return tokens, nil
		}
	}
	return nil, errors.New("there are too few passages to ask about")
}

// draw makes up a task, half of the time about topics. It may be too long, or have
// been there.
func (a *asker) draw() []int32 {
	switch a.rng.IntN(6) {
	case 0:
		return a.pronouns.ask(a.rng)
	case 1:
		return a.opinion.ask(a.rng)
	case 2:
		return a.edge()
	}
	return a.topics.ask(a.rng)
}

// edge asks for the first piece of a passage, or for its last word if that is one
// piece.
func (a *asker) edge() []int32 {
	text, among, answer := "first", a.all, func(p passage) int32 { return p.ids[0] }
	if a.rng.IntN(2) == 0 {
		text, among, answer = "last", a.worded, ending
	}
	if len(among) == 0 {
		return nil
	}
	p := among[a.rng.IntN(len(among))]
	return question(text, p, answer(p))
}

// ending returns the last word of a passage if it is one piece, else Pad.
func ending(p passage) int32 {
	end := len(p.ids)
	for end > 1 && strings.Trim(pieces.Piece(p.ids[end-1]), "?!") == "" {
		end--
	}
	last := pieces.Piece(p.ids[end-1])
	if !strings.HasPrefix(last, " ") || kindOf(last[len(last)-1]) != 'a' {
		return pieces.Pad
	}
	return p.ids[end-1]
}
