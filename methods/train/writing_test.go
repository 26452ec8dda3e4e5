package train

import (
	"math"
	"slices"
	"strings"
	"testing"

	"petri/models/pieces"
	"petri/models/spec"
)

// writer is a run of a random language model by a method, after some steps.
func writer(t *testing.T, method string, steps int) *Session {
	t.Helper()
	s := newSession(t, spec.Config{Data: texts, Model: spec.Part{Name: "lm", Knobs: spec.Values{"width": "32"}},
		Start: spec.Start{From: spec.RandomStart}, Method: spec.Part{Name: method}, Stop: spec.Stop{Steps: 20}})
	run(t, s, steps)
	return s
}

func write(t *testing.T, s *Session, d Draft) (learned, before Writing) {
	t.Helper()
	learned, before, err := s.Write(d)
	if err != nil {
		t.Fatal(err)
	}
	return learned, before
}

// What is learned makes a difference, and what stands beside it is the model as it
// was, whatever the method and however long it has learned.
func TestWriteBesideTheUntouchedModel(t *testing.T) {
	d := Draft{Text: "the whale", Count: 5}
	_, plain := write(t, writer(t, "full", 0), d)
	for _, method := range []string{"full", "prompt", "lora", "prefix", "llama-adapter", "adapter"} {
		s := writer(t, method, 5)
		learned, before := write(t, s, d)
		if before.Next != plain.Next || !slices.Equal(before.Answers, plain.Answers) {
			t.Errorf("%s: the untouched model writes %q, not %q", method, before.Next, plain.Next)
		}
		if slices.Equal(learned.Answers, before.Answers) {
			t.Errorf("%s: answers as the untouched model does", method)
		}
		if len(learned.Answers) != 2 || math.Abs(float64(learned.Answers[0]+learned.Answers[1])-1) > 1e-6 {
			t.Errorf("%s: answers %v", method, learned.Answers)
		}
	}
}

// Each layer's attention adds up to one, over the vectors that the method has put
// there and the pieces.
func TestWriteLooks(t *testing.T) {
	for method, vectors := range map[string]int{"full": 0, "prompt": 20, "prefix": 8, "llama-adapter": 0} {
		learned, before := write(t, writer(t, method, 1), Draft{Text: "call me"})
		if asked := strings.Join(learned.Asked, ""); asked != " call me →" {
			t.Errorf("asked %q", asked)
		}
		for _, w := range []Writing{learned, before} {
			if len(w.Attention) != 2 {
				t.Fatalf("%s: looks in %d layers", method, len(w.Attention))
			}
			for _, l := range w.Attention {
				sum := 0.0
				for _, p := range slices.Concat(l.Vectors, l.Pieces) {
					sum += float64(p)
				}
				if math.Abs(sum-1) > 1e-5 || len(l.Pieces) != len(w.Asked) {
					t.Errorf("%s: %d vectors and %d pieces of %d, in all %v", method, len(l.Vectors), len(l.Pieces), len(w.Asked), sum)
				}
			}
		}
		if n := len(learned.Attention[0].Vectors); n != vectors {
			t.Errorf("%s: %d vectors, want %d", method, n, vectors)
		}
	}
}

// Anything may be typed.
func TestWriteTakesAnyText(t *testing.T) {
	s := writer(t, "prompt", 1)
	for name, tc := range map[string]struct {
		text, read string
		unknown    int
		cut        bool
	}{
		"nothing":       {"", "", 0, false},
		"blanks":        {" \n\t ", "", 0, false},
		"known":         {"The SEA", "the sea", 0, false},
		"other scripts": {"море 海 the sea", "the sea", 5, false},
		"emoji":         {"🐳", "", 1, false},
		"invalid UTF-8": {"the \xff\xfe sea", "the sea", 1, false},
		"very long":     {strings.Repeat("the sea ", 5000), "its end", 0, true},
	} {
		w, _ := write(t, s, Draft{Text: tc.text, Count: 3, Temperature: 1})
		if w.Cut != tc.cut || len(w.Unknown) != tc.unknown || !tc.cut && w.Read != tc.read {
			t.Errorf("%s: read %q, cut %t, unknown %q", name, w.Read, w.Cut, w.Unknown)
		}
		if tc.read == "" && (w.Next != "" || w.Answers != nil) {
			t.Errorf("%s: continued by %q", name, w.Next)
		}
		if n, _ := pieces.Encode(w.Next); tc.read != "" && len(n) == 0 {
			t.Errorf("%s: continued by nothing", name)
		}
	}
	if _, _, err := s.Write(Draft{Text: "a", Count: WrittenAtMost + 1}); err == nil {
		t.Error("writes more than it says")
	}
	if _, _, err := newSession(t, digits("full", 1)).Write(Draft{Text: "a"}); err != ErrNoWriter {
		t.Errorf("a classifier writes: %v", err)
	}
}

// The same draft and seed give the same text, another seed another, and no heat the
// likeliest.
func TestWriteDraws(t *testing.T) {
	s := writer(t, "full", 3)
	d := Draft{Text: "the", Count: 20, Temperature: 1, Seed: 1}
	one, _ := write(t, s, d)
	again, _ := write(t, s, d)
	d.Seed = 2
	other, _ := write(t, s, d)
	if one.Next != again.Next || one.Next == other.Next {
		t.Errorf("%q, %q and %q", one.Next, again.Next, other.Next)
	}
	if token := draw([]float32{1, 3, 2}, 0, .999); token != 1 {
		t.Errorf("at temperature 0: %d", token)
	}
	if token := draw([]float32{0, float32(math.Log(3))}, 1, .24); token != 0 {
		t.Errorf("u = .24 of ¼, ¾: %d", token)
	}
	if token := draw([]float32{0, float32(math.Log(3))}, 1, .26); token != 1 {
		t.Errorf("u = .26 of ¼, ¾: %d", token)
	}
}
