package ui

import (
	"encoding/base64"
	"fmt"
	"regexp"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

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

// leadTo brings an element into the middle of the window, and gives it the focus if that
// is nowhere or still on the button that was pressed.
func leadTo(id, pressed string) {
	node, document := app.Window().GetElementByID(id), app.Window().Get("document")
	if !node.Truthy() {
		return
	}
	active := document.Get("activeElement")
	if !active.Truthy() || active.Equal(document.Get("body")) || active.Get("dataset").Get("testid").String() == pressed {
		node.Call("focus", map[string]any{"preventScroll": true})
	}
	behavior := "smooth"
	if calm() {
		behavior = "instant"
	}
	node.Call("scrollIntoView", map[string]any{"block": "center", "behavior": behavior})
}
