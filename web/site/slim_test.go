//go:build !js

package site

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestTheProgramsLinkNothingOfWhatTheDietForbids(t *testing.T) {
	modfile, err := slim(t.Context(), "../..", t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for program, forbidden := range map[string][]string{
		"app":    {"net/http", "crypto/tls"},
		"worker": {"encoding/gob", "github.com/google/flatbuffers/go", "log"},
	} {
		cmd := exec.Command("go", "list", "-modfile", modfile, "-deps", "../../wasm/"+program)
		cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		for _, dep := range strings.Fields(string(out)) {
			if slices.Contains(forbidden, dep) {
				t.Errorf("the program %s links %s", program, dep)
			}
		}
	}
}

func TestACopyOfAnotherModuleIsRefused(t *testing.T) {
	from := t.TempDir()
	for name, source := range map[string]string{"go.mod": "module m\n", "a/a.go": "package a\n\nimport \"io\"\n"} {
		if err := writeFile(filepath.Join(from, name), []byte(source)); err != nil {
			t.Fatal(err)
		}
	}
	for _, s := range []slimmed{
		{name: "spago", folder: ".", without: []string{"a/b.go"}},
		{name: "spago", folder: ".", swapped: []string{"log"}},
	} {
		if err := s.copy(filepath.Join(t.TempDir(), "to"), from); err == nil {
			t.Errorf("a module without what is taken from it is copied: %+v", s)
		}
	}
	if err := (slimmed{name: "spago", folder: ".", without: []string{"a/a.go"}}).copy(filepath.Join(t.TempDir(), "to"), from); err != nil {
		t.Error(err)
	}
}
