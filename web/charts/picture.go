package charts

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"slices"

	"golang.org/x/image/bmp"

	"petri/models/spec"
)

// Picture encodes an example, C×H×W values in [0,1], as a data address.
// One channel is drawn as ink on paper, three as red, green and blue.
func Picture(values []float32, s spec.Shape) string {
	return encode(s, func(i int) color.NRGBA { return pixel(values, s, i) })
}

// pixel is the colour of pixel i of an example.
func pixel(values []float32, s spec.Shape, i int) color.NRGBA {
	if plane := s.H * s.W; s.C == 3 {
		return color.NRGBA{level(values[i]), level(values[plane+i]), level(values[2*plane+i]), 255}
	}
	v := 255 - level(values[i])
	return color.NRGBA{v, v, v, 255}
}

// Signed encodes weights, C×H×W values of which the first channel is drawn,
// as a data address: blue is positive, orange negative, white zero, and
// the strongest colour is limit or more.
func Signed(values []float32, s spec.Shape, limit float32) string {
	return encode(s, func(i int) color.NRGBA {
		v := values[i] / limit
		if v >= 0 {
			return mix(color.NRGBA{0, 78, 140, 255}, v)
		}
		return mix(color.NRGBA{178, 72, 0, 255}, -v)
	})
}

// Limit is the absolute value that 1 in 100 exceeds, for a few large ones would
// leave all the others white. It is never 0.
func Limit(values []float32) float32 {
	if len(values) == 0 {
		return 1
	}
	sizes := make([]float32, len(values))
	for i, v := range values {
		sizes[i] = max(v, -v)
	}
	slices.Sort(sizes)
	return max(1e-9, sizes[(len(sizes)-1)*99/100])
}

// mix goes from white at 0 to c at 1.
func mix(c color.NRGBA, part float32) color.NRGBA {
	blend := func(x uint8) uint8 { return uint8(255 - min(part, 1)*float32(255-x)) }
	return color.NRGBA{blend(c.R), blend(c.G), blend(c.B), 255}
}

func level(v float32) uint8 { return uint8(255*min(max(v, 0), 1) + 0.5) }

// encode writes a bitmap: pictures this small gain nothing from PNG, whose
// compressor would be a tenth of the page's own code.
func encode(s spec.Shape, at func(i int) color.NRGBA) string {
	m := image.NewNRGBA(image.Rect(0, 0, s.W, s.H))
	for i := range s.H * s.W {
		m.SetNRGBA(i%s.W, i/s.W, at(i))
	}
	var b bytes.Buffer
	if err := bmp.Encode(&b, m); err != nil { // only a failing writer fails
		panic(err)
	}
	return "data:image/bmp;base64," + base64.StdEncoding.EncodeToString(b.Bytes())
}
