package protocol

// Landscape says what Analyse is to survey: see train.Landscape.
type Landscape struct {
	Plane    string `json:"plane,omitempty"`    // filter, raw, path, own, between, runs, across or scaled
	Points   int    `json:"points,omitempty"`   // on a side: 13, 25 or 49
	Examples int    `json:"examples,omitempty"` // of the training set, the first ones
	Seed     int    `json:"seed,omitempty"`     // of random directions
}

// Surface is the training loss over a plane in the space of weights, as far as it
// has been taken. It comes again whenever more of it is known.
type Surface struct {
	Landscape Landscape `json:"landscape"` // as it was taken: there may be fewer examples
	Step      int       `json:"step"`      // of the run when the survey began
	Rows      int       `json:"rows"`      // 1 of a line; 4 of scaled: raw and filter-normalised directions, both before and after
	Cols      int       `json:"cols"`
	X         Axis      `json:"x"`
	Y         Axis      `json:"y"`
	Loss      Number    `json:"loss"`   // where the run was
	Error     Number    `json:"error"`  // standard error of that loss: what another choice of examples would change
	Part      float64   `json:"part"`   // of the points that have been taken, in [0,1]
	Values    Floats    `json:"values"` // Rows×Cols, row by row; not a number where it has not been taken
	Path      []Place   `json:"path"`   // in the order of the steps
	Others    []Trail   `json:"others,omitempty"`
}

// Trail is the path of another run, which was kept, on the surface of this one.
type Trail struct {
	Name string  `json:"name"`
	Path []Place `json:"path"`
}

// Kept says which runs' paths are kept, the newest last.
type Kept struct {
	Names []string `json:"names"`
}

// Axis is a side of a surface, in units of its direction.
type Axis struct {
	Low   Number `json:"low"`             // of the first column or row
	High  Number `json:"high"`            // of the last
	Share Number `json:"share,omitempty"` // of the path's variance along it, in [0,1]
}

// Place is where a run was at a step: over (X,Y) of the plane, Off beside it.
type Place struct {
	Step int    `json:"step"`
	X    Number `json:"x"`
	Y    Number `json:"y"`
	Off  Number `json:"off"`  // distance from the plane, as a length in the space of weights
	Loss Number `json:"loss"` // of the run there
	Over Number `json:"over"` // that the plane has at (X,Y)
}

// Sharpness says how sharp the minimum is that a run has come to: see
// train.Curvature. While it is being measured it comes with Part alone.
type Sharpness struct {
	Part     float64  `json:"part"` // of the work that is done, in [0,1]
	Step     int      `json:"step"`
	Examples int      `json:"examples"`
	Loss     Number   `json:"loss"`
	Greatest []Number `json:"greatest"` // eigenvalues of the Hessian
	Least    Number   `json:"least"`
	Errors   []Number `json:"errors"` // how far off these may be, the least last
	Trace    Number   `json:"trace"`
	Error    Number   `json:"error"` // standard error of the trace
	Ball     Number   `json:"ball"`  // rise of the loss at a distance of .05 up its slope
	Box      Number   `json:"box"`   // rise in per cent in a box of side .001
}

// Plot is what another worker needs to take points of a surface: see Aide.
type Plot struct {
	Rows     int    `json:"rows"`
	Cols     int    `json:"cols"`
	Examples int    `json:"examples"`
	X        Axis   `json:"x"`
	Y        Axis   `json:"y"`
	Weights  bool   `json:"weights"` // the plane lies in the weights of the model, not in what is trained
	From     int    `json:"from"`    // how many points had been taken
	Plane    Floats `json:"plane"`   // a point on it, and two directions
}

// Losses are some of a surface, by their places in the order in which they are taken.
type Losses struct {
	At     []int  `json:"at"`
	Values Floats `json:"values"`
}

// Aide has a run of the same config take every other point of a surface that another
// worker has begun. It is answered by Losses, until all are taken.
type Aide struct{ Plot }

// Know takes up Losses that an aide has found.
type Know struct{ Losses }

func (*Aide) command() string    { return "aide" }
func (*Know) command() string    { return "know" }
func (*Plot) event() string      { return "plot" }
func (*Losses) event() string    { return "losses" }
func (*Surface) event() string   { return "surface" }
func (*Kept) event() string      { return "kept" }
func (*Sharpness) event() string { return "sharpness" }

func (e *Surface) payloads() []payload { return []payload{&e.Values} }

func (e *Plot) payloads() []payload { return []payload{&e.Plane} }

func (e *Losses) payloads() []payload { return []payload{&e.Values} }
