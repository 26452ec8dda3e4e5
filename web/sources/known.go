//go:build !js

package sources

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Known is the version of this program, if it runs in the folder of the sources that
// it is made from: that which the site has when it is built there. It is empty where
// that cannot be known.
func Known(folder string) string {
	root := os.DirFS(folder)
	if mod, err := fs.ReadFile(root, "go.mod"); err != nil || !bytes.HasPrefix(mod, []byte("module petri\n")) {
		return ""
	}
	program, err := os.Executable()
	if err != nil || !fresh(root, program) {
		return ""
	}
	version, err := Version(root)
	if err != nil {
		return ""
	}
	return version
}

// fresh tells whether a program is made from the sources as they are now: go run has
// just made it of them, and any other is made later than the last of them was written.
func fresh(root fs.FS, program string) bool {
	for part := range strings.SplitSeq(filepath.ToSlash(program), "/") {
		if strings.HasPrefix(part, "go-build") { // its folder, or its cache
			return true
		}
	}
	made, err := os.Stat(program)
	return err == nil && !newest(root).After(made.ModTime())
}

// newest is when the last source was written.
func newest(root fs.FS) (last time.Time) {
	walk(root, func(_ string, d fs.DirEntry) error {
		if info, err := d.Info(); err == nil && info.ModTime().After(last) {
			last = info.ModTime()
		}
		return nil
	})
	return last
}
