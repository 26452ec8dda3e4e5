package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"petri/models/pieces"
	"petri/models/stream"
)

// window is how many tokens an example has.
const window = 24

// row returns the bytes of an example: the low ones of its tokens, then the high
// ones. Pad stands behind them.
func row(tokens []int32) []uint8 {
	b := make([]uint8, 2*window)
	for i, id := range tokens {
		b[i], b[window+i] = uint8(id), uint8(id>>8)
	}
	return b
}

// word returns the piece that is a word.
func word(w string) int32 {
	id, ok := pieces.Word(w)
	if !ok {
		panic(fmt.Sprintf("make: %q is not one piece", w))
	}
	return id
}

func (e *examples) add(tokens []int32, class int) {
	e.x, e.y = append(e.x, row(tokens)...), append(e.y, uint8(class))
}

// A labelling is a set of passages, each of them one of classes.
type labelling struct {
	name        string
	classes     []string
	train, test int               // examples of each class
	class       func(passage) int // below 0 for what is not in the set
}

var (
	// Both words have been answers in the corpus: to learn which of two words to say is
	// little for a prompt, to learn words that were never said as answers is much.
	byBook = labelling{"books", []string{"beast", "law"}, 4_000, 1_000, func(p passage) int {
		switch {
		case !p.whole:
			return -1
		case p.novel():
			return 0
		}
		return 1
	}}
	byEra = labelling{"eras", []string{"early", "middle", "late"}, 3_000, 500, func(p passage) int {
		switch {
		case p.novel():
			return -1
		case p.year <= 1865:
			return 0
		case p.year <= 1945:
			return 1
		}
		return 2
	}}
)

// read is the source's parse: a passage, Ask and its class.
func (l labelling) read(path string, sums []string) (train, test examples, err error) {
	all, err := documents(path, sums)
	if err != nil {
		return train, test, err
	}
	found := passages(all)
	if train, err = l.draw(found, false, l.train); err != nil {
		return train, test, err
	}
	test, err = l.draw(found, true, l.test)
	return train, test, err
}

// draw takes n passages of each class at random.
func (l labelling) draw(all []passage, heldOut bool, n int) (e examples, err error) {
	name := l.name + "/train"
	if heldOut {
		name = l.name + "/test"
	}
	taken := make([]int, len(l.classes))
	for _, i := range stream.New(1, name+"/draw").Perm(len(all)) {
		p := all[i]
		class := l.class(p)
		if p.heldOut != heldOut || class < 0 || taken[class] == n {
			continue
		}
		taken[class]++
		e.add(append(p.ids[:len(p.ids):len(p.ids)], pieces.Ask, word(l.classes[class])), class)
	}
	for class, have := range taken {
		if have < n {
			return e, fmt.Errorf("%s: there are only %d of %d passages of %q", name, have, n, l.classes[class])
		}
	}
	return e, nil
}

// opinions reads the words that praise and those that blame.
func opinions(path string, sums []string) (good, bad []string, err error) {
	for i, list := range []*[]string{&good, &bad} {
		name := []string{"positive", "negative"}[i]
		b, err := verified(filepath.Join(path, "liu-"+name+"-opinion-words-en/data/words.txt"), sums[2+i])
		if err != nil {
			return nil, nil, err
		}
		*list = strings.Fields(string(b))
	}
	return good, bad, nil
}
