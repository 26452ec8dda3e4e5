//go:build !js

package sources

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"
)

func TestVersion(t *testing.T) {
	root := fstest.MapFS{"go.mod": {}, "go.sum": {}}
	for _, dir := range []string{"methods", "models", "static", "wasm", "web"} {
		root[dir+"/a.go"] = &fstest.MapFile{Data: []byte("package a")}
	}
	version := func() string {
		t.Helper()
		v, err := Version(root)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	first := version()
	root["models/a_test.go"] = &fstest.MapFile{Data: []byte("package a")}
	if v := version(); v != first {
		t.Error("a test changed the version")
	}
	root["web/a.go"].Data = []byte("package b")
	if v := version(); v == first {
		t.Error("a source changed and the version did not")
	}
}

// A program that is older than what it stands beside is of other sources.
func TestKnown(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"go.mod", "go.sum", "methods/a.go", "models/a.go", "static/a.js", "wasm/a.go", "web/a.go", "program"} {
		name = filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte("module petri\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	root, program := os.DirFS(folder), filepath.Join(folder, "program")
	want, err := Version(root)
	if err != nil {
		t.Fatal(err)
	}
	if v := Known(folder); v != want { // go test makes its programs in a folder of the go command
		t.Errorf("this program is of version %q, want %q", v, want)
	}
	if v := Known(filepath.Join(folder, "web")); v != "" {
		t.Errorf("version %q of a folder that is no repository", v)
	}
	for age, want := range map[time.Duration]bool{-time.Hour: false, time.Hour: true} {
		made := time.Now().Add(age)
		if err := os.Chtimes(program, made, made); err != nil {
			t.Fatal(err)
		}
		if fresh(root, program) != want {
			t.Errorf("a program made %v after now: fresh is %v", age, !want)
		}
	}
	if !fresh(root, filepath.Join("go-build1", "b001", "exe", "worker")) {
		t.Error("what go run makes is not taken for fresh")
	}
}
