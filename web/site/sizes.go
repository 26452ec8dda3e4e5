//go:build !js

package site

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"regexp"
	"strings"
)

// budget is what a part of the site may weigh, in bytes, compressed by brotli.
type budget struct {
	what  string
	limit int
	names []string
}

// Sizes prints what the built site in dir weighs, compressed, and fails if a
// part is over its budget.
func Sizes(w io.Writer, dir string) error {
	site := os.DirFS(dir)
	first, err := firstPaint(site)
	if err != nil {
		return err
	}
	over := 0
	for _, b := range []budget{
		{"first paint", 60_000, first},
		{"page's program", 1_680_000, []string{"web/app.wasm"}},
		{"worker's program", 1_150_000, []string{"web/worker.wasm"}},
		{"view's program", 1_900_000, []string{"web/view.wasm"}},
		{"embed's poster", 60_000, append([]string{"masks/index.html", "web/posters/masks.svg"}, first[1:]...)}, // the largest
		{"<petri-dish>", 6_000, []string{"petri-dish.js"}},
	} {
		raw, small := 0, 0
		for _, name := range b.names {
			r, s, err := weigh(site, name)
			if err != nil {
				return err
			}
			raw, small = raw+r, small+s
		}
		verdict := "ok"
		if small > b.limit {
			verdict = "over budget"
			over++
		}
		fmt.Fprintf(w, "%-17s %9d bytes, brotli %9d of %9d  %s\n", b.what, raw, small, b.limit, verdict)
	}
	if over > 0 {
		return fmt.Errorf("%d of the sizes are over budget", over)
	}
	return nil
}

var (
	reference = regexp.MustCompile(`(?:src|href)="([^"?]+\.(?:js|css|svg|webmanifest))[?"]`)
	prefixed  = regexp.MustCompile(`data-base="([^"]+)"`)
)

// firstPaint lists the files it takes to show the front page: itself and what
// its head refers to, programs apart.
func firstPaint(site fs.FS) ([]string, error) {
	page, err := fs.ReadFile(site, "index.html")
	if err != nil {
		return nil, fmt.Errorf("there is no site yet, `make build` makes it: %w", err)
	}
	head, _, _ := strings.Cut(string(page), "</head>")
	base := prefixed.FindStringSubmatch(head)
	if base == nil {
		return nil, errors.New("site: index.html does not say what its base is")
	}
	names := []string{"index.html"}
	for _, m := range reference.FindAllStringSubmatch(head, -1) {
		names = append(names, strings.TrimPrefix(m[1], base[1]))
	}
	return names, nil
}

// weigh returns the size of a file and of its compressed form.
func weigh(site fs.FS, name string) (raw, small int, err error) {
	plain, err := fs.Stat(site, name)
	if err != nil {
		return 0, 0, err
	}
	packed, err := fs.Stat(site, name+".br")
	if err != nil {
		return 0, 0, fmt.Errorf("%s is not compressed yet, `make build` does it: %w", name, err)
	}
	return int(plain.Size()), int(packed.Size()), nil
}
