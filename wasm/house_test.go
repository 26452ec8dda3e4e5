//go:build !js

// Package wasm holds the mains, and this test of the rules that the whole
// house keeps: which way imports point, what the page's program may link, and
// how long a thing may be.
package wasm

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// may says what of this module the packages in a folder, and in the folders
// below that have no line of their own, may import beside each other. "x/..." is
// x and all below it.
var may = map[string][]string{
	"models/spec":      {},
	"models/pieces":    {},
	"models/registry":  {},
	"models/stream":    {},
	"models/kernel":    {},
	"models/op":        {"models/kernel"},
	"models/layer":     {"models/op", "models/kernel", "models/stream"},
	"models/mask":      {"models/kernel", "models/registry", "models/spec", "models/stream"},
	"models/data":      {"models/pieces", "models/registry", "models/spec", "models/stream"},
	"models/weights":   {"models/spec"},
	"models":           {"models/..."},
	"methods":          {"models/..."},
	"methods/sweep":    {"models/spec"},
	"methods/toy":      {},
	"methods/train":    {"methods", "methods/analysis", "methods/sweep", "models/..."},
	"web/protocol":     {"models/spec"},
	"web/ui":           {"web/ui/...", "web/charts", "web/host", "web/runner", "web/protocol", "methods/sweep", "methods/toy", "models/spec"},
	"web/ui/lab":       {"web/ui/text", "web/runner", "web/protocol", "models/spec"},
	"web/ui/measure":   {"web/ui/lab", "web/ui/text", "web/runner", "web/protocol", "methods/sweep", "models/spec"},
	"web/ui/masklab":   {"web/ui/lab", "web/ui/text", "web/runner", "web/protocol", "models/spec"},
	"web/ui/compare":   {"web/ui/lab", "web/ui/text", "web/runner", "web/protocol", "models/spec"},
	"web/ui/studio":    {"web/ui/compare", "web/ui/lab", "web/ui/text", "web/runner", "web/protocol", "models/spec"},
	"web/ui/text":      {},
	"web/charts":       {"web/scene/relief", "web/ui/text", "web/protocol", "methods/sweep", "models/spec"},
	"web/runner":       {"web/protocol", "models/spec"},
	"web/host":         {"web/ui/lab", "web/ui/measure", "web/runner", "web/protocol", "methods/sweep", "models/spec"},
	"web/scene":        {"web/scene/relief", "web/protocol", "models/spec"},
	"web/scene/relief": {},
	"web/sources":      {},
	"web/worker":       {"web/protocol", "web/sources", "methods/...", "models/..."},
	"web/site":         {"web/sources", "web/ui", "web/ui/text", "web/runner", "web/worker", "web/protocol", "methods/train", "models/data", "models/spec"},
	"wasm/app":         {"web/site", "web/ui"},
	"wasm/worker":      {"web/worker", "models/data"},
	"wasm/view":        {"web/scene"},
	"e2e":              {"methods/...", "models/..."},
}

// A source is one Go file.
type source struct {
	name string // its path from the top of the repository
	tree *ast.File
	set  *token.FileSet
}

func (s source) line(p token.Pos) int { return s.set.Position(p).Line }
func (s source) test() bool           { return strings.HasSuffix(s.name, "_test.go") }

// sources parses every Go file of the repository.
func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	root := os.DirFS("..")
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || name == "dist" || len(name) > 1 && d.Name()[0] == '.') {
			return fs.SkipDir
		}
		if path.Ext(name) != ".go" {
			return nil
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		set := token.NewFileSet()
		tree, err := parser.ParseFile(set, name, text, parser.ParseComments)
		all = append(all, source{name, tree, set})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// rule returns the folder whose line in may holds for the package in dir.
func rule(dir string) string {
	for dir != "." && may[dir] == nil {
		dir = path.Dir(dir)
	}
	return dir
}

func allowed(from, to string) bool {
	folder := rule(from)
	if within(to, folder) && rule(to) == folder {
		return true
	}
	return slices.ContainsFunc(may[folder], func(pattern string) bool {
		top, below := strings.CutSuffix(pattern, "/...")
		return to == top || below && within(to, top)
	})
}

func within(dir, top string) bool { return dir == top || strings.HasPrefix(dir, top+"/") }

func TestHouse_ImportsPointOneWay(t *testing.T) {
	for _, s := range sources(t) {
		for _, spec := range s.tree.Imports {
			full, _ := strconv.Unquote(spec.Path.Value)
			to, ours := strings.CutPrefix(full, "petri/")
			if from := path.Dir(s.name); ours && !s.test() && !allowed(from, to) {
				t.Errorf("%s imports %s: what is in %s may import only %q", s.name, full, rule(from), may[rule(from)])
			}
		}
	}
}

// What trains runs and is tested without a browser.
func TestHouse_OnlyThePageSeesTheBrowser(t *testing.T) {
	for _, s := range sources(t) {
		if within(s.name, "web") && !within(s.name, "web/protocol") || within(s.name, "wasm") || within(s.name, "e2e") {
			continue
		}
		for _, spec := range s.tree.Imports {
			if strings.Contains(spec.Path.Value, "syscall/js") || strings.Contains(spec.Path.Value, "go-app") {
				t.Errorf("%s imports %s", s.name, spec.Path.Value)
			}
		}
	}
}

// The page's program lives on models/spec, and on the two packages of methods
// that import nothing beside it: the rest would not fit its size budget.
func TestHouse_ThePageLinksNoModel(t *testing.T) {
	cmd := exec.Command("go", "list", "-deps", "./app")
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, dep := range strings.Fields(string(out)) {
		own, ours := strings.CutPrefix(dep, "petri/")
		light := own == "models/spec" || own == "methods/sweep" || own == "methods/toy"
		heavy := ours && !light && (within(own, "models") || within(own, "methods") || own == "web/site")
		for _, big := range []string{"spago", "gonum", "ebiten", "httptest"} {
			heavy = heavy || strings.Contains(dep, big)
		}
		if heavy {
			t.Errorf("the page's program links %s", dep)
		}
	}
}

func TestHouse_FilesAreShort(t *testing.T) {
	for _, s := range sources(t) {
		limit := 400
		if within(s.name, "wasm") && !s.test() {
			limit = 60
		}
		if n := s.line(s.tree.FileEnd); n >= limit {
			t.Errorf("%s has %d lines: the limit is %d", s.name, n, limit)
		}
	}
}

func TestHouse_FunctionsAreShort(t *testing.T) {
	const limit = 50 // aim at 40; unrolled kernels need a little more
	type function struct {
		where string
		lines int
	}
	var all []function
	for _, s := range sources(t) {
		for _, d := range s.tree.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && !s.test() {
				lines := s.line(f.End()) - s.line(f.Pos()) + 1
				all = append(all, function{s.name + " " + f.Name.Name, lines})
			}
		}
	}
	slices.SortFunc(all, func(a, b function) int { return cmp.Compare(b.lines, a.lines) })
	for i, f := range all {
		if f.lines > limit {
			t.Errorf("%s has %d lines: the limit is %d", f.where, f.lines, limit)
		} else if i < 10 {
			t.Logf("%3d lines: %s", f.lines, f.where)
		}
	}
}
