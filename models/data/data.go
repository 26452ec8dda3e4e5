package data

import (
	"petri/models/registry"
	"petri/models/spec"
)

// A Set holds the loaded examples of a data set: N images of Shape.C × Shape.H ×
// Shape.W bytes each, where 0 is black and 255 is white, and their N classes.
type Set struct {
	spec.DataInfo
	TrainX, TestX []uint8 // N·C·H·W values in [0, 255]
	TrainY, TestY []uint8 // N classes in [0, len(Classes))
	Order         []int   // value j of an example is value Order[j] of its image; nil is as it lies
}

var sets = registry.New[spec.DataInfo]("data set")

// Register adds a data set. It panics on a name that is taken or no word of a link.
func Register(d spec.DataInfo) { sets.Add(d.Name, d) }

// All lists the data sets, sorted by name.
func All() []spec.DataInfo { return sets.All() }

// Fill writes the images of pixels whose numbers are in index into dst, one
// after the other, the values of each in that order, scaled to [0, 1]. An
// image has size values; dst has len(index)·size.
func Fill[F float32 | float64](dst []F, pixels []uint8, index, order []int, size int) {
	if len(dst) != len(index)*size {
		panic("data: Fill: dst does not hold one image for each index")
	}
	// 256 divisions a batch instead of one for each value.
	var scaled [256]F
	for v := range scaled {
		scaled[v] = F(v) / 255
	}
	for i, example := range index {
		out, image := dst[i*size:][:size], pixels[example*size:][:size]
		if order == nil {
			for j, v := range image {
				out[j] = scaled[v]
			}
		}
		for j, from := range order {
			out[j] = scaled[image[from]]
		}
	}
}

// Tokens appends the tokens of the texts whose numbers are in index to dst, one text
// after the other. A text has size values, two a token.
func Tokens(dst []int32, values []uint8, index []int, size int) []int32 {
	for _, example := range index {
		low, high := values[example*size:][:size/2], values[example*size+size/2:][:size/2]
		for i, v := range low {
			dst = append(dst, int32(v)|int32(high[i])<<8)
		}
	}
	return dst
}
