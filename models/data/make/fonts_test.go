package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"petri/models/data"
	"petri/models/spec"
)

// What is drawn here is what is stored, to the bit, and as described.
func TestFonts(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("../../..", sumsFile))
	if err != nil {
		t.Fatal(err)
	}
	var sums map[string]string
	if err := json.Unmarshal(b, &sums); err != nil {
		t.Fatal(err)
	}
	train, test, err := fonts("", nil)
	if err != nil {
		t.Fatal(err)
	}
	info, err := (&spec.Catalogue{Data: data.All()}).DataSet("fonts")
	if err != nil {
		t.Fatal(err)
	}
	trainParts, testParts := data.Parts(info)
	for half, parts := range map[*examples][]data.Part{&train: trainParts, &test: testParts} {
		for _, p := range parts {
			if got := sum(half.part(p)); got != sums[p.Name] {
				t.Errorf("%s has the checksum %.8s, not %.8s", p.Name, got, sums[p.Name])
			}
		}
		counts := make([]int, 10)
		for _, class := range half.y {
			counts[class]++
		}
		if slices.Min(counts) != len(half.y)/10 || slices.Max(counts) != len(half.y)/10 {
			t.Errorf("examples of each class: %v", counts)
		}
	}
}

// Whatever the pose, a digit is whole: bright somewhere, and black at the edge.
func TestPrint(t *testing.T) {
	for i, ttf := range slices.Concat(trainFaces, testFaces) {
		outlines, err := digitsOf(ttf)
		if err != nil {
			t.Fatal(err)
		}
		for digit, outline := range outlines {
			for _, p := range []pose{{20, 16, 16, .14, .12}, {20, 12, 12, -.14, -.12}, {20, 16, 12, .14, -.12}, {15, 14, 14, 0, 0}} {
				x := print(outline, p)
				if slices.Max(x) < 250 {
					t.Errorf("face %d: the brightest value of a %d is %d", i, digit, slices.Max(x))
				}
				for at := range printedSide {
					for _, v := range []uint8{x[at], x[len(x)-1-at], x[at*printedSide], x[at*printedSide+printedSide-1]} {
						if v > 0 {
							t.Fatalf("face %d: a %d at %+v is cut off", i, digit, p)
						}
					}
				}
			}
		}
	}
	if _, err := digitsOf([]byte("no font")); err == nil {
		t.Error("what is no font is taken for one")
	}
}
