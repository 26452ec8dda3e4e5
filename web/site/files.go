//go:build !js

package site

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// files is a site to be written: contents by slash-separated path.
type files map[string][]byte

// encodings are the compressed forms that may lie beside a file, best first.
var encodings = []struct{ name, ext string }{{"br", ".br"}, {"gzip", ".gz"}}

func (f files) add(to string, from fs.FS, name string) error {
	content, err := fs.ReadFile(from, name)
	f[to] = content
	return err
}

// addTree adds a folder, if there is one.
func (f files) addTree(to string, from fs.FS, dir string) error {
	err := fs.WalkDir(from, dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		return f.add(path.Join(to, strings.TrimPrefix(name, dir)), from, name)
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// write makes the folder dir hold these files. A file that differs is replaced
// in one move, for it may be being served, and loses its compressed forms; in
// dir/web, which is all ours, everything else is removed.
func (f files) write(dir string) error {
	for name, content := range f {
		if err := f.replace(dir, name, content); err != nil {
			return err
		}
	}
	return f.prune(dir)
}

func (f files) replace(dir, name string, content []byte) error {
	to := filepath.Join(dir, filepath.FromSlash(name))
	if old, err := os.ReadFile(to); err == nil && bytes.Equal(old, content) {
		return nil
	}
	for _, e := range encodings {
		if _, ours := f[name+e.ext]; !ours {
			if err := os.RemoveAll(to + e.ext); err != nil {
				return err
			}
		}
	}
	return writeFile(to, content)
}

// writeFile writes a file, and its folder if need be, so that nobody ever sees
// half of it.
func writeFile(name string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(name+".part", content, 0o644); err != nil {
		return err
	}
	return os.Rename(name+".part", name)
}

func (f files) prune(dir string) error {
	return fs.WalkDir(os.DirFS(dir), "web", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		_, known := f[name]
		for _, e := range encodings {
			_, source := f[strings.TrimSuffix(name, e.ext)]
			known = known || source
		}
		if known {
			return nil
		}
		return os.Remove(filepath.Join(dir, filepath.FromSlash(name)))
	})
}
