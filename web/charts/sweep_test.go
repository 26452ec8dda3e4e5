package charts

import (
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"petri/methods/sweep"
)

// An element is one of an SVG document, with the text directly in it.
type element struct {
	name, text string
	attr       map[string]string
}

func (e element) number(t *testing.T, name string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(e.attr[name], 64)
	if err != nil {
		t.Fatalf("%s of %+v: %v", name, e, err)
	}
	return v
}

// elements lists what is in a document, in its order.
func elements(t *testing.T, svg string) []element {
	t.Helper()
	wellFormed(t, svg)
	var all []element
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := d.Token()
		if err != nil {
			return all
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := element{name: token.Name.Local, attr: map[string]string{}}
			for _, a := range token.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			all = append(all, e)
		case xml.CharData:
			all[len(all)-1].text += string(token)
		}
	}
}

// A box is where about a text stands.
type box struct {
	left, right, y float64
	text           string
}

func texts(t *testing.T, all []element) []box {
	var boxes []box
	for _, e := range all {
		if e.name != "text" || e.attr["x"] == "" {
			continue
		}
		size := 12.0
		if e.attr["font-size"] != "" {
			size = e.number(t, "font-size")
		}
		x, w := e.number(t, "x"), widthOf(e.text, size)
		switch e.attr["text-anchor"] {
		case "end":
			x -= w
		case "middle":
			x -= w / 2
		}
		boxes = append(boxes, box{x, x + w, e.number(t, "y"), e.text})
	}
	return boxes
}

func curve(name string, slot int, shift float64, crossings ...sweep.Crossing) SweepCurve {
	c := SweepCurve{Name: name, Slot: slot, Crossings: crossings}
	for i, d := range []int{10, 20, 50, 100, 200, 500, 1000, 2000} {
		mean := min(0.99, 0.15+shift+0.1*float64(i))
		c.Points = append(c.Points, sweep.Point{Dim: d, Accuracy: []float64{mean - .01, mean, mean + .01}, Mean: mean})
	}
	return c
}

// full has everything that a Sweep may show at once: six curves whose bars and
// crossings lie close together, open intervals, and long names.
func full() Sweep {
	s := Sweep{
		Title: "accuracy by d", YLabel: "accuracy", Notes: []string{strings.Repeat("sweep.from=10&", 40)},
		Bars:      []SweepBar{{"absolute", .9}},
		Published: &sweep.Published{Title: "LeNet", Source: "Li et al. 2018", Dim: 290, Bar: .9, Means: []sweep.Record{{Dim: 50, Mean: .57}, {Dim: 5000, Mean: .983}}},
	}
	for i := range 6 {
		own := .89 - .002*float64(i)
		s.Bars = append(s.Bars, SweepBar{"of its own baseline", own})
		s.Curves = append(s.Curves, curve(fmt.Sprintf("a network with a rather long name, number %d", i), i, .01*float64(i),
			sweep.Crossing{Bar: .9, Below: 500, Above: 1000, Dim: 900 - 20*float64(i), Low: 700, High: 950},
			sweep.Crossing{Bar: own, Below: 500, Above: 1000, Dim: 800 - 20*float64(i)}))
	}
	return s
}

func TestSweep_everySeedIsAPoint(t *testing.T) {
	s := Sweep{Curves: []SweepCurve{curve("one", 0, 0)}}
	points := 0
	last := 0.0
	all := elements(t, s.SVG(900, 420))
	for i, e := range all {
		if e.name != "path" || e.attr["transform"] == "" || !strings.HasPrefix(all[i+1].text, "d = ") {
			continue
		}
		var x, y float64
		if _, err := fmt.Sscanf(e.attr["transform"], "translate(%f %f)", &x, &y); err != nil {
			t.Fatal(err)
		}
		if x < last {
			t.Errorf("a point at %v follows one at %v: larger d has to be further right", x, last)
		}
		last = x
		points++
	}
	want(t, "points", points, 24)
	if svg := s.SVG(900, 420); !strings.Contains(svg, "<title>d = 1,000: 0.740</title>") {
		t.Errorf("no point says what it is in %s", svg)
	}
}

func TestSweep_placesValues(t *testing.T) {
	f := Sweep{Curves: []SweepCurve{curve("one", 0, 0)}}.frame(900, 420)
	if a, b := f.x(100)-f.x(10), f.x(1000)-f.x(100); math.Abs(a-b) > 1e-9 {
		t.Errorf("decades of %v and %v pixels", a, b)
	}
	want(t, "the least accuracy is 0.14", f.y0, 0.1)
	want(t, "top", f.y(1), f.top)
}

