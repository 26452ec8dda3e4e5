package train

import (
	"fmt"
	"slices"

	"petri/methods/analysis"
	"petri/models"
	"petri/models/spec"
	"petri/models/stream"
)

// lay lays the plane and its bounds.
func (v *Survey) lay() error {
	v.Low, v.High = [2]float64{-1, -1}, [2]float64{1, 1}
	switch v.Plane {
	case FilterPlane, RawPlane:
		v.twin.overWeights()
		v.plane = randomPlane(v.twin, v.Seed, v.Plane == FilterPlane)
	case OwnPlane:
		if n := len(v.path[0].values); n != 2 {
			return refuse("%d values are trained here, and a plane holds 2: choose the method subspace with dim 2 for a landscape that is all there is", n)
		}
		v.plane = analysis.Plane{Origin: []float32{0, 0}, X: []float32{1, 0}, Y: []float32{0, 1}}
		v.frame(v.rows())
	case PathPlane:
		return v.principal(v.rows())
	case RunsPlane:
		if v.twin.overWeights(); len(v.together()) == 0 {
			return v.alone()
		}
		rows := v.rows()
		for _, t := range v.together() {
			rows = append(t.rows(), rows...)
		}
		return v.principal(rows)
	case BetweenLine:
		return v.line(v.path[0].values, "the run has not moved yet: train for a step or more first")
	case AcrossLine:
		v.twin.overWeights()
		others := v.together()
		if len(others) == 0 {
			return v.alone()
		}
		rows := others[len(others)-1].rows()
		return v.line(rows[len(rows)-1], "the run that was kept ended with these very weights: train another one")
	case ScaledLines:
		return v.scaled()
	}
	return nil
}

func refuse(format string, values ...any) error {
	return &spec.FieldError{Field: "plane", Message: fmt.Sprintf(format, values...)}
}

// rows are the points of the path, in the values that are moved.
func (v *Survey) rows() (rows [][]float32) {
	for _, p := range v.path {
		rows = append(rows, v.twin.values(p.values))
	}
	return rows
}

// together are the paths that were kept and lie in the space that is moved in.
func (v *Survey) together() (others []*Trail) {
	for _, t := range v.kept {
		if slices.Equal(t.tensors, v.twin.tensors()) {
			others = append(others, t)
		}
	}
	return others
}

// alone says why there is no other path.
func (v *Survey) alone() error {
	if len(v.kept) > 0 {
		return refuse("the run that was kept trains another model, whose weights are not in one space with these: keep one of the same model and the same data")
	}
	return refuse("there is no other run yet: keep the path of one, train another, and draw this again")
}

// principal lays the plane along which the rows vary most, through the last of them.
func (v *Survey) principal(rows [][]float32) error {
	if v.plane, v.Shares = analysis.PathPlane(rows, v.twin.yield); v.Shares[1] == 0 {
		return refuse("the path has no plane yet: train for three steps or more first")
	}
	v.frame(rows)
	return nil
}

// line lays the line from other values to the present ones; they may be the same,
// and then why says what to do.
func (v *Survey) line(from []float32, why string) error {
	now := v.twin.values(v.path[len(v.path)-1].values)
	along := make([]float32, len(now))
	for i, w := range now {
		along[i] = w - from[i]
	}
	if slices.Max(along) == 0 && slices.Min(along) == 0 {
		return refuse("%s", why)
	}
	v.plane, v.Rows = analysis.Plane{Origin: from, X: along, Y: make([]float32, len(now))}, 1
	v.Low, v.High = [2]float64{-.5, 0}, [2]float64{1.5, 0}
	return nil
}

// scaleBy is how much larger ScaledLines make a layer, and the next one smaller.
const scaleBy = 10

// scaled lays four lines along one random direction: as long as all weights together,
// through the weights and through those of the same network with its layers scaled;
// and then filter by filter as long as the weights, through both.
func (v *Survey) scaled() error {
	t := v.twin
	t.overWeights()
	m, ok := t.model.(models.Rescaler)
	if !ok || !m.Rescale(1) {
		return refuse("the layers of this model cannot be scaled without changing what it computes: choose a network with ReLU between two layers, such as mlp with depth 1 or more")
	}
	before := flat(t.moved)
	for _, normalised := range []bool{false, true} {
		for _, by := range []float64{1, scaleBy} {
			t.move(before)
			m.Rescale(by)
			v.lines = append(v.lines, randomPlane(t, v.Seed, normalised))
		}
	}
	t.move(before)
	v.plane, v.Rows, v.path, v.kept = v.lines[0], len(v.lines), nil, nil
	v.Low[1], v.High[1] = 0, float64(v.Rows-1) // they are numbered
	return nil
}

// randomPlane is that of two random directions through the twin's weights.
func randomPlane(t *twin, seed int, normalised bool) analysis.Plane {
	w, tensors, rng := flat(t.moved), t.tensors(), stream.New(seed, "landscape")
	p := analysis.Plane{Origin: w, X: analysis.Direction(w, tensors, rng), Y: analysis.Direction(w, tensors, rng)}
	for _, direction := range [][]float32{p.X, p.Y} {
		if normalised {
			analysis.FilterNormalise(direction, w, tensors)
		} else {
			analysis.Normalise(direction, w, tensors)
		}
	}
	return p
}

// frame makes the bounds those of the rows, and a third of their width more on each
// side.
func (v *Survey) frame(rows [][]float32) {
	low, high := [2]float64{}, [2]float64{}
	for i, w := range rows {
		a, b, _ := v.plane.Place(w)
		for k, x := range [2]float64{a, b} {
			if i == 0 {
				low[k], high[k] = x, x
			}
			low[k], high[k] = min(low[k], x), max(high[k], x)
		}
	}
	for k := range low {
		margin := max((high[k]-low[k])/3, .05*(high[1-k]-low[1-k]), 1e-3)
		v.Low[k], v.High[k] = low[k]-margin, high[k]+margin
	}
}
