package host

import (
	"cmp"
	"errors"
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/methods/sweep"
	"petri/models/spec"
	"petri/web/protocol"
	"petri/web/ui/lab"
	"petri/web/ui/measure"
)

// petri is window.petri.
type petri struct {
	player    Player
	lab       *lab.Lab
	meter     *measure.Meter
	dispatch  func(func()) // to the page's goroutine
	listeners []*listener
	waiting   []pending // for the end of the run
	measuring []pending // for the end of the sweep
	turns     []func()  // what programs have asked for and is not done, the first under way
}

type listener struct {
	kind string
	f    app.Value
}

// pending is a promise that the end of a run or a sweep settles.
type pending struct {
	resolve, reject app.Value
	run             *lab.Run // that is to end; nil of a sweep
}

// Ready keeps the promise petri.ready: the page is there. It may be called
// again.
func Ready() { app.Window().Call("petriIsReady") }

// Install gives window.petri, which guard.js made with its promise, the
// verbs. What it is told to do is done by dispatch; player is the one of lab and
// meter that the page shows.
func Install(player Player, l *lab.Lab, m *measure.Meter, dispatch func(func())) {
	p := &petri{player: player, lab: l, meter: m, dispatch: dispatch}
	object := app.Window().Get("petri")
	object.Set("version", protocol.Version)
	object.Set("config", app.FuncOf(func(app.Value, []app.Value) any {
		return parse(string(l.Recipe.Config.JSON()))
	}))
	object.Set("run", app.FuncOf(func(_ app.Value, args []app.Value) any { return p.run(stringify(args)) }))
	object.Set("measure", app.FuncOf(func(_ app.Value, args []app.Value) any { return p.measure(stringify(args)) }))
	object.Set("on", app.FuncOf(func(_ app.Value, args []app.Value) any { return p.on(args) }))
	for _, verb := range verbs {
		object.Set(verb, app.FuncOf(func(_ app.Value, args []app.Value) any { return p.do(verb, stringify(args)) }))
	}
	p.playing(object)
	l.Heard = append(l.Heard, p.heard)
	m.Heard = append(m.Heard, p.measured)
}

// do sends a command.
func (p *petri) do(verb, data string) app.Value {
	return promise(func(resolve, reject app.Value) {
		c, err := command(verb, data)
		if err != nil {
			fail(reject, err)
			return
		}
		p.inTurn(func(done func(error)) { p.lab.Do(c, done) }, reject, func() { resolve.Invoke() })
	})
}

// run trains a config to its end.
func (p *petri) run(data string) app.Value {
	return promise(func(resolve, reject app.Value) {
		cfg, err := read[spec.Config](inner(data), "run takes a config, such as run({ seed: 2 })")
		if err != nil {
			fail(reject, err)
			return
		}
		p.inTurn(func(done func(error)) { p.lab.Do(&protocol.Start{Config: cfg}, done) }, reject, func() {
			p.release()
			p.waiting = append(p.waiting, pending{resolve, reject, p.lab.Run})
		})
	})
}

// inTurn does what a program asks for, after what it asked for before: a config is looked
// at by the worker before it is begun, and the step that is asked for next is of its run.
// Then kept does the rest, or the promise fails.
func (p *petri) inTurn(do func(done func(error)), reject app.Value, kept func()) {
	turn := func() {
		do(func(err error) {
			if err != nil {
				fail(reject, err)
			} else {
				kept()
			}
			p.turns = p.turns[1:]
			if len(p.turns) > 0 {
				p.dispatch(p.turns[0])
			}
		})
	}
	p.dispatch(func() {
		if p.turns = append(p.turns, turn); len(p.turns) == 1 {
			turn()
		}
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

// measure takes a sweep to its end.
func (p *petri) measure(data string) app.Value {
	return promise(func(resolve, reject app.Value) {
		s, err := read[sweep.Sweep](data, "measure takes a sweep, such as measure({ to: 500 })")
		if err != nil {
			fail(reject, err)
			return
		}
		p.dispatch(func() {
			if err := p.meter.Begin(s); err != nil {
				fail(reject, err)
				return
			}
			p.measuring = append(p.measuring, pending{resolve, reject, nil})
		})
	})
}

// measured passes a result of the sweep on; nil is its end.
func (p *petri) measured(r *sweep.Result) {
	if r != nil {
		p.tell("result", encoded(r))
		return
	}
	p.tell("sweep", encoded(p.meter.Report()))
	waiting := p.measuring
	p.measuring = nil
	for _, w := range waiting {
		if p.meter.Phase == measure.Finished {
			w.resolve.Invoke(parse(encoded(p.meter.Now.File)))
		} else {
			fail(w.reject, errors.New(cmp.Or(p.meter.Trouble, "the sweep was stopped before its end")))
		}
	}
}

// heard passes an event on.
func (p *petri) heard(e protocol.Event) {
	Ready()
	p.release()
	switch e := e.(type) {
	case *protocol.Done:
		p.settle(nil)
	case *protocol.Error:
		if e.Fatal {
			p.settle(errors.New(e.Message))
		}
	}
	if len(p.listeners) > 0 {
		p.tell(event(e))
	}
}

// release fails the promises of runs that others have taken the place of.
func (p *petri) release() {
	p.waiting = slices.DeleteFunc(p.waiting, func(w pending) bool {
		gone := p.lab.Run != nil && w.run != p.lab.Run
		if gone {
			fail(w.reject, errors.New("another run was started in its place"))
		}
		return gone
	})
}

// tell calls those who listen to a kind of event with its data, JSON.
func (p *petri) tell(kind, data string) {
	for _, l := range slices.Clone(p.listeners) {
		if l.kind == kind || l.kind == "*" {
			l.hear(data, kind)
		}
	}
}

// hear calls a function, whose mistakes are its own: one that throws ends nothing else.
func (l *listener) hear(data, kind string) {
	defer func() {
		if r := recover(); r != nil {
			app.Logf("petri.on: the function for %q has thrown: %v", kind, r)
		}
	}()
	l.f.Invoke(parse(data), kind)
}

// settle keeps the promises of the run that has ended.
func (p *petri) settle(err error) {
	for _, w := range p.waiting {
		if err != nil {
			fail(w.reject, err)
			continue
		}
		w.resolve.Invoke(parse(encoded(p.lab.Run.Result())))
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

// stringify is the JSON of the first argument, or empty if there is none. What has none,
// such as a circle, is no JSON either, which whoever reads it says.
func stringify(args []app.Value) (data string) {
	defer func() {
		if recover() != nil {
			data = "{"
		}
	}()
	if len(args) == 0 || args[0].IsUndefined() || args[0].IsNull() {
		return ""
	}
	return app.Window().Get("JSON").Call("stringify", args[0]).String()
}