func TestSweep_nothingLeavesThePicture(t *testing.T) {
	for _, width := range []int{360, 900} {
		all := elements(t, full().SVG(width, 420))
		height := all[0].number(t, "height")
		for _, b := range texts(t, all) {
			if b.left < 0 || b.right > float64(width) || b.y < 0 || b.y > height {
				t.Errorf("%d: %+v is outside of %v", width, b, height)
			}
		}
		for _, e := range all {
			var x, y float64
			if n, _ := fmt.Sscanf(e.attr["transform"], "translate(%f %f)", &x, &y); n == 2 && (x < 0 || x > float64(width) || y < 0 || y > height) {
				t.Errorf("%d: %+v is outside", width, e)
			}
		}
	}
}

func TestSweep_wordsKeepApart(t *testing.T) {
	for _, width := range []int{360, 900} {
		boxes := texts(t, elements(t, full().SVG(width, 420)))
		for i, a := range boxes {
			for _, b := range boxes[i+1:] {
				if math.Abs(a.y-b.y) < 10 && a.left < b.right-1 && b.left < a.right-1 {
					t.Errorf("%d: %+v lies over %+v", width, a, b)
				}
			}
		}
	}
}

func TestSweep_namesTheBars(t *testing.T) {
	s := Sweep{Bars: []SweepBar{{"absolute", .9}, {"90% of the baseline", .883}}}
	for _, width := range []int{360, 900} {
		svg := s.SVG(width, 420)
		for _, words := range []string{"0.900 absolute", "0.883 90% of the baseline"} {
			want(t, words, strings.Count(svg, ">"+words+"<"), 1)
		}
	}
}

func TestSweep_readsOffDimensions(t *testing.T) {
	for _, tc := range []struct {
		crossing sweep.Crossing
		want     string
	}{
		{sweep.Crossing{Bar: .9, Below: 1000, Above: 2000, Dim: 1249.6, Low: 1100, High: 1500}, "<title>1,250 at 0.900, 95% of resamplings between 1,100 and 1,500</title>"},
		{sweep.Crossing{Bar: .9, Below: 2000}, "<title>&gt; 2,000 at 0.900</title>"},
		{sweep.Crossing{Bar: .1, Above: 10}, "<title>≤ 10 at 0.100</title>"},
		{sweep.Crossing{Bar: .9, Below: 1000, Above: 2000, Dim: 1249.6}, "<title>1,250 at 0.900</title>"},
	} {
		svg := Sweep{Curves: []SweepCurve{curve("one", 0, 0, tc.crossing)}}.SVG(900, 420)
		wellFormed(t, svg)
		if !strings.Contains(svg, tc.want) {
			t.Errorf("%+v: no %s in %s", tc.crossing, tc.want, svg)
		}
	}
	svg := Sweep{Curves: []SweepCurve{curve("one", 0, 0, sweep.Crossing{}, sweep.Crossing{Bar: .9})}}.SVG(900, 420)
	want(t, "crossings of bars that nothing was measured for", strings.Contains(svg, " at 0."), false)
}

func TestSweep_writesNumbersOnly(t *testing.T) {
	lost := curve("lost", 1, 0)
	lost.Points[3].Mean = nan
	for name, s := range map[string]Sweep{
		"empty":     {},
		"bars":      {Bars: []SweepBar{{"absolute", .9}, {"the lowest", .05}}},
		"one point": {Curves: []SweepCurve{{Points: []sweep.Point{{Dim: 1, Accuracy: []float64{1}, Mean: 1}}}}},
		"no points": {Curves: []SweepCurve{{Name: "none yet"}}},
		"no mean":   {Curves: []SweepCurve{lost}},
		"full":      full(),
	} {
		svg := s.SVG(360, 300)
		wellFormed(t, svg)
		if strings.Contains(svg, "NaN") || strings.Contains(svg, "Inf") {
			t.Errorf("%s: not a number in %s", name, svg)
		}
	}
}

func TestFrame_dims(t *testing.T) {
	f := frameOf(900, 400)
	f.logX, f.x0, f.x1 = true, 28, 45
	want(t, "within a decade", f.dims(), []float64{30, 40})
	f.x0, f.x1 = 9, 2200
	want(t, "wide", len(f.dims()), 8)
	f.right = 300
	want(t, "narrow", f.dims(), []float64{10, 100, 1000})
}

func TestWrap(t *testing.T) {
	letter := widthOf("x", 10)
	want(t, "between words", wrap("one two three", 8*letter, 10), []string{"one two", "three"})
	want(t, "within a word", wrap("a bcdefgh", 3*letter, 10), []string{"a", "bcd", "efg", "h"})
	want(t, "nothing", wrap("", 100, 10), []string{""})
	want(t, "no room", wrap("ab", 0, 10), []string{"a", "b"})
}
