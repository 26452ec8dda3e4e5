//go:build !js

package site

import (
	"bytes"
	"fmt"
	"html"
	"html/template"
	"io/fs"
	"os"
	"path"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/ui"
)

// shell is what the templates page.html, view.html and 404.html are filled
// with, the same for every page.
type shell struct {
	Base      string
	Version   string
	Size      int         // of app.wasm in bytes, not compressed
	Catalogue template.JS // JSON: it is in a data block, never run
	Text      map[string]string

	templates fs.FS
}

// document is one page.
type document struct {
	shell
	Title       string
	Description string
	Lab         string // the page's name in the address; of the front page, that of its lab
	Presets     []ui.Preset
	Labs        string // of all presets
	Usual       string // runs of the lab's models, JSON
	Body        template.HTML
}

// addPages adds index.html in a folder for every route there is, and 404.html.
func (f files) addPages(s shell) error {
	drawn, err := prerender(s.Base, s.Version)
	if err != nil {
		return err
	}
	for name, page := range drawn {
		d, err := cut(page)
		if err != nil {
			return fmt.Errorf("site: page %s: %w", name, err)
		}
		d.shell, d.Lab = s, lab(name)
		d.Presets, d.Labs, d.Usual = ui.PresetsOf(d.Lab), ui.PresetLabs(), ui.Usual(d.Lab)
		if err := f.fill(name, "page.html", d); err != nil {
			return err
		}
	}
	if err := f.fill("web/view.html", "view.html", document{shell: s}); err != nil {
		return err
	}
	return f.fill("404.html", "404.html", document{shell: s, Title: text["NotFoundTitle"]})
}

// lab is the name of the lab on the page in a file.
func lab(file string) string {
	if dir := path.Dir(file); dir != "." {
		return dir
	}
	return "subspace"
}

// fill adds the file name, made from a template.
func (f files) fill(name, from string, d document) error {
	t, err := template.ParseFS(d.templates, from)
	if err != nil {
		return err
	}
	var page bytes.Buffer
	err = t.Execute(&page, d)
	f[name] = page.Bytes()
	return err
}

// prerender has go-app draw all routes, and returns its pages by the name of
// the file they are for.
func prerender(base, version string) (map[string]string, error) {
	dir, err := os.MkdirTemp("", "petri-pages-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	ui.Routes()
	if err := app.GenerateStaticWebsite(dir, &app.Handler{
		Title: "Petri", Description: "Small models train in your browser while you watch, and show how few parameters they need.",
		Version: version, Resources: prefix(strings.TrimSuffix(base, "/")),
		Icon: app.Icon{Default: "/web/icons/petri-192.png", Large: "/web/icons/petri-512.png", SVG: "/web/icons/petri.svg"},
	}); err != nil {
		return nil, err
	}
	pages := map[string]string{}
	err = fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".html" {
			return err
		}
		page, err := fs.ReadFile(os.DirFS(dir), name)
		if route := strings.TrimSuffix(name, ".html"); name != "index.html" {
			name = route + "/index.html"
		}
		pages[name] = tidy(string(page))
		return err
	})
	return pages, err
}

// prefix resolves addresses just as go-app does in the browser: what is in /web/
// moves under the prefix, and links are left as the page wrote them. go-app's
// own resolvers move links too when prerendering, though not in the browser.
type prefix string

// Resolve returns the address to use for one in the page.
func (p prefix) Resolve(location string) string {
	if location == "/web" || strings.HasPrefix(location, "/web/") {
		return string(p) + location
	}
	if location == "/" { // go-app asks for the prefix this way
		return string(p) + "/"
	}
	return location
}

// cut takes what the page says out of the document that go-app wraps it in.
func cut(page string) (document, error) {
	var d document
	for _, part := range []struct {
		to            *string
		after, before string
	}{
		{&d.Title, "<title>", "</title>"},
		{&d.Description, `<meta content="`, `" name="description">`},
		{(*string)(&d.Body), "<body>", `<aside class="goapp-app-info"`},
	} {
		start, _, found := strings.Cut(page, part.before)
		at := strings.LastIndex(start, part.after)
		if !found || at < 0 {
			return d, fmt.Errorf("go-app's document has no %s … %s", part.after, part.before)
		}
		*part.to = strings.TrimSpace(start[at+len(part.after):])
	}
	d.Title, d.Description = html.UnescapeString(d.Title), html.UnescapeString(d.Description)
	return d, nil
}
