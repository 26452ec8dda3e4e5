package scene

import (
	"image/color"
	"math"
	"slices"

	"petri/web/protocol"
	"petri/web/scene/relief"
)

// A trail is the path of a run above the plane or below it: at the loss that the run
// had, which off the plane is not that of the ground.
type trail struct {
	name   string
	ink    color.NRGBA
	points []point // at its stops
}

// trailOf puts a path into the space of a surface.
func trailOf(s *protocol.Surface, path []protocol.Place, scale relief.Scale, ink color.NRGBA, name string) trail {
	t := trail{name: name, ink: ink}
	along := func(a protocol.Axis, v protocol.Number) float64 { return 2*float64((v-a.Low)/(a.High-a.Low)) - 1 }
	for _, p := range path {
		part := min(max(scale.Part(float64(p.Loss)), -.15), 1.25)
		if part != part {
			part = 1.25
		}
		t.points = append(t.points, point{along(s.X, p.X), along(s.Y, p.Y), tall * part})
	}
	return t
}

// A piece is a part of a trail over one cell of the ground.
type piece struct{ from, to point }

// pieces cuts a trail where it crosses from one cell of a ground of that side into
// another, and drops what does not lie over the ground.
func (t trail) pieces(side int) (all []piece) {
	for i := 1; i < len(t.points); i++ {
		a, b := t.points[i-1], t.points[i]
		cuts := crossings(a, b, side)
		for k := 1; k < len(cuts); k++ {
			if p := (piece{between(a, b, cuts[k-1]), between(a, b, cuts[k])}); over(between(p.from, p.to, .5)) {
				all = append(all, p)
			}
		}
	}
	return all
}

// crossings are where the way from a to b crosses a line of the grid, as parts of
// it in order, 0 and 1 among them.
func crossings(a, b point, side int) []float64 {
	cuts := []float64{0, 1}
	for i := range side {
		line := 2*float64(i)/float64(side-1) - 1
		for _, cut := range [2]float64{(line - a.X) / (b.X - a.X), (line - a.Y) / (b.Y - a.Y)} {
			if cut > 0 && cut < 1 {
				cuts = append(cuts, cut)
			}
		}
	}
	slices.Sort(cuts)
	return cuts
}

func between(a, b point, part float64) point {
	return point{a.X + part*(b.X-a.X), a.Y + part*(b.Y-a.Y), a.Z + part*(b.Z-a.Z)}
}

// over tells whether a point lies over the plane, or under it, and not beside it.
func over(p point) bool {
	const edge = 1 + 1e-9
	return math.Abs(p.X) <= edge && math.Abs(p.Y) <= edge
}

// cellOf is the cell of a ground that a point lies over; of one beside the ground it is
// the nearest.
func cellOf(p point, side int) int {
	cell := func(v float64) int { return min(max(int((v+1)/2*float64(side-1)), 0), side-2) }
	return cell(p.Y)*(side-1) + cell(p.X)
}
