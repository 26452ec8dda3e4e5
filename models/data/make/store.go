package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"petri/models/data"
)

// examples are the training or the test half of a set: N images, N classes.
type examples struct{ x, y []uint8 }

// part returns the bytes of a stored part: its images, then its classes.
func (e examples) part(p data.Part) []byte {
	size := len(e.x) / len(e.y)
	var images, classes []byte
	for i := range p.Count {
		n := p.First + i*p.Step
		images = append(images, e.x[n*size:][:size]...)
		classes = append(classes, e.y[n])
	}
	return append(images, classes...)
}

func sum(b []byte) string {
	s := sha256.Sum256(b)
	return hex.EncodeToString(s[:])
}

// store writes b compressed. A file that already holds b stays as it is: another
// version of the compressor may write other bytes for the same data.
func store(path string, b []byte) error {
	if old, err := os.ReadFile(path); err == nil {
		if held, err := inflate(old); err == nil && bytes.Equal(held, b) {
			return nil
		}
	}
	z, err := deflate(b)
	if err != nil {
		return err
	}
	fmt.Println("writing", path, len(z))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, z, 0o644)
}

// deflate compresses b; the header bears no name and no time.
func deflate(b []byte) ([]byte, error) {
	var buf bytes.Buffer
	w, err := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(b); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

func inflate(z []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(z))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
