//go:build !js

package site

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// lasting is for addresses that carry a build's version: what is there never changes.
const lasting = "public, max-age=31536000, immutable"

// addHosting adds what tells hosts to send the headers that `make run` sends: for
// Netlify and Cloudflare Pages a file that they read, for nginx and Caddy one to be
// included. GitHub Pages sends none; there a file keeps it from passing over folders.
func (f files) addHosting(base string) {
	f[".nojekyll"] = nil
	f["_headers"] = []byte(lines(base+"*\n", "  %s: %s\n"))
	f["hosting/nginx.conf"] = []byte(`# Inside http { … }:
#   map $arg_v $petri_cache { default "no-cache"; "~." "` + lasting + `"; }
# and this inside server { … }, with root or alias set to the folder of the site.
location ` + base + ` {
  include mime.types;
  types { application/wasm wasm; text/javascript mjs; application/manifest+json webmanifest; }
  gzip_static on;   # and brotli_static on; where the module is there
  index index.html;
  error_page 404 ` + base + `404.html;
` + lines("", "  add_header %s \"%s\" always;\n") + `  add_header Cache-Control $petri_cache always;
}
`)
	f["hosting/Caddyfile"] = []byte(`# In a site block, with root set to the folder of the site.
handle_path ` + base + `* {
` + lines("", "  header %s \"%s\"\n") + `  @versioned query v=*
  @plain not query v=*
  header @plain Cache-Control "no-cache"
  header @versioned Cache-Control "` + lasting + `"
  file_server {
    precompressed br gzip
  }
}
handle_errors {
  @lost expression ` + "`{err.status_code} == 404`" + `
  rewrite @lost /404.html
  file_server
}
`)
}

// lines writes the headers that do not depend on the file, by their names, after a
// first line.
func lines(first, format string) string {
	var b strings.Builder
	b.WriteString(first)
	for _, name := range slices.Sorted(maps.Keys(headers)) {
		if name != "Cache-Control" && name != "Vary" {
			fmt.Fprintf(&b, format, name, headers[name])
		}
	}
	return b.String()
}
