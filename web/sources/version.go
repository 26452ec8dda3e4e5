//go:build !js

// Package sources tells builds apart by what they are made from.
package sources

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"strings"
)

// Version hashes everything that decides what is served and what runs: the toolchain,
// the sources of the programs and the static files, in the repository's folder. Tests and installed packages
// (their lock file stands for them) do not count.
func Version(root fs.FS) (string, error) {
	sum := sha256.New()
	io.WriteString(sum, runtime.Version())
	err := walk(root, func(name string, _ fs.DirEntry) error {
		content, err := fs.ReadFile(root, name)
		fmt.Fprintf(sum, "%s %d\n", name, len(content))
		sum.Write(content)
		return err
	})
	if err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil))[:12], nil
}

// walk calls f with every file that counts.
func walk(root fs.FS, f func(name string, d fs.DirEntry) error) error {
	for _, top := range []string{"go.mod", "go.sum", "methods", "models", "static", "wasm", "web"} {
		err := fs.WalkDir(root, top, func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && (d.Name() == "node_modules" || d.Name() == "testdata"):
				return fs.SkipDir
			case d.IsDir(), strings.HasSuffix(name, "_test.go"), strings.HasSuffix(name, ".md"):
				return nil
			}
			return f(name, d)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
