//go:build !js

package site

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"sync"

	"github.com/andybalholm/brotli"
)

// compressible are the kinds of files that get smaller by a good deal.
var compressible = map[string]bool{
	".css": true, ".html": true, ".js": true, ".json": true, ".mjs": true, ".svg": true, ".wasm": true, ".webmanifest": true,
}

// compress writes to dir the compressed forms of these files that are not there
// yet: write removes those that are out of date.
func (f files) compress(dir string) error {
	var tasks sync.WaitGroup
	failed := make(chan error, len(f)*len(encodings))
	for name, content := range f {
		for _, e := range encodings {
			to := filepath.Join(dir, filepath.FromSlash(name)) + e.ext
			if _, err := os.Stat(to); err == nil || !compressible[path.Ext(name)] {
				continue
			}
			tasks.Go(func() {
				small, err := compress(content, e.name)
				if err == nil {
					err = writeFile(to, small)
				}
				failed <- err
			})
		}
	}
	tasks.Wait()
	close(failed)
	var errs []error
	for err := range failed {
		errs = append(errs, err)
	}
	return errors.Join(errs...)
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
