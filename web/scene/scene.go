package scene

import (
	"petri/web/protocol"
	"petri/web/scene/relief"
)

// A Scene is what a view shows of a landscape, and from where.
type Scene struct {
	Camera  Camera
	Density float64 // pixels of the picture to one of an ordinary display

	surface *protocol.Surface
	as      protocol.View
	ground  ground
	trails  []trail
	strands []strand
	mesh    Mesh
}

// New returns a scene with nothing in it.
func New() *Scene { return &Scene{Camera: seaside(), Density: 1} }

// Resize tells how large the picture is, in its pixels.
func (s *Scene) Resize(width, height, density float64) {
	s.Camera.Width, s.Camera.Height, s.Density = width, height, density
}

// Show puts a surface into the scene, in the place of the one that is there.
func (s *Scene) Show(f *protocol.Surface) {
	scale := relief.ScaleOf(f.Values)
	s.surface, s.ground, s.trails, s.strands = f, groundOf(f, scale), nil, nil
	if s.ground.side == 0 {
		return
	}
	for i, o := range append([]protocol.Trail{{Path: f.Path}}, f.Others...) { // the run's own comes first
		if len(o.Path) > 0 {
			s.trails = append(s.trails, trailOf(f, o.Path, scale, relief.Inks[i%len(relief.Inks)], o.Name))
		}
	}
	s.strands = s.strung()
}

// As changes how the surface is shown. The camera moves when v asks for another
// place than before, and is the viewer's own until then.
func (s *Scene) As(v protocol.View) {
	if v.Above != s.as.Above {
		s.Home(v.Above)
	}
	s.as = v
}

// Home moves the camera to where it began, or straight above.
func (s *Scene) Home(above bool) {
	c := seaside()
	if above {
		c = aloft()
	}
	s.Camera.Yaw, s.Camera.Pitch, s.Camera.Distance = c.Yaw, c.Pitch, c.Distance
}

// target is the point of the grid that is inspected.
func (s *Scene) target() (point, bool) {
	f, v := s.surface, s.as
	if f == nil || s.ground.side == 0 || v.Col < 0 || v.Row < 0 || v.Col >= f.Cols || v.Row >= f.Rows {
		return point{}, false
	}
	return s.spot(v.Col, v.Row), true
}

// spot is the point of the ground at a column and a row of the grid.
func (s *Scene) spot(col, row int) point {
	x, y := 2*float64(col)/float64(s.surface.Cols-1)-1, 2*float64(row)/float64(s.surface.Rows-1)-1
	return point{x, y, tall * s.ground.height(x, y)}
}

// Pick returns the point of the grid that is nearest to where the picture is
// pointed at, of those on the facet that is seen there.
func (s *Scene) Pick(x, y float64) (col, row int, ok bool) {
	g, f := s.ground, s.surface
	if g.side == 0 {
		return 0, 0, false
	}
	eye := s.Camera.eye()
	cols := g.order(eye.X)
	for _, r := range g.order(eye.Y) {
		for _, c := range cols {
			i := r*g.side + c
			if s.covers(x, y, i, i+1, i+g.side+1) || s.covers(x, y, i, i+g.side+1, i+g.side) {
				col, row, ok = c, r, true // a later one is nearer
			}
		}
	}
	if !ok {
		return 0, 0, false
	}
	cell := func(i, n int) int { return int((float64(i)+.5)*float64(n-1)/float64(g.side-1) + .5) }
	return cell(col, f.Cols), cell(row, f.Rows), true
}

// covers tells whether the triangle of these corners of the ground covers a place on
// the picture.
func (s *Scene) covers(x, y float64, corners ...int) bool {
	left, right := false, false
	for k, i := range corners {
		x0, y0 := s.Camera.Project(s.ground.at(i))
		x1, y1 := s.Camera.Project(s.ground.at(corners[(k+1)%len(corners)]))
		side := (x1-x0)*(y-y0) - (y1-y0)*(x-x0)
		left, right = left || side < 0, right || side > 0
	}
	return !(left && right)
}

// A Label is a name and where it stands on the picture.
type Label struct {
	Text string
	X, Y float64
}

// Labels are the names of the axes, along the edges that face the camera, of the
// ends of the path, and of other paths at their ends. Those that are not to be seen
// have no text.
func (s *Scene) Labels() (all [7]Label) {
	if s.ground.side == 0 {
		return all
	}
	eye := s.Camera.eye()
	edge := func(v float64) float64 {
		if v < 0 {
			return -1.2
		}
		return 1.2
	}
	all[0] = s.label(s.as.X, point{0, edge(eye.Y), -sunk})
	all[1] = s.label(s.as.Y, point{edge(eye.X), 0, -sunk})
	for i, t := range s.trails {
		last := t.points[len(t.points)-1]
		if t.name != "" {
			all[min(3+i, len(all)-1)] = s.at(t.name, last)
			continue
		}
		all[2], all[3] = s.at(s.as.Start, t.points[0]), s.at(s.as.End, last)
	}
	return all
}

// at is a name at a point that may lie beside the ground, where it is not to be seen.
func (s *Scene) at(text string, p point) Label {
	if !over(p) {
		return Label{}
	}
	return s.label(text, p)
}

func (s *Scene) label(text string, p point) Label {
	x, y := s.Camera.Project(p)
	return Label{text, x, y}
}
