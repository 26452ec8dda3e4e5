package main

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	_ "image/jpeg"
	_ "image/png"
	"path/filepath"

	"petri/models/stream"
)

const (
	// block is the side of what is held out or learned from as a whole, in pixels
	// of the finest crops. All crops are cut from a grid of such blocks that
	// begins in the upper left corner, so each lies in one block, whatever its
	// size and scale. They are whole blocks of JPEG too, which are 8 or 16 pixels
	// wide, so its compression has not mixed test and training either.
	block = 128

	// coarsest is how many pixels of the finest crops, across, make a pixel of the
	// coarsest ones. Those of 32 pixels have three scales then, those of 64 two.
	coarsest = 4

	// dull is the standard deviation, of 256 shades, below which a crop is left
	// out: it shows a piece of clear sky or of a wall, and little can be learned
	// from it, or be seen in it.
	dull = 12
)

// photos returns the reader of a set of crops of the photographs, size pixels
// wide and high. The class of a crop is its photograph.
func photos(size int) func(root string, _ []string) (train, test examples, err error) {
	return func(root string, _ []string) (train, test examples, err error) {
		for class, p := range photographs {
			m, err := p.decode(root)
			if err != nil {
				return train, test, err
			}
			for _, c := range crops(m, size, p.shrink) {
				half := &train
				if c.test {
					half = &test
				}
				half.x = append(half.x, c.x...)
				half.y = append(half.y, uint8(class))
			}
		}
		train.shuffle("photos/train")
		test.shuffle("photos/test")
		return train, test, nil
	}
}

// decode reads the photograph from the packages in root.
func (p photograph) decode(root string) (*image.RGBA, error) {
	b, err := verified(filepath.Join(root, p.file), p.sum)
	if err != nil {
		return nil, err
	}
	m, _, err := image.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(p.file), err)
	}
	rgba := image.NewRGBA(image.Rectangle{Max: m.Bounds().Size()})
	draw.Draw(rgba, rgba.Rect, m, m.Bounds().Min, draw.Src)
	return rgba, nil
}

// A crop is a square piece of a photograph.
type crop struct {
	at   image.Rectangle // the pixels of the photograph that it is made of
	x    []uint8         // 3·size·size values: all red, all green, all blue
	test bool
}

// crops cuts a photograph into squares that lie side by side, once for each
// scale: a pixel of theirs is shrink, 2·shrink or 4·shrink pixels wide.
func crops(m *image.RGBA, size, shrink int) []crop {
	var all []crop
	for f := shrink; f <= coarsest*shrink && f*size <= block*shrink; f *= 2 {
		side := f * size
		for y := 0; y+side <= m.Rect.Max.Y; y += side {
			for x := 0; x+side <= m.Rect.Max.X; x += side {
				at := image.Rect(x, y, x+side, y+side)
				if c := average(m, at, f); deviates(c, dull) {
					all = append(all, crop{at, c, heldOut(x/(block*shrink), y/(block*shrink))})
				}
			}
		}
	}
	return all
}

// heldOut chooses the blocks of the test: every eighth of a row, and in the next
// row three to the left of those, so that no two of them touch. This one of the
// eight ways to begin leaves at least 20 crops of 32 pixels, and 5 of 64, of each
// photograph to the test.
func heldOut(column, row int) bool { return (column+3*row)%8 == 0 }

// average makes a crop of the pixels in at, each the mean of f × f of them. It
// looks at no pixel outside, as a smoother filter would, and being made of
// integers it is the same on every machine.
func average(m *image.RGBA, at image.Rectangle, f int) []uint8 {
	size := at.Dx() / f
	plane := size * size
	out := make([]uint8, 3*plane)
	for i := range plane {
		first := m.PixOffset(at.Min.X+i%size*f, at.Min.Y+i/size*f)
		var sum [3]int
		for row := range f {
			for p := m.Pix[first+row*m.Stride:][:4*f]; len(p) > 0; p = p[4:] {
				for c := range sum {
					sum[c] += int(p[c])
				}
			}
		}
		for c, s := range sum {
			out[c*plane+i] = uint8((s + f*f/2) / (f * f))
		}
	}
	return out
}

// deviates reports whether the values of a crop have at least that standard
// deviation, that is, the root of the mean of the variances of its three channels.
func deviates(x []uint8, least int) bool {
	plane := len(x) / 3
	variance := 0 // the sum of the three, times plane²
	for ; len(x) > 0; x = x[plane:] {
		sum, squares := 0, 0
		for _, v := range x[:plane] {
			sum += int(v)
			squares += int(v) * int(v)
		}
		variance += plane*squares - sum*sum
	}
	return variance >= 3*plane*plane*least*least
}

// shuffle puts the examples into an order that the name alone decides, so that
// the first few of them are a fair sample.
func (e *examples) shuffle(name string) {
	size := len(e.x) / len(e.y)
	var x, y []uint8
	for _, from := range stream.New(1, name).Perm(len(e.y)) {
		x = append(x, e.x[from*size:][:size]...)
		y = append(y, e.y[from])
	}
	e.x, e.y = x, y
}
