package scene

import (
	"math"
	"slices"

	"petri/web/protocol"
)

// A Field is noise that masks are cut from, with a window that moves over it: what is
// highest in the window is visible.
type Field struct {
	noise *protocol.Noise
	ranks []int   // of the tile's values, from 0 for the lowest
	x, y  float64 // of the window's corner, in patches of the tile; between two whole places it glides
}

// drift is how fast the window moves by itself, in patches a second, to the right and
// down: their ratio brings it everywhere.
const driftX, driftY = 3.1, 1.7

// Show puts noise into the field, in the place of the one that is there. The window
// stays where it is; a first one lies where the first mask was cut.
func (f *Field) Show(n *protocol.Noise) {
	if f.noise == nil && len(n.Crops) > 0 {
		f.x, f.y = float64(n.Crops[0].Col), float64(n.Crops[0].Row)
	}
	f.noise = n
	f.ranks = make([]int, len(n.Tile))
	for i, v := range n.Tile {
		f.ranks[i] = int(v * float32(len(n.Tile)))
	}
}

// Move moves the window, around the edges of the tile.
func (f *Field) Move(x, y float64) {
	side := float64(f.noise.Side)
	f.x, f.y = math.Mod(f.x+x+side, side), math.Mod(f.y+y+side, side)
}

// Drift is what the window does by itself in so many seconds.
func (f *Field) Drift(seconds float64) { f.Move(driftX*seconds, driftY*seconds) }

// Settle puts the window on the nearest whole place, where masks are cut.
func (f *Field) Settle() { f.Move(math.Round(f.x)-f.x, math.Round(f.y)-f.y) }

// Threshold is the lowest rank that is visible in the window, at the whole place that
// is nearest.
func (f *Field) Threshold() int {
	n := f.noise
	col, row := int(math.Round(f.x)), int(math.Round(f.y))
	inside := make([]int, 0, n.Rows*n.Cols)
	for i := range n.Rows * n.Cols {
		inside = append(inside, f.ranks[(row+i/n.Cols)%n.Side*n.Side+(col+i%n.Cols)%n.Side])
	}
	slices.Sort(inside)
	return inside[len(inside)-n.Keep]
}

// A Panel is a rectangle of the picture, in its pixels, and the part of the tile that
// it shows, in patches; the tile repeats beyond its edges.
type Panel struct{ Left, Top, Width, Height, Col, Row, Cols, Rows float64 }

// Panels are the whole tile and the window, one beside or above the other, as large as
// a picture has room for.
func (f *Field) Panels(width, height float64) (tile, window Panel) {
	n := f.noise
	const gap = .04
	beside := width >= height
	side := min(width*(1-3*gap)/2, height*(1-2*gap))
	if !beside {
		side = min(height*(1-3*gap)/2, width*(1-2*gap))
	}
	space := gap * min(width, height)
	tile = Panel{Width: side, Height: side, Cols: float64(n.Side), Rows: float64(n.Side)}
	scale := side / float64(max(n.Rows, n.Cols))
	window = Panel{Width: scale * float64(n.Cols), Height: scale * float64(n.Rows), Col: f.x, Row: f.y, Cols: float64(n.Cols), Rows: float64(n.Rows)}
	if beside {
		tile.Left, tile.Top = (width-2*side-space)/2, (height-side)/2
		window.Left, window.Top = tile.Left+side+space, (height-window.Height)/2
	} else {
		tile.Left, tile.Top = (width-side)/2, (height-2*side-space)/2
		window.Left, window.Top = (width-window.Width)/2, tile.Top+side+space
	}
	return tile, window
}

// Pixels are the ranks of the tile as red, green, blue and alpha: the high bits are red.
func (f *Field) Pixels() (all []byte) {
	for _, r := range f.ranks {
		all = append(all, byte(r>>6), byte(r&63), 0, 255)
	}
	return all
}
