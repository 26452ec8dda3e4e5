package ui

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/protocol"
	"petri/web/ui/lab"
)

// storage keeps each run under a key of its own in the browser's local
// storage. Where that is not allowed guard.js has put one in its place that
// forgets with the page.
type storage struct{}

const runKey = "petri-run-"

// Keep stores a run. If there is no room for it the oldest make way; a run too
// big to be kept at all is not kept.
func (s storage) Keep(r *lab.Run) {
	b, err := json.Marshal(r)
	if err != nil { // a run holds nothing that JSON lacks
		panic("ui: run does not encode: " + err.Error())
	}
	for !setItem(fmt.Sprint(runKey, r.ID), string(b)) {
		ids := s.ids()
		if len(ids) == 0 || ids[0] == r.ID {
			return
		}
		s.Forget(ids[0])
	}
}

// Forget removes a run.
func (storage) Forget(id int) {
	app.Window().Get("localStorage").Call("removeItem", fmt.Sprint(runKey, id))
}

// All returns the runs that can be read, oldest first.
func (s storage) All() []*lab.Run {
	var runs []*lab.Run
	for _, id := range s.ids() {
		item := app.Window().Get("localStorage").Call("getItem", fmt.Sprint(runKey, id))
		r := new(lab.Run)
		if json.Unmarshal([]byte(item.String()), r) == nil && r.ID == id {
			runs = append(runs, r)
		}
	}
	return runs
}

func (storage) ids() []int {
	store := app.Window().Get("localStorage")
	var ids []int
	for i := range store.Get("length").Int() {
		if number, ours := strings.CutPrefix(store.Call("key", i).String(), runKey); ours {
			if id, err := strconv.Atoi(number); err == nil {
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	return ids
}

// setItem reports whether there was room.
func setItem(key, value string) (ok bool) {
	defer func() { ok = recover() == nil }() // a full storage throws
	app.Window().Get("localStorage").Call("setItem", key, value)
	return true
}

// saveWeights hands exported weights to the person.
func saveWeights(l *lab.Lab) func(protocol.Event) {
	return func(e protocol.Event) {
		if file, ok := e.(*protocol.Saved); ok && file.Name == "weights" && l.Run != nil {
			download(fileName(l.Run, "weights", "safetensors"), "application/octet-stream", file.Bytes)
		}
	}
}

// fileName names what is saved of a run.
func fileName(r *lab.Run, what, extension string) string {
	name := strings.Trim(regexp.MustCompile(`[^a-z0-9]+`).ReplaceAllString(strings.ToLower(r.Name), "-"), "-")
	return fmt.Sprintf("petri-%s-%s.%s", name, what, extension)
}

// download hands the browser a file to save.
func download(name, mime string, content []byte) {
	array := app.Window().Get("Uint8Array").New(len(content))
	app.CopyBytesToJS(array, content)
	blob := app.Window().Get("Blob").New([]any{array}, map[string]any{"type": mime})
	address := app.Window().Get("URL").Call("createObjectURL", blob)
	downloadAddress(name, address.String())
	app.Window().Get("URL").Call("revokeObjectURL", address)
}

func downloadAddress(name, address string) {
	a := app.Window().Get("document").Call("createElement", "a")
	a.Set("href", address)
	a.Set("download", name)
	a.Call("click")
}

// downloadPNG saves a picture of an SVG document at twice its size.
func downloadPNG(name, svg string) {
	img := app.Window().Get("Image").New()
	var loaded app.Func
	loaded = app.FuncOf(func(app.Value, []app.Value) any {
		defer loaded.Release()
		canvas := app.Window().Get("document").Call("createElement", "canvas")
		w, h := 2*img.Get("naturalWidth").Int(), 2*img.Get("naturalHeight").Int()
		canvas.Set("width", w)
		canvas.Set("height", h)
		canvas.Call("getContext", "2d").Call("drawImage", img, 0, 0, w, h)
		downloadAddress(name, canvas.Call("toDataURL", "image/png").String())
		return nil
	})
	img.Set("onload", loaded)
	img.Set("src", "data:image/svg+xml;base64,"+base64.StdEncoding.EncodeToString([]byte(svg)))
}

// readFile reads a JavaScript File and hands it to f.
func readFile(file app.Value, f func([]byte)) {
	file.Call("arrayBuffer").Then(func(buffer app.Value) {
		array := app.Window().Get("Uint8Array").New(buffer)
		content := make([]byte, array.Length())
		app.CopyBytesToGo(content, array)
		f(content)
	})
}
