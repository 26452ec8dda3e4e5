package main

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"petri/models/pieces"
	"petri/models/stream"
)

// corpus reads what the language model is pretrained on: running text and tasks in
// turn, all of class 0.
func corpus(path string, sums []string) (train, test examples, err error) {
	all, err := documents(path, sums)
	if err != nil {
		return train, test, err
	}
	good, bad, err := opinions(path, sums)
	if err != nil {
		return train, test, err
	}
	found := passages(all)
	for _, half := range []struct {
		e       *examples
		name    string
		heldOut bool
		n       int
	}{{&train, "corpus/train", false, 80_000}, {&test, "corpus/test", true, 2_000}} {
		rng := stream.New(1, half.name)
		running, err := windows(all, half.heldOut, half.n/2, rng)
		if err != nil {
			return train, test, err
		}
		tasks := newAsker(rng, slices.DeleteFunc(slices.Clone(found), func(p passage) bool { return p.heldOut != half.heldOut }), good, bad)
		for _, text := range running {
			half.e.add(text, 0)
			task, err := tasks.next()
			if err != nil {
				return train, test, err
			}
			half.e.add(task, 0)
		}
	}
	return train, test, nil
}

// windows draws n windows of running text, half of them from the novel. They lie
// side by side; where those are not enough, more are drawn from those that begin
// half a window later.
func windows(all []document, heldOut bool, n int, rng *rand.Rand) ([][]int32, error) {
	var out [][]int32
	for _, novel := range []bool{true, false} {
		var drawn [][]int32
		for _, begin := range []int{0, window / 2} {
			var side [][]int32
			for _, d := range all {
				if d.heldOut != heldOut || d.novel() != novel {
					continue
				}
				ids, _ := pieces.Encode(d.text)
				for at := begin; at+window <= len(ids); at += window {
					side = append(side, ids[at:][:window])
				}
			}
			rng.Shuffle(len(side), func(i, j int) { side[i], side[j] = side[j], side[i] })
			drawn = append(drawn, side...)
		}
		if len(drawn) < n/2 {
			return nil, fmt.Errorf("there are only %d of %d windows", len(drawn), n/2)
		}
		out = append(out, drawn[:n/2]...)
	}
	rng.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out, nil
}
