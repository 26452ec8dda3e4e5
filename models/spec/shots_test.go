package spec

import (
	"encoding/json"
	"errors"
	"net/url"
	"reflect"
	"strings"
	"testing"
)

// All shots and no shift leave no trace in a complete config, also where they
// are given, so that its digest stays what it was.
func TestAllShotsUnshiftedLeaveNoTrace(t *testing.T) {
	want, err := toy().Complete(Config{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := toy().Complete(Config{Data: Data{Shots: 0, Shift: Unshifted}})
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%s with the defaults given, %s without (%v)", got.JSON(), want.JSON(), err)
	}
	if s := string(got.JSON()); strings.Contains(s, "shots") || strings.Contains(s, "shift") {
		t.Errorf("the default run is %s", s)
	}
	got, _ = toy().Clamp(map[string]any{"shift": "sideways", "shots": -3.0})
	if !reflect.DeepEqual(got, want) {
		t.Errorf("clamped to %s, want the defaults", got.JSON())
	}
}

// What they are stays through JSON, a link, and the settings of a form.
func TestShotsAndShiftGoRound(t *testing.T) {
	c := toy()
	cfg, err := c.Complete(Config{Data: Data{Shots: 5, Shift: Rotated}})
	if err != nil {
		t.Fatal(err)
	}
	if want := `"data":{"name":"mnist","train":10000,"test":2000,"classes":"all","shots":5,"shift":"rotated","shuffle":"none"}`; !strings.Contains(string(cfg.JSON()), want) {
		t.Errorf("%s, want %s", cfg.JSON(), want)
	}
	link := url.Values(c.Query(cfg))
	if got, want := link.Encode(), "shift=rotated&shots=5"; got != want {
		t.Errorf("link %q, want %q", got, want)
	}
	linked, notices := c.FromQuery(link)
	var read Config
	if err := json.Unmarshal(cfg.JSON(), &read); err != nil {
		t.Fatal(err)
	}
	again, err := c.Complete(read)
	for _, got := range []Config{linked, again, fromSettings(c.Settings(cfg))} {
		if !reflect.DeepEqual(got, cfg) || len(notices) > 0 || err != nil {
			t.Errorf("%s became %s (%q, %v)", cfg.JSON(), got.JSON(), notices, err)
		}
	}
}

func TestShotsAndShiftsThatAreRefused(t *testing.T) {
	for name, tc := range map[string]struct {
		shape Shape
		data  Data
		field string // "" is no error
		want  string
	}{
		"square":                {Shape{1, 3, 3}, Data{Shift: Rotated}, "", ""},
		"colours":               {Shape{3, 2, 2}, Data{Shift: Rotated}, "", ""},
		"wide, rotated":         {Shape{1, 2, 3}, Data{Shift: Rotated}, "shift", "one of none, inverted, noisy, not rotated: only square images can be rotated"},
		"wide, inverted":        {Shape{1, 2, 3}, Data{Shift: Inverted}, "", ""},
		"no shift of that name": {Shape{1, 3, 3}, Data{Shift: "sideways"}, "shift", "one of none, rotated, inverted, noisy, not sideways"},
		"too many shots":        {Shape{1, 3, 3}, Data{Shots: 1001}, "shots", "from 0 to 1000"},
		"fewer than none":       {Shape{1, 3, 3}, Data{Shots: -1}, "shots", "from 0 to 1000"},
	} {
		c := toy()
		c.Data[0].Shape, tc.data.Name = tc.shape, c.Data[0].Name
		_, err := c.Complete(Config{Data: tc.data})
		if tc.field == "" {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		var wrong *FieldError
		if !errors.As(err, &wrong) || wrong.Field != tc.field || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v, want an error of %s that says %q", name, err, tc.field, tc.want)
		}
	}
}

func TestConfig_Batch(t *testing.T) {
	for _, tc := range []struct{ shots, classes, want int }{{0, 10, 128}, {1, 10, 10}, {12, 10, 120}, {13, 10, 128}, {20, 5, 100}} {
		cfg := Config{Data: Data{Shots: tc.shots}, Optim: Optim{Batch: 128}}
		if got := cfg.Batch(tc.classes); got != tc.want {
			t.Errorf("%d shots of %d classes: a step looks at %d examples, want %d", tc.shots, tc.classes, got, tc.want)
		}
	}
}
