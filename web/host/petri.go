package host

import (
	"encoding/json"
	"errors"
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/protocol"
	"petri/web/ui/lab"
)

// petri is window.petri.
type petri struct {
	lab       *lab.Lab
	dispatch  func(func()) // to the page's goroutine
	listeners []*listener
	ready     func() // resolves the promise; nil once it is
	waiting   []pending
}

type listener struct {
	kind string
	f    app.Value
}

// pending is a promise that the end of a run settles.
type pending struct{ resolve, reject app.Value }

// Install gives window.petri, which guard.js made with its promise, the
// verbs. What it is told to do is done by dispatch.
func Install(l *lab.Lab, dispatch func(func())) {
	p := &petri{lab: l, dispatch: dispatch}
	object := app.Window().Get("petri")
	object.Set("version", protocol.Version)
	p.ready = func() { app.Window().Call("petriIsReady") }
	object.Set("config", app.FuncOf(func(app.Value, []app.Value) any {
		return parse(string(l.Recipe.Config.JSON()))
	}))
	object.Set("run", app.FuncOf(func(_ app.Value, args []app.Value) any { return p.run(stringify(args)) }))
	object.Set("on", app.FuncOf(func(_ app.Value, args []app.Value) any { return p.on(args) }))
	for _, verb := range verbs {
		object.Set(verb, app.FuncOf(func(_ app.Value, args []app.Value) any { return p.do(verb, stringify(args)) }))
	}
	l.Heard = append(l.Heard, p.heard)
}

// do sends a command.
func (p *petri) do(verb, data string) app.Value {
	return promise(func(resolve, reject app.Value) {
		c, err := command(verb, data)
		if err != nil {
			fail(reject, err)
			return
		}
		p.dispatch(func() {
			if err := p.lab.Do(c); err != nil {
				fail(reject, err)
				return
			}
			resolve.Invoke()
		})
	})
}

// run trains a config to its end.
func (p *petri) run(data string) app.Value {
	return promise(func(resolve, reject app.Value) {
		cfg, err := config(data)
		if err != nil {
			fail(reject, err)
			return
		}
		p.dispatch(func() {
			p.settle(errors.New("another run was started in its place"))
			if err := p.lab.Do(&protocol.Start{Config: cfg}); err != nil {
				fail(reject, err)
				return
			}
			p.waiting = append(p.waiting, pending{resolve, reject})
		})
	})
}

// on calls a function with the data of every event of a kind, "*" for all,
// and returns a function that ends it.
func (p *petri) on(args []app.Value) any {
	if len(args) < 2 || args[1].Type() != app.TypeFunction {
		return nil
	}
	l := &listener{args[0].String(), args[1]}
	p.listeners = append(p.listeners, l)
	return app.FuncOf(func(app.Value, []app.Value) any {
		p.listeners = slices.DeleteFunc(p.listeners, func(x *listener) bool { return x == l })
		return nil
	})
}

// heard passes an event on.
func (p *petri) heard(e protocol.Event) {
	if p.ready != nil {
		p.ready()
		p.ready = nil
	}
	switch e := e.(type) {
	case *protocol.Done:
		p.settle(nil)
	case *protocol.Error:
		if e.Fatal {
			p.settle(errors.New(e.Message))
		}
	}
	if len(p.listeners) == 0 {
		return
	}
	kind, data := event(e)
	for _, l := range slices.Clone(p.listeners) {
		if l.kind == kind || l.kind == "*" {
			l.f.Invoke(parse(data), kind)
		}
	}
}

// settle keeps the promises of the run that has ended.
func (p *petri) settle(err error) {
	for _, w := range p.waiting {
		if err != nil {
			fail(w.reject, err)
			continue
		}
		b, _ := json.Marshal(p.lab.Run.Result())
		w.resolve.Invoke(parse(string(b)))
	}
	p.waiting = nil
}

func promise(f func(resolve, reject app.Value)) app.Value {
	var executor app.Func
	executor = app.FuncOf(func(_ app.Value, args []app.Value) any {
		f(args[0], args[1])
		return nil
	})
	defer executor.Release() // the constructor has called it when it returns
	return app.Window().Get("Promise").New(executor)
}

func fail(reject app.Value, err error) {
	reject.Invoke(app.Window().Get("Error").New(err.Error()))
}

func parse(data string) app.Value { return app.Window().Get("JSON").Call("parse", data) }

// stringify is the JSON of the first argument, or empty if there is none.
func stringify(args []app.Value) string {
	if len(args) == 0 || args[0].IsUndefined() || args[0].IsNull() {
		return ""
	}
	return app.Window().Get("JSON").Call("stringify", args[0]).String()
}
