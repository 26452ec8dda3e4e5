package charts

import (
	"strings"
	"testing"
)

func TestResidual_hasAPlaceForNothing(t *testing.T) {
	svg := Residual{Title: "t", Dim: 2, Series: []Series{{Name: "seed 1", X: []float64{0, 1, 2}, Y: []float64{385, 10, 1e-28}}}}.SVG(340, 260)
	last := 0.0
	for _, e := range elements(t, svg) {
		if e.name == "text" && e.text == "0" && e.attr["text-anchor"] == "end" {
			last = e.number(t, "y") - 4
		}
	}
	want(t, "0 is at the foot", last, 222.0)
	// d = 0, 1, 2 is at 52 + 268·(d + 0.4)/2.8; 1e-28 is drawn as 0.
	for _, place := range []string{`translate(90.29 `, `translate(186 `, `translate(281.71 222)`} {
		if !strings.Contains(svg, place) {
			t.Errorf("no point at %s in %s", place, svg)
		}
	}
}

func TestPairs(t *testing.T) {
	svg := Pairs{Title: "t", Wanted: []float64{1, 2}, Reached: []float64{1.5, -1}, Low: -2, High: 2, WantedName: "wanted", Name: "reached"}.SVG(340, 260)
	count := wellFormed(t, svg)
	want(t, "bars, samples of both and ground", count["rect"], 4+2+1)
	// The axis runs from -2 at 222 to 2 at 34, 47 pixels a unit: 0 is at 128.
	for _, bar := range []string{`y="81" width`, `y="34" width`, `y="57.5" width`, `y="128" width`} {
		if !strings.Contains(svg, bar) {
			t.Errorf("no bar with %s in %s", bar, svg)
		}
	}
}
