package protocol

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"math"
)

// Floats is a big array: base64 of little-endian float32 in JSON.
type Floats []float32

// Bytes is a file: base64 in JSON.
type Bytes []byte

// Number is a float64 that survives JSON when it is not a number or infinite:
// it then stands as null, and comes back as not-a-number.
type Number float64

// MarshalJSON writes null where JSON has no word for the value.
func (n Number) MarshalJSON() ([]byte, error) {
	if f := float64(n); !math.IsNaN(f) && !math.IsInf(f, 0) {
		return json.Marshal(f)
	}
	return []byte("null"), nil
}

// UnmarshalJSON reads null as not-a-number.
func (n *Number) UnmarshalJSON(b []byte) error {
	*n = Number(math.NaN())
	if string(b) == "null" {
		return nil
	}
	return json.Unmarshal(b, (*float64)(n))
}

// A payload is a part of a message that can travel beside the JSON.
type payload interface {
	take() []byte // removes and returns it, little-endian
	put([]byte) error
}

// Split takes the big arrays out of a message, so that they can be
// transferred instead of written as JSON. Join puts them back in order.
func Split(message any) [][]byte {
	m, ok := message.(interface{ payloads() []payload })
	if !ok {
		return nil
	}
	var parts [][]byte
	for _, p := range m.payloads() {
		parts = append(parts, p.take())
	}
	return parts
}

// Join undoes Split on the decoded message.
func Join(message any, parts [][]byte) error {
	if len(parts) == 0 {
		return nil
	}
	m, ok := message.(interface{ payloads() []payload })
	if !ok || len(m.payloads()) != len(parts) {
		return errors.New("the message came with arrays that it has no place for")
	}
	for i, p := range m.payloads() {
		if err := p.put(parts[i]); err != nil {
			return err
		}
	}
	return nil
}

func (f *Floats) take() []byte {
	b := make([]byte, 0, 4*len(*f))
	for _, v := range *f {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
	}
	*f = nil
	return b
}

func (f *Floats) put(b []byte) error {
	if len(b)%4 != 0 {
		return errors.New("an array of float32 has a multiple of 4 bytes")
	}
	if *f = nil; len(b) == 0 {
		return nil
	}
	*f = make(Floats, len(b)/4)
	for i := range *f {
		(*f)[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return nil
}

// MarshalJSON writes base64.
func (f Floats) MarshalJSON() ([]byte, error) {
	copied := f
	return json.Marshal(copied.take())
}

// UnmarshalJSON reads base64.
func (f *Floats) UnmarshalJSON(b []byte) error {
	var raw []byte
	if err := json.Unmarshal(b, &raw); err != nil {
		var bad base64.CorruptInputError
		if errors.As(err, &bad) {
			return errors.New("an array is base64 of little-endian float32")
		}
		return err
	}
	return f.put(raw)
}

func (b *Bytes) take() []byte {
	taken := *b
	*b = nil
	return taken
}

func (b *Bytes) put(raw []byte) error {
	*b = raw
	return nil
}
