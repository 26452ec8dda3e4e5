package host

import (
	"encoding/base64"
	"errors"
	"fmt"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/protocol"
)

// A Player is what the page plays, and what a page that holds it in a frame drives:
// its lab, or the meter on the page of intrinsic dimensions. What may be refused tells
// then whether it was.
type Player interface {
	Open(query string)                                        // takes up the recipe of a link
	Play(then func(error))                                    // begins, or goes on
	Pause()                                                   // until Play
	Report() any                                              // how it stands: JSON, from which TakeUp goes on
	TakeUp(state []byte, then func(error))                    // what Report gave
	Change(fields map[string]any, then func(error))           // of the recipe, by their keys in a link
	Text(what string) (string, error)                         // a "result" or its "csv"
	Export(what string, f func(*protocol.Saved)) (asked bool) // gives a binary file to f
}

// A file is what petri.file gives: a text, or bytes in base64.
type file struct {
	What   string `json:"what"`
	Text   string `json:"text,omitempty"`
	Base64 string `json:"base64,omitempty"`
}

// playing gives window.petri what bridge.js asks of it.
func (p *petri) playing(object app.Value) {
	object.Set("state", app.FuncOf(func(app.Value, []app.Value) any { return parse(encoded(p.player.Report())) }))
	for name, f := range map[string]func(data string, done func(error)){
		"play":   func(_ string, done func(error)) { p.player.Play(done) },
		"hold":   func(_ string, done func(error)) { p.player.Pause(); done(nil) },
		"take":   func(data string, done func(error)) { p.player.TakeUp([]byte(data), done) },
		"change": p.change,
	} {
		object.Set(name, app.FuncOf(func(_ app.Value, args []app.Value) any { return p.standing(f, stringify(args)) }))
	}
	object.Set("file", app.FuncOf(func(_ app.Value, args []app.Value) any { return p.file(stringify(args)) }))
}

// standing does something, and promises how the player stands then.
func (p *petri) standing(f func(data string, done func(error)), data string) app.Value {
	return promise(func(resolve, reject app.Value) {
		p.inTurn(func(done func(error)) { f(data, done) }, reject, func() { resolve.Invoke(parse(encoded(p.player.Report()))) })
	})
}

func (p *petri) change(data string, done func(error)) {
	fields, err := read[map[string]any](data, "set takes fields of a link and their values, such as set({ seed: 2 })")
	if err != nil {
		done(err)
		return
	}
	p.player.Change(fields, done)
}

// file promises what is saved of the run: "result", "csv", "model" or "weights".
func (p *petri) file(data string) app.Value {
	return promise(func(resolve, reject app.Value) {
		what, err := fileIn(data)
		if err != nil {
			fail(reject, err)
			return
		}
		p.dispatch(func() {
			switch what {
			case "result", "csv":
				text, err := p.player.Text(what)
				if err != nil {
					fail(reject, err)
					return
				}
				resolve.Invoke(parse(encoded(file{What: what, Text: text})))
			case "model", "weights":
				if !p.player.Export(what, func(e *protocol.Saved) {
					if e == nil {
						fail(reject, errors.New("the run has ended before its file was there"))
						return
					}
					resolve.Invoke(parse(encoded(file{What: e.Name, Base64: base64.StdEncoding.EncodeToString(e.Bytes)})))
				}) {
					fail(reject, errors.New("there is no run to be saved: train first"))
				}
			default:
				fail(reject, fmt.Errorf("there is no file %q: %s", what, files))
			}
		})
	})
}
