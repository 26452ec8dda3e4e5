package ui

import (
	"strings"
	"testing"

	"petri/models/spec"
	"petri/web/protocol"
	"petri/web/ui/lab"
)

// Where a model is told of hidden patches what others are not, the page says so.
func TestErrorsWithHelp(t *testing.T) {
	for _, normalise := range []bool{false, true} {
		r := &lab.Run{Config: spec.Config{Model: spec.Part{Name: "mae", Knobs: spec.Values{"normalise": normalise}}},
			Points: []lab.Point{{Metrics: map[string]protocol.Number{"maskedError": .05, "visibleError": .5, "meanPredictor": .04}}}}
		if got := errorSummary(r); strings.Contains(got, "told the true mean and spread") != normalise || !strings.Contains(got, "the mean picture has 0.040") {
			t.Errorf("normalise %v: %q", normalise, got)
		}
		if got := meanName(r); (got == "error.mean.helped") != normalise {
			t.Errorf("normalise %v: the line is %s", normalise, got)
		}
	}
}

// An eigenvalue has a ± where it may be off.
func TestGive(t *testing.T) {
	for want, v := range map[string][2]protocol.Number{"0.0982": {.0982, 1e-9}, "-0.0013": {-.0013, 1.2e-5}, "-0.0013 ± 2e-05": {-.0013, 2e-5}, "0 ± 0.25": {0, .25}} {
		if got := give(v[0], v[1]); got != want {
			t.Errorf("%v ± %v is written %q, want %q", v[0], v[1], got, want)
		}
	}
}
