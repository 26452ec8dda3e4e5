//go:build !js

package worker

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"sync"

	"petri/web/protocol"
)

// Lines serves commands that come as JSON lines and writes events as JSON
// lines. It returns once the input has ended and its runs are done, and
// reports whether anything failed.
func Lines(in io.Reader, out io.Writer, files fs.FS) (failed bool) {
	var mu sync.Mutex
	emit := func(run string, e protocol.Event) {
		mu.Lock()
		defer mu.Unlock()
		fmt.Fprintf(out, "%s\n", protocol.EncodeEvent(run, e))
	}
	w := New(files, emit, runtime.Gosched)
	emit("", &protocol.Ready{Version: protocol.Version})
	lines := bufio.NewReader(in)
	for {
		line, err := lines.ReadBytes('\n')
		if line = bytes.TrimSpace(line); len(line) > 0 {
			run, c, bad := protocol.DecodeCommand(line)
			if bad != nil {
				failed = true
				emit(run, &protocol.Error{Message: bad.Error()})
			} else {
				w.Do(run, c)
			}
		}
		if err != nil {
			return w.Close() || failed
		}
	}
}
