package data

import (
	"slices"
	"strings"
	"testing"

	"petri/models/spec"
	"petri/models/stream"
	"petri/models/words"
)

// Examples of the two sets take turns, and the classes of the second come behind.
func TestMixture(t *testing.T) {
	digits, clothes, both := mustLoad(t, "mnist", 3, 2), mustLoad(t, "fashion-mnist", 3, 2), mustLoad(t, "captioned", 5, 3)
	for i, label := range both.TrainY {
		of, first := digits, uint8(0)
		if i%2 == 1 {
			of, first = clothes, 10
		}
		if label != first+of.TrainY[i/2] || !slices.Equal(both.TrainX[i*784:][:784], of.TrainX[i/2*784:][:784]) {
			t.Errorf("example %d is not example %d of %s", i, i/2, of.Name)
		}
	}
	if !slices.Equal(both.TestY, []uint8{digits.TestY[0], 10 + clothes.TestY[0], digits.TestY[1]}) || len(both.TestX) != 3*784 {
		t.Errorf("test classes %v of %v and %v", both.TestY, digits.TestY, clothes.TestY)
	}
	if both := mustLoad(t, "captioned", 1, 1); len(both.TrainY) != 1 || len(both.TestY) != 1 {
		t.Errorf("one example of two sets is %d and %d", len(both.TrainY), len(both.TestY))
	}
}

// A model that reads knows every word of a caption, and has room for it with the
// start and the end.
func TestCaption_Words(t *testing.T) {
	s := mustLoad(t, "captioned", 400, 1)
	rng, said := stream.New(1, "captions"), map[int32]bool{}
	for i := range 20_000 {
		text := s.Caption(i%400, rng)
		known, unknown := words.Tokens(text)
		if unknown != nil || len(known) > 22 || len(known) == 0 {
			t.Fatalf("%q has %d words and the unknown %q", text, len(known), unknown)
		}
		for _, token := range known {
			said[token] = true
		}
	}
	var unsaid []string
	for token := words.Stop; int(token) < words.Count(); token++ {
		if !said[token] {
			unsaid = append(unsaid, words.Word(token))
		}
	}
	if unsaid != nil {
		t.Errorf("no caption says %q", unsaid)
	}
}

// What a caption says of a picture holds, and it names the class.
func TestCaption_True(t *testing.T) {
	picture := func(value uint8, from, to int) []uint8 { // columns of one value
		x := make([]uint8, 784)
		for i := range x {
			if from <= i%28 && i%28 < to {
				x[i] = value
			}
		}
		return x
	}
	for _, tc := range []struct {
		picture []uint8
		class   string
		holds   string
	}{
		{picture(255, 8, 12), "1", "narrow"}, // a mean of 36
		{picture(255, 4, 24), "0", "bold wide"},
		{picture(100, 8, 12), "7", "thin narrow"},
		{picture(210, 8, 12), "Dress", "light small"},
		{picture(100, 2, 28), "Shirt", "dark large"},
		{picture(170, 8, 20), "Bag", ""},
	} {
		rng, said := stream.New(1, "captions"), map[string]bool{}
		for range 500 {
			text := caption(tc.picture, tc.class, rng)
			names := called[tc.class]
			if names == nil {
				names = []string{tc.class}
			}
			if !slices.ContainsFunc(names, func(name string) bool {
				return strings.Contains(text, strings.ToLower(name)) || strings.Contains(text, name)
			}) {
				t.Fatalf("%q does not name %s", text, tc.class)
			}
			for _, a := range slices.Concat(digitWords, clothesWords) {
				said[a.word] = said[a.word] || slices.Contains(strings.Fields(text), a.word)
			}
		}
		var all []string
		for _, a := range slices.Concat(digitWords, clothesWords) {
			if said[a.word] {
				all = append(all, a.word)
			}
		}
		if got := strings.Join(all, " "); got != tc.holds {
			t.Errorf("%s: captions say %q, want %q", tc.class, got, tc.holds)
		}
	}
}

func TestCaptioned_Info(t *testing.T) {
	info, err := sets.Get("captioned")
	if err != nil {
		t.Fatal(err)
	}
	var classes []string
	for _, name := range info.Of {
		of, err := sets.Get(name)
		if err != nil || of.Shape != info.Shape {
			t.Fatal(name, err, of.Shape)
		}
		classes = append(classes, of.Classes...)
		info.Train, info.Test = info.Train-of.Train, info.Test-of.Test
	}
	if !slices.Equal(classes, info.Classes) || info.Train != 0 || info.Test != 0 || info.Shape != (spec.Shape{C: 1, H: 28, W: 28}) {
		t.Errorf("the whole is not its parts: %v, %d and %d examples more", info.Classes, info.Train, info.Test)
	}
}
