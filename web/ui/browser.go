package ui

import (
	"encoding/base64"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// storage keeps each of the things of one kind under a key of its own in the
// browser's local storage: the kind's name and a number. Where that is not
// allowed guard.js has put one in its place that forgets with the page.
type storage string

const (
	runs        storage = "petri-run-"
	reading     storage = "petri-reading-"
	masked      storage = "petri-masked-"
	sweeps      storage = "petri-sweep-"
	comparisons storage = "petri-comparison-"
)

// Keep stores a thing. If there is no room for it the oldest runs make way: they
// are most of what is kept. What is too big all the same is not kept.
func (s storage) Keep(id int, item []byte) {
	for !setItem(s.key(id), string(item)) {
		old := runs.ids()
		if len(old) == 0 || runs.key(old[0]) == s.key(id) {
			return
		}
		runs.Forget(old[0])
	}
}

// Next counts on, in the storage itself: another tab may have kept things since.
func (s storage) Next() int {
	counter := string(s) + "last"
	last, _ := strconv.Atoi(getItem(counter)) // 0 if it was never counted
	next := max(last, slices.Max(append(s.ids(), 0))) + 1
	setItem(counter, strconv.Itoa(next))
	return next
}

// Forget removes a thing.
func (s storage) Forget(id int) { app.Window().Get("localStorage").Call("removeItem", s.key(id)) }

// All returns the things there are, oldest first.
func (s storage) All() [][]byte {
	var all [][]byte
	for _, id := range s.ids() {
		all = append(all, []byte(getItem(s.key(id))))
	}
	return all
}

func (s storage) key(id int) string { return string(s) + strconv.Itoa(id) }

func (s storage) ids() []int {
	store := app.Window().Get("localStorage")
	var ids []int
	for i := range store.Get("length").Int() {
		if number, ours := strings.CutPrefix(store.Call("key", i).String(), string(s)); ours {
			if id, err := strconv.Atoi(number); err == nil {
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	return ids
}

func getItem(key string) string {
	return app.Window().Get("localStorage").Call("getItem", key).String()
}

// setItem reports whether there was room.
func setItem(key, value string) (ok bool) {
	defer func() { ok = recover() == nil }() // a full storage throws
	app.Window().Get("localStorage").Call("setItem", key, value)
	return true
}

// fileName names what is saved of a subject.
func fileName(of subject, what, extension string) string {
	name := strings.Trim(regexp.MustCompile(`[^a-z0-9]+`).ReplaceAllString(strings.ToLower(of.Label()), "-"), "-")
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

// readFile reads a JavaScript Blob, such as a File, and hands it to f.
func readFile(file app.Value, f func([]byte)) {
	file.Call("arrayBuffer").Then(func(buffer app.Value) {
		array := app.Window().Get("Uint8Array").New(buffer)
		content := make([]byte, array.Length())
		app.CopyBytesToGo(content, array)
		f(content)
	})
}
