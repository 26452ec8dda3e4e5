//go:build !js

package site

import (
	"io"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// types are the media types of what is served. The machine's own list would
// depend on the machine, and WebAssembly is compiled while it comes only if the
// type is right.
var types = map[string]string{
	".css":         "text/css; charset=utf-8",
	".gz":          "application/gzip",
	".html":        "text/html; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".mjs":         "text/javascript; charset=utf-8",
	".md":          "text/markdown; charset=utf-8",
	".png":         "image/png",
	".svg":         "image/svg+xml",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
}

// headers let the site be embedded anywhere, by isolated pages and from
// sandboxed frames too, and let nothing run that is not a file of the site. There is
// no frame-ancestors: even * would keep a sandboxed page, which has no origin, from
// holding the view in a frame of its own.
var headers = map[string]string{
	"Access-Control-Allow-Origin":  "*",
	"Cache-Control":                "no-cache", // ask each time: the build may be new
	"Content-Security-Policy":      policy,
	"Cross-Origin-Embedder-Policy": "require-corp",
	"Cross-Origin-Resource-Policy": "cross-origin",
	"Vary":                         "Accept-Encoding",
	"X-Content-Type-Options":       "nosniff",
}

// policy lets nothing run, load or be sent that is not of the site itself: whatever a
// person draws or opens stays in the page.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; connect-src 'self'; " +
	"img-src 'self' data: blob:; style-src 'self'; font-src 'self'; manifest-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'"

// Handler serves a built site under the path base, which starts and ends with a
// slash, as a static host would.
func Handler(site fs.FS, base string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, value := range headers {
			w.Header().Set(name, value)
		}
		if r.URL.Query().Get("v") != "" {
			w.Header().Set("Cache-Control", lasting)
		}
		name, inside := strings.CutPrefix(r.URL.Path, base)
		switch {
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			http.Error(w, "This server has files only: use GET.", http.StatusMethodNotAllowed)
		case !inside && base != "/" && (r.URL.Path == "/" || r.URL.Path+"/" == base):
			http.Redirect(w, r, base, http.StatusFound)
		case inside && serveFile(w, r, site, name):
		default:
			serveNotFound(w, site)
		}
	})
}

// serveFile answers with the file of that name, or the page of that name, and
// reports whether there is one.
func serveFile(w http.ResponseWriter, r *http.Request, site fs.FS, name string) bool {
	name = path.Clean("/" + name)[1:]
	if hidden(name) {
		return false
	}
	if info, err := fs.Stat(site, path.Clean("./"+name)); err == nil && info.IsDir() {
		name = path.Join(name, "index.html")
	}
	w.Header().Set("Content-Type", types[path.Ext(name)])
	for _, e := range encodings {
		if accepts(r.Header.Get("Accept-Encoding"), e.name) && compressible[path.Ext(name)] {
			w.Header().Set("Content-Encoding", e.name)
			if sendFile(w, r, site, name+e.ext) {
				return true
			}
		}
	}
	w.Header().Del("Content-Encoding")
	return sendFile(w, r, site, name)
}

func sendFile(w http.ResponseWriter, r *http.Request, site fs.FS, name string) bool {
	file, err := site.Open(name)
	if err != nil {
		return false
	}
	defer file.Close()
	info, err := file.Stat()
	content, ok := file.(io.ReadSeeker)
	if err != nil || info.IsDir() || !ok {
		return false
	}
	http.ServeContent(w, r, "", info.ModTime(), content)
	return true
}

// serveNotFound answers with the page for addresses that lead nowhere.
func serveNotFound(w http.ResponseWriter, site fs.FS) {
	page, err := fs.ReadFile(site, "404.html")
	if err != nil {
		page = []byte("There is no such page.")
	}
	w.Header().Set("Content-Type", types[".html"])
	w.WriteHeader(http.StatusNotFound)
	w.Write(page)
}

// hidden reports whether a name is in a folder that is not part of the site.
func hidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.Contains(name, "/.")
}

// accepts reports whether an Accept-Encoding header takes an encoding. A weight
// of 0 refuses; how the others are ordered does not matter to us.
func accepts(header, encoding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(part, ";")
		if strings.TrimSpace(name) != encoding {
			continue
		}
		q, weighted := strings.CutPrefix(strings.TrimSpace(weight), "q=")
		value, err := strconv.ParseFloat(q, 64)
		return !weighted || err == nil && value > 0
	}
	return false
}
