package worker

import (
	"fmt"

	"petri/methods/train"
	"petri/models/mask"
	"petri/models/spec"
	"petri/models/stream"
	"petri/web/protocol"
)

const (
	masksAtMost = 64  // that are shown
	windows     = 200 // that the statistics are means over
)

// noise looks at the masks of a colour.
func noise(c *protocol.Masks) (*protocol.Noise, error) {
	cfg, err := train.Catalogue().Only(spec.MasksLab).Complete(spec.Config{Mask: c.Mask, Seed: c.Seed})
	if err != nil {
		return nil, err
	}
	cutter, err := mask.New(cfg.Mask, c.Seed, c.Rows, c.Cols)
	if err != nil {
		return nil, err
	}
	tile := cutter.Tile()
	e := &protocol.Noise{Mask: cfg.Mask, Rows: c.Rows, Cols: c.Cols, Keep: cutter.Keep(), Side: tile.Side,
		Tile: floats(tile.Values), Periodogram: floats(tile.Periodogram()), WhiteJoins: mask.WhiteJ(c.Rows, c.Cols, cutter.Keep())}
	for _, bin := range tile.Radial() {
		e.Frequencies, e.Amplitudes = append(e.Frequencies, bin.Frequency), append(e.Amplitudes, bin.Amplitude)
	}
	order, rng := make([]int32, cutter.Patches()), stream.New(c.Seed, fmt.Sprintf("masks %d", c.Draw))
	for range min(max(c.Count, 1), masksAtMost) {
		crop := cutter.Cut(order, rng)
		e.Crops = append(e.Crops, protocol.Crop(crop))
		hidden := make([]float32, len(order))
		for _, patch := range order[cutter.Keep():] {
			hidden[patch] = 1
		}
		e.Masks = append(e.Masks, hidden...)
	}
	statistics(e, cutter)
	return e, nil
}

// statistics fills in how visible patches lie together, over masks that depend
// on nothing that is shown.
func statistics(e *protocol.Noise, c *mask.Cutter) {
	order, rng := make([]int32, c.Patches()), stream.New(0, "statistics")
	for range windows {
		c.Cut(order, rng)
		s := mask.Measure(order[:c.Keep()], e.Rows, e.Cols)
		e.Joins += s.J / windows
		e.Pieces += float64(s.C) / windows
		e.Corners += s.X / windows
	}
	e.Sample = windows
}

func floats(x []float64) []float32 {
	y := make([]float32, len(x))
	for i, v := range x {
		y[i] = float32(v)
	}
	return y
}
