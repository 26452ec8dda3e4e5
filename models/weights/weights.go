// Package weights reads and writes tensors as safetensors files, which Python
// reads with safetensors.numpy.load_file or safetensors.torch.load_file.
//
// A file is the length of its header as 8 little-endian bytes, the header as
// JSON, padded with spaces to a multiple of 8 bytes, and then the values of the
// tensors one after the other, little-endian, each in row-major order:
//
//	{"__metadata__":{"config":"…"},"w1":{"dtype":"F32","shape":[784,200],"data_offsets":[0,627200]}, …}
//
// Offsets count from the end of the header. Why a codec of our own: the order
// of the tensors is the order in which the optimiser holds them, and the Go
// library for the format sorts them by name.
package weights

import "math"

// A File is what one safetensors file holds.
type File struct {
	Meta    map[string]string // free text by key, such as the config of the run
	Tensors []Tensor          // in the order of their values in the file
}

// A Tensor is a named array of float32 values in row-major order. The product
// of Shape is len(Data); a scalar has an empty Shape and one value.
type Tensor struct {
	Name  string
	Shape []int
	Data  []float32
	Half  bool // the file has them as float16, to the nearest
}

// dtype is the format's name for what the file has of each value, in so many bytes.
func (t Tensor) dtype() (name string, bytes int) {
	if t.Half {
		return f16, 2
	}
	return f32, 4
}

const f32, f16 = "F32", "F16"

// metaKey is the header's entry for File.Meta, and so no name for a tensor.
const metaKey = "__metadata__"

// An entry describes one tensor in the header.
type entry struct {
	DType   string `json:"dtype"`
	Shape   []int  `json:"shape"`
	Offsets []int  `json:"data_offsets"` // of the first byte and of the byte after the last
}

// count returns how many values a tensor of that shape has, if there can be so
// many.
func count(shape []int) (n int, ok bool) {
	n = 1
	for _, d := range shape {
		if d < 0 || d > 0 && n > math.MaxInt32/d {
			return 0, false
		}
		n *= d
	}
	return n, true
}
