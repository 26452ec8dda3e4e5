//go:build !js

package site

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// small are the packages that are compiled for size, with no function inlined in
// them: they write, read and draw messages. That takes 102 kB off the page's program
// and 33 kB off the worker's, after compression. What computes keeps its speed.
var small = []string{
	"encoding/csv", "encoding/json", "fmt", "net/url", "os", "reflect", "strconv", "time",
	"github.com/maxence-charriere/go-app/v10/...", "petri/models/spec", "petri/web/...",
}

// compile builds every program of the folder wasm for the browser: wasm/app
// becomes app.wasm. With them comes wasm_exec.js, which must be the
// toolchain's own.
func compile(ctx context.Context, o Options, version string) (files, error) {
	// The compiler leaves a program alone that is there and up to date.
	bin, err := filepath.Abs(filepath.Join(o.Dist, ".cache"))
	if err != nil {
		return nil, err
	}
	mains, err := fs.Glob(os.DirFS(o.Root), "wasm/*/main*.go")
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(bin, 0o755); err != nil {
		return nil, err
	}
	modfile, err := slim(ctx, o.Root, bin)
	if err != nil {
		return nil, err
	}
	programs := map[string]bool{}
	args := []string{"build", "-modfile", modfile, "-tags", "single", "-trimpath", "-ldflags", "-s -w -X petri/web/protocol.Version=" + version, "-o", bin + "/"}
	for _, name := range small {
		args = append(args, "-gcflags="+name+"=-l")
	}
	for _, main := range mains {
		if dir := filepath.Dir(main); !programs[dir] {
			programs[dir] = true
			args = append(args, "./"+dir)
		}
	}
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = o.Root
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("the programs do not compile (go %s): %w", strings.Join(args, " "), err)
	}
	all := files{}
	for dir := range programs {
		program, err := os.ReadFile(filepath.Join(bin, filepath.Base(dir)))
		if err != nil {
			return nil, err
		}
		if all[filepath.Base(dir)+".wasm"], err = joinSegments(program); err != nil {
			return nil, err
		}
	}
	return all, all.add("wasm_exec.js", os.DirFS(filepath.Join(goroot(ctx), "lib", "wasm")), "wasm_exec.js")
}

// goroot asks the go command, for a program built with -trimpath does not know.
func goroot(ctx context.Context) string {
	out, err := exec.CommandContext(ctx, "go", "env", "GOROOT").Output()
	if err != nil {
		return runtime.GOROOT()
	}
	return strings.TrimSpace(string(out))
}
