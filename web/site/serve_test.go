//go:build !js

package site

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

var built = fstest.MapFS{
	"index.html":            {Data: []byte("front page")},
	"about/index.html":      {Data: []byte("about")},
	"404.html":              {Data: []byte("nothing here")},
	"web/app.wasm":          {Data: []byte("program")},
	"web/app.wasm.br":       {Data: []byte("brotli")},
	"web/app.wasm.gz":       {Data: []byte("gzip")},
	"web/data/train-0.gz":   {Data: []byte("data")},
	"web/worker.js":         {Data: []byte("shell")},
	".cache/app":            {Data: []byte("not part of the site")},
	"web/.hidden/secret.js": {Data: []byte("not part of the site")},
}

func get(base, path, accept string) *http.Response {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("Accept-Encoding", accept)
	w := httptest.NewRecorder()
	Handler(built, base).ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	var b strings.Builder
	if err := r.Write(&b); err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(b.String(), "\r\n\r\n")
	return text
}

func TestHandler(t *testing.T) {
	for _, tc := range []struct {
		name, base, path string
		status           int
		kind, text       string
	}{
		{"the front page", "/", "/", 200, "text/html; charset=utf-8", "front page"},
		{"the front page with a run in its query", "/", "/?seed=2", 200, "text/html; charset=utf-8", "front page"},
		{"a page by its route", "/", "/about", 200, "text/html; charset=utf-8", "about"},
		{"a page by its folder", "/", "/about/", 200, "text/html; charset=utf-8", "about"},
		{"a script", "/", "/web/worker.js", 200, "text/javascript; charset=utf-8", "shell"},
		{"data stays compressed", "/", "/web/data/train-0.gz", 200, "application/gzip", "data"},
		{"an address that leads nowhere", "/", "/nowhere", 404, "text/html; charset=utf-8", "nothing here"},
		{"a folder without a page", "/", "/web/data/", 404, "text/html; charset=utf-8", "nothing here"},
		{"the linker's cache", "/", "/.cache/app", 404, "text/html; charset=utf-8", "nothing here"},
		{"a hidden folder", "/", "/web/.hidden/secret.js", 404, "text/html; charset=utf-8", "nothing here"},
		{"a way out of the site", "/", "/../go.mod", 404, "text/html; charset=utf-8", "nothing here"},
		{"the front page under a prefix", "/petri/", "/petri/", 200, "text/html; charset=utf-8", "front page"},
		{"a page under a prefix", "/petri/", "/petri/about", 200, "text/html; charset=utf-8", "about"},
		{"a page beside the prefix", "/petri/", "/about", 404, "text/html; charset=utf-8", "nothing here"},
		{"the root beside the prefix", "/petri/", "/", 302, "", ""},
		{"the prefix without its slash", "/petri/", "/petri", 302, "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := get(tc.base, tc.path, "")
			if r.StatusCode != tc.status {
				t.Fatalf("status %d, want %d", r.StatusCode, tc.status)
			}
			if tc.status == 302 {
				if to := r.Header.Get("Location"); to != tc.base {
					t.Errorf("redirects to %q, want %q", to, tc.base)
				}
				return
			}
			if kind := r.Header.Get("Content-Type"); kind != tc.kind {
				t.Errorf("type %q, want %q", kind, tc.kind)
			}
			if text := body(t, r); !strings.Contains(text, tc.text) {
				t.Errorf("body %q, want %q", text, tc.text)
			}
		})
	}
}

func TestHandler_Negotiates(t *testing.T) {
	for _, tc := range []struct{ accept, encoding, text string }{
		{"", "", "program"},
		{"gzip, deflate, br, zstd", "br", "brotli"},
		{"gzip;q=1.0", "gzip", "gzip"},
		{"br;q=0, gzip;q=0.5", "gzip", "gzip"},
		{"deflate", "", "program"},
		{"br;q=nonsense", "", "program"},
	} {
		t.Run(tc.accept, func(t *testing.T) {
			r := get("/", "/web/app.wasm", tc.accept)
			if got := r.Header.Get("Content-Encoding"); got != tc.encoding {
				t.Errorf("encoding %q, want %q", got, tc.encoding)
			}
			if kind := r.Header.Get("Content-Type"); kind != "application/wasm" {
				t.Errorf("type %q: a browser would not compile it while it comes", kind)
			}
			if text := body(t, r); !strings.Contains(text, tc.text) {
				t.Errorf("body %q, want %q", text, tc.text)
			}
		})
	}
}

// Isolated pages can only embed what declares these, and only without the last.
func TestHandler_CanBeEmbedded(t *testing.T) {
	h := get("/", "/", "").Header
	for name, want := range map[string]string{
		"Access-Control-Allow-Origin":  "*",
		"Cross-Origin-Embedder-Policy": "require-corp",
		"Cross-Origin-Resource-Policy": "cross-origin",
		"X-Frame-Options":              "",
	} {
		if got := h.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// What carries a version stays, and all else is asked for again: the build may be new.
func TestHandler_CachesByVersion(t *testing.T) {
	for path, want := range map[string]string{"/web/app.wasm?v=abc": lasting, "/web/app.wasm": "no-cache", "/": "no-cache"} {
		if got := get("/", path, "").Header.Get("Cache-Control"); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

// Every host is told the headers that our own server sends.
func TestHosting(t *testing.T) {
	f := files{}
	f.addHosting("/petri/")
	for _, name := range []string{"_headers", "hosting/nginx.conf", "hosting/Caddyfile"} {
		for header, value := range headers {
			if header != "Cache-Control" && header != "Vary" && (!strings.Contains(string(f[name]), header) || !strings.Contains(string(f[name]), value)) {
				t.Errorf("%s does not send %s: %s", name, header, value)
			}
		}
		if !strings.Contains(string(f[name]), "/petri/") {
			t.Errorf("%s knows no prefix", name)
		}
	}
}

func TestHandler_RefusesOtherMethods(t *testing.T) {
	w := httptest.NewRecorder()
	Handler(built, "/").ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/", nil))
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("status %d, want %d", w.Code, http.StatusMethodNotAllowed)
	}
}
