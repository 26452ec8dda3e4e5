package charts

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"petri/web/ui/text"
)

// On a chart numbers are written as they are beside it.
func TestChartsWriteNumbersAsTheLanguageDoes(t *testing.T) {
	words, err := os.ReadFile("../ui/text/de.json")
	if err == nil {
		err = text.Use(words)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = text.Use([]byte("{}")) })
	line := Series{Name: "seed 1", X: []float64{0, 0.5, 1, 2000}, Y: []float64{0.125, 0.5, 0.75, 0.875}}
	english := regexp.MustCompile(`(^|\D)0\.\d|\d\.\d{1,2}(\D|$)`)
	for name, tc := range map[string]struct{ svg, has string }{
		"rows":     {Rows{Rows: []Row{{Name: "a", Mean: .125, Dots: []Dot{{X: .2}, {X: .4}}}}}.SVG(340), ">0,2<"},
		"trade":    {Trade{Points: []Priced{{Name: "few", Cost: 64, Mean: .6, Low: .58, High: .62}, {Name: "many", Cost: 60000, Mean: .9, Low: .9, High: .9}}}.SVG(340, 300), ">1.000<"},
		"profile":  {Profile{Series: []Series{{X: []float64{-.5, 1.5}, Y: []float64{3, .5}}}}.SVG(400, 300), ">-0,5<"},
		"contour":  {ramp().SVG(660, 520), ","},
		"residual": {Residual{Title: "t", Dim: 2, Series: []Series{{Name: "seed 1", X: []float64{0, 1, 2}, Y: []float64{385, 10.25, 1e-28}}}}.SVG(340, 260), "d = 1: 10,25"},
		"spectrum": {Spectrum{Series: []Series{line}, Guide: Series{Name: "g", X: []float64{0.5}, Y: []float64{0.25}}}.SVG(340, 260), "0,5: 0,25"},
		"reading":  {">" + reading(0.12345) + "<", ">0,1235<"},
	} {
		if !strings.Contains(tc.svg, tc.has) {
			t.Errorf("%s: no %q in %s", name, tc.has, tc.svg)
		}
		for _, m := range regexp.MustCompile(`>([^<]+)<`).FindAllStringSubmatch(tc.svg, -1) {
			if english.MatchString(m[1]) {
				t.Errorf("%s says %q", name, m[1])
			}
		}
	}
}
