package runner

import (
	"regexp"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// A Port carries messages to one worker.
type Port interface {
	// Post sends JSON and the big arrays that belong to it.
	Post(text []byte, parts [][]byte)
	// Close ends the worker at once.
	Close()
}

// A Listener takes what a worker says.
type Listener interface {
	Heard(text []byte, parts [][]byte)
	Died(reason string)
}

// Spawn starts a worker that speaks to l.
type Spawn func(l Listener) Port

// A Dispatcher runs work in order on the goroutine of the page. What is
// patient may wait for the next redraw.
type Dispatcher func(work func(), patient bool)

// often is how the messages begin that a worker sends many of.
var often = regexp.MustCompile(`^\{"type":"(metrics|evaluated|grid|image|log)"`)

// Browser returns a Spawn of web workers.
func Browser(dispatch Dispatcher) Spawn {
	return func(l Listener) Port {
		p := &webWorker{worker: app.Window().Call("petriSpawn")}
		p.on("message", func(e app.Value) {
			text, parts, died := unpack(e.Get("data"))
			if died != "" {
				dispatch(func() { l.Died(died) }, false)
			} else if text != nil {
				dispatch(func() { l.Heard(text, parts) }, often.Match(text))
			}
		})
		p.on("messageerror", func(app.Value) { dispatch(func() { l.Died("a message could not be read") }, false) })
		p.on("error", func(e app.Value) {
			reason := e.Get("message").String()
			dispatch(func() { l.Died(reason) }, false)
		})
		return p
	}
}

type webWorker struct {
	worker   app.Value
	handlers []app.Func
}

func (p *webWorker) on(event string, f func(app.Value)) {
	h := app.FuncOf(func(_ app.Value, args []app.Value) any {
		f(args[0])
		return nil
	})
	p.handlers = append(p.handlers, h)
	p.worker.Set("on"+event, h)
}

func (p *webWorker) Post(text []byte, parts [][]byte) {
	message, transfer := []any{string(text)}, []any{}
	for _, part := range parts {
		a := app.Window().Get("Uint8Array").New(len(part))
		app.CopyBytesToJS(a, part)
		message = append(message, a.Get("buffer"))
		transfer = append(transfer, a.Get("buffer"))
	}
	p.worker.Call("postMessage", message, transfer)
}

func (p *webWorker) Close() {
	for _, event := range []string{"onmessage", "onmessageerror", "onerror"} {
		p.worker.Set(event, nil)
	}
	p.worker.Call("terminate")
	for _, h := range p.handlers {
		h.Release()
	}
}

// unpack reads [text, buffer, …], or {died: reason} from the worker's shell.
func unpack(data app.Value) (text []byte, parts [][]byte, died string) {
	if data.Type() != app.TypeObject {
		return nil, nil, ""
	}
	if reason := data.Get("died"); reason.Truthy() {
		return nil, nil, reason.String()
	}
	for i := range data.Length() {
		if i == 0 {
			text = []byte(data.Index(0).String())
			continue
		}
		a := app.Window().Get("Uint8Array").New(data.Index(i))
		part := make([]byte, a.Length())
		app.CopyBytesToGo(part, a)
		parts = append(parts, part)
	}
	return text, parts, ""
}
