package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/ui/text"
)

const (
	settleAfter = 300 * time.Millisecond // of quiet, what was written settles
	speakEvery  = 10 * time.Second       // progress is told to screen readers
)

// writing knows when a form that is written in has settled: a browser allows
// only so many changes of the address.
type writing struct {
	changes int
	fresh   bool // it was changed a moment ago
}

// settle calls f once nothing more is written for a moment.
func (w *writing) settle(ctx app.Context, f func(app.Context)) {
	w.fresh = true
	w.changes++
	mine := w.changes
	ctx.After(settleAfter, func(ctx app.Context) {
		if mine == w.changes {
			w.fresh = false
			f(ctx)
		}
	})
}

// address writes a query into the address of the page.
func address(ctx app.Context, query string) {
	u := ctx.Page().URL()
	u.RawQuery = withFrame(query)
	ctx.Page().ReplaceURL(u)
}

// An announcer has a summary read aloud, seldom enough to be heard out, and
// whenever the phase is another.
type announcer struct {
	said  string
	at    time.Time
	phase int
}

func (a *announcer) say(phase int, summary func() string) {
	if phase == a.phase && time.Since(a.at) < speakEvery {
		return
	}
	a.phase, a.at, a.said = phase, time.Now(), summary()
}

func (a *announcer) render() app.UI {
	return app.P().Class("unseen").Aria("live", "polite").DataSet("testid", "announcer").Text(a.said)
}

// messages are what went wrong and the notices, until they are dismissed. What
// went wrong can be tried again, if there is a way.
func messages(trouble *string, again func(), notices *[]string) app.UI {
	return app.Div().Class("messages").Body(
		app.If(*trouble != "", func() app.UI {
			return app.Div().Class("message", "bad").Role("alert").DataSet("testid", "error").Body(
				app.P().Text(*trouble),
				app.If(again != nil, func() app.UI {
					return named("again", text.Of("again"), "", func(app.Context, app.Event) { again() })
				}),
				app.Button().Type("button").Class("quiet").Text(text.Of("dismiss")).OnClick(func(app.Context, app.Event) { *trouble = "" }),
			)
		}),
		app.If(len(*notices) > 0, func() app.UI {
			return app.Div().Class("message").Role("status").DataSet("testid", "notice").Body(
				app.Ul().Body(app.Range(*notices).Slice(func(i int) app.UI { return app.Li().Text(text.Sentence((*notices)[i])) })),
				app.Button().Type("button").Class("quiet").Text(text.Of("dismiss")).OnClick(func(app.Context, app.Event) { *notices = nil }),
			)
		}),
	)
}
