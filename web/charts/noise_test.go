package charts

import (
	"encoding/base64"
	"image"
	"strings"
	"testing"

	"golang.org/x/image/bmp"
)

func decoded(t *testing.T, address string) image.Image {
	t.Helper()
	data, _ := strings.CutPrefix(address, "data:image/bmp;base64,")
	m, err := bmp.Decode(base64.NewDecoder(base64.StdEncoding, strings.NewReader(data)))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func brightness(m image.Image, x, y int) uint32 {
	r, g, b, _ := m.At(x, y).RGBA()
	return (r + g + b) / 3 >> 8
}

func TestMask_visibleIsLight(t *testing.T) {
	for _, noise := range []string{"white", "red", "green", "blue", "purple", "of another name"} {
		m := decoded(t, Mask([]float32{1, 0, 0, 1, 1, 1}, 2, 3, noise))
		want(t, noise+": size", m.Bounds().Size(), image.Pt(3, 2))
		if dark, light := brightness(m, 0, 0), brightness(m, 1, 0); dark > 60 || light < 180 {
			t.Errorf("%s: hidden is %d and visible %d of 255", noise, dark, light)
		}
	}
}

func TestGrey(t *testing.T) {
	m := decoded(t, Grey([]float32{0, .5, 1, 3}, 2, 1))
	for i, level := range []uint32{0, 128, 255, 255} {
		want(t, "level", brightness(m, i%2, i/2), level)
	}
}

func TestPlane_Cut(t *testing.T) {
	p := Plane{Picture: "data:,", Side: 128}
	inside := p.Cut(Window{Row: 10, Col: 20, Rows: 14, Cols: 14})
	wellFormed(t, inside)
	want(t, "outlines within", strings.Count(inside, `<rect x="`), 2)
	if !strings.Contains(inside, `<path d="M20 10h5l-5 5z"`) {
		t.Errorf("no mark in the upper left: %s", inside)
	}
	// What leaves at the right and below is drawn at the left and above too.
	across := p.Cut(Window{Row: 120, Col: 125, Rows: 14, Cols: 14, Right: true, Bottom: true})
	for _, part := range []string{`<rect x="125" y="120"`, `<rect x="-3" y="120"`, `<rect x="125" y="-8"`, `<rect x="-3" y="-8"`, `M139 134h-5l5 -5z`} {
		if !strings.Contains(across, part) {
			t.Errorf("no %s in %s", part, across)
		}
	}
	p.Title, p.Notes = "t", []string{"a note"}
	wellFormed(t, p.Cut(Window{Rows: 1, Cols: 1}))
}

func TestPlane_Rings(t *testing.T) {
	svg := Plane{Picture: "data:,", Side: 128}.Rings(.25, .5)
	want(t, "circles", wellFormed(t, svg)["circle"], 2)
	if !strings.Contains(svg, `cx="64.5" cy="64.5" r="32"`) {
		t.Errorf("no circle at .25 in %s", svg)
	}
}

func TestSpectrum(t *testing.T) {
	x := []float64{.1, .3}
	s := Spectrum{Title: "t", High: .85, Chosen: 1, Guide: Series{Name: "published", Slot: 2, X: []float64{.2}, Y: []float64{.425}},
		Series: []Series{{Name: "red", Slot: 1, X: x, Y: []float64{9, .1}}, {Name: "green", Slot: 2, X: x, Y: []float64{.2, .4}}}}
	svg := s.SVG(340, 260)
	wellFormed(t, svg)
	want(t, "curves that stand back", strings.Count(svg, `<g opacity=`), 1)
	want(t, "broad bands", strings.Count(svg, `stroke-width="9"`), 1)
	// The axis is 268 wide and ends at .71; it is 188 high, from 34 to 222.
	for _, part := range []string{`translate(127.49 128)`, `d="M89.75 34L`} {
		if !strings.Contains(svg, part) {
			t.Errorf("no %s in %s", part, svg)
		}
	}
	wellFormed(t, Spectrum{High: 1}.SVG(340, 260))
}
