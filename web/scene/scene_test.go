package scene

import (
	"math"
	"math/rand/v2"
	"testing"

	"petri/web/protocol"
	"petri/web/scene/relief"
)

// hills is a surface of n×n points over [-2,2]×[0,10], with a path down it.
func hills(n int) *protocol.Surface {
	s := &protocol.Surface{Rows: n, Cols: n, X: protocol.Axis{Low: -2, High: 2}, Y: protocol.Axis{Low: 0, High: 10}}
	for i := range n * n {
		x, y := 6*float64(i%n)/float64(n-1), 6*float64(i/n)/float64(n-1)
		s.Values = append(s.Values, float32(math.Exp(math.Sin(x)+math.Cos(1.3*y))))
	}
	for i := range 9 {
		s.Path = append(s.Path, protocol.Place{Step: i, X: protocol.Number(-1.8 + .4*float64(i)), Y: protocol.Number(9 - float64(i)), Loss: protocol.Number(3 - .3*float64(i))})
	}
	return s
}

// seen is a scene of those hills from a place.
func seen(n int, yaw, pitch float64) *Scene {
	s := New()
	s.Resize(640, 480, 1)
	s.Show(hills(n))
	s.Camera.Yaw, s.Camera.Pitch = yaw, pitch
	return s
}

func TestCameraLooksAtTheMiddle(t *testing.T) {
	c := Camera{Yaw: 2, Pitch: .5, Distance: 4, Width: 640, Height: 480}
	if x, y := c.Project(point{0, 0, middle}); x != 320 || y != 240 {
		t.Errorf("the middle is at %v, %v", x, y)
	}
	c.Turn(100, 100)
	if c.Pitch != highest || math.Abs(c.Yaw) > math.Pi {
		t.Errorf("the camera went over the top: %v", c)
	}
	c.Turn(0, -100)
	c.Zoom(1e6)
	if c.Pitch != lowest || c.Distance != nearest {
		t.Errorf("the camera went under the plane or into it: %v", c)
	}
}

func TestFromAboveItIsAMap(t *testing.T) {
	s := seen(13, 0, 0)
	s.As(protocol.View{Above: true})
	low, _ := s.Camera.Project(point{-1, -1, 0})
	for _, p := range []point{{-1, 1, 0}, {-1, 0, tall}} {
		if x, _ := s.Camera.Project(p); math.Abs(x-low) > 1e-9 {
			t.Errorf("%v is at column %v, not %v", p, x, low)
		}
	}
	if _, y := s.Camera.Project(point{0, 1, 0}); y > 240 {
		t.Error("the greatest y is not on top")
	}
	s.Camera.Turn(1, 0)
	s.As(protocol.View{Above: true, Col: 2})
	if s.Camera.Yaw != 1 {
		t.Error("a look from the same place takes the camera from the viewer")
	}
}

func TestGroundHasTheValuesOfTheGrid(t *testing.T) {
	for _, n := range []int{7, 13, 25, 49} {
		f := hills(n)
		scale := relief.ScaleOf(f.Values)
		g := groundOf(f, scale)
		if (g.side-1)%(n-1) != 0 || g.side < 25 {
			t.Fatalf("%d points make a ground of %d", n, g.side)
		}
		for i, v := range f.Values {
			x, y := 2*float64(i%n)/float64(n-1)-1, 2*float64(i/n)/float64(n-1)-1
			if got, want := g.height(x, y), scale.Part(float64(v)); math.Abs(got-want) > 1e-9 {
				t.Fatalf("of %d points the %dth is %v high, not %v", n, i, got, want)
			}
		}
	}
}

func TestAPartOfAGridIsDrawnAsFarAsItGoes(t *testing.T) {
	f := hills(25)
	for i := range f.Values {
		if i%25%4 != 0 || i/25%4 != 0 {
			f.Values[i] = float32(math.NaN())
		}
	}
	s := New()
	s.Resize(640, 480, 1)
	s.Show(f)
	if s.ground.side != 25 || len(s.Mesh().Indices) == 0 {
		t.Errorf("the coarse grid is not drawn: side %d", s.ground.side)
	}
	f.Values[0] = float32(math.NaN())
	if s.Show(f); s.ground.side != 0 || len(s.Mesh().Indices) != 0 {
		t.Error("a ground is drawn of which too little is known")
	}
}

// What is drawn last at a place must be what is nearest there.
func TestMeshIsInOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	checked := 0
	for range 15 {
		s := seen(13, 7*rng.Float64(), lowest+1.1*rng.Float64())
		s.Camera.Distance = 2.2 + 3*rng.Float64()
		g := s.ground
		m := s.Mesh()
		for range 50 {
			x, y := 640*rng.Float64(), 480*rng.Float64()
			last, nearestSeen := math.Inf(1), math.Inf(1)
			for i := 0; i < len(m.Indices); i += 3 {
				a, b, c := int(m.Indices[i]), int(m.Indices[i+1]), int(m.Indices[i+2])
				if max(a, b, c) >= len(g.heights) || !s.covers(x, y, a, b, c) {
					continue
				}
				last = s.away(a, b, c)
				nearestSeen = min(nearestSeen, last)
			}
			// Triangles that share an edge are as good as equally far.
			if last > nearestSeen+3*2/float64(g.side-1) {
				t.Fatalf("at %v,%v from %v the last triangle is %v away and another %v", x, y, s.Camera, last, nearestSeen)
			}
			if last < math.Inf(1) {
				checked++
			}
		}
	}
	if checked < 200 {
		t.Fatalf("only %d places lay on the ground", checked)
	}
}

