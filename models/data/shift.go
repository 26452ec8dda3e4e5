package data

import (
	"math"
	"math/rand/v2"

	"petri/models/spec"
	"petri/models/stream"
)

// noise is the standard deviation of the noise in noisy images.
const noise = 0.3 * 255

// shift changes every image in that way, in copies of its own. It is a
// *spec.FieldError if the images cannot be changed so.
//
// Test images come first: they have the same noise however many training
// examples there are, which then have it in their order.
func (s *Set) shift(way string, seed int) error {
	var change func(dst, image []uint8)
	switch way {
	case spec.Rotated:
		if s.Shape.H != s.Shape.W {
			return &spec.FieldError{Field: "shift", Message: "only square images can be rotated: choose another shift"}
		}
		change = func(dst, image []uint8) { rotate(dst, image, s.Shape.H) }
	case spec.Inverted:
		change = invert
	case spec.Noisy:
		rng := stream.New(seed, "noise")
		change = func(dst, image []uint8) { addNoise(dst, image, rng) }
	default:
		return nil
	}
	s.TestX = changed(s.TestX, s.Shape.Size(), change)
	s.TrainX = changed(s.TrainX, s.Shape.Size(), change)
	return nil
}

// changed returns the images x, of size values each, as change writes them.
func changed(x []uint8, size int, change func(dst, image []uint8)) []uint8 {
	y := make([]uint8, len(x))
	for at := 0; at < len(x); at += size {
		change(y[at:][:size], x[at:][:size])
	}
	return y
}

// rotate turns an image of n×n pixels, channel by channel, clockwise by a
// quarter: its left column becomes the top row, from the bottom up.
func rotate(dst, image []uint8, n int) {
	for at := 0; at < len(image); at += n * n {
		for y := range n {
			for x := range n {
				dst[at+y*n+x] = image[at+(n-1-x)*n+y]
			}
		}
	}
}

// invert exchanges dark and bright.
func invert(dst, image []uint8) {
	for i, v := range image {
		dst[i] = 255 - v
	}
}

// addNoise adds noise to every value, which stays a whole number in [0, 255].
func addNoise(dst, image []uint8, rng *rand.Rand) {
	for i, v := range image {
		noisy := float64(v) + float64(noise*rng.NormFloat64()) // rounded here, or some machines would fuse the two
		dst[i] = uint8(min(max(math.Round(noisy), 0), 255))
	}
}
