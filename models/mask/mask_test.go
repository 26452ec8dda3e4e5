package mask

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"petri/models/spec"
)

func TestColours(t *testing.T) {
	var names []string
	for _, info := range All() {
		names = append(names, info.Name)
		knobs := 3
		if info.Name == "white" {
			knobs = 1
		}
		if len(info.Knobs) != knobs || info.Title == "" || info.Summary == "" || info.Formula == "" || info.Paper == "" {
			t.Errorf("%s lacks a text or has %d knobs, want %d", info.Name, len(info.Knobs), knobs)
		}
	}
	if want := []string{"blue", "green", "purple", "red", "white"}; !slices.Equal(names, want) {
		t.Errorf("All() = %v, want %v", names, want)
	}
}

// Every setting that has no mask is refused with a sentence that says what to
// do, under the field that is wrong.
func TestRefused(t *testing.T) {
	ratio := func(r float64) spec.Values { return spec.Values{"ratio": r} }
	for _, tc := range []struct {
		name       string
		part       spec.Part
		rows, cols int
		field      string
		message    string
	}{
		{"an unknown colour", spec.Part{Name: "pink"}, 7, 7, "mask", "choose one of blue, green, purple, red, white"},
		{"a ratio out of range", spec.Part{Name: "red", Knobs: ratio(.99)}, 7, 7, "mask.ratio", "goes from 0.05 to 0.95"},
		{"an unknown filter", spec.Part{Name: "red", Knobs: spec.Values{"filter": "fine"}}, 7, 7, "mask.filter", "one of matched, formula"},
		{"a window larger than the tile", spec.Part{Name: "red"}, 7, 129, "mask", "an image of 7×129 does not fit"},
		{"no window", spec.Part{Name: "red"}, 0, 7, "mask", "an image of 0×7 does not fit"},
		{"nothing visible", spec.Part{Name: "red", Knobs: ratio(.95)}, 4, 4, "mask.ratio", "choose 0.93 or less"},
		{"nothing visible of two", spec.Part{Name: "red", Knobs: ratio(.75)}, 1, 2, "mask.ratio", "choose 0.5 or less"},
		{"one patch", spec.Part{Name: "white"}, 1, 1, "mask.ratio", "choose smaller patches"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := New(tc.part, 1, tc.rows, tc.cols)
			var field *spec.FieldError
			if !errors.As(err, &field) || field.Field != tc.field || !strings.Contains(field.Message, tc.message) {
				t.Errorf("got %v, want field %s: …%s…", err, tc.field, tc.message)
			}
		})
	}
	if _, err := New(spec.Part{Name: "red", Knobs: ratio(.93)}, 1, 4, 4); err != nil {
		t.Errorf("the ratio that the sentence names: %v", err)
	}
	var field *spec.FieldError
	if _, err := NewTile(spec.Part{Name: "pink"}, 1); !errors.As(err, &field) || field.Field != "mask" {
		t.Errorf("NewTile of an unknown colour: %v, want field mask", err)
	}
}
