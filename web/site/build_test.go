//go:build !js

package site

import (
	"bytes"
	"encoding/json"
	"errors"
	"html/template"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"petri/methods/train"
	"petri/models/spec"
	"petri/web/ui"
)

func pages(t *testing.T, base string) files {
	t.Helper()
	ui.SetCatalogue(train.Catalogue())
	catalogue, err := json.Marshal(train.Catalogue())
	if err != nil {
		t.Fatal(err)
	}
	f := files{}
	if err := f.addPages(shell{base, "v1", 7_000_000, template.JS(catalogue), text, os.DirFS("../../static")}); err != nil {
		t.Fatal(err)
	}
	return f
}

func TestPages(t *testing.T) {
	f := pages(t, "/")
	for _, name := range []string{"index.html", "about/index.html", "404.html"} {
		page := string(f[name])
		if !strings.HasPrefix(page, "<!doctype html>") || !strings.Contains(page, "<h1") {
			t.Errorf("%s is not a page with a heading", name)
		}
		for _, bad := range []string{"goapp-app-info", "githubusercontent", `aria-label=""`, "{{", "<script>"} {
			if strings.Contains(page, bad) {
				t.Errorf("%s holds %s", name, bad)
			}
		}
	}
}

// The catalogue stands in the page, so that drawing the form needs no request.
func TestPages_HoldTheCatalogue(t *testing.T) {
	_, rest, _ := strings.Cut(string(pages(t, "/")["index.html"]), `id="catalogue">`)
	text, _, _ := strings.Cut(rest, "</script>")
	var c spec.Catalogue
	if err := json.Unmarshal([]byte(text), &c); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Method("subspace"); err != nil {
		t.Error(err)
	}
}

// Under a prefix every address of the site begins with it.
func TestPages_UnderAPrefix(t *testing.T) {
	for name, page := range pages(t, "/petri/") {
		for _, part := range strings.Split(string(page), `="/`)[1:] {
			address, _, _ := strings.Cut(part, `"`)
			if !strings.HasPrefix(address, "petri/") {
				t.Errorf("%s leads to /%s, beside the prefix: a link begins with what GOAPP_ROOT_PREFIX holds", name, address)
			}
		}
	}
}

func TestPages_AreReproducible(t *testing.T) {
	if !maps.EqualFunc(pages(t, "/"), pages(t, "/"), bytes.Equal) {
		t.Error("the same pages were drawn twice and differ")
	}
}

func TestTidy(t *testing.T) {
	for _, tc := range []struct{ name, in, want string }{
		{"order", `<a id="x" href="/y">`, `<a href="/y" id="x">`},
		{"a Go string", `<p title="say \"hi\" – now">`, `<p title="say &#34;hi&#34; – now">`},
		{"a value left out", `<b aria-hidden hidden>`, `<b aria-hidden="true" hidden>`},
		{"nothing to do", `<p>1 &lt; 2</p>`, `<p>1 &lt; 2</p>`},
		{"raw SVG", `<circle r="2" cx="1" />`, `<circle cx="1" r="2"/>`},
		{"escapes of raw HTML", `<i title="a &amp; b">`, `<i title="a &amp; b">`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := tidy(tc.in); got != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}

func TestCut_WantsGoAppsDocument(t *testing.T) {
	if _, err := cut("<html><title>x</title></html>"); err == nil {
		t.Error("a document without a body was taken")
	}
}

func TestFiles_Static(t *testing.T) {
	static := fstest.MapFS{
		"app.js": {}, "guard.js": {}, "store.js": {}, "poster.js": {}, "bridge.js": {}, "worker.js": {}, "view.js": {}, "view.css": {}, "sw.js": {}, "manifest.webmanifest": {},
		"petri-dish.js": {}, "petri-widget.mjs": {},
		"css/1.css": {Data: []byte("a{}")}, "css/2.css": {Data: []byte("b{}")},
		"data/digits/test-0.gz": {Data: []byte("data")},
	}
	f := files{}
	if err := f.addStatic(static); err == nil || !strings.Contains(err.Error(), "npm ci") {
		t.Errorf("without the libraries: error %v, want one that says what to do", err)
	}
	for name := range libraries {
		static["node_modules/"+name] = &fstest.MapFile{}
	}
	if err := f.addStatic(static); err != nil {
		t.Fatal(err)
	}
	if got := string(f["web/app.css"]); got != "a{}b{}" {
		t.Errorf("style sheet %q, want all of them in order", got)
	}
	if got := string(f["web/data/digits/test-0.gz"]); got != "data" {
		t.Errorf("data %q", got)
	}
}

// names lists the files in a folder.
func names(t *testing.T, dir string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			all = append(all, filepath.ToSlash(name[len(dir)+1:]))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestFiles_WriteAgain(t *testing.T) {
	dir := t.TempDir()
	for i, f := range []files{
		{"index.html": []byte("one"), "web/app.js": []byte("same"), "web/old.js": []byte("old")},
		{"index.html": []byte("two"), "web/app.js": []byte("same")},
	} {
		if err := f.write(dir); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "bench.json"), nil, 0o644); err != nil {
			t.Fatal(err)
		}
		if got, _ := os.ReadFile(filepath.Join(dir, "index.html")); !bytes.Equal(got, f["index.html"]) {
			t.Errorf("index.html holds %q", got)
		}
		if i == 0 {
			if err := f.compress(dir); err != nil {
				t.Fatal(err)
			}
		}
	}
	// What changed lost its compressed forms, what is no more was removed, and
	// what others keep in the folder is left alone.
	want := []string{"bench.json", "index.html", "web/app.js", "web/app.js.br", "web/app.js.gz"}
	if got := names(t, dir); !slices.Equal(got, want) {
		t.Errorf("files %q, want %q", got, want)
	}
}

func TestCompress_RoundTrip(t *testing.T) {
	dir, text := t.TempDir(), []byte(strings.Repeat("a petri dish ", 100))
	f := files{"web/a.js": text, "web/b.png": text}
	if err := errors.Join(f.write(dir), f.compress(dir)); err != nil {
		t.Fatal(err)
	}
	for ext, inflate := range map[string]string{".br": "brotliDecompressSync", ".gz": "gunzipSync"} {
		name := filepath.Join(dir, "web", "a.js"+ext)
		if info, err := os.Stat(name); err != nil || int(info.Size()) > len(text)/5 {
			t.Fatalf("%s: %v, %v", ext, info, err)
		}
		script := "process.stdout.write(require('node:zlib')." + inflate + "(require('node:fs').readFileSync(process.argv[1])))"
		if back, err := exec.Command("node", "--eval", script, name).Output(); err != nil || !bytes.Equal(back, text) {
			t.Errorf("%s gives back %q, %v", ext, back, err)
		}
		if _, err := os.Stat(filepath.Join(dir, "web", "b.png"+ext)); err == nil {
			t.Error("a picture, which is compressed as it is, was packed")
		}
	}
	if err := pack([]packing{{filepath.Join(dir, "none.js"), filepath.Join(dir, "none.js.br"), "br"}}); err == nil || !strings.Contains(err.Error(), "none.js") {
		t.Errorf("a file that is not there: %v", err)
	}
}

func TestMain_BadArguments(t *testing.T) {
	for _, args := range [][]string{nil, {"fly"}, {"serve", "-wings"}, {"serve", "extra"}} {
		var out, errors strings.Builder
		if status := Main(args, &out, &errors); status == 0 || !strings.Contains(errors.String(), "go run ./wasm/app build") {
			t.Errorf("%q: status %d, says %q", args, status, errors.String())
		}
	}
}
