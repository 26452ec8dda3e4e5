package train

import (
	"petri/models/layer"
	"petri/models/op"
)

// A path is where training has come by: the trained values at some steps, evenly
// apart, the first at which it was watched among them.
type path struct {
	points []point
	every  int // steps between two points
}

type point struct {
	step   int
	values []float32 // of all trained tensors, in a row
}

// Bounds of a path: points enough to draw it, and no more than 32 MB of them.
const (
	pathPoints = 33
	pathValues = 8 << 20
)

// Record keeps the path of the run from now on, for landscapes to show.
func (s *Session) Record() { s.path = &path{every: 1} }

// note adds a point if one is due. When there are too many, every other one goes.
func (p *path) note(step int, trained []layer.Named) {
	if n := len(p.points); n > 0 && step-p.points[n-1].step < p.every {
		return
	}
	values := flat(trained)
	if len(p.points) == min(pathPoints, max(3, pathValues/len(values))) {
		kept := p.points[:0]
		for i, q := range p.points {
			if i%2 == 0 {
				kept = append(kept, q)
			}
		}
		clear(p.points[len(kept):])
		p.points = kept
		p.every *= 2
		if step-kept[len(kept)-1].step < p.every {
			return
		}
	}
	p.points = append(p.points, point{step, values})
}

// flat copies the values of tensors into a row.
func flat(tensors []layer.Named) []float32 {
	var all []float32
	for _, p := range tensors {
		all = append(all, op.Data[float32](p)...)
	}
	return all
}

// put copies a row back into the tensors.
func put(tensors []layer.Named, row []float32) {
	for _, p := range tensors {
		row = row[copy(op.Data[float32](p), row):]
	}
}
