package scene

import (
	_ "embed"
	"image/color"
	"math"
	"time"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"petri/web/protocol"
)

//go:embed relief.kage
var reliefKage []byte

// A game is the scene, or a field once there is noise, as an Ebitengine program. A frame
// is drawn when somebody moves the camera or the window, or when the page sends something
// new: what stands still costs nothing.
type game struct {
	*Scene
	film   *film // nil before there is noise
	frame  *frame
	shader *ebiten.Shader

	vertices []ebiten.Vertex
	drawn    int
	broken   error // that ends the program
	cursor   [2]int
	touches  map[ebiten.TouchID][2]int
	turned   time.Time // when a held key last turned the camera
}

// Run shows the scene in the page that this program is in, and returns the reason if
// it cannot.
func Run() error {
	shader, err := ebiten.NewShader(reliefKage)
	if err != nil {
		return err
	}
	g := &game{Scene: New(), shader: shader, touches: map[ebiten.TouchID][2]int{}}
	g.frame = newFrame(g.heard, ebiten.ScheduleFrame)
	ebiten.SetScreenClearedEveryFrame(false) // nothing is drawn on it: see DrawFinalScreen
	// Ebitengine advises to run at full rate and to skip drawing instead. That would
	// wake the program sixty times a second.
	ebiten.SetFPSMode(ebiten.FPSModeVsyncOffMinimum)
	return ebiten.RunGameWithOptions(g, &ebiten.RunGameOptions{ScreenTransparent: true, InitUnfocused: true})
}

// heard takes an event from the page.
func (g *game) heard(e protocol.Event) {
	switch e := e.(type) {
	case *protocol.Noise:
		if g.film == nil {
			g.film, g.broken = newFilm()
		}
		if g.broken == nil {
			g.film.show(e)
		}
	case *protocol.Surface:
		g.Show(e)
	case *protocol.View:
		g.As(*e)
	}
	ebiten.ScheduleFrame()
}

// Layout makes the picture as fine as the display.
func (g *game) Layout(width, height int) (int, int) {
	density := ebiten.Monitor().DeviceScaleFactor()
	w, h := float64(width)*density, float64(height)*density
	g.Resize(w, h, density)
	return int(w), int(h)
}

// Update moves the camera as keys, mouse and fingers ask.
func (g *game) Update() error {
	if g.film != nil {
		g.film.keys()
	} else {
		g.keys()
	}
	g.mouse()
	g.fingers()
	if g.film != nil && g.as.Moving && g.frame.seen {
		g.film.drift()
	}
	return g.broken
}

// turns says how far a press of a key turns and raises the camera, in radians.
var turns = map[ebiten.Key][2]float64{
	ebiten.KeyArrowLeft: {-.09, 0}, ebiten.KeyArrowRight: {.09, 0}, ebiten.KeyArrowUp: {0, .06}, ebiten.KeyArrowDown: {0, -.06},
}

// zooms says by how much a press of a key brings the camera nearer.
var zooms = map[ebiten.Key]float64{
	ebiten.KeyEqual: 1.1, ebiten.KeyNumpadAdd: 1.1, ebiten.KeyMinus: 1 / 1.1, ebiten.KeyNumpadSubtract: 1 / 1.1,
}

// keys turn once when pressed, and go on when held.
func (g *game) keys() {
	now := time.Now()
	held := min(now.Sub(g.turned).Seconds(), .05) * 15 // presses in that time
	g.turned = now
	pressed := func(key ebiten.Key) float64 {
		switch {
		case inpututil.IsKeyJustPressed(key):
			ebiten.ScheduleFrame()
			return 1
		case ebiten.IsKeyPressed(key):
			ebiten.ScheduleFrame()
			return held
		}
		return 0
	}
	for key, by := range turns {
		n := pressed(key)
		g.Camera.Turn(n*by[0], n*by[1])
	}
	for key, factor := range zooms {
		if pressed(key) > 0 {
			g.Camera.Zoom(factor)
		}
	}
	if inpututil.IsKeyJustPressed(ebiten.KeyHome) {
		g.Home(false)
	}
	if inpututil.IsKeyJustPressed(ebiten.KeyT) {
		g.Home(true)
	}
}

