package data

import (
	"os"
	"slices"
	"testing"

	"petri/models/pieces"
)

// texts loads a whole set of texts and returns the tokens of all its examples.
func texts(t *testing.T, name string) (s *Set, train, test [][]int32) {
	t.Helper()
	info, err := sets.Get(name)
	if err != nil {
		t.Fatal(err)
	}
	s, err = Load(t.Context(), Site(os.DirFS("../../static")), name, info.Train, info.Test, nil)
	if err != nil {
		t.Fatal(err)
	}
	each := func(x []uint8) (all [][]int32) {
		for i := range len(x) / s.Shape.Size() {
			all = append(all, Tokens(nil, x, []int{i}, s.Shape.Size()))
		}
		return all
	}
	return s, each(s.TrainX), each(s.TestX)
}

// Every example of a task asks once, and what follows is the name of its class and
// nothing else; classes are as many, and no text of the test is learned from.
func TestTextsAskForTheirClass(t *testing.T) {
	for _, name := range []string{"books", "eras"} {
		s, train, test := texts(t, name)
		learned := map[string]bool{}
		for half, of := range map[string]struct {
			texts   [][]int32
			classes []uint8
		}{"train": {train, s.TrainY}, "test": {test, s.TestY}} {
			counts := make([]int, len(s.Classes))
			for i, text := range of.texts {
				ask := slices.Index(text, pieces.Ask)
				answer, _ := pieces.Word(s.Classes[of.classes[i]])
				if ask < 3 || ask+1 >= len(text) || text[ask+1] != answer || slices.ContainsFunc(text[ask+2:], func(id int32) bool { return id != pieces.Pad }) {
					t.Fatalf("%s, %s %d: %q", name, half, i, pieces.Decode(text))
				}
				counts[of.classes[i]]++
				if half == "train" {
					learned[pieces.Decode(text[:ask])] = true
				}
			}
			if slices.Max(counts) != slices.Min(counts) {
				t.Errorf("%s, %s: the classes have %v", name, half, counts)
			}
		}
		for _, text := range test {
			if said := pieces.Decode(text[:slices.Index(text, pieces.Ask)]); learned[said] {
				t.Errorf("%s: %q is learned from and tested on", name, said)
			}
		}
	}
}

// Of the corpus every other example is running text, and every other one a task.
func TestCorpusHasTextsAndTasks(t *testing.T) {
	_, train, test := texts(t, "corpus")
	for i, text := range train {
		if asks := slices.Contains(text, pieces.Ask); asks != (i%2 == 1) {
			t.Fatalf("example %d: %q", i, pieces.Decode(text))
		}
	}
	tasks := 0
	for _, text := range test { // in the order of their parts
		if slices.Contains(text, pieces.Ask) {
			tasks++
		}
	}
	if tasks != len(test)/2 {
		t.Errorf("%d of %d held-out texts are tasks", tasks, len(test))
	}
}

// Two bytes make a token, the low ones of a text first.
func TestTokens(t *testing.T) {
	got := Tokens([]int32{7}, []uint8{1, 2, 3, 4, 5, 6, 0, 1}, []int{1, 0}, 4)
	if want := []int32{7, 5, 6 | 1<<8, 1 | 3<<8, 2 | 4<<8}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
