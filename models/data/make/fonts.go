package main

import (
	"fmt"
	"image"
	"image/draw"
	"math"
	"math/rand/v2"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gobolditalic"
	"golang.org/x/image/font/gofont/goitalic"
	"golang.org/x/image/font/gofont/gomedium"
	"golang.org/x/image/font/gofont/gomediumitalic"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/gomonobold"
	"golang.org/x/image/font/gofont/gomonobolditalic"
	"golang.org/x/image/font/gofont/gomonoitalic"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"petri/models/stream"
)

// Which faces are learned from and which are the test. Small capitals are left
// out: their digits are those of the regular and the italic face.
var (
	trainFaces = [][]byte{goregular.TTF, gomedium.TTF, gobold.TTF, goitalic.TTF, gomono.TTF, gomonobold.TTF}
	testFaces  = [][]byte{gomediumitalic.TTF, gobolditalic.TTF, gomonoitalic.TTF, gomonobolditalic.TTF}
)

// printedSide is the width and height of a printed digit's picture in pixels.
const printedSide = 28

// fonts draws the printed digits: of each class as many.
func fonts(string, []string) (train, test examples, err error) {
	if train, err = printed(trainFaces, 4_000, "fonts/train"); err != nil {
		return train, test, err
	}
	test, err = printed(testFaces, 1_000, "fonts/test")
	return train, test, err
}

// printed draws so many digits, each in a face that the stream of the name draws.
func printed(faces [][]byte, count int, name string) (e examples, err error) {
	rng := stream.New(1, name)
	outlines := make([][10]sfnt.Segments, len(faces))
	for i, ttf := range faces {
		if outlines[i], err = digitsOf(ttf); err != nil {
			return e, err
		}
	}
	for n := range count {
		class := n % 10
		e.x = append(e.x, print(outlines[rng.IntN(len(faces))][class], draws(rng))...)
		e.y = append(e.y, uint8(class))
	}
	e.shuffle(name)
	return e, nil
}

// digitsOf returns the outlines of a font's digits, whose y points down.
func digitsOf(ttf []byte) (outlines [10]sfnt.Segments, err error) {
	font, err := sfnt.Parse(ttf)
	if err != nil {
		return outlines, err
	}
	for digit := range outlines {
		var b sfnt.Buffer // which the segments lie in
		glyph, err := font.GlyphIndex(&b, '0'+rune(digit))
		if err == nil && glyph == 0 {
			err = fmt.Errorf("a font without the digit %d", digit)
		}
		if err != nil {
			return outlines, err
		}
		if outlines[digit], err = font.LoadGlyph(&b, glyph, fixed.I(256), nil); err != nil {
			return outlines, err
		}
	}
	return outlines, nil
}

// A pose is how a digit is put onto its picture.
type pose struct {
	height float64 // in pixels, before it is turned
	x, y   float64 // of its middle, in pixels
	turn   float64 // clockwise, in radians
	slant  float64 // pixels to the right for each one up
}

// draws draws a pose: as high as the digits of MNIST, which fit 20 pixels, and a
// little off the middle and the upright.
func draws(rng *rand.Rand) pose {
	evenly := func(low, high float64) float64 { return low + float64((high-low)*rng.Float64()) }
	const middle = printedSide / 2.
	return pose{height: evenly(15, 20), x: middle + evenly(-2, 2), y: middle + evenly(-2, 2), turn: evenly(-.14, .14), slant: evenly(-.12, .12)}
}

// print draws an outline, white on black. Products are rounded before they are
// added, so that no machine fuses the two.
func print(outline sfnt.Segments, p pose) []uint8 {
	box := outline.Bounds()
	scale := p.height / float64(box.Max.Y-box.Min.Y)
	middleX, middleY := float64(box.Min.X+box.Max.X)/2, float64(box.Min.Y+box.Max.Y)/2
	sin, cos := math.Sincos(p.turn)
	at := func(q fixed.Point26_6) (x, y float32) {
		down := float64(scale * (float64(q.Y) - middleY))
		right := float64(scale*(float64(q.X)-middleX)) - float64(p.slant*down)
		return float32(p.x + float64(cos*right) - float64(sin*down)), float32(p.y + float64(sin*right) + float64(cos*down))
	}
	r := vector.NewRasterizer(printedSide, printedSide)
	r.DrawOp = draw.Src
	for _, s := range outline {
		x, y := at(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			r.ClosePath()
			r.MoveTo(x, y)
		case sfnt.SegmentOpLineTo:
			r.LineTo(x, y)
		case sfnt.SegmentOpQuadTo:
			endX, endY := at(s.Args[1])
			r.QuadTo(x, y, endX, endY)
		default:
			panic("a TrueType outline with cubic curves")
		}
	}
	r.ClosePath()
	m := image.NewAlpha(image.Rect(0, 0, printedSide, printedSide))
	r.Draw(m, m.Rect, image.Opaque, image.Point{})
	return m.Pix
}
