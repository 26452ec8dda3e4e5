package train

import (
	"fmt"
	"math"
	"slices"

	"petri/methods/analysis"
	"petri/models/spec"
)

// What a landscape is drawn over.
const (
	FilterPlane = "filter"  // two random directions in the model's weights, filter by filter as long as these
	RawPlane    = "raw"     // the same two, each as long as all weights together
	PathPlane   = "path"    // what the path of the trained values varies along most
	OwnPlane    = "own"     // the trained values, where there are two: all that training can reach
	BetweenLine = "between" // from where the path begins to where the run is
	RunsPlane   = "runs"    // what the paths of this run and of those kept vary along most, in the model's weights
	AcrossLine  = "across"  // from where the run that was kept last ended to where this one is
	ScaledLines = "scaled"  // lines along a random direction, of the network and of the same one with its layers scaled
)

// Planes are all of these.
var Planes = []string{FilterPlane, RawPlane, PathPlane, OwnPlane, BetweenLine, RunsPlane, AcrossLine, ScaledLines}

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
	Rows     int // along the plane's second direction; 1 of a line, 4 of ScaledLines
	Cols     int
	Low      [2]float64 // where the first column and row lie, in units of the directions
	High     [2]float64
	Values   []float32  // Rows×Cols, by rows; not a number where it has not been taken yet
	Taken    int        // how many have
	Shares   [2]float64 // of the path's variance along the two directions, in [0,1]; 0 of other planes
	Loss     float64    // where the run was
	Spread   float64    // its standard error, as another choice of examples would change it
	Path     []Place    // in the order of the steps
	Others   []Other    // the paths that were kept
	Progress float64    // of the work that was there to do at first, in [0,1]

	session *Session
	twin    *twin
	kept    []*Trail
	plane   analysis.Plane
	lines   []analysis.Plane // of ScaledLines, one a row
	order   []int            // of the points
	coarse  int              // how many of them are the coarse grid
	known   []bool           // of the order: those that have been taken
	shared  bool             // every other point is taken elsewhere
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

// An Other is the path of another run, whose weights were taken to the same examples.
type Other struct {
	Name string
	Path []Place
}

// Survey begins a survey of the session as it is now, with the paths of others on it
// that were kept, if they are in the same space. Its work asks yield whether to go on.
// The error is a *spec.FieldError where the landscape is at fault.
func (s *Session) Survey(l Landscape, kept []*Trail, yield func() bool) (v *Survey, err error) {
	defer rescue(&err)
	if !slices.Contains(Planes, l.Plane) {
		return nil, unknown("plane", l.Plane, Planes)
	}
	if !slices.Contains(Sides, l.Points) {
		return nil, unknown("points", l.Points, Sides)
	}
	v = &Survey{Landscape: l, Step: s.Steps(), Rows: l.Points, Cols: l.Points, session: s, kept: kept}
	if v.twin, err = s.twin(l.Examples, yield); err != nil {
		return nil, err
	}
	v.Examples = v.twin.examples()
	v.path = s.points()
	if err := v.lay(); err != nil {
		return nil, err
	}
	v.kept = v.together()
	for _, t := range v.kept {
		v.Others = append(v.Others, Other{Name: t.Name})
	}
	v.Loss, v.Spread = v.twin.loss()
	v.Values = make([]float32, v.Rows*v.Cols)
	for i := range v.Values {
		v.Values[i] = float32(math.NaN())
	}
	v.order, v.coarse = refine(v.Rows, v.Cols)
	v.known = make([]bool, len(v.order))
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

// refine returns the points of a grid in the order in which they are taken: a
// coarse grid first, of five points a side with the run in its middle, and then always
// the points between. It tells how many the coarse grid has.
func refine(rows, cols int) (order []int, coarse int) {
	taken := make([]bool, rows*cols)
	for stride := (cols - 1) / 4; stride > 0; stride /= 2 {
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
	return v.Taken < len(v.order) || len(v.Path) < len(v.path) || v.behind() < len(v.Others)
}

// follow takes up the points that training has added to the path, and the end of the
// run.
func (v *Survey) follow() {
	s := v.session
	if s.path == nil || v.lines != nil {
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
	k, at := v.behind(), v.ahead()
	switch {
	case at < v.coarse:
		v.take(at)
	case len(v.Path) < len(v.path):
		p := v.path[len(v.Path)]
		v.path[len(v.Path)].values = nil // a network's weights may be many
		v.Path = append(v.Path, v.place(p.step, v.twin.values(p.values)))
	case k < len(v.Others):
		o := &v.Others[k]
		p := v.kept[k].points[len(o.Path)]
		o.Path = append(o.Path, v.place(p.step, p.values))
	case at < len(v.order):
		v.take(at)
	}
	return nil
}

// ahead is the place in the order of the point to take next. Where the work is shared
// it is the next even place, and when there are none the last that is not known.
func (v *Survey) ahead() int {
	for at, known := range v.known {
		if !known && (!v.shared || at%2 == 0) {
			return at
		}
	}
	for at := len(v.known) - 1; at >= 0; at-- {
		if !v.known[at] {
			return at
		}
	}
	return len(v.order)
}

// know takes up what the loss is at a place in the order, unless that is known.
func (v *Survey) know(at int, loss float32) {
	if !v.known[at] {
		v.known[at] = true
		v.Values[v.order[at]] = loss
		v.Taken++
		v.Progress = float64(v.Taken) / float64(len(v.order))
	}
}

// Of returns where the i-th of Values lies on the plane.
func (v *Survey) Of(i int) (x, y float64) {
	at := func(k, i, n int) float64 {
		return v.Low[k] + (v.High[k]-v.Low[k])*float64(i)/float64(max(1, n-1))
	}
	return at(0, i%v.Cols, v.Cols), at(1, i/v.Cols, v.Rows)
}

// take takes the point at a place in the order.
func (v *Survey) take(at int) {
	x, y := v.Of(v.order[at])
	plane := v.plane
	if v.lines != nil {
		plane, y = v.lines[v.order[at]/v.Cols], 0
	}
	v.know(at, float32(v.loss(plane, x, y)))
}

// loss is what a plane has at (x,y).
func (v *Survey) loss(p analysis.Plane, x, y float64) float64 { return v.twin.over(p, v.work, x, y) }

// place puts a point of a path over the plane.
func (v *Survey) place(step int, w []float32) Place {
	x, y, off := v.plane.Place(w)
	v.twin.move(w)
	loss, _ := v.twin.loss()
	return Place{Step: step, X: x, Y: y, Off: off, Loss: loss, Over: v.loss(v.plane, x, y)}
}

// behind is the first of the paths that were kept that is not on the plane yet.
func (v *Survey) behind() int {
	for k, o := range v.Others {
		if len(o.Path) < len(v.kept[k].points) {
			return k
		}
	}
	return len(v.Others)
}
