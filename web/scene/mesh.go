package scene

import (
	"image/color"
	"math"

	"petri/web/scene/relief"
)

// A Vertex is a corner of a triangle on the picture. What the rest means depends on
// its Kind: see relief.kage.
type Vertex struct {
	X, Y    float32 // in pixels
	Kind    float32
	R, G, B float32 // its colour, in [0,1]
	U, V    float32 // U of the ground counts contour lines; of a line it is in [-1,1] across it, and V how much it covers; both are in [-1,1] from the middle of a mark
}

// Kinds of vertices.
const (
	onGround = iota
	onLine
	onMark
	onRing
	onTarget
)

// A Mesh is triangles in the order in which they are drawn, the farthest first.
type Mesh struct {
	Vertices []Vertex
	Indices  []uint16 // three a triangle
}

// quad adds two triangles, and their corners.
func (m *Mesh) quad(a, b, c, d Vertex) {
	n := len(m.Vertices)
	m.Vertices = append(m.Vertices, a, b, c, d)
	m.cell(n, n+1, n+2, n+3)
}

// cell adds two triangles of corners that are there, going around.
func (m *Mesh) cell(a, b, c, d int) {
	m.Indices = append(m.Indices, uint16(a), uint16(b), uint16(c), uint16(a), uint16(c), uint16(d))
}

// Widths on the picture, in pixels of a display of ordinary density.
const (
	lineWidth = 5.
	stemWidth = 2.5
	dotWidth  = 8.
	endWidth  = 15.
)

// line adds a straight line, as wide as the picture's density asks.
func (s *Scene) line(m *Mesh, p piece, ink color.NRGBA, width, cover float64) {
	x0, y0 := s.Camera.Project(p.from)
	x1, y1 := s.Camera.Project(p.to)
	n := math.Hypot(x1-x0, y1-y0)
	if n == 0 {
		return
	}
	half := width * s.Density / 2
	dx, dy := -(y1-y0)/n*half, (x1-x0)/n*half
	corner := func(x, y, u float64) Vertex {
		v := Vertex{X: float32(x + u*dx), Y: float32(y + u*dy), Kind: onLine, U: float32(u), V: float32(cover)}
		return v.in(ink, 1)
	}
	m.quad(corner(x0, y0, -1), corner(x1, y1, -1), corner(x1, y1, 1), corner(x0, y0, 1))
}

// mark adds a round mark at a point.
func (s *Scene) mark(m *Mesh, p point, ink color.NRGBA, kind int, width float64) {
	x, y := s.Camera.Project(p)
	half := width * s.Density / 2
	corner := func(u, v float64) Vertex {
		c := Vertex{X: float32(x + u*half), Y: float32(y + v*half), Kind: float32(kind), U: float32(u), V: float32(v)}
		return c.in(ink, 1)
	}
	m.quad(corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1))
}

// sun is where the light comes from.
var sun = unit(point{-.5, -.35, .9})

// lit is how light the ground is with that normal: some light comes from everywhere.
func lit(n point) float64 { return .5 + .56*max(0, n.X*sun.X+n.Y*sun.Y+n.Z*sun.Z) }

// soil is a corner of the ground, or of a wall, at a height in parts of the scale.
func soil(x, y, height, light float64) Vertex {
	v := Vertex{X: float32(x), Y: float32(y), U: float32(height * relief.Lines)}
	return v.in(relief.Slope(height), light)
}

// in is the vertex in a colour, in that light.
func (v Vertex) in(c color.NRGBA, light float64) Vertex {
	part := func(v uint8) float32 { return float32(min(1, float64(v)/255*light)) }
	v.R, v.G, v.B = part(c.R), part(c.G), part(c.B)
	return v
}

// Mesh returns what is to be drawn.
func (s *Scene) Mesh() *Mesh {
	m := &s.mesh
	m.Vertices, m.Indices = m.Vertices[:0], m.Indices[:0]
	g := s.ground
	if g.side == 0 {
		return m
	}
	for i := range g.heights {
		x, y := s.Camera.Project(g.at(i))
		m.Vertices = append(m.Vertices, soil(x, y, g.heights[i], lit(g.normals[i])))
	}
	eye := s.Camera.eye()
	under, over := s.place(eye)
	cols := g.order(eye.X)
	for _, row := range g.order(eye.Y) {
		for _, col := range cols {
			s.draw(m, under[row*(g.side-1)+col])
			i := row*g.side + col
			m.cell(i, i+1, i+g.side+1, i+g.side)
			s.draw(m, over[row*(g.side-1)+col])
		}
	}
	s.walls(m, eye)
	s.signs(m)
	return m
}

