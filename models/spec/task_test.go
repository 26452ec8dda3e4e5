package spec

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestHalvesOfTheClasses(t *testing.T) {
	seven := DataInfo{Classes: ten[:7]}
	for classes, want := range map[string][]string{
		AllClasses: {"0", "1", "2", "3", "4", "5", "6"}, FirstHalf: {"0", "1", "2"}, SecondHalf: {"3", "4", "5", "6"},
	} {
		if got := seven.Learned(classes).Classes; !slices.Equal(got, want) {
			t.Errorf("%s of seven classes is %v, want %v", classes, got, want)
		}
	}
	if len(seven.Classes) != 7 {
		t.Error("the data set itself has lost classes")
	}
	seven.Credits = []Credit{{Title: "0"}, {Title: "1"}, {Title: "2"}, {Title: "3"}, {Title: "4"}, {Title: "5"}, {Title: "6"}}
	if got := seven.Learned(SecondHalf).Credits; len(got) != 4 || got[0].Title != "3" {
		t.Errorf("the second half is credited so: %v", got)
	}
}

func TestStartsThatDoNotFitAreRefused(t *testing.T) {
	for name, tc := range map[string]struct {
		data Data
		from string
		want string // "" is no error
	}{
		"half and other half":      {Data{Classes: SecondHalf}, OtherHalf, ""},
		"all have no other half":   {Data{}, OtherHalf, "the other half is there where half"},
		"halves of unequal size":   {Data{Name: "letters", Classes: FirstHalf}, OtherHalf, "one of random, letters, not other-half"},
		"another data set":         {Data{}, "fashion", ""},
		"half of another data set": {Data{Classes: FirstHalf}, "fashion", ""},
		"other shape":              {Data{}, "dots", "images of the same shape"},
		"other number of classes":  {Data{}, "letters", "as many classes"},
		"no data set":              {Data{}, "cats", "one of random, fashion, mnist, not cats"},
	} {
		_, err := toy().Complete(Config{Data: tc.data, Start: Start{From: tc.from}})
		if tc.want == "" {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		var wrong *FieldError
		if !errors.As(err, &wrong) || wrong.Field != "start" || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v, want an error of start that says %q", name, err, tc.want)
		}
	}
}

// The steps of a start are there where it has some, and nowhere else.
func TestStepsOfAStart(t *testing.T) {
	cfg, err := toy().Complete(Config{})
	if err != nil || cfg.Start != (Start{From: RandomStart}) {
		t.Errorf("the default start is %+v (%v)", cfg.Start, err)
	}
	cfg, err = toy().Complete(Config{Start: Start{From: "fashion"}})
	if err != nil || cfg.Start != (Start{From: "fashion", Steps: 600}) {
		t.Errorf("a start from fashion is %+v (%v)", cfg.Start, err)
	}
	var wrong *FieldError
	if _, err = toy().Complete(Config{Start: Start{Steps: 5}}); !errors.As(err, &wrong) || wrong.Field != "start.steps" {
		t.Errorf("steps before a random start: %v", err)
	}
}
