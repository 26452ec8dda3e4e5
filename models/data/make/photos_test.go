//go:build !js

package main

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"petri/models/data"
	"petri/models/spec"
)

// noise is a picture in which no two neighbours are alike.
func noise(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	state := uint32(1)
	for i := range m.Pix {
		state = state*1664525 + 1013904223 // Numerical Recipes, section 7.1
		m.Pix[i] = uint8(state >> 24)
	}
	return m
}

// Whatever the sizes and scales, also those of the other set, nothing of the
// test is in a training crop, and crops of one scale do not overlap.
func TestCrops_areApart(t *testing.T) {
	m := noise(1400, 1100)
	for _, shrink := range []int{1, 2} {
		all := slices.Concat(crops(m, 32, shrink), crops(m, 64, shrink))
		tests := 0
		for i, a := range all {
			if a.test {
				tests++
			}
			for _, b := range all[:i] {
				if !a.at.Overlaps(b.at) {
					continue
				}
				if a.test != b.test {
					t.Fatalf("%v and %v are in different halves", a.at, b.at)
				}
				if len(a.x) == len(b.x) && a.at.Size() == b.at.Size() {
					t.Fatalf("%v and %v overlap", a.at, b.at)
				}
			}
		}
		if part := float64(tests) / float64(len(all)); part < 0.08 || part > 0.18 {
			t.Errorf("%.2f of the crops are for the test", part)
		}
	}
}

// A crop follows from the pixels it lies on and from no others: of a picture of
// which one block is kept, that block's crops stay the same.
func TestCrops_seeNothingOutside(t *testing.T) {
	whole := noise(384, 256)
	in := image.Rect(128, 128, 256, 256)
	masked := image.NewRGBA(whole.Rect)
	for y := in.Min.Y; y < in.Max.Y; y++ {
		from := whole.PixOffset(in.Min.X, y)
		copy(masked.Pix[from:], whole.Pix[from:][:4*in.Dx()])
	}
	var want [][]uint8
	for _, c := range crops(whole, 32, 1) {
		if c.at.In(in) {
			want = append(want, c.x)
		}
	}
	got := crops(masked, 32, 1)
	if len(want) != 16+4+1 || len(got) != len(want) { // three scales; the rest is black
		t.Fatalf("got %d crops, want %d", len(got), len(want))
	}
	for i, c := range got {
		if !slices.Equal(c.x, want[i]) {
			t.Errorf("crop %v differs", c.at)
		}
	}
}

func TestHeldOut_blocksDoNotTouch(t *testing.T) {
	for row := range 16 {
		for column := range 16 {
			for _, next := range [][2]int{{1, 0}, {-1, 1}, {0, 1}, {1, 1}} {
				if heldOut(column, row) && heldOut(column+next[0], row+next[1]) {
					t.Fatalf("block (%d, %d) touches another of the test", column, row)
				}
			}
		}
	}
}

// The mean of 2 × 2 pixels, channel after channel: (1+2+3+5)/4 is 2.75, so 3.
func TestAverage(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 6, 4))
	for i, red := range []uint8{1, 2, 3, 5} {
		m.SetRGBA(2+i%2, 2+i/2, color.RGBA{red, 100, 255, 255})
	}
	if got := average(m, image.Rect(2, 2, 4, 4), 2); !slices.Equal(got, []uint8{3, 100, 255}) {
		t.Errorf("got %v", got)
	}
	got := average(m, image.Rect(0, 0, 4, 4), 2)
	if want := []uint8{0, 0, 0, 3, 0, 0, 0, 100, 0, 0, 0, 255}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// Half 0 and half 24 in each channel has a standard deviation of 12; in one
// channel alone 144/3 is the mean variance, and its root is just under 7.
func TestDeviates(t *testing.T) {
	all, one := []uint8{0, 24, 24, 0, 100, 124, 124, 100, 231, 255, 255, 231}, []uint8{0, 24, 24, 0, 9, 9, 9, 9, 50, 50, 50, 50}
	for _, tc := range []struct {
		x     []uint8
		least int
		want  bool
	}{{all, 12, true}, {all, 13, false}, {one, 6, true}, {one, 7, false}, {make([]uint8, 12), 1, false}} {
		if got := deviates(tc.x, tc.least); got != tc.want {
			t.Errorf("%v deviates by %d: %v", tc.x, tc.least, got)
		}
	}
}

// The order depends on the name alone, and images keep their classes.
func TestExamples_Shuffle(t *testing.T) {
	made := func(name string) examples {
		var e examples
		for i := range uint8(50) {
			e.x, e.y = append(e.x, i, i+100), append(e.y, i)
		}
		e.shuffle(name)
		return e
	}
	a, again, b := made("a"), made("a"), made("b")
	if !slices.Equal(a.y, again.y) || slices.Equal(a.y, b.y) || slices.IsSorted(a.y) {
		t.Error("the order does not follow from the name")
	}
	for i, y := range a.y {
		if a.x[2*i] != y || a.x[2*i+1] != y+100 {
			t.Fatalf("image %d has the class of another", i)
		}
	}
}

func TestPhotograph_Decode(t *testing.T) {
	m := noise(3, 2)
	for i := 3; i < len(m.Pix); i += 4 {
		m.Pix[i] = 255
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	write := func(name string, b []byte) photograph {
		if err := os.WriteFile(filepath.Join(root, name), b, 0o644); err != nil {
			t.Fatal(err)
		}
		return photograph{file: name, sum: sum(b)}
	}
	if got, err := write("good.png", b.Bytes()).decode(root); err != nil || !slices.Equal(got.Pix, m.Pix) {
		t.Errorf("got %v (%v), want %v", got, err, m)
	}
	if _, err := write("bad.png", b.Bytes()[:40]).decode(root); err == nil || !strings.Contains(err.Error(), "bad.png") {
		t.Errorf("a file that is cut short gives %v", err)
	}
	if _, err := (photograph{file: "good.png", sum: strings.Repeat("0", 64)}).decode(root); err == nil || !strings.Contains(err.Error(), "good.png is not the file") {
		t.Errorf("a wrong checksum gives %v", err)
	}
}

// The files stand in the order of the classes.
func TestPhotographs(t *testing.T) {
	for _, name := range []string{"photos", "photos64"} {
		info, err := (&spec.Catalogue{Data: data.All()}).DataSet(name)
		if err != nil {
			t.Fatal(err)
		}
		var titles []string
		for _, p := range photographs {
			titles = append(titles, p.title)
		}
		if !slices.Equal(titles, info.Classes) {
			t.Errorf("%s has the classes %v, the files are %v", name, info.Classes, titles)
		}
	}
}
