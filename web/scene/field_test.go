package scene

import (
	"math"
	"slices"
	"testing"

	"petri/models/mask"
	"petri/models/spec"
	"petri/models/stream"
	"petri/web/protocol"
)

// noise is white noise with masks of 7×7 patches, as the worker cuts them.
func noise(t *testing.T, count int) *protocol.Noise {
	t.Helper()
	cutter, err := mask.New(spec.Part{Name: "white", Knobs: spec.Values{"ratio": .75}}, 3, 7, 7)
	if err != nil {
		t.Fatal(err)
	}
	n := &protocol.Noise{Rows: 7, Cols: 7, Keep: cutter.Keep(), Side: cutter.Tile().Side}
	for _, v := range cutter.Tile().Values {
		n.Tile = append(n.Tile, float32(v))
	}
	order, rng := make([]int32, 49), stream.New(1, "masks")
	for range count {
		n.Crops = append(n.Crops, protocol.Crop(cutter.Cut(order, rng)))
		hidden := make([]float32, 49)
		for _, patch := range order[cutter.Keep():] {
			hidden[patch] = 1
		}
		n.Masks = append(n.Masks, hidden...)
	}
	return n
}

// What the threshold leaves visible in a window is the mask that was cut there.
func TestFieldShowsTheMasksThatAreCut(t *testing.T) {
	n := noise(t, 40)
	f := &Field{}
	f.Show(n)
	for k, crop := range n.Crops {
		f.Move(float64(crop.Col)-f.x, float64(crop.Row)-f.y)
		threshold := f.Threshold()
		for i := range 49 {
			row, col := i/7, i%7
			if crop.FlipV {
				row = 6 - row
			}
			if crop.FlipH {
				col = 6 - col
			}
			rank := f.ranks[(crop.Row+row)%n.Side*n.Side+(crop.Col+col)%n.Side]
			if hidden := n.Masks[49*k+i] == 1; hidden == (rank >= threshold) {
				t.Fatalf("patch %d of mask %d, of rank %d with a threshold of %d: hidden is %v", i, k, rank, threshold, hidden)
			}
		}
	}
}

func TestFieldPixelsHoldTheRanks(t *testing.T) {
	f := &Field{}
	f.Show(noise(t, 1))
	p := f.Pixels()
	var ranks []int
	for i := 0; i < len(p); i += 4 {
		ranks = append(ranks, 64*int(p[i])+int(p[i+1]))
	}
	slices.Sort(ranks)
	for i, r := range ranks {
		if r != i {
			t.Fatalf("the ranks are not 0 to %d: the %dth is %d", len(ranks)-1, i, r)
		}
	}
}

func TestFieldMovesAroundTheTile(t *testing.T) {
	f := &Field{}
	f.Show(noise(t, 1))
	side := float64(f.noise.Side)
	for range 1000 {
		f.Drift(.1)
		if f.x < 0 || f.x >= side || f.y < 0 || f.y >= side {
			t.Fatalf("the window is at %v, %v", f.x, f.y)
		}
		f.Threshold()
	}
	f.Settle()
	if f.x != math.Round(f.x) || f.y != math.Round(f.y) {
		t.Errorf("the window is at %v, %v, where no mask is cut", f.x, f.y)
	}
}

func TestPanelsHaveRoom(t *testing.T) {
	f := &Field{}
	f.Show(noise(t, 1))
	for _, size := range [][2]float64{{640, 480}, {300, 300}, {300, 700}, {900, 200}} {
		a, b := f.Panels(size[0], size[1])
		for _, p := range []Panel{a, b} {
			if p.Left < 0 || p.Top < 0 || p.Left+p.Width > size[0] || p.Top+p.Height > size[1] {
				t.Errorf("of %v a panel is %+v", size, p)
			}
		}
		if a.Left+a.Width > b.Left && a.Top+a.Height > b.Top {
			t.Errorf("of %v the panels %+v and %+v lie on each other", size, a, b)
		}
	}
}
