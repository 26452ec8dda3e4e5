package masklab

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"petri/web/protocol"
)

func TestLook_WhiteCorners(t *testing.T) {
	// 2·13·13 pairs, both visible with 49·48/(196·195), over 49 patches.
	k := &Look{Noise: &protocol.Noise{Rows: 14, Cols: 14, Keep: 49}}
	if got := k.WhiteCorners(); math.Abs(got-338.0*48/(196*195)) > 1e-12 {
		t.Errorf("got %v", got)
	}
	l, _ := opened(t)
	w := l.Look("white")
	if math.Abs(w.Corners-w.WhiteCorners()) > .03 || math.Abs(w.Joins-w.WhiteJoins) > .03 {
		t.Errorf("200 masks give J %v and X %v, chance %v and %v", w.Joins, w.Corners, w.WhiteJoins, w.WhiteCorners())
	}
}

func TestLook_Peak(t *testing.T) {
	l, _ := opened(t)
	for name, at := range map[string][2]float64{"red": {0, .04}, "green": {.16, .22}, "blue": {.6, .71}} {
		if f, _, flat := l.Look(name).Peak(); flat || f < at[0] || f > at[1] {
			t.Errorf("%s: peak at %v (flat: %v), want %v", name, f, flat, at)
		}
	}
	if _, _, flat := l.Look("white").Peak(); !flat {
		t.Error("white is not flat")
	}
}

// The spectrum is fitted to that of the paper, so its points lie near the curve.
func TestPublished(t *testing.T) {
	l, _ := opened(t)
	for _, colour := range l.Colours {
		k, sum := l.Look(colour.Name), 0.0
		points := Published[colour.Name]
		for _, p := range points {
			near := 0
			for i, f := range k.Frequencies {
				if math.Abs(f-p.Frequency) < math.Abs(k.Frequencies[near]-p.Frequency) {
					near = i
				}
			}
			sum += math.Abs(min(k.Amplitudes[near], Ceiling) - p.Amplitude)
		}
		if mean := sum / float64(len(points)); len(points) == 0 || mean > .1 {
			t.Errorf("%s: the curve is %.3f away from the %d published points", colour.Name, mean, len(points))
		}
	}
}

func TestWords(t *testing.T) {
	l, _ := opened(t)
	k := l.Look("green")
	for _, tc := range []struct{ got, want string }{
		{l.Summary(), "Every mask leaves 49 of 196 patches visible. Visible patches that touch, joins per visible patch: white (random) 0.4"},
		{CropSummary(k, protocol.Crop{Row: 3, Col: 4}), "row 3, column 4, not mirrored. The corner"},
		{CropSummary(k, protocol.Crop{Row: 120, Col: 4, FlipH: true}), "mirrored left to right. The corner that is marked is its upper left. It goes on at the opposite edge"},
		{CropSummary(k, protocol.Crop{FlipH: true, FlipV: true}), "mirrored both ways"},
		{CropSummary(k, protocol.Crop{FlipV: true}), "mirrored top to bottom"},
		{SpectrumSummary(k), "Green is strongest at 0.1"},
		{SpectrumSummary(l.Look("white")), "White (random) is flat: every frequency has about the same amplitude, 0.2"},
		{StatsSummary(k), "where chance gives 0.46;"},
		{k.Notes()[0], "Petri · green noise, seed 1, 14×14 patches, ratio 0.75, filter matched, scale 1"},
	} {
		if !strings.Contains(tc.got, tc.want) {
			t.Errorf("no %q in %q", tc.want, tc.got)
		}
	}
}

// A figure is stamped with the commands from which it can be had again.
func TestStamps(t *testing.T) {
	l, d := newLab(t)
	want(t, "without looks", string(l.Stamp()), "[]")
	l.Open()
	d.answerAll()
	var one protocol.Masks
	if err := json.Unmarshal(l.Look("red").Stamp(), &one); err != nil || one.Mask.Name != "red" || one.Rows != 14 {
		t.Errorf("got %+v, %v", one, err)
	}
	var all []protocol.Masks
	if err := json.Unmarshal(l.Stamp(), &all); err != nil || len(all) != 5 {
		t.Errorf("got %+v, %v", all, err)
	}
	want(t, "label", l.Label(), "all masks, seed 1")
	want(t, "notes", len(l.Notes()), 5)
}
