//go:build !js

package site

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

func TestThePageLinksNoServer(t *testing.T) {
	modfile, err := slim(t.Context(), "../..", t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "list", "-modfile", modfile, "-deps", "../../wasm/app")
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, dep := range strings.Fields(string(out)) {
		if dep == "net/http" || dep == "crypto/tls" {
			t.Errorf("the page's program links %s", dep)
		}
	}
}
