package weights

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"unicode/utf8"

	"github.com/x448/float16"
)

// Write returns f as a safetensors file; the same f gives the same bytes. It
// is an error if two tensors share a name, if a name or a text is not UTF-8,
// or if a shape does not fit its data.
func Write(f File) ([]byte, error) {
	if err := check(f); err != nil {
		return nil, err
	}
	b := header(f)
	for _, t := range f.Tensors {
		for _, v := range t.Data {
			if t.Half {
				b = binary.LittleEndian.AppendUint16(b, float16.Fromfloat32(v).Bits())
			} else {
				b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
			}
		}
	}
	return b, nil
}

func check(f File) error {
	for key, text := range f.Meta {
		if !utf8.ValidString(key) || !utf8.ValidString(text) {
			return fmt.Errorf("weights: the text of %q is not UTF-8", key)
		}
	}
	seen := map[string]bool{metaKey: true}
	for _, t := range f.Tensors {
		if seen[t.Name] || !utf8.ValidString(t.Name) {
			return fmt.Errorf("weights: the name %q is taken or not UTF-8", t.Name)
		}
		seen[t.Name] = true
		if n, ok := count(t.Shape); !ok || n != len(t.Data) {
			return fmt.Errorf("weights: the shape %v of %s does not fit its %d values", t.Shape, t.Name, len(t.Data))
		}
	}
	return nil
}

// header returns everything before the values. The JSON is put together entry
// by entry to keep the order of the tensors.
func header(f File) []byte {
	b := append(make([]byte, 8), '{')
	add := func(key string, value any) {
		if len(b) > 9 {
			b = append(b, ',')
		}
		b = append(append(append(b, encode(key)...), ':'), encode(value)...)
	}
	if len(f.Meta) > 0 {
		add(metaKey, f.Meta)
	}
	end := 0
	for _, t := range f.Tensors {
		begin := end
		dtype, bytes := t.dtype()
		end += bytes * len(t.Data)
		shape := append([]int{}, t.Shape...) // a nil Shape is [], not null
		add(t.Name, entry{dtype, shape, []int{begin, end}})
	}
	b = append(b, '}')
	for len(b)%8 != 0 {
		b = append(b, ' ')
	}
	binary.LittleEndian.PutUint64(b, uint64(len(b)-8))
	return b
}

func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil { // strings and whole numbers always encode
		panic("weights: " + err.Error())
	}
	return b
}
