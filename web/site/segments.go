//go:build !js

package site

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// The linker cuts a program's data at every run of zeros, which leaves some 70,000
// segments with a header of about 8 bytes each. Zeros compress to nearly nothing, and
// headers do not: joined segments take 7% off a compressed program.

// joined is the gap up to which two segments become one, in bytes.
const joined = 256

const dataSection = 11

var errWasm = errors.New("this is no WebAssembly program that the linker has written")

// A segment is data that a program puts into its memory at its start.
type segment struct {
	at    int
	bytes []byte
}

// joinSegments returns the program with neighbours in its data section joined, and all
// else as it was.
func joinSegments(program []byte) ([]byte, error) {
	if len(program) < 8 || string(program[:4]) != "\x00asm" {
		return nil, errWasm
	}
	out := append([]byte(nil), program[:8]...)
	for rest := reader(program[8:]); len(rest) > 0; {
		id, body := rest[0], reader(nil)
		rest = rest[1:]
		var err error
		if body, err = rest.take(); err != nil {
			return nil, err
		}
		if id == dataSection {
			segments, err := body.segments()
			if err != nil {
				return nil, err
			}
			body = encode(join(segments))
		}
		out = append(out, id)
		out = binary.AppendUvarint(out, uint64(len(body)))
		out = append(out, body...)
	}
	return out, nil
}

// join puts zeros between segments that are close to each other.
func join(all []segment) []segment {
	var out []segment
	for _, s := range all {
		if n := len(out); n > 0 {
			last := &out[n-1]
			if gap := s.at - last.at - len(last.bytes); gap >= 0 && gap < joined {
				last.bytes = append(append(last.bytes, make([]byte, gap)...), s.bytes...)
				continue
			}
		}
		out = append(out, segment{s.at, append([]byte(nil), s.bytes...)})
	}
	return out
}

// encode writes the body of a data section. Each segment has its place as a constant.
func encode(all []segment) []byte {
	out := binary.AppendUvarint(nil, uint64(len(all)))
	for _, s := range all {
		out = append(out, 0, opConst)
		out = appendSigned(out, int64(s.at))
		out = append(out, opEnd)
		out = binary.AppendUvarint(out, uint64(len(s.bytes)))
		out = append(out, s.bytes...)
	}
	return out
}

const (
	opConst = 0x41 // i32.const
	opEnd   = 0x0b
)

// A reader is what is left of a program.
type reader []byte

// segments reads the body of a data section.
func (r reader) segments() ([]segment, error) {
	count, err := r.number()
	if err != nil {
		return nil, err
	}
	var all []segment
	for range count {
		if len(r) < 2 || r[0] != 0 || r[1] != opConst {
			return nil, fmt.Errorf("%w: a segment is not at a constant place of the memory", errWasm)
		}
		r = r[2:]
		at, err := r.signed()
		if err != nil {
			return nil, err
		}
		if len(r) == 0 || r[0] != opEnd || at < 0 {
			return nil, errWasm
		}
		r = r[1:]
		bytes, err := r.take()
		if err != nil {
			return nil, err
		}
		all = append(all, segment{int(at), bytes})
	}
	if len(r) > 0 {
		return nil, errWasm
	}
	return all, nil
}

// number reads an unsigned LEB128 number.
func (r *reader) number() (uint64, error) {
	n, size := binary.Uvarint(*r)
	if size <= 0 {
		return 0, errWasm
	}
	*r = (*r)[size:]
	return n, nil
}

// take reads bytes with their count before them.
func (r *reader) take() (reader, error) {
	n, err := r.number()
	if err != nil || n > uint64(len(*r)) {
		return nil, errWasm
	}
	bytes := (*r)[:n]
	*r = (*r)[n:]
	return bytes, nil
}

// signed reads a signed LEB128 number.
func (r *reader) signed() (n int64, err error) {
	for i, b := range *r {
		if i == 5 {
			break // more than 32 bits
		}
		n |= int64(b&0x7f) << (7 * i)
		if b < 0x80 {
			if b&0x40 != 0 {
				n -= 1 << (7 * (i + 1))
			}
			*r = (*r)[i+1:]
			return n, nil
		}
	}
	return 0, errWasm
}

// appendSigned writes a signed LEB128 number.
func appendSigned(to []byte, n int64) []byte {
	for n < -64 || n > 63 {
		to = append(to, byte(n&0x7f)|0x80)
		n >>= 7
	}
	return append(to, byte(n&0x7f))
}
