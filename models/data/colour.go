package data

import "petri/models/spec"

// Encode turns colour images into what is stored of them, in place: the
// differences to what their neighbours let one expect. These are mostly small,
// which makes the compressed files a third smaller. Images of one channel are
// stored as they are.
//
// First each value becomes its difference to what is expected; then each of
// these, but in the first channel, its difference to that of the channel before,
// for edges are in all channels alike. All is modulo 256, so decode gets back every bit.
func Encode(images []uint8, s spec.Shape) {
	if s.C == 1 {
		return
	}
	plane := s.H * s.W
	for image := images; len(image) > 0; image = image[s.Size():] {
		for first := 0; first < s.Size(); first += plane {
			encodePlane(image[first:][:plane], s.W)
		}
		for i := s.Size() - 1; i >= plane; i-- {
			image[i] -= image[i-plane]
		}
	}
}

// decode undoes Encode.
func decode(images []uint8, s spec.Shape) {
	if s.C == 1 {
		return
	}
	plane := s.H * s.W
	for image := images; len(image) > 0; image = image[s.Size():] {
		for i := plane; i < s.Size(); i++ {
			image[i] += image[i-plane]
		}
		for first := 0; first < s.Size(); first += plane {
			decodePlane(image[first:][:plane], s.W)
		}
	}
}

// encodePlane goes backwards, for what is expected follows from what came before.
func encodePlane(values []uint8, width int) {
	for y := len(values) - width; y > 0; y -= width {
		up, row := values[y-width:y], values[y:y+width]
		for x := width - 1; x > 0; x-- {
			row[x] -= expected(row[x-1], up[x], up[x-1])
		}
		row[0] -= up[0]
	}
	for x := width - 1; x > 0; x-- {
		values[x] -= values[x-1]
	}
}

func decodePlane(values []uint8, width int) {
	for x := 1; x < width; x++ {
		values[x] += values[x-1]
	}
	for y := width; y < len(values); y += width {
		up, row := values[y-width:y], values[y:y+width]
		row[0] += up[0]
		for x := 1; x < width; x++ {
			row[x] += expected(row[x-1], up[x], up[x-1])
		}
	}
}

// expected is the predictor of JPEG-LS (Weinberger, Seroussi and Sapiro 2000,
// doi:10.1109/83.855427): the median of left, up, and left + up − corner, which
// is what is between them. It goes on in a plane, and along an edge.
func expected(left, up, corner uint8) uint8 {
	l, u := int(left), int(up)
	return uint8(max(min(l, u), min(max(l, u), l+u-int(corner))))
}
