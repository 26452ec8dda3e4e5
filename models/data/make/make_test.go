//go:build !js

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"petri/models/data"
)

// Two images of 1 × 3 bytes in MNIST's form.
var twoImages = []byte{0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 10, 20, 30, 40, 50, 60}

func TestParseIDX(t *testing.T) {
	got, err := parseIDX(twoImages)
	if want := []byte{10, 20, 30, 40, 50, 60}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v (%v), want %v", got, err, want)
	}
	for want, b := range map[string][]byte{
		"no IDX file":                   []byte("<html>"),
		"header is cut short":           twoImages[:10],
		"more than the 5 bytes":         twoImages[:21],
		"promises 6 bytes, there are 7": append(slices.Clone(twoImages), 0),
		"more than the 4 bytes":         {0, 0, 8, 2, 255, 255, 255, 255, 255, 255, 255, 255, 1, 2, 3, 4},
	} {
		if _, err := parseIDX(b); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
	}
}

func FuzzParseIDX(f *testing.F) {
	f.Add(twoImages)
	f.Add(twoImages[:10])
	f.Fuzz(func(t *testing.T, b []byte) {
		if body, err := parseIDX(b); err == nil && !bytes.HasSuffix(b, body) {
			t.Error("the body is not the end of the file")
		}
	})
}

// 16 is white (255), 8 the grey next to 127.5, 1 the one next to 15.94.
func TestParseDigits(t *testing.T) {
	row := strings.Repeat("0,", 61) + "1,8,16,7\n"
	got, err := parseDigits([]byte(row + row))
	if err != nil || len(got.x) != 128 || !slices.Equal(got.x[60:64], []uint8{0, 16, 128, 255}) || !slices.Equal(got.y, []uint8{7, 7}) {
		t.Errorf("got %v (%v)", got, err)
	}
	for want, text := range map[string]string{
		"wrong number of fields": "1,2,3\n",
		`line 2: "17"`:           row + strings.Replace(row, "16", "17", 1),
		`line 1: "x"`:            strings.Replace(row, "8", "x", 1),
		`line 1: "10"`:           strings.Replace(row, "7", "10", 1),
	} {
		if _, err := parseDigits([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
	}
}

func FuzzParseDigits(f *testing.F) {
	f.Add([]byte(strings.Repeat("0,", 61) + "1,8,16,7\n"))
	f.Add([]byte("\"1\n,"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if e, err := parseDigits(b); err == nil && len(e.x) != 64*len(e.y) {
			t.Errorf("got %d values for %d classes", len(e.x), len(e.y))
		}
	})
}

func TestExamples_Part(t *testing.T) {
	e := examples{x: []uint8{0, 1, 10, 11, 20, 21, 30, 31}, y: []uint8{5, 6, 7, 8}}
	got := e.part(data.Part{First: 1, Step: 2, Count: 2})
	if want := []byte{10, 11, 30, 31, 6, 8}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestVerified(t *testing.T) {
	z, err := deflate([]byte("abc"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "abc.gz")
	if err := os.WriteFile(path, z, 0o644); err != nil {
		t.Fatal(err)
	}
	// The SHA-256 of "abc" is the first example of FIPS 180-2, appendix B.1.
	const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	if b, err := verified(path, abc); err != nil || string(b) != "abc" {
		t.Errorf("got %q (%v)", b, err)
	}
	if _, err := verified(path, strings.Repeat("0", 64)); err == nil || !strings.Contains(err.Error(), "abc.gz is not the file") {
		t.Errorf("a wrong checksum gives %v", err)
	}
}

// The same data always compress to the same bytes, and what is already stored
// right stays as it is, whatever compressor wrote it.
func TestStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "set", "part.gz")
	write := func(b string) []byte {
		if err := store(path, []byte(b)); err != nil {
			t.Fatal(err)
		}
		z, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return z
	}
	first := write("one")
	write("two")
	if again := write("one"); !bytes.Equal(first, again) {
		t.Error("the same data gave other bytes")
	}
	// An empty member in front is another valid gzip file of the same data.
	empty, err := deflate(nil)
	if err != nil {
		t.Fatal(err)
	}
	other := append(empty, first...)
	if err := os.WriteFile(path, other, 0o644); err != nil {
		t.Fatal(err)
	}
	if kept := write("one"); !bytes.Equal(kept, other) {
		t.Error("a right file was written again")
	}
}

// The repository carries at most 40 MB of data, and all that is meant to be
// committed is there.
func TestCommitted(t *testing.T) {
	var size int64
	for _, d := range data.All() {
		train, test := data.Parts(d)
		for _, p := range slices.Concat(train, test) {
			if !committed(p.Name) {
				continue
			}
			info, err := os.Stat(filepath.Join("../../..", root, p.Name+".gz"))
			if err != nil {
				t.Fatal(err)
			}
			size += info.Size()
		}
	}
	if size > 40e6 {
		t.Errorf("%d bytes are committed", size)
	}
}
