//go:build !js

package site

import (
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/andybalholm/brotli"
)

// compressible are the kinds of files that get smaller by a good deal.
var compressible = map[string]bool{
	".css": true, ".html": true, ".js": true, ".json": true, ".svg": true, ".wasm": true, ".webmanifest": true,
}

// compressTree writes the compressed forms of the files in dir that have none
// yet: write removes those that are out of date.
func compressTree(dir string) error {
	var tasks sync.WaitGroup
	var first error
	var once sync.Once
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && len(d.Name()) > 1 && d.Name()[0] == '.' {
			return fs.SkipDir
		}
		if d.IsDir() || !compressible[filepath.Ext(name)] {
			return nil
		}
		for _, e := range encodings {
			if _, err := os.Stat(name + e.ext); err == nil {
				continue
			}
			tasks.Go(func() {
				if err := compressFile(name, e.name, e.ext); err != nil {
					once.Do(func() { first = err })
				}
			})
		}
		return nil
	})
	tasks.Wait()
	if err != nil {
		return err
	}
	return first
}

func compressFile(name, encoding, ext string) error {
	content, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	small, err := compress(content, encoding)
	if err != nil {
		return err
	}
	return writeFile(name+ext, small)
}

// compress packs as tightly as the encoding can, slow as that is.
func compress(content []byte, encoding string) ([]byte, error) {
	var small bytes.Buffer
	var w io.WriteCloser
	if encoding == "br" {
		w = brotli.NewWriterOptions(&small, brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: 24})
	} else {
		var err error
		if w, err = gzip.NewWriterLevel(&small, gzip.BestCompression); err != nil {
			return nil, err
		}
	}
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return small.Bytes(), nil
}
