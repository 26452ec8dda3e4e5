package charts

import "petri/methods/sweep"

// A Sweep is a chart of accuracy against the dimension of the subspace.
type Sweep struct {
	Title     string
	Curves    []SweepCurve
	Bars      []SweepBar
	Published *sweep.Published // drawn beneath the curves; nil for none
	YLabel    string
	Notes     []string // lines below the chart, such as the stamp of the recipe
}

// A SweepCurve is what was measured of one recipe.
type SweepCurve struct {
	Name      string
	Slot      int // which style it is drawn in
	Points    []sweep.Point
	Crossings []sweep.Crossing
}

// A SweepBar is an accuracy that counts as a solution.
type SweepBar struct {
	Name     string
	Accuracy float64
}

// SVG draws the chart with axes of the given size in pixels.
func (s Sweep) SVG(width, height int) string {
	return Stack(width, height, Line{Title: s.Title, YLabel: s.YLabel, Unit: true})
}
