package weights

import (
	"bytes"
	"encoding/binary"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
)

// same tells whether two files hold the same, bit for bit.
func same(a, b File) bool {
	return maps.Equal(a.Meta, b.Meta) && slices.EqualFunc(a.Tensors, b.Tensors, func(s, t Tensor) bool {
		return s.Name == t.Name && s.Half == t.Half && slices.Equal(s.Shape, t.Shape) &&
			slices.EqualFunc(s.Data, t.Data, func(x, y float32) bool { return math.Float32bits(x) == math.Float32bits(y) })
	})
}

// file puts a safetensors file together from its header and values.
func file(header string, values ...byte) []byte {
	b := binary.LittleEndian.AppendUint64(nil, uint64(len(header)))
	return append(append(b, header...), values...)
}

// The layout of the format's specification, byte by byte:
// 1 is 0x3f800000, -2 is 0xc0000000.
func TestWrite_Bytes(t *testing.T) {
	got, err := Write(File{
		Meta:    map[string]string{"seed": "7"},
		Tensors: []Tensor{{"b", []int{2}, []float32{1, -2}, false}, {"a", nil, []float32{0}, false}},
	})
	if err != nil {
		t.Fatal(err)
	}
	const header = `{"__metadata__":{"seed":"7"},` +
		`"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},` +
		`"a":{"dtype":"F32","shape":[],"data_offsets":[8,12]}}`
	padded := header + strings.Repeat(" ", -len(header)&7)
	want := file(padded, 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0, 0, 0, 0, 0)
	if !bytes.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestReadWrite_RoundTrip(t *testing.T) {
	nan := math.Float32frombits(0x7fc00123)
	for name, f := range map[string]File{
		"nothing":         {},
		"texts alone":     {Meta: map[string]string{"config": `{"v":1}`, "größe": "<&>\u2028"}},
		"order is kept":   {Tensors: []Tensor{{"z", []int{1, 2}, []float32{1, 2}, false}, {"a", []int{1}, []float32{3}, false}, {"m", []int{1}, []float32{4}, false}}},
		"empty tensors":   {Tensors: []Tensor{{"z", []int{0, 3}, nil, false}, {"a", []int{1}, []float32{1}, false}, {"m", []int{0}, nil, false}}},
		"half as long":    {Tensors: []Tensor{{"h", []int{4}, []float32{1, -2.5, 65504, float32(math.Inf(1))}, true}, {"w", []int{1}, []float32{.1}, false}}},
		"unusual numbers": {Tensors: []Tensor{{"w", []int{5}, []float32{nan, float32(math.Inf(-1)), float32(math.Copysign(0, -1)), 1e-45, math.MaxFloat32}, false}}},
	} {
		t.Run(name, func(t *testing.T) {
			b, err := Write(f)
			if err != nil {
				t.Fatal(err)
			}
			got, err := Read(b)
			if err != nil {
				t.Fatal(err)
			}
			if !same(got, f) {
				t.Errorf("got %v, want %v", got, f)
			}
		})
	}
}

// Other programs may write the header in any order and without padding.
func TestRead_SortsByOffset(t *testing.T) {
	f, err := Read(file(`{"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}`,
		0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0))
	if err != nil {
		t.Fatal(err)
	}
	want := File{Tensors: []Tensor{{"a", []int{1}, []float32{1}, false}, {"b", []int{1}, []float32{-2}, false}}}
	if !same(f, want) {
		t.Errorf("got %v, want %v", f, want)
	}
}

func TestWrite_Errors(t *testing.T) {
	for want, f := range map[string]File{
		"does not fit its 3 values": {Tensors: []Tensor{{"w", []int{2, 2}, make([]float32, 3), false}}},
		"does not fit its 1 values": {Tensors: []Tensor{{"w", []int{-1, -1}, make([]float32, 1), false}}},
		`name "w" is taken`:         {Tensors: []Tensor{{"w", []int{0}, nil, false}, {"w", []int{0}, nil, false}}},
		`name "__metadata__"`:       {Tensors: []Tensor{{"__metadata__", []int{0}, nil, false}}},
		`name "\xff"`:               {Tensors: []Tensor{{"\xff", []int{0}, nil, false}}},
		`text of "note" is not`:     {Meta: map[string]string{"note": "\xff"}},
	} {
		if _, err := Write(f); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got error %v, want one with %q", err, want)
		}
	}
}

// malformed holds files that Read refuses, by what it says of them.
var malformed = map[string][]byte{
	"shorter than 8 bytes":    []byte("{}"),
	"header has 99 bytes":     append([]byte{99, 0, 0, 0, 0, 0, 0, 0}, "{}"...),
	"does not begin like one": append(bytes.Repeat([]byte{255}, 8), "{}"...),
	"not UTF-8":               file("{\"\xff\":1}"),
	"begin like one":          file("[]"),
	"not a JSON object":       file(""),
	"EOF":                     file(`{"w":{"dtype":"F32","shape":[],"data_offsets":[0,0]}`),
	"follows the JSON object": file("{} {}"),
	`"w" is there twice`:      file(`{"w":{},"w":{}}`),
	`"w": json`:               file(`{"w":{"shape":"two"}}`),
	`"__metadata__": json`:    file(`{"__metadata__":{"epoch":3}}`),
	"offsets [0 4]":           file(`{"w":{"dtype":"F16","shape":[1],"data_offsets":[0,4]}}`, 0, 0, 0, 0),
	`type "BF16"`:             file(`{"w":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}`, 0, 0, 0, 0),
	"offsets [0 8]":           file(`{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}`, 0, 0, 0, 0, 0, 0, 0, 0),
	"offsets [0]":             file(`{"w":{"dtype":"F32","shape":[0],"data_offsets":[0]}}`),
	"shape [65536 65536]":     file(`{"w":{"dtype":"F32","shape":[65536,65536],"data_offsets":[0,4]}}`, 0, 0, 0, 0),
	"shape [-1]":              file(`{"w":{"dtype":"F32","shape":[-1],"data_offsets":[4,0]}}`, 0, 0, 0, 0),
	"leave a gap":             file(`{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}`, 0, 0, 0, 0, 0, 0, 0, 0),
	"and there are 2":         file(`{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}`, 0, 0),
	"overlap":                 file(`{"v":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}`, 0, 0, 0, 0),
	"1 bytes follow":          file(`{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}`, 0, 0, 0, 0, 0),
}

func TestRead_Errors(t *testing.T) {
	for want, b := range malformed {
		if _, err := Read(b); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got error %v, want one with %q", err, want)
		}
	}
}

// Whatever Read accepts, Write writes and Read reads again the same.
func FuzzRead(f *testing.F) {
	for _, b := range malformed {
		f.Add(b)
	}
	whole, err := Write(File{Meta: map[string]string{"seed": "7"}, Tensors: []Tensor{{"b", []int{2}, []float32{1, -2}, false}, {"a", []int{0}, nil, false}}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Fuzz(func(t *testing.T, b []byte) {
		first, err := Read(b)
		if err != nil {
			return
		}
		written, err := Write(first)
		if err != nil {
			t.Fatalf("read but not written: %v", err)
		}
		if again, err := Read(written); err != nil || !same(first, again) {
			t.Errorf("got %v (%v), want %v", again, err, first)
		}
	})
}
