package charts

import (
	"encoding/xml"
	"io"
	"math"
	"reflect"
	"strings"
	"testing"

	"petri/models/spec"
)

var nan = math.NaN()

func want(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// wellFormed fails if a document is no XML, and returns how often each element
// stands in it.
func wellFormed(t *testing.T, svg string) map[string]int {
	t.Helper()
	count := map[string]int{}
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return count
		}
		if err != nil {
			t.Fatalf("%v in %s", err, svg)
		}
		if e, ok := token.(xml.StartElement); ok {
			count[e.Name.Local]++
		}
	}
}

func TestTicks(t *testing.T) {
	for _, tc := range []struct {
		lo, hi float64
		n      int
		want   []float64
	}{
		{0, 600, 6, []float64{0, 100, 200, 300, 400, 500, 600}},
		{0, 1, 5, []float64{0, 0.2, 0.4, 0.6, 0.8, 1}},
		{0, 2.53, 5, []float64{0, 1, 2}},
		{3, 3, 5, []float64{3}},
	} {
		got := ticks(tc.lo, tc.hi, tc.n)
		for i := range got {
			got[i] = math.Round(got[i]*1e9) / 1e9
		}
		want(t, "ticks", got, tc.want)
		if math.Signbit(got[0]) {
			t.Error("a tick is -0")
		}
	}
	want(t, "a logarithmic scale from 0", len(logTicks(0, 1)), 0)
	want(t, "decades", len(logTicks(0.001, 100)), 6)
	want(t, "within a decade", logTicks(0.1, 1), []float64{0.1, 0.2, 0.5, 1})
}

func TestThin(t *testing.T) {
	x, y := Thin([]float64{1, 2, 3, 4}, []float64{1, 3, 5, 9}, 2)
	want(t, "each stretch stands at its end", x, []float64{2, 4})
	want(t, "with its mean", y, []float64{2, 7})
	x, _ = Thin([]float64{1, 2}, []float64{1, 3}, 2)
	want(t, "a short curve is left alone", x, []float64{1, 2})
}

func TestAlign(t *testing.T) {
	x, y := align([]Series{{X: []float64{1, 2, 4}, Y: []float64{10, 20, 40}}, {X: []float64{2, 3}, Y: []float64{2, 3}}})
	want(t, "x", x, []float64{1, 2, 3, 4})
	want(t, "known", []float64{y[0][0], y[0][1], y[0][3], y[1][1], y[1][2]}, []float64{10, 20, 40, 2, 3})
	for _, v := range []float64{y[0][2], y[1][0], y[1][3]} {
		if !math.IsNaN(v) {
			t.Errorf("where nothing is known: got %v", v)
		}
	}
}

func TestLine_bounds(t *testing.T) {
	s := []Series{{X: []float64{1, 50}, Y: []float64{2, nan}}, {X: []float64{1, 9}, Y: []float64{1, math.Inf(1)}}}
	x1, y0, y1 := Line{Series: s, XMax: 20}.bounds()
	want(t, "bounds: what is not finite has no part", []float64{x1, y0, y1}, []float64{20, 0, 2.1})
	_, y0, y1 = Line{Unit: true, Series: s}.bounds()
	want(t, "all of [0,1]", []float64{y0, y1}, []float64{0, 1})
	_, _, y1 = Line{Series: []Series{{X: []float64{1, 2}, Y: []float64{0, 1e33}}}}.bounds()
	want(t, "a loss that ran away leaves the chart", y1, 1.05e15)
	_, y0, y1 = Line{Series: []Series{{X: []float64{1}, Y: []float64{2}, Low: []float64{-1}, High: []float64{9}}}}.bounds()
	want(t, "the range has room", []float64{y0, y1}, []float64{-1, 9.5})
	_, y0, y1 = Line{Unit: true, Floor: .6}.bounds()
	want(t, "from the floor on", []float64{y0, y1}, []float64{.6, 1})
	_, y0, y1 = Line{Log: true}.bounds()
	want(t, "nothing to draw", []float64{y0, y1}, []float64{0.1, 1})
}

func TestStack(t *testing.T) {
	l := Line{
		Title: "a < b & c", XLabel: "step", YLabel: "loss", Marks: []Mark{{1, "lr 0.1"}}, Notes: []string{"seed 1"},
		Series: []Series{{Name: "one", X: []float64{1, 2, 3, 4}, Y: []float64{4, nan, 2, 1}}, {Name: "two", Slot: 1, X: []float64{1}, Y: []float64{3}}},
	}
	svg := Stack(400, 200, l, Line{Title: "none", Log: true})
	count := wellFormed(t, svg)
	want(t, "charts", count["g"], 2)
	for _, part := range []string{"a &lt; b &amp; c", "lr 0.1", "seed 1", ">one<", `stroke-dasharray="9 4"`} {
		if !strings.Contains(svg, part) {
			t.Errorf("the chart lacks %s", part)
		}
	}
	// x runs from 0 to 4 over the pixels 52 to 380, y from 0 to 4.2 over 162 to
	// 34: the first value, (1, 4), is at (134, 40.1). Where a value is missing
	// the pen is lifted.
	if !strings.Contains(svg, `d="M134 40.1M298 101.05L380 131.52"`) {
		t.Errorf("the curve is elsewhere: %s", svg)
	}
}

