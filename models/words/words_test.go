package words

import (
	"slices"
	"strings"
	"testing"
)

func TestTokens(t *testing.T) {
	for text, want := range map[string]string{
		"A photo of a Seven.":       "a photo of a seven .",
		"T-shirt/top":               "t-shirt top",
		"ankle boot - 7":            "ankle boot 7",
		"":                          "",
		" \t\n…":                    "",
		"a purple cat, a 7":         "a a 7 | purple cat",
		"сапог 靴 👢 boot":            "boot | сапог 靴 👢",
		"\xff\xfe 7":                "7 | \ufffd\ufffd",
		strings.Repeat("a ", 3):     "a a a",
		"seven...":                  "seven . . .",
		"<start> <pad> --":          "| <start> <pad>",
		"7seven":                    "| 7seven",
		"a\u00a0photo\u2003digit 3": "a photo digit 3",
	} {
		known, unknown := Tokens(text)
		var got []string
		for _, token := range known {
			got = append(got, Word(token))
		}
		if len(unknown) > 0 {
			got = append(append(got, "|"), unknown...)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestWord(t *testing.T) {
	for token := range int32(Count()) {
		known, unknown := Tokens(Word(token))
		if token >= Stop && (!slices.Equal(known, []int32{token}) || unknown != nil) {
			t.Errorf("%q is token %v and has unknown words %q, want token %d", Word(token), known, unknown, token)
		}
		if token < Stop && known != nil {
			t.Errorf("a text can say %q", Word(token))
		}
	}
}

func FuzzTokens(f *testing.F) {
	f.Add("a photo of a 7.")
	f.Fuzz(func(t *testing.T, text string) {
		known, _ := Tokens(text)
		for _, token := range known {
			if token < Stop || int(token) >= Count() {
				t.Errorf("token %d", token)
			}
		}
	})
}
