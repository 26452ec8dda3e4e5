package protocol

// View tells a view in space how to show the surface that it has been told.
type View struct {
	Above bool   `json:"above,omitempty"` // from straight above
	Col   int    `json:"col"`             // the point of the grid that is marked; -1 for none
	Row   int    `json:"row"`
	X     string `json:"x"` // names of the axes,
	Y     string `json:"y"`
	Start string `json:"start"` // and of the ends of the path
	End   string `json:"end"`
}

// Pointed says which point of the grid is pointed at in a view.
type Pointed struct {
	Col int `json:"col"`
	Row int `json:"row"`
}

func (*View) event() string    { return "view" }
func (*Pointed) event() string { return "pointed" }
