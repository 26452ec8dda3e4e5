package charts

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"strings"

	"golang.org/x/image/bmp"

	"petri/models/spec"
)

// hiddenPatch is dark in every theme, for what is hidden is dark.
var hiddenPatch = color.NRGBA{38, 43, 48, 255}

// tints are light, and of the colour that the noise is named for.
var tints = map[string]color.NRGBA{
	"white": {255, 255, 255, 255}, "red": {255, 190, 178, 255}, "green": {178, 233, 170, 255},
	"blue": {178, 208, 255, 255}, "purple": {224, 192, 255, 255},
}

// Mask encodes a mask, 1 where a patch is hidden and 0 where it is visible, as a
// data address: visible patches are light, in the tint of the noise it was cut
// from.
func Mask(hidden []float32, rows, cols int, noise string) string {
	light, ok := tints[noise]
	if !ok {
		light = tints["white"]
	}
	return encode(spec.Shape{C: 1, H: rows, W: cols}, func(i int) color.NRGBA {
		if hidden[i] > 0 {
			return hiddenPatch
		}
		return light
	})
}

// Grey encodes Side×Side values as a data address: black is 0, white is limit or
// more.
func Grey(values []float32, side int, limit float32) string {
	m := image.NewGray(image.Rect(0, 0, side, side))
	for i, v := range values {
		m.Pix[i] = level(v / limit)
	}
	var b bytes.Buffer
	if err := bmp.Encode(&b, m); err != nil { // only a failing writer fails
		panic(err)
	}
	return "data:image/bmp;base64," + base64.StdEncoding.EncodeToString(b.Bytes())
}

// A Plane is a square picture of so many values a side that is drawn upon.
type Plane struct {
	Title   string
	Picture string // its address
	Side    int
	Notes   []string
}

// A Window is a part of a plane, which goes on at the other side where it
// leaves it, and the corner that its picture begins in.
type Window struct {
	Row, Col, Rows, Cols int
	Right, Bottom        bool // that corner, once it was mirrored
}

// sheet is how large a plane is drawn, and sheetTop where it begins.
const sheet, sheetTop = 320.0, 30.0

// Cut draws the plane with the outline of a window.
func (p Plane) Cut(w Window) string {
	var b strings.Builder
	for _, row := range []int{w.Row - p.Side, w.Row} {
		for _, col := range []int{w.Col - p.Side, w.Col} {
			if row+w.Rows > 0 && col+w.Cols > 0 {
				w.outline(&b, row, col)
			}
		}
	}
	return p.draw(b.String())
}

// outline draws the window from (row, col) on: white within black, to be seen on
// any noise.
func (w Window) outline(b *strings.Builder, row, col int) {
	for _, line := range []struct {
		colour string
		width  float64
	}{{"#000", 2.6}, {"#fff", 1}} {
		fmt.Fprintf(b, `<rect x="%d" y="%d" width="%d" height="%d" fill="none" stroke="%s" stroke-width="%s"/>`,
			col, row, w.Cols, w.Rows, line.colour, num(line.width))
	}
	x, y, right, down := col, row, 5, 5
	if w.Right {
		x, right = col+w.Cols, -5
	}
	if w.Bottom {
		y, down = row+w.Rows, -5
	}
	fmt.Fprintf(b, `<path d="M%d %dh%dl%d %dz" fill="#fff" stroke="#000" stroke-width=".8"/>`, x, y, right, -right, down)
}

// Rings draws the plane as a spectrum whose middle is frequency 0, with a circle
// at each of the frequencies, in cycles per patch.
func (p Plane) Rings(frequencies ...float64) string {
	var b strings.Builder
	middle := float64(p.Side)/2 + .5
	for _, f := range frequencies {
		r := f * float64(p.Side)
		fmt.Fprintf(&b, `<circle cx="%s" cy="%s" r="%s" fill="none" stroke="#ff8" stroke-width=".5" stroke-dasharray="2 2"/>`, num(middle), num(middle), num(r))
		fmt.Fprintf(&b, `<text x="%s" y="%s" text-anchor="middle" font-size="5" fill="#ff8" stroke="#000" stroke-width="1.6" stroke-linejoin="round" paint-order="stroke">%s</text>`,
			num(middle), num(middle-r+5), label(f))
	}
	return p.draw(b.String())
}

// draw draws the plane with what is drawn upon it, in units of its values. The
// inner document cuts off what leaves the plane.
func (p Plane) draw(upon string) string {
	var b strings.Builder
	f := frame{left: 0, edge: sheet}
	top := 0.0
	if p.Title != "" {
		f.title(&b, p.Title)
		top = sheetTop
	}
	fmt.Fprintf(&b, `<svg x="0" y="%s" width="%s" height="%s" viewBox="0 0 %d %d"><image width="%d" height="%d" href="%s" image-rendering="pixelated"/>%s</svg>`,
		num(top), num(sheet), num(sheet), p.Side, p.Side, p.Side, p.Side, esc(p.Picture), upon)
	total := top + sheet
	if len(p.Notes) > 0 {
		total = f.notes(&b, total+4, p.Notes)
	}
	return document(int(sheet), total, p.Title, b.String())
}
