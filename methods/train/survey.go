package train

import (
	"fmt"
	"math"
	"slices"

	"petri/methods/analysis"
	"petri/models/spec"
	"petri/models/stream"
)

// What a landscape is drawn over.
const (
	FilterPlane = "filter"  // two random directions in the model's weights, filter by filter as long as these
	RawPlane    = "raw"     // the same two, each as long as all weights together
	PathPlane   = "path"    // what the path of the trained values varies along most
	OwnPlane    = "own"     // the trained values, where there are two: all that training can reach
	BetweenLine = "between" // from where the path begins to where the run is
)

// Planes are all of these.
var Planes = []string{FilterPlane, RawPlane, PathPlane, OwnPlane, BetweenLine}

// A Landscape says what is to be surveyed.
type Landscape struct {
	Plane    string
	Points   int // on a side, one of Sides
	Examples int // of the training set that the loss is a mean over
	Seed     int // of random directions
}

// Sides are how many points there may be on a side of a landscape.
var Sides = []int{13, 25, 49}

// A Survey is the training loss over a plane in the space of weights, through where
// the run was when it began, taken point by point: a coarse grid first.
type Survey struct {
	Landscape
	Step     int // of the run when it began
	Rows     int // along the plane's second direction; 1 of a line
	Cols     int
	Low      [2]float64 // where the first column and row lie, in units of the directions
	High     [2]float64
	Values   []float32  // Rows×Cols, by rows; not a number where it has not been taken yet
	Taken    int        // how many have
	Shares   [2]float64 // of the path's variance along the two directions, in [0,1]; 0 of other planes
	Loss     float64    // where the run was
	Spread   float64    // its standard error, as another choice of examples would change it
	Path     []Place    // in the order of the steps
	Progress float64    // of the work that was there to do at first, in [0,1]

	session *Session
	twin    *twin
	plane   analysis.Plane
	order   []int // of the points
	coarse  int   // how many of them are the coarse grid
	path    []point
	work    []float32
}

// A Place is where the trained values were at a step: over (X,Y) of the plane, and
// Off beside it. Loss is the loss there, Over the loss that the plane has at (X,Y):
// a path that does not lie in the plane does not lie on the surface either.
type Place struct {
	Step       int
	X, Y, Off  float64
	Loss, Over float64
}

// Survey begins a survey of the session as it is now. Its work asks yield whether
// to go on. The error is a *spec.FieldError where the landscape is at fault.
func (s *Session) Survey(l Landscape, yield func() bool) (v *Survey, err error) {
	defer rescue(&err)
	if !slices.Contains(Planes, l.Plane) {
		return nil, unknown("plane", l.Plane, Planes)
	}
	if !slices.Contains(Sides, l.Points) {
		return nil, unknown("points", l.Points, Sides)
	}
	v = &Survey{Landscape: l, Step: s.Steps(), Rows: l.Points, Cols: l.Points, session: s}
	if v.twin, err = s.twin(l.Examples, yield); err != nil {
		return nil, err
	}
	v.Examples = v.twin.examples()
	v.path = s.points()
	if err := v.lay(); err != nil {
		return nil, err
	}
	v.Loss, v.Spread = v.twin.loss()
	v.Values = make([]float32, v.Rows*v.Cols)
	for i := range v.Values {
		v.Values[i] = float32(math.NaN())
	}
	v.order, v.coarse = refine(v.Rows, v.Cols)
	return v, nil
}

func unknown[T any](field string, got T, choices []T) error {
	return &spec.FieldError{Field: field, Message: fmt.Sprintf("%v is no choice of a landscape: choose one of %v", got, choices)}
}

// points is the path until now.
func (s *Session) points() []point {
	now := point{s.at.Step, flat(s.trained)}
	if s.path == nil {
		return []point{now}
	}
	points := slices.Clone(s.path.points)
	if n := len(points); n > 0 && points[n-1].step == now.step {
		return points
	}
	return append(points, now)
}

