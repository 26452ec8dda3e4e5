//go:build !js

package site

import (
	"bytes"
	"encoding/binary"
	"errors"
	"testing"
)

// module is a program with a data section between two others.
func module(all ...segment) []byte {
	out := []byte("\x00asm\x01\x00\x00\x00\x05\x03\x01\x00\x10")
	body := encode(all)
	out = append(out, dataSection)
	out = binary.AppendUvarint(out, uint64(len(body)))
	return append(append(out, body...), 0, 3, 1, 'x', 'y')
}

// memory is what the segments of a program leave in it.
func memory(t *testing.T, program []byte) (held map[int]byte, segments int) {
	t.Helper()
	held = map[int]byte{}
	for rest := reader(program[8:]); len(rest) > 0; {
		id := rest[0]
		rest = rest[1:]
		body, err := rest.take()
		if err != nil {
			t.Fatal(err)
		}
		if id != dataSection {
			continue
		}
		all, err := body.segments()
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range all {
			for i, b := range s.bytes {
				if b != 0 {
					held[s.at+i] = b
				}
			}
		}
		segments = len(all)
	}
	return held, segments
}

func TestJoinSegments(t *testing.T) {
	program := module(
		segment{64, []byte("a")}, segment{65, []byte("touches")}, segment{100, []byte("near\x00by")}, segment{107 + joined, []byte("far")},
		segment{1 << 20, bytes.Repeat([]byte("long"), 100)}, segment{1 << 30, []byte("end")})
	out, err := joinSegments(program)
	if err != nil {
		t.Fatal(err)
	}
	before, _ := memory(t, program)
	after, segments := memory(t, out)
	if len(before) != len(after) || segments != 4 {
		t.Errorf("%d bytes in %d segments, want %d in 4", len(after), segments, len(before))
	}
	for at, b := range before {
		if after[at] != b {
			t.Errorf("at %d there is %q, want %q", at, after[at], b)
		}
	}
	if !bytes.HasPrefix(out, program[:13]) || !bytes.HasSuffix(out, program[len(program)-5:]) {
		t.Error("other sections have changed")
	}
}

func TestJoinSegments_refuses(t *testing.T) {
	whole := module(segment{64, []byte("a")})
	for _, program := range [][]byte{nil, []byte("<!doctype html>"), whole[:len(whole)-1], whole[:15]} {
		if _, err := joinSegments(program); !errors.Is(err, errWasm) {
			t.Errorf("%q: %v", program, err)
		}
	}
}

func FuzzJoinSegments(f *testing.F) {
	f.Add(module(segment{64, []byte("a")}, segment{90, []byte("b")}))
	f.Fuzz(func(t *testing.T, program []byte) {
		out, err := joinSegments(program)
		if err != nil {
			return
		}
		if again, err := joinSegments(out); err != nil || !bytes.Equal(again, out) {
			t.Errorf("joined once more it is another program: %v", err)
		}
	})
}
