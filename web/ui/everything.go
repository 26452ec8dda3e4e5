package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/ui/text"
)

// everything is all that the page remembers, as one file: to be saved, opened on
// another machine, and forgotten.
type everything struct {
	app.Compo

	said   string
	bad    bool
	asking bool // whether really all of it is to be forgotten
}

func (e *everything) Render() app.UI {
	return app.Section().DataSet("testid", "everything").Body(
		app.H2().Text(text.Of("everything")),
		app.P().Text(text.Of("everything.body")),
		app.If(keeping() != "", func() app.UI { return app.P().Class("note").Text(keeping()) }),
		app.Div().Class("buttons-row").Body(
			button("everything-save", "", e.save),
			app.Label().Class("file").Body(
				app.Span().Text(text.Of("everything-open")),
				app.Input().Type("file").Accept(".json,application/json").DataSet("testid", "everything-open").OnChange(e.open),
			),
			app.If(e.asking, func() app.UI { return button("everything-forget", "", e.forget) }).
				Else(func() app.UI { return button("everything-ask", "", func(app.Context, app.Event) { e.asking = true }) }),
		),
		app.If(e.said != "" && e.bad, func() app.UI {
			return app.P().Class("wrong").Role("alert").DataSet("testid", "everything-bad").Text(e.said)
		}).ElseIf(e.said != "", func() app.UI {
			return app.P().Role("status").DataSet("testid", "everything-said").Text(e.said)
		}),
	)
}

func (e *everything) save(app.Context, app.Event) {
	kept().Call("save").Then(func(file app.Value) {
		download("petri-everything.json", "application/json", []byte(file.String()))
	})
}

func (e *everything) open(ctx app.Context, _ app.Event) {
	input := ctx.JSSrc()
	if input.Get("files").Length() == 0 {
		return
	}
	file := input.Get("files").Index(0)
	input.Set("value", "") // so that the same file can be chosen again
	file.Call("text").Then(func(content app.Value) {
		kept().Call("open", content).Then(func(found app.Value) {
			ctx.Dispatch(func(app.Context) { e.opened(found.String()) })
		})
	})
}

// opened says what was found in a file: a number of things, or why there is none.
func (e *everything) opened(found string) {
	switch found {
	case "bad":
		e.said, e.bad = text.Of("everything.bad"), true
	case "newer":
		e.said, e.bad = text.Of("everything.newer"), true
	default:
		e.said, e.bad = text.Of("everything.opened", found), false
	}
}

func (e *everything) forget(ctx app.Context, _ app.Event) {
	kept().Call("clear").Then(func(app.Value) {
		ctx.Dispatch(func(app.Context) { e.asking, e.bad, e.said = false, false, text.Of("everything.forgotten") })
	})
}
