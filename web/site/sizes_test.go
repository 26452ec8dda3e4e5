//go:build !js

package site

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestSizes(t *testing.T) {
	dir := t.TempDir()
	put := func(name string, size int) {
		t.Helper()
		for _, name := range []string{name, name + ".br"} {
			if err := writeFile(filepath.Join(dir, name), make([]byte, size)); err != nil {
				t.Fatal(err)
			}
		}
	}
	page := `<script src="/petri/web/guard.js?v=1"></script><link href="/petri/web/app.css?v=1"><script data-base="/petri/" src="/petri/web/app.js"></script></head><img src="/petri/web/late.svg">`
	put("index.html", len(page))
	if err := os.WriteFile(filepath.Join(dir, "index.html"), []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"web/guard.js", "web/app.css", "web/app.js"} {
		put(name, 19_000)
	}
	put("web/app.wasm", 1_680_000)
	put("web/worker.wasm", 1_150_001)
	put("web/view.wasm", 1_900_000)
	put("masks/index.html", 2_000)
	put("web/posters/masks.svg", 2_000)
	put("petri-dish.js", 100)

	var out strings.Builder
	err := Sizes(&out, dir)
	if err == nil || !strings.Contains(err.Error(), "2 of the sizes") {
		t.Errorf("error %v, want two sizes over budget: the worker's and, with that head and its own two files, the poster's", err)
	}
	lines := strings.Split(out.String(), "\n")
	for i, want := range []string{"ok", "ok", "over budget", "ok", "over budget", "ok"} {
		if !strings.HasSuffix(lines[i], want) {
			t.Errorf("%q, want %s", lines[i], want)
		}
	}
	if !strings.Contains(lines[0], "57") { // three files of 19,000 bytes and the page
		t.Errorf("first paint: %q, want the page and the three files of its head", lines[0])
	}
}
