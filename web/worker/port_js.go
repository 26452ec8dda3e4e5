package worker

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"syscall/js"
	"time"

	"petri/web/protocol"
)

// Port serves the page that started this web worker, and never returns.
//
// A message is an array: the JSON without its big arrays, then those as
// transferred buffers (protocol.Split).
func Port() {
	global := js.Global()
	w := New(fetched{}, post, messageLoop())
	global.Set("onmessage", js.FuncOf(func(_ js.Value, args []js.Value) any {
		run, c, err := receive(args[0].Get("data"))
		if err != nil {
			post(run, &protocol.Error{Message: err.Error()})
			return nil
		}
		w.Do(run, c)
		return nil
	}))
	post("", &protocol.Ready{Version: protocol.Version})
	global.Call("petriReady")
	select {}
}

func post(run string, e protocol.Event) {
	parts := protocol.Split(e)
	message, transfer := []any{string(protocol.EncodeEvent(run, e))}, []any{}
	for _, p := range parts {
		a := js.Global().Get("Uint8Array").New(len(p))
		js.CopyBytesToJS(a, p)
		message = append(message, a.Get("buffer"))
		transfer = append(transfer, a.Get("buffer"))
	}
	js.Global().Call("postMessage", message, transfer)
}

func receive(message js.Value) (run string, c protocol.Command, err error) {
	if message.Type() != js.TypeObject || message.Length() == 0 || message.Index(0).Type() != js.TypeString {
		return "", nil, errors.New("a message to the worker is an array that begins with JSON")
	}
	run, c, err = protocol.DecodeCommand([]byte(message.Index(0).String()))
	if err != nil {
		return run, nil, err
	}
	var parts [][]byte
	for i := 1; i < message.Length(); i++ {
		parts = append(parts, bytesOf(js.Global().Get("Uint8Array").New(message.Index(i))))
	}
	return run, c, protocol.Join(c, parts)
}

func bytesOf(a js.Value) []byte {
	b := make([]byte, a.Get("length").Int())
	js.CopyBytesToGo(b, a)
	return b
}

// messageLoop returns a function that lets the messages that wait be handled.
// A message to oneself comes back after them within about 0.01 ms, where the
// shortest timer takes 4 ms.
func messageLoop() func() {
	channel := js.Global().Get("MessageChannel").New()
	back := make(chan struct{}, 64)
	channel.Get("port1").Set("onmessage", js.FuncOf(func(js.Value, []js.Value) any {
		back <- struct{}{}
		return nil
	}))
	return func() {
		channel.Get("port2").Call("postMessage", js.Null())
		<-back
	}
}

// fetched is the file system of data sets and weights on the server. The shell's
// petriFetch downloads a file and inflates it.
type fetched struct{}

func (fetched) Open(name string) (fs.File, error) {
	type result struct {
		b   []byte
		err error
	}
	done := make(chan result, 1)
	ok := js.FuncOf(func(_ js.Value, args []js.Value) any {
		if args[0].IsNull() {
			done <- result{err: &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}}
		} else {
			done <- result{b: bytesOf(args[0])}
		}
		return nil
	})
	bad := js.FuncOf(func(_ js.Value, args []js.Value) any {
		done <- result{err: &fs.PathError{Op: "open", Path: name, Err: errors.New(args[0].Call("toString").String())}}
		return nil
	})
	defer ok.Release()
	defer bad.Release()
	js.Global().Call("petriFetch", name).Call("then", ok, bad)
	r := <-done
	if r.err != nil {
		return nil, r.err
	}
	return &file{Reader: bytes.NewReader(r.b), name: name, size: int64(len(r.b))}, nil
}

// A file is one downloaded file, open for reading.
type file struct {
	*bytes.Reader
	name string
	size int64
}

func (f *file) Stat() (fs.FileInfo, error) { return f, nil }
func (f *file) Close() error               { return nil }
func (f *file) Name() string               { return f.name }
func (f *file) Size() int64                { return f.size }
func (f *file) Mode() fs.FileMode          { return 0o444 }
func (f *file) ModTime() time.Time         { return time.Time{} }
func (f *file) IsDir() bool                { return false }
func (f *file) Sys() any                   { return nil }

var _ io.Reader = (*file)(nil)
