//go:build !js

package site

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"petri/methods/train"
	"petri/web/sources"
	"petri/web/ui"
)

// Options say what to build.
type Options struct {
	Root     string // folder of the repository
	Dist     string // folder to write
	Base     string // path the site will be served under, starting and ending with a slash
	Compress bool   // write .br and .gz beside what is worth it
}

// Build compiles the programs and writes the whole site to o.Dist. Files that
// have not changed are left alone, so that a second build is quick.
func Build(ctx context.Context, o Options) error {
	version, err := sources.Version(os.DirFS(o.Root))
	if err != nil {
		return err
	}
	programs, err := compile(ctx, o, version)
	if err != nil {
		return err
	}
	files, err := generate(o, version, programs)
	if err != nil {
		return err
	}
	if err := files.write(o.Dist); err != nil {
		return err
	}
	if o.Compress {
		return files.compress(o.Dist)
	}
	return nil
}

// generate makes every file of the site but the compressed ones.
func generate(o Options, version string, programs files) (files, error) {
	all := files{}
	for name, content := range programs {
		all["web/"+name] = content
	}
	if err := all.addStatic(os.DirFS(filepath.Join(o.Root, "static"))); err != nil {
		return nil, err
	}
	catalogue := train.Catalogue()
	ui.SetCatalogue(catalogue)
	known, err := json.Marshal(catalogue)
	if err != nil {
		return nil, err
	}
	all["web/catalogue.json"] = known
	all.addHosting(o.Base)
	if err := all.addLanguages(o.Root); err != nil {
		return nil, err
	}
	templates := os.DirFS(filepath.Join(o.Root, "static"))
	return all, all.addPages(shell{o.Base, version, len(programs["app.wasm"]), template.JS(known), text, templates})
}

// libraries are the files taken from npm packages, and their names in web/.
var libraries = map[string]string{
	"uplot/dist/uPlot.iife.min.js": "uplot/uplot.js",
	"uplot/dist/uPlot.min.css":     "uplot/uplot.css",
	"uplot/LICENSE":                "uplot/LICENSE",
	"jschannel/src/jschannel.js":   "jschannel/jschannel.js",
	"jschannel/README.md":          "jschannel/README.md",
}

// addStatic adds what is served as it stands in the folder static.
func (f files) addStatic(static fs.FS) error {
	for _, name := range []string{"app.js", "guard.js", "store.js", "poster.js", "bridge.js", "worker.js", "view.js", "view.css"} {
		if err := f.add("web/"+name, static, name); err != nil {
			return err
		}
	}
	for _, name := range []string{"sw.js", "manifest.webmanifest", "petri-dish.js", "petri-widget.mjs"} { // their place decides their scope, or is written in pages of others
		if err := f.add(name, static, name); err != nil {
			return err
		}
	}
	for from, to := range libraries {
		if err := f.add("web/"+to, static, path.Join("node_modules", from)); err != nil {
			return fmt.Errorf("%w (the libraries come by `npm ci` in static)", err)
		}
	}
	if err := f.addTree("examples", static, "examples"); err != nil {
		return err
	}
	for _, tree := range []string{"icons", "posters", "data", "weights"} {
		if err := f.addTree("web/"+tree, static, tree); err != nil {
			return err
		}
	}
	return f.addStyles(static)
}

// addStyles joins the style sheets, in the order of their names, into one.
func (f files) addStyles(static fs.FS) error {
	names, err := fs.Glob(static, "css/*.css")
	if err != nil {
		return err
	}
	var all bytes.Buffer
	for _, name := range names {
		sheet, err := fs.ReadFile(static, name)
		if err != nil {
			return err
		}
		all.Write(sheet)
	}
	f["web/app.css"] = all.Bytes()
	return nil
}