func TestLine_logTicks(t *testing.T) {
	l := Line{Log: true, Series: []Series{{X: []float64{1, 2}, Y: []float64{.07, .09}}}}
	if svg := Stack(400, 200, l); !strings.Contains(svg, ">0.08<") {
		t.Errorf("less than a decade has no ticks to read values off: %s", svg)
	}
}

func TestLine_range(t *testing.T) {
	l := Line{Unit: true, Series: []Series{{Name: "one", Slot: 2, X: []float64{0, 1, 2}, Y: []float64{.5, .5, .5},
		Low: []float64{.25, nan, 0}, High: []float64{.75, nan, 1}, Dots: []Dot{{1, .5, "seed < 3"}, {1, nan, "none"}}}}}
	svg := Stack(400, 200, l)
	wellFormed(t, svg)
	// x runs from 0 to 2 over the pixels 52 to 380, y from 0 to 1 over 162 to 34;
	// what is not known leaves the band out.
	for _, part := range []string{`d="M52 66L380 34L380 162L52 130Z" fill="currentColor"`, `translate(216 98)`, "<title>seed &lt; 3</title>"} {
		if !strings.Contains(svg, part) {
			t.Errorf("no %s in %s", part, svg)
		}
	}
	if strings.Contains(svg, "<title>none") {
		t.Error("a dot is drawn that is nowhere")
	}
}

func TestLedger(t *testing.T) {
	l := spec.NewLedger([]spec.Tensor{
		{Name: "w", Shape: []int{30, 30}, Size: 900, Role: spec.Derived},
		{Name: "b", Shape: []int{1, 100}, Size: 100, Role: spec.Frozen},
		{Name: "v", Shape: []int{1, 10}, Size: 10, Trainable: 10, Role: spec.Added},
	})
	svg := Ledger(l, "10 of 1,000", nil)
	wellFormed(t, svg)
	// The areas are to scale: 10/1000 of 260² is a square of side 26.
	if !strings.Contains(svg, `class="trained" x="10" y="244" width="26" height="26"`) {
		t.Errorf("the trained square is not to scale: %s", svg)
	}
	if !strings.Contains(svg, `width="260" height="234" fill="url(#dots)"`) || !strings.Contains(svg, `height="26" fill="url(#lines)"`) {
		t.Errorf("the bands are not to scale: %s", svg)
	}
	wellFormed(t, Ledger(spec.Ledger{}, "empty", []string{"note"}))
}

func TestConfusion(t *testing.T) {
	c := Confusion{Title: "t", Labels: []string{"cat", "ankle boot"}, Counts: []float32{6, 2, 0, 0}}
	want(t, "share", c.Share(0, 1), 0.25)
	want(t, "share of a class that has no examples", c.Share(1, 1), 0.0)
	row, col, n := c.Worst()
	want(t, "worst", []int{row, col, n}, []int{0, 1, 2})
	count := wellFormed(t, c.SVG())
	want(t, "cells and ground", count["rect"], 5)
}

func TestPicture(t *testing.T) {
	one := spec.Shape{C: 1, H: 1, W: 2}
	black, white := Picture([]float32{1, 1}, one), Picture([]float32{0, 0}, one)
	if !strings.HasPrefix(black, "data:image/") || black == white {
		t.Errorf("got %s and %s", black, white)
	}
	want(t, "values beyond the range are as its ends", Picture([]float32{7, 1}, one), black)
	Picture([]float32{0, 0.5, 1}, spec.Shape{C: 3, H: 1, W: 1})
	weights := make([]float32, 201) // 0, -0.01, …, -2.00
	for i := range weights {
		weights[i] = float32(-i) / 100
	}
	want(t, "limit", Limit(weights), float32(1.98))
	want(t, "no weights", Limit(nil) > 0, true)
	if Signed([]float32{1, 0}, one, 1) == Signed([]float32{-1, 0}, one, 1) {
		t.Error("the sign cannot be seen")
	}
}

func TestGallery(t *testing.T) {
	g := Gallery{Title: "g", Pictures: []string{"data:a", "data:b", "data:c"}, Captions: []string{"1", "2", "3"}, Notes: []string{"n"}}
	want(t, "pictures", wellFormed(t, g.SVG(2))["image"], 3)
}

func TestDash(t *testing.T) {
	seen := map[string]bool{}
	for slot := range styles {
		seen[Dash(slot)] = true
	}
	want(t, "every style has a dash of its own", len(seen), len(styles))
}