// A strand is a part of a trail over one cell, one of its stops, or the stem that
// stands between a stop and the ground.
type strand struct {
	piece
	ink   color.NRGBA
	width float64
	stop  bool // it is a round mark at from
}

// strung cuts the trails into strands, over the ground and under it.
func (s *Scene) strung() (all []strand) {
	for _, t := range s.trails {
		for _, p := range t.pieces(s.ground.side) {
			all = append(all, strand{p, t.ink, lineWidth, false})
		}
		for _, p := range t.points {
			if !over(p) {
				continue
			}
			foot := point{p.X, p.Y, tall * s.ground.height(p.X, p.Y)}
			if math.Abs(p.Z-foot.Z) > afloat {
				all = append(all, strand{piece{p, foot}, t.ink, stemWidth, false})
			}
			all = append(all, strand{piece{p, p}, t.ink, dotWidth, true})
		}
	}
	return all
}

// afloat is how far from the ground a trail lies that is not drawn as lying on it.
const afloat = .02

// place sorts the strands by the cells that they are drawn with: those that they lie
// under, or else cells a little nearer to the eye than those that they lie over, which
// would cut into the width of a line.
func (s *Scene) place(eye point) (under, over map[int][]strand) {
	under, over = map[int][]strand{}, map[int][]strand{}
	for _, p := range s.strands {
		at := between(p.from, p.to, .5)
		if at.Z < tall*s.ground.height(at.X, at.Y)-afloat {
			cell := cellOf(at, s.ground.side)
			under[cell] = append(under[cell], p)
			continue
		}
		x, y := eye.X-at.X, eye.Y-at.Y
		near := min(1, 3/float64(s.ground.side)/max(math.Hypot(x, y), 1e-9))
		cell := cellOf(point{at.X + near*x, at.Y + near*y, 0}, s.ground.side)
		over[cell] = append(over[cell], p)
	}
	return under, over
}

func (s *Scene) draw(m *Mesh, strands []strand) {
	for _, p := range strands {
		if p.stop {
			s.mark(m, p.from, p.ink, onMark, p.width)
		} else {
			s.line(m, p.piece, p.ink, p.width, 1)
		}
	}
}

// walls adds the sides of the block that face the camera.
func (s *Scene) walls(m *Mesh, eye point) {
	last := s.ground.side - 1
	for _, w := range []struct {
		seen        bool
		first, step int // of the corners along its upper edge
		light       float64
	}{
		{eye.Y < -1, 0, 1, .62}, {eye.Y > 1, last * (last + 1), 1, .42},
		{eye.X < -1, 0, last + 1, .72}, {eye.X > 1, last, last + 1, .5},
	} {
		for k := 0; w.seen && k < last; k++ {
			a, b := w.first+k*w.step, w.first+(k+1)*w.step
			m.quad(s.edge(a, w.light), s.edge(b, w.light), s.foot(b, w.light), s.foot(a, w.light))
		}
	}
}

// edge is the upper end of a wall at a corner of the ground, and foot its lower end.
func (s *Scene) edge(corner int, light float64) Vertex {
	x, y := s.Camera.Project(s.ground.at(corner))
	return soil(x, y, s.ground.heights[corner], light)
}

func (s *Scene) foot(corner int, light float64) Vertex {
	p := s.ground.at(corner)
	p.Z = -sunk
	x, y := s.Camera.Project(p)
	return soil(x, y, -sunk/tall, light)
}

// signs adds what is never hidden: faintly the trails, and the marks of their ends
// and of the point that is inspected.
func (s *Scene) signs(m *Mesh) {
	for _, p := range s.strands {
		if !p.stop {
			s.line(m, p.piece, p.ink, p.width, .3)
		}
	}
	for _, t := range s.trails {
		s.end(m, t.points[0], t.ink, onRing)
		s.end(m, t.points[len(t.points)-1], t.ink, onMark)
	}
	if p, ok := s.target(); ok {
		s.mark(m, p, relief.Inks[0], onTarget, endWidth)
	}
}

// end marks an end of a trail, if it lies over the ground.
func (s *Scene) end(m *Mesh, p point, ink color.NRGBA, kind int) {
	if over(p) {
		s.mark(m, p, ink, kind, endWidth)
	}
}