// lay lays the plane and its bounds.
func (v *Survey) lay() error {
	v.Low, v.High = [2]float64{-1, -1}, [2]float64{1, 1}
	first, now := v.path[0].values, v.path[len(v.path)-1].values
	switch v.Plane {
	case FilterPlane, RawPlane:
		v.twin.overWeights()
		v.plane = randomPlane(v.twin, v.Seed, v.Plane == FilterPlane)
	case OwnPlane:
		if len(now) != 2 {
			return &spec.FieldError{Field: "plane", Message: fmt.Sprintf("%d values are trained here, and a plane holds 2: choose the method subspace with dim 2 for a landscape that is all there is", len(now))}
		}
		v.plane = analysis.Plane{Origin: []float32{0, 0}, X: []float32{1, 0}, Y: []float32{0, 1}}
		v.frame()
	case PathPlane:
		var rows [][]float32
		for _, p := range v.path {
			rows = append(rows, p.values)
		}
		if v.plane, v.Shares = analysis.PathPlane(rows, v.twin.yield); v.Shares[1] == 0 {
			return &spec.FieldError{Field: "plane", Message: "the path has no plane yet: train for three steps or more first"}
		}
		v.frame()
	case BetweenLine:
		along := make([]float32, len(now))
		for i, w := range now {
			along[i] = w - first[i]
		}
		if slices.Max(along) == 0 && slices.Min(along) == 0 {
			return &spec.FieldError{Field: "plane", Message: "the run has not moved yet: train for a step or more first"}
		}
		v.plane, v.Rows = analysis.Plane{Origin: first, X: along, Y: make([]float32, len(now))}, 1
		v.Low, v.High = [2]float64{-.5, 0}, [2]float64{1.5, 0}
	}
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

// frame makes the bounds those of the path, and a third of its width more on each side.
func (v *Survey) frame() {
	low, high := [2]float64{}, [2]float64{}
	for i, p := range v.path {
		a, b, _ := v.plane.Place(p.values)
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

// refine returns the points of a grid in the order in which they are taken: a
// coarse grid first, and then always the points between. It tells how many the
// coarse grid has.
func refine(rows, cols int) (order []int, coarse int) {
	taken := make([]bool, rows*cols)
	for stride := (cols - 1) / 6; stride > 0; stride /= 2 {
		for y := 0; y < rows; y += stride {
			for x := 0; x < cols; x += stride {
				if i := y*cols + x; !taken[i] {
					taken[i] = true
					order = append(order, i)
				}
			}
		}
		if coarse == 0 {
			coarse = len(order)
		}
	}
	return order, coarse
}

// Due tells whether there is work: a point of the grid that has not been taken, or
// one that training has added to the path.
func (v *Survey) Due() bool {
	v.follow()
	return v.Taken < len(v.order) || len(v.Path) < len(v.path)
}

// follow takes up the points that training has added to the path, and the end of the
// run.
func (v *Survey) follow() {
	s := v.session
	if s.path == nil {
		return
	}
	last := func() int { return v.path[len(v.path)-1].step }
	for _, p := range s.path.points {
		if p.step > last() {
			v.path = append(v.path, p)
		}
	}
	if s.Finished() != "" && s.at.Step > last() {
		v.path = append(v.path, point{s.at.Step, flat(s.trained)})
	}
}

// Next takes one point: of the coarse grid, then of the path, then of the finer
// grids. It is given up with ErrAborted if yield says so.
func (v *Survey) Next() (err error) {
	defer rescue(&err)
	if v.work == nil {
		v.work = make([]float32, len(v.plane.Origin))
	}
	if v.Taken >= v.coarse && len(v.Path) < len(v.path) {
		v.place(v.path[len(v.Path)])
	} else if v.Taken < len(v.order) {
		i := v.order[v.Taken]
		x, y := v.Of(i)
		v.Values[i] = float32(v.over(x, y))
		v.Taken++
	}
	v.Progress = float64(v.Taken) / float64(len(v.order))
	return nil
}

// Of returns where the i-th of Values lies on the plane.
func (v *Survey) Of(i int) (x, y float64) {
	at := func(k, i, n int) float64 {
		return v.Low[k] + (v.High[k]-v.Low[k])*float64(i)/float64(max(1, n-1))
	}
	return at(0, i%v.Cols, v.Cols), at(1, i/v.Cols, v.Rows)
}

// over is the loss that the plane has at (x,y).
func (v *Survey) over(x, y float64) float64 {
	v.plane.At(v.work, x, y)
	v.twin.move(v.work)
	loss, _ := v.twin.loss()
	return loss
}

// place puts a point of the path over the plane.
func (v *Survey) place(p point) {
	w := v.twin.values(p.values)
	x, y, off := v.plane.Place(w)
	v.twin.move(w)
	loss, _ := v.twin.loss()
	v.path[len(v.Path)].values = nil // a network's weights may be many
	v.Path = append(v.Path, Place{Step: p.step, X: x, Y: y, Off: off, Loss: loss, Over: v.over(x, y)})
}
