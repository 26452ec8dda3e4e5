package scene

import (
	"math"
	"slices"

	"petri/web/protocol"
	"petri/web/scene/relief"
)

// tall is how high the highest loss stands above the lowest, where the plane is 2 wide;
// sunk is how far below the lowest the foot of the block is.
const (
	tall = .8
	sunk = .12
)

// facets is about how many facets there are on a side of the ground, whatever the
// number of its points.
const facets = 24

// A ground is a surface in space: Side×Side heights, each in parts of the scale.
// Between the points of the grid it runs straight, along x and along y.
type ground struct {
	side    int
	heights []float64
	normals []point
}

// groundOf makes the ground of the finest grid that is known whole. It has no side
// if there is none.
func groundOf(s *protocol.Surface, scale relief.Scale) ground {
	stride := relief.Stride(s.Values, s.Rows, s.Cols)
	if s.Rows != s.Cols || stride == 0 || scale.High == 0 {
		return ground{}
	}
	n := (s.Cols-1)/stride + 1
	coarse := ground{side: n}
	for i := range n * n {
		v := float64(s.Values[i/n*stride*s.Cols+i%n*stride])
		coarse.heights = append(coarse.heights, clamp(scale.Part(v)))
	}
	coarse.slope()
	return coarse.refined(max(1, facets/(n-1)))
}

// clamp keeps a part on the scale: what is not a number stands as high as can be.
func clamp(part float64) float64 {
	if part != part {
		return 1
	}
	return min(max(part, 0), 1)
}

// slope finds the normals, by central differences.
func (g *ground) slope() {
	step := 2 / float64(g.side-1)
	for i := range g.heights {
		x, y := i%g.side, i/g.side
		left, right, front, back := max(x-1, 0), min(x+1, g.side-1), max(y-1, 0), min(y+1, g.side-1)
		dx := tall * (g.heights[y*g.side+right] - g.heights[y*g.side+left]) / (step * float64(right-left))
		dy := tall * (g.heights[back*g.side+x] - g.heights[front*g.side+x]) / (step * float64(back-front))
		g.normals = append(g.normals, unit(point{-dx, -dy, 1}))
	}
}

func unit(p point) point {
	n := math.Sqrt(p.X*p.X + p.Y*p.Y + p.Z*p.Z)
	return point{p.X / n, p.Y / n, p.Z / n}
}

// refined cuts every cell into times × times.
func (g ground) refined(times int) ground {
	fine := ground{side: (g.side-1)*times + 1}
	for i := range fine.side * fine.side {
		x, y := float64(i%fine.side)/float64(times), float64(i/fine.side)/float64(times)
		fine.heights = append(fine.heights, g.mix(x, y, func(i int) float64 { return g.heights[i] }))
		fine.normals = append(fine.normals, unit(point{
			g.mix(x, y, func(i int) float64 { return g.normals[i].X }),
			g.mix(x, y, func(i int) float64 { return g.normals[i].Y }),
			g.mix(x, y, func(i int) float64 { return g.normals[i].Z })}))
	}
	return fine
}

// mix interpolates between four points of the grid, at a column and a row.
func (g ground) mix(x, y float64, of func(i int) float64) float64 {
	col, row := min(int(x), g.side-2), min(int(y), g.side-2)
	fx, fy, i := x-float64(col), y-float64(row), row*g.side+col
	near := of(i) + fx*(of(i+1)-of(i))
	far := of(i+g.side) + fx*(of(i+g.side+1)-of(i+g.side))
	return near + fy*(far-near)
}

// height is that of the ground at x and y of the plane, in [-1,1].
func (g ground) height(x, y float64) float64 {
	half := float64(g.side-1) / 2
	return g.mix((x+1)*half, (y+1)*half, func(i int) float64 { return g.heights[i] })
}

// at is a point of the ground in space.
func (g ground) at(i int) point {
	step := 2 / float64(g.side-1)
	return point{step*float64(i%g.side) - 1, step*float64(i/g.side) - 1, tall * g.heights[i]}
}

// order returns the columns, or the rows, of cells from the farthest to the nearest
// of an eye at that place along them. A cell can hide only such as come before it.
func (g ground) order(eye float64) []int {
	cells := make([]int, g.side-1)
	for i := range cells {
		cells[i] = i
	}
	away := func(i int) float64 { return math.Abs((float64(i)+.5)*2/float64(g.side-1) - 1 - eye) }
	slices.SortFunc(cells, func(a, b int) int {
		if away(a) > away(b) {
			return -1
		}
		return 1
	})
	return cells
}