// away is how far the middle of a triangle of the ground is from the eye.
func (s *Scene) away(corners ...int) float64 {
	eye, p := s.Camera.eye(), point{}
	for _, i := range corners {
		q := s.ground.at(i)
		p = point{p.X + q.X/3, p.Y + q.Y/3, p.Z + q.Z/3}
	}
	return math.Sqrt((p.X-eye.X)*(p.X-eye.X) + (p.Y-eye.Y)*(p.Y-eye.Y) + (p.Z-eye.Z)*(p.Z-eye.Z))
}

func TestPickFindsThePointThatIsSeen(t *testing.T) {
	s := seen(13, .4, 1.1)
	found := 0
	for i := range 13 * 13 {
		x, y := s.Camera.Project(s.spot(i%13, i/13))
		if col, row, ok := s.Pick(x, y); ok && col == i%13 && row == i/13 {
			found++
		}
	}
	if found < 13*13*9/10 {
		t.Errorf("of 169 points %d are found where they are drawn", found)
	}
	if _, _, ok := s.Pick(1, 1); ok {
		t.Error("something is found in the corner of the picture")
	}
	s.Camera.Pitch = lowest // behind the front edge nothing else is seen
	x, y := s.Camera.Project(point{0, -1, tall*s.ground.height(0, -1) + .002})
	if _, row, ok := s.Pick(x, y); ok && row > 6 && s.ground.height(0, -1) > .9 {
		t.Errorf("what lies behind a hill is found: row %d", row)
	}
}

func TestTrailIsCutAtTheCells(t *testing.T) {
	f := hills(13)
	scale := relief.ScaleOf(f.Values)
	whole := trailOf(f, f.Path, scale, relief.Inks[0], "")
	const side = 25
	long := 0.0
	for _, p := range whole.pieces(side) {
		long += math.Hypot(p.to.X-p.from.X, p.to.Y-p.from.Y)
		at := between(p.from, p.to, .5)
		for _, part := range []float64{1e-6, 1 - 1e-6} {
			if cellOf(between(p.from, p.to, part), side) != cellOf(at, side) {
				t.Fatalf("%v lies over two cells", p)
			}
		}
	}
	want := 0.0
	for i := 1; i < len(whole.points); i++ {
		want += math.Hypot(whole.points[i].X-whole.points[i-1].X, whole.points[i].Y-whole.points[i-1].Y)
	}
	if math.Abs(long-want) > 1e-9 {
		t.Errorf("the pieces are %v long, the trail %v", long, want)
	}
}

func TestWhatLiesBesideThePlaneIsNotDrawn(t *testing.T) {
	f := hills(13)
	f.Path[0].X, f.Path[1].X = 1e12, protocol.Number(math.NaN())
	f.Path[2].Loss = protocol.Number(math.Inf(1))
	s := New()
	s.Resize(640, 480, 1)
	s.Show(f)
	for _, v := range s.Mesh().Vertices {
		if !(math.Abs(float64(v.X)) < 1e4 && math.Abs(float64(v.Y)) < 1e4) {
			t.Fatalf("a corner is at %v, %v", v.X, v.Y)
		}
	}
	if s.Labels()[2].Text != "" {
		t.Error("the start has a name where it is not to be seen")
	}
}

func TestLabels(t *testing.T) {
	s := seen(13, 0, .5)
	s.As(protocol.View{X: "x", Y: "y", Start: "start", End: "end", Col: 3, Row: 4})
	l := s.Labels()
	if l[0].Text != "x" || l[3].Text != "end" || l[0].Y < 240 {
		t.Errorf("got %v", l)
	}
	x, y := s.Camera.Project(s.trails[0].points[0])
	if l[2].X != x || l[2].Y != y {
		t.Errorf("the start is at %v, %v and its name at %v", x, y, l[2])
	}
	if p, ok := s.target(); !ok || p != s.spot(3, 4) {
		t.Errorf("the point inspected is at %v", p)
	}
	if New().Labels() != [7]Label{} {
		t.Error("nothing has names")
	}
}

func TestOtherRunsHaveTrailsAndNames(t *testing.T) {
	f := hills(13)
	f.Others = []protocol.Trail{{Name: "one", Path: f.Path[:4]}, {Name: "two", Path: f.Path[3:]}, {Name: "new"}}
	s := New()
	s.Resize(640, 480, 1)
	s.Show(f)
	l := s.Labels()
	if len(s.trails) != 3 || l[4].Text != "one" || l[5].Text != "two" || l[6].Text != "" {
		t.Errorf("%d trails, names %v", len(s.trails), l)
	}
	if s.trails[1].ink == s.trails[0].ink || s.trails[2].ink == s.trails[1].ink {
		t.Error("two trails have one colour")
	}
}
