//go:build !js

package site

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"petri/methods/train"
	"petri/models/data"
	"petri/web/protocol"
	"petri/web/runner"
	"petri/web/ui"
	"petri/web/worker"
)

// Posters draws the pictures of the presets that are named, or else of all, from the
// runs themselves, into static/posters. It says on w what it does.
func Posters(w io.Writer, root string, names []string) error {
	ui.SetCatalogue(train.Catalogue())
	if len(names) == 0 {
		names = ui.PosterNames()
	}
	files := data.Site(os.DirFS(filepath.Join(root, "static")))
	for _, name := range names {
		b := bench{files: files, work: make(chan func(), 1000)}
		svg, err := ui.Poster(name, b.spawn, func() { (<-b.work)() })
		if err != nil {
			return fmt.Errorf("poster %s: %w", name, err)
		}
		to := filepath.Join(root, "static", "posters", name+".svg")
		if err := writeFile(to, []byte(svg)); err != nil {
			return err
		}
		fmt.Fprintf(w, "%s: %d bytes\n", to, len(svg))
	}
	return nil
}

// A bench holds the workers of a page that has no browser. What they say waits until
// it is asked for, for the page is on one goroutine.
type bench struct {
	files fs.FS
	work  chan func()
}

func (b bench) spawn(l runner.Listener) runner.Port {
	hear := func(run string, e protocol.Event) {
		parts := protocol.Split(e)
		text := protocol.EncodeEvent(run, e)
		b.work <- func() { l.Heard(text, parts) }
	}
	p := &port{worker: worker.New(b.files, hear, runtime.Gosched)}
	hear("", &protocol.Ready{Version: protocol.Version})
	return p
}

// A port goes to a worker in the same program.
type port struct{ worker *worker.Worker }

// Post hands a command over as a web worker would get it.
func (p *port) Post(text []byte, parts [][]byte) {
	run, c, err := protocol.DecodeCommand(text)
	if err = errors.Join(err, protocol.Join(c, parts)); err != nil {
		panic(err) // the page has encoded it a moment ago
	}
	p.worker.Do(run, c)
}

// Close leaves the worker to end by itself.
func (*port) Close() {}
