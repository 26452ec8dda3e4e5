package scene

import (
	_ "embed"
	"time"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"petri/web/protocol"
	"petri/web/scene/relief"
)

//go:embed field.kage
var fieldKage []byte

// A film is a field as the game shows it.
type film struct {
	Field
	shader *ebiten.Shader
	tile   *ebiten.Image
	moved  time.Time // when the window last moved by itself
}

func newFilm() (*film, error) {
	shader, err := ebiten.NewShader(fieldKage)
	return &film{shader: shader}, err
}

// show takes other noise.
func (f *film) show(n *protocol.Noise) {
	f.Show(n)
	if f.tile == nil || f.tile.Bounds().Dx() != n.Side {
		f.tile = ebiten.NewImage(n.Side, n.Side)
	}
	f.tile.WritePixels(f.Pixels())
}

// steps are how far the arrow keys move the window, in patches.
var steps = map[ebiten.Key][2]float64{
	ebiten.KeyArrowLeft: {-1, 0}, ebiten.KeyArrowRight: {1, 0}, ebiten.KeyArrowUp: {0, -1}, ebiten.KeyArrowDown: {0, 1},
}

// keys move the window to whole places.
func (f *film) keys() {
	for key, by := range steps {
		if inpututil.IsKeyJustPressed(key) {
			f.Settle()
			f.Move(by[0], by[1])
		}
	}
}

// drag moves the window by a way on the picture, in its pixels.
func (f *film) drag(by [2]int, c Camera) {
	tile, _ := f.Panels(c.Width, c.Height)
	scale := tile.Cols / tile.Width
	f.Move(scale*float64(by[0]), scale*float64(by[1]))
}

// drift lets the window move by itself, and asks for another frame.
func (f *film) drift() {
	now := time.Now()
	f.Drift(min(now.Sub(f.moved).Seconds(), .1))
	f.moved = now
	ebiten.ScheduleFrame()
}

func (f *film) draw(screen ebiten.FinalScreen, c Camera) {
	n := f.noise
	tile, window := f.Panels(c.Width, c.Height)
	uniforms := map[string]any{
		"Side": float32(n.Side), "Threshold": float32(f.Threshold()), "Slopes": palette,
		"Window": []float32{float32(f.x), float32(f.y), float32(n.Cols), float32(n.Rows)},
	}
	op := &ebiten.DrawTrianglesShaderOptions{Uniforms: uniforms, Images: [4]*ebiten.Image{f.tile}}
	for i, p := range []Panel{tile, window} {
		corner := func(x, y float64) ebiten.Vertex {
			return ebiten.Vertex{DstX: float32(p.Left + x*p.Width), DstY: float32(p.Top + y*p.Height),
				SrcX: float32(p.Col + x*p.Cols), SrcY: float32(p.Row + y*p.Rows), ColorR: float32(i)}
		}
		screen.DrawTrianglesShader([]ebiten.Vertex{corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)}, []uint16{0, 1, 2, 0, 2, 3}, f.shader, op)
	}
}

// palette is relief.Slopes for the shader.
var palette = func() (all []float32) {
	for _, c := range relief.Slopes {
		all = append(all, float32(c.R)/255, float32(c.G)/255, float32(c.B)/255)
	}
	return all
}()
