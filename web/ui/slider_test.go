package ui

import (
	"testing"

	"petri/models/spec"
)

func TestSlider(t *testing.T) {
	depth := spec.IntKnob("depth", "", 2, 0, 8, "")
	dim := spec.IntKnob("dim", "", 750, 1, 1_000_000, "").OnLogScale()
	lr := spec.FloatKnob("lr", "", 0.1, 1e-6, 100, "").OnLogScale()
	for _, tc := range []struct {
		name     string
		knob     spec.Knob
		position int
		value    float64
	}{
		{"a short range has a position for each number", depth, 3, 3},
		{"start", dim, 0, 1},
		{"the middle of a logarithmic range is its geometric mean", dim, 50, 1000},
		{"end", dim, 100, 1_000_000},
		{"small numbers", lr, 50, 0.01}, // 1e-6·(1e8)^(50/100) = 0.01
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := valueAt(tc.knob, tc.position); got != tc.value {
				t.Errorf("value at %d: got %v, want %v", tc.position, got, tc.value)
			}
			if got := position(tc.knob, tc.value); got != tc.position {
				t.Errorf("position of %v: got %d, want %d", tc.value, got, tc.position)
			}
		})
	}
	for _, k := range []spec.Knob{depth, dim, lr, spec.IntKnob("width", "", 32, 1, 512, "")} {
		if travel(k) > 100 { // a browser clamps to 100 what it is given before the end
			t.Errorf("the slider of %s goes up to %d", k.Name, travel(k))
		}
	}
	for i := range travel(dim) + 1 {
		if v := valueAt(dim, i); v != float64(int(v)) || v < 1 || v > 1_000_000 {
			t.Errorf("position %d is %v", i, v)
		}
	}
}
