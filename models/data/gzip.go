package data

import (
	"compress/gzip"
	"errors"
	"io/fs"
	"strings"
)

// Site serves what workers read of a site's files: data sets by the names of their
// parts, and the weights below weights/.
func Site(root fs.FS) fs.FS { return site{root} }

type site struct{ root fs.FS }

func (s site) Open(name string) (fs.File, error) {
	if strings.HasPrefix(name, "weights/") {
		return s.root.Open(name)
	}
	sets, err := fs.Sub(s.root, "data")
	if err != nil {
		return nil, err
	}
	return Gzip(sets).Open(name)
}

// Gzip serves the files of fsys that end in .gz by their names without it,
// inflated. A browser does without it, for it inflates by itself.
func Gzip(fsys fs.FS) fs.FS { return gzipFS{fsys} }

type gzipFS struct{ files fs.FS }

func (g gzipFS) Open(name string) (fs.File, error) {
	f, err := g.files.Open(name + ".gz")
	if err != nil {
		return nil, err
	}
	r, err := gzip.NewReader(f)
	if err != nil {
		return nil, &fs.PathError{Op: "inflate", Path: name + ".gz", Err: errors.Join(err, f.Close())}
	}
	return inflated{f, r}, nil
}

// inflated is an open file that reads through r.
type inflated struct {
	fs.File
	r *gzip.Reader
}

func (f inflated) Read(b []byte) (int, error) { return f.r.Read(b) }
