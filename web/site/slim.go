//go:build !js

package site

import (
	"bytes"
	"context"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// A slimmed is a module that compiles into the browser's programs what nothing
// calls there. They are compiled against a copy of it that lacks this.
type slimmed struct {
	name, module string
	folder       string   // its packages that are copied
	without      []string // files that are left out
	swapped      []string // imports that become those of the stand-in slim/ and their last element
}

var diet = []slimmed{
	// What serves a site, and with it net/http and all of TLS: 340 of 1,720 kB.
	{name: "go-app", module: "github.com/maxence-charriere/go-app/v10", folder: "pkg",
		without: []string{"pkg/app/http.go", "pkg/app/resource.go"}},
	// What writes and prints matrices, and with it encoding/gob, flatbuffers and log.
	{name: "spago", module: "github.com/nlpodyssey/spago", folder: ".",
		without: []string{"mat/dense_marshaling.go", "mat/dense_formatting.go", "nn/gob.go"},
		swapped: []string{"encoding/gob", "log"}},
}

// standIns declare what the rest of a slimmed module needs of what is left out,
// in files that are no Go files here, by the names of modules.
//
//go:embed slim
var standIns embed.FS

// slim writes the copies of the slimmed modules into dir, and a go.mod that puts
// them in the place of the originals. It returns that file's name.
func slim(ctx context.Context, root, dir string) (modfile string, err error) {
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return "", err
	}
	for _, s := range diet {
		list := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}", s.module)
		list.Dir = root
		original, err := list.Output()
		if err != nil {
			return "", fmt.Errorf("%s cannot be found: %w", s.name, err)
		}
		copied := filepath.Join(dir, s.name)
		if err := s.copy(copied, strings.TrimSpace(string(original))); err != nil {
			return "", fmt.Errorf("%s is not what the site's builder knows: %w", s.name, err)
		}
		mod = fmt.Appendf(mod, "\nreplace %s => %q\n", s.module, copied)
	}
	modfile = filepath.Join(dir, "slim.mod")
	if err := writeFile(modfile, mod); err != nil {
		return "", err
	}
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		return "", err
	}
	return modfile, writeFile(filepath.Join(dir, "slim.sum"), sum)
}

// copy writes the slim form of the module at from.
func (s slimmed) copy(to, from string) error {
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	if err := os.CopyFS(filepath.Join(to, s.folder), os.DirFS(filepath.Join(from, s.folder))); err != nil {
		return err
	}
	mod, err := os.ReadFile(filepath.Join(from, "go.mod"))
	if err != nil {
		return err
	}
	if err := writeFile(filepath.Join(to, "go.mod"), mod); err != nil {
		return err
	}
	for _, name := range s.without {
		if err := os.Remove(filepath.Join(to, name)); err != nil {
			return err
		}
	}
	for _, imported := range s.swapped {
		if err := swap(to, imported, s.module+"/slim/"+filepath.Base(imported)); err != nil {
			return err
		}
	}
	return s.addStandIns(to)
}

// swap puts one import in the place of another in all Go files below dir. There
// must be such a file.
func swap(dir, was, is string) error {
	found := false
	quoted, by := fmt.Appendf(nil, "%q\n", was), fmt.Appendf(nil, "%q\n", is)
	err := filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return err
		}
		source, err := os.ReadFile(name)
		if err != nil || !bytes.Contains(source, quoted) {
			return err
		}
		found = true
		return writeFile(name, bytes.ReplaceAll(source, quoted, by))
	})
	if err == nil && !found {
		err = fmt.Errorf("no file imports %s", was)
	}
	return err
}

// addStandIns writes the stand-ins of the module into its copy.
func (s slimmed) addStandIns(to string) error {
	of, err := fs.Sub(standIns, "slim/"+s.name)
	if err != nil {
		return err
	}
	return fs.WalkDir(of, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		source, err := fs.ReadFile(of, name)
		if err != nil {
			return err
		}
		return writeFile(filepath.Join(to, strings.TrimSuffix(name, ".txt")), source)
	})
}
