//go:build !js

package site

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

const goApp = "github.com/maxence-charriere/go-app/v10"

// serving are the files of go-app that serve a site. It compiles them into the
// browser's program as well, where nothing calls them, and with them net/http
// and all of TLS: 340 of 1,720 kB.
var serving = []string{"http.go", "resource.go"}

// standIn declares what the rest of go-app needs of those files in a browser.
//
//go:embed slim.txt
var standIn []byte

// slim writes a copy of go-app without its serving half into dir, and a go.mod
// that puts it in the place of the original. It returns that file's name.
func slim(ctx context.Context, root, dir string) (modfile string, err error) {
	list := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}", goApp)
	list.Dir = root
	original, err := list.Output()
	if err != nil {
		return "", fmt.Errorf("go-app cannot be found: %w", err)
	}
	copied := filepath.Join(dir, "go-app")
	if err := copyGoApp(copied, strings.TrimSpace(string(original))); err != nil {
		return "", err
	}
	modfile = filepath.Join(dir, "slim.mod")
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return "", err
	}
	if err := writeFile(modfile, fmt.Appendf(mod, "\nreplace %s => %q\n", goApp, copied)); err != nil {
		return "", err
	}
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		return "", err
	}
	return modfile, writeFile(filepath.Join(dir, "slim.sum"), sum)
}

// copyGoApp copies the packages of the module at from, and shuts the serving
// files out of the browser's program.
func copyGoApp(to, from string) error {
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	if err := os.CopyFS(filepath.Join(to, "pkg"), os.DirFS(filepath.Join(from, "pkg"))); err != nil {
		return err
	}
	mod, err := os.ReadFile(filepath.Join(from, "go.mod"))
	if err != nil {
		return err
	}
	if err := writeFile(filepath.Join(to, "go.mod"), mod); err != nil {
		return err
	}
	for _, name := range serving {
		name = filepath.Join(to, "pkg", "app", name)
		source, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		shut := slices.Concat([]byte("//go:build !wasm\n\n"), source)
		if err := writeFile(name, shut); err != nil {
			return err
		}
	}
	return writeFile(filepath.Join(to, "pkg", "app", "slim_wasm.go"), standIn)
}
