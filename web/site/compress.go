//go:build !js

package site

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
)

// compressible are the kinds of files that get smaller by a good deal.
var compressible = map[string]bool{
	".css": true, ".html": true, ".js": true, ".json": true, ".mjs": true, ".svg": true, ".wasm": true, ".webmanifest": true,
}

//go:embed compress.mjs
var compressor string

// A packing is a file that is to be compressed.
type packing struct {
	From     string `json:"from"`
	To       string `json:"to"`
	Encoding string `json:"encoding"`
}

// compress writes to dir the compressed forms of these files that are not there
// yet: write removes those that are out of date.
func (f files) compress(dir string) error {
	var all []packing
	for name := range f {
		if !compressible[path.Ext(name)] {
			continue
		}
		from := filepath.Join(dir, filepath.FromSlash(name))
		for _, e := range encodings {
			if _, err := os.Stat(from + e.ext); err != nil {
				all = append(all, packing{from, from + e.ext, e.name})
			}
		}
	}
	if len(all) == 0 {
		return nil
	}
	return pack(all)
}

// pack compresses files with Node, which does so a third quicker than Go can.
func pack(all []packing) error {
	tasks, err := json.Marshal(all)
	if err != nil {
		return err
	}
	cmd := exec.Command("node", "--input-type=module", "--eval", compressor)
	cmd.Stdin = bytes.NewReader(tasks)
	cmd.Env = append(os.Environ(), fmt.Sprint("UV_THREADPOOL_SIZE=", runtime.NumCPU()))
	if out, err := cmd.CombinedOutput(); errors.Is(err, exec.ErrNotFound) {
		return fmt.Errorf("compressing the site takes Node 20 or newer: %w", err)
	} else if err != nil {
		return fmt.Errorf("the site was not compressed: %w\n%s", err, out)
	}
	return nil
}
