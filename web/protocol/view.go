package protocol

// View tells a view how to show what it has been told: a surface in space, or the
// noise that masks are cut from with a window moving over it.
type View struct {
	Above  bool   `json:"above,omitempty"`  // from straight above
	Moving bool   `json:"moving,omitempty"` // the window moves by itself
	Col    int    `json:"col"`              // the point of the grid that is marked; -1 for none
	Row    int    `json:"row"`
	X      string `json:"x"` // names of the axes,
	Y      string `json:"y"`
	Start  string `json:"start"` // and of the ends of the path
	End    string `json:"end"`
}

// Pointed says which point of the grid is pointed at in a view.
type Pointed struct {
	Col int `json:"col"`
	Row int `json:"row"`
}

func (*View) event() string    { return "view" }
func (*Pointed) event() string { return "pointed" }
