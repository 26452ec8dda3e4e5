package weights

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/x448/float16"
)

// headerAtMost is the format's own limit, in bytes. Nearly any other file
// begins with 8 bytes that are a larger number.
const headerAtMost = 100_000_000

// Read decodes a safetensors file whose tensors are all float32 or float16. Whatever b
// is, Read takes no more memory than in proportion to it; what is not such a
// file is an error that says why.
func Read(b []byte) (File, error) {
	if len(b) < 8 {
		return File{}, errors.New("this is no safetensors file: it is shorter than 8 bytes")
	}
	n, body := binary.LittleEndian.Uint64(b), b[8:]
	if n > headerAtMost || len(body) > 0 && body[0] != '{' {
		return File{}, errors.New("this is no safetensors file: it does not begin like one")
	}
	if n > uint64(len(body)) {
		return File{}, fmt.Errorf("the file is cut short: its header has %d bytes, of which %d are there", n, len(body))
	}
	meta, entries, err := parse(body[:n])
	if err != nil {
		return File{}, fmt.Errorf("the header cannot be read: %w", err)
	}
	tensors, err := decode(entries, body[n:])
	return File{Meta: meta, Tensors: tensors}, err
}

// A named entry is one tensor of the header.
type named struct {
	name string
	entry
}

// parse reads the header token by token, because a map would lose the order
// of its members and hide that two have one name.
func parse(header []byte) (meta map[string]string, entries []named, err error) {
	if !utf8.Valid(header) {
		return nil, nil, errors.New("it is not UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(header))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, nil, errors.New("it is not a JSON object")
	}
	seen := map[string]bool{}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, nil, err
		}
		e := named{name: key.(string)} // a member of an object begins with a string
		if seen[e.name] {
			return nil, nil, fmt.Errorf("%q is there twice", e.name)
		}
		seen[e.name] = true
		if e.name == metaKey {
			err = d.Decode(&meta)
		} else {
			err = d.Decode(&e.entry)
			entries = append(entries, e)
		}
		if err != nil {
			return nil, nil, fmt.Errorf("%q: %w", e.name, err)
		}
	}
	if _, err := d.Token(); err != nil { // the closing brace
		return nil, nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, nil, errors.New("something follows the JSON object")
	}
	return meta, entries, nil
}

// decode cuts values into the tensors of entries, in the order of their
// offsets. They have to fill values without a gap or an overlap.
func decode(entries []named, values []byte) ([]Tensor, error) {
	for _, e := range entries {
		if e.DType != f32 && e.DType != f16 {
			return nil, fmt.Errorf("%s holds values of type %q; only F32 and F16 can be read", e.name, e.DType)
		}
		_, bytes := Tensor{Half: e.DType == f16}.dtype()
		if n, ok := count(e.Shape); !ok || len(e.Offsets) != 2 || e.Offsets[1]-e.Offsets[0] != bytes*n {
			return nil, fmt.Errorf("the shape %v of %s does not fit its offsets %v", e.Shape, e.name, e.Offsets)
		}
	}
	order := make([]int, len(entries)) // of places, as other sorts in the page's program are
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return slices.Compare(entries[i].Offsets, entries[j].Offsets) })
	var tensors []Tensor
	end := 0
	for _, i := range order {
		e := entries[i]
		if e.Offsets[0] != end {
			return nil, fmt.Errorf("%s has bytes %d to %d, which leave a gap or overlap others", e.name, e.Offsets[0], e.Offsets[1])
		}
		if e.Offsets[1] > len(values) {
			return nil, fmt.Errorf("the file is cut short: %s ends at byte %d of the values, and there are %d", e.name, e.Offsets[1], len(values))
		}
		end = e.Offsets[1]
		half := e.DType == f16
		tensors = append(tensors, Tensor{e.name, e.Shape, floats(values[e.Offsets[0]:end], half), half})
	}
	if end != len(values) {
		return nil, fmt.Errorf("%d bytes follow the last tensor", len(values)-end)
	}
	return tensors, nil
}

func floats(b []byte, half bool) []float32 {
	if half {
		data := make([]float32, len(b)/2)
		for i := range data {
			data[i] = float16.Frombits(binary.LittleEndian.Uint16(b[2*i:])).Float32()
		}
		return data
	}
	data := make([]float32, len(b)/4)
	for i := range data {
		data[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return data
}