// mouse turns the camera where it drags, and tells the page what it points at.
func (g *game) mouse() {
	x, y := ebiten.CursorPosition()
	by := [2]int{x - g.cursor[0], y - g.cursor[1]}
	g.cursor = [2]int{x, y}
	if _, wheel := ebiten.Wheel(); wheel != 0 {
		g.Camera.Zoom(1 + min(max(wheel, -1), 1)*.08)
	}
	switch {
	case by == [2]int{}:
	case ebiten.IsMouseButtonPressed(ebiten.MouseButtonLeft):
		g.drag(by)
	default:
		g.point(x, y)
	}
}

// drag turns the camera, or moves the window, by a way on the picture, in its pixels.
func (g *game) drag(by [2]int) {
	if g.film != nil {
		g.film.drag(by, g.Camera)
		return
	}
	const turn = .008 // radians a pixel
	g.Camera.Turn(-float64(by[0])*turn/g.Density, float64(by[1])*turn/g.Density)
}

// point tells the page what is under a place of the picture.
func (g *game) point(x, y int) {
	col, row, ok := g.Pick(float64(x), float64(y))
	if ok && (col != g.as.Col || row != g.as.Row) {
		g.as.Col, g.as.Row = col, row
		g.frame.say(&protocol.Pointed{Col: col, Row: row})
	}
}

// fingers turn the camera, one of them, or bring it nearer, two.
func (g *game) fingers() {
	was, now := g.touches, map[ebiten.TouchID][2]int{}
	ids := ebiten.AppendTouchIDs(nil)
	for _, id := range ids {
		x, y := ebiten.TouchPosition(id)
		now[id] = [2]int{x, y}
	}
	g.touches = now
	switch len(ids) {
	case 1:
		if from, ok := was[ids[0]]; ok {
			to := now[ids[0]]
			g.drag([2]int{to[0] - from[0], to[1] - from[1]})
		} else {
			g.point(now[ids[0]][0], now[ids[0]][1])
		}
	case 2:
		if before := apart(was, ids); before > 0 {
			g.Camera.Zoom(apart(now, ids) / before)
		}
	}
}

// apart is the distance of two fingers; 0 unless both were there.
func apart(touches map[ebiten.TouchID][2]int, ids []ebiten.TouchID) float64 {
	a, known := touches[ids[0]]
	b, too := touches[ids[1]]
	if !known || !too {
		return 0
	}
	return math.Hypot(float64(a[0]-b[0]), float64(a[1]-b[1]))
}

// Draw only says that there is something to show: see DrawFinalScreen.
func (g *game) Draw(screen *ebiten.Image) { screen.Set(0, 0, color.Black) }

// DrawFinalScreen draws the scene at once on what is shown, and not on an image that
// is copied to it, and puts the names where they belong.
func (g *game) DrawFinalScreen(screen ebiten.FinalScreen, _ *ebiten.Image, _ ebiten.GeoM) {
	g.drawn++
	if g.film != nil {
		g.film.draw(screen, g.Camera)
		g.frame.drew(g.drawn, [7]Label{}, g.Camera.Width, g.Density)
		return
	}
	m := g.Mesh()
	g.vertices = g.vertices[:0]
	for _, v := range m.Vertices {
		g.vertices = append(g.vertices, ebiten.Vertex{DstX: v.X, DstY: v.Y, ColorR: v.R, ColorG: v.G, ColorB: v.B, ColorA: v.Kind, Custom0: v.U, Custom1: v.V})
	}
	screen.DrawTrianglesShader(g.vertices, m.Indices, g.shader, nil)
	g.frame.drew(g.drawn, g.Labels(), g.Camera.Width, g.Density)
}
