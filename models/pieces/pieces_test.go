package pieces

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// The numbers of trained models depend on these.
func TestList(t *testing.T) {
	if Count() != 1024 || Pad != 0 || Ask != 1 || Piece(Ask) != " →" || Piece(Pad) != "" {
		t.Fatalf("there are %d pieces, and the first are %q", Count(), list[:3])
	}
	characters := "abcdefghijklmnopqrstuvwxyz0123456789 " + plain
	if got := strings.Join(list[first:int(first)+len(characters)], ""); got != characters {
		t.Errorf("the characters are %q, want %q", got, characters)
	}
	for i, piece := range list[first:] {
		if ids[piece] != first+int32(i) {
			t.Errorf("%q is there twice", piece)
		}
		if again, unknown := Normal(piece); strings.TrimPrefix(again, " ") != strings.TrimPrefix(piece, " ") || unknown != nil {
			t.Errorf("%q is not in known characters", piece)
		}
	}
}

// What answers and questions are made of.
func TestWord(t *testing.T) {
	for _, word := range strings.Fields(`novel speech early middle late good bad sea war money law body god beast
		time home land work people i we he or first last`) {
		id, ok := Word(word)
		if got, unknown := Encode(word); !ok || Piece(id) != " "+word || !slices.Equal(got, []int32{id}) || unknown != nil {
			t.Errorf("%s is not one piece", word)
		}
	}
	for _, word := range []string{"", "→", "zeugma", "Sea", " sea"} {
		if id, ok := Word(word); ok {
			t.Errorf("%q is the piece %q", word, Piece(id))
		}
	}
}

func TestEncode(t *testing.T) {
	for text, want := range map[string]string{
		"":                              "",
		"  \n ":                         "",
		"The WHALE!":                    " the| whale|!",
		"the  sea,\tthe\u00a0sea":       " the| sea|,| the| sea",
		"It’s “good” — we say…":         " it|'s| \"|go|od|\"| |-| we| say|.|.|.",
		"sea or law?":                   " sea| or| law|?",
		"thewhale":                      " the|wh|ale",
		"(1820)":                        " (|1|8|2|0|)",
		"a\x00\xff☃b":                   " ab",
		"Whale → speech":                " whale| speech",
		strings.Repeat("government", 2): " government|go|ver|n|ment",
	} {
		got, _ := Encode(text)
		var cut []string
		for _, id := range got {
			cut = append(cut, Piece(id))
		}
		if joined := strings.Join(cut, "|"); joined != want {
			t.Errorf("%q is cut as %q, want %q", text, joined, want)
		}
	}
}

func TestEncode_unknown(t *testing.T) {
	_, unknown := Encode("naïve ☃ caf\u00e9 ☃☃ [x] \x01 \xff→")
	if want := []string{"ï", "☃", "é", "[", "]", "\x01", "\ufffd", "→"}; !slices.Equal(unknown, want) {
		t.Errorf("got %q, want %q", unknown, want)
	}
	var many strings.Builder
	for r := 'α'; r < 'α'+100; r++ {
		many.WriteRune(r)
	}
	if _, unknown := Encode(many.String()); len(unknown) != 20 || unknown[0] != "α" {
		t.Errorf("got %q", unknown)
	}
}

// Ask and Pad stand between texts, and only Ask is seen.
func TestDecode(t *testing.T) {
	text, _ := Encode("The sea.")
	answer, _ := Word("novel")
	if got := Decode(append(text, Ask, answer, Pad, Pad)); got != "the sea. → novel" {
		t.Errorf("got %q", got)
	}
	if got := Decode(nil); got != "" {
		t.Errorf("got %q", got)
	}
}

// A megabyte takes a moment, whatever is in it: a quadratic way would
// take hours.
func TestEncode_isLinear(t *testing.T) {
	for _, part := range []string{"the whale", "\xff", "☃ ", "    ", "x"} {
		start := time.Now()
		Encode(strings.Repeat(part, 1_000_000/len(part)))
		if took := time.Since(start); took > time.Minute {
			t.Errorf("1 MB of %q took %v", part, took)
		}
	}
}

func FuzzEncode(f *testing.F) {
	for _, text := range []string{"", "The whale’s “tail” — 1,000 of them…", "sea or law?", "\xff\x00☃→\u2028", "  a\n\tb  ", "' - ' \"", "_<pad>"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		known, unknown := Normal(text)
		got, left := Encode(text)
		if !slices.Equal(left, unknown) || len(left) > 20 {
			t.Errorf("%q leaves out %q, want %q", text, left, unknown)
		}
		again := Decode(got)
		if again != strings.TrimPrefix(known, " ") {
			t.Errorf("%q is %q again, want %q", text, again, known)
		}
		if twice, left := Encode(again); !slices.Equal(twice, got) || left != nil {
			t.Errorf("%q is cut as %v, and then as %v", text, got, twice)
		}
	})
}

func BenchmarkEncode(b *testing.B) {
	text := strings.Repeat("Call me Ishmael. Some years ago, never mind how long precisely, ", 100)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Encode(text)
	}
}
