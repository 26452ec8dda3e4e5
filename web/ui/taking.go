package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/ui/compare"
	"petri/web/ui/text"
)

// taking begins, holds and goes on with the runs of a comparison, and says how
// they stand.
type taking struct {
	app.Compo
	Of       *compare.Taker
	Start    app.EventHandler
	Revision int     // of the taker
	Part     float64 // that is done
}

func (t *taking) Render() app.UI {
	m := t.Of
	return app.Div().Class("taking").Body(
		app.Div().Class("buttons-row").Body(
			app.If(m.Phase == compare.Going, func() app.UI { return button("compare-cancel", "primary", t.cancel) }).
				ElseIf(m.Phase == compare.Stopped, func() app.UI {
					return named("compare-continue", text.Of("compare-continue", m.Done()), "primary", t.goOn)
				}),
			app.If(m.Phase == compare.Idle, func() app.UI { return button("compare-start", "primary", t.start) }).
				ElseIf(m.Phase != compare.Going, func() app.UI { return named("compare-start", text.Of("compare-again"), "", t.start) }),
		),
		t.status(),
	)
}

func (t *taking) start(ctx app.Context, e app.Event) { t.Start(ctx, e) }
func (t *taking) cancel(app.Context, app.Event)      { t.Of.Cancel() }
func (t *taking) goOn(app.Context, app.Event)        { t.Of.Continue() }

var comparePhases = map[compare.Phase]string{
	compare.Idle: "idle", compare.Going: "going", compare.Stopped: "stopped", compare.Finished: "finished",
}

// status says how the comparison stands. The time that is left is not read
// aloud: it changes all the time.
func (t *taking) status() app.UI {
	left := ""
	if s := t.Of.Left(); s > 0 {
		left = text.Of("compare.left", text.Seconds(s))
	}
	return app.Div().Class("status").DataSet("testid", "compare-status").DataSet("phase", comparePhases[t.Of.Phase]).Body(
		app.P().Body(
			app.Span().Class("phase").Role("status").Text(t.Of.Standing()),
			app.Span().Class("note").DataSet("testid", "compare-left").Text(" "+left),
		),
		app.Progress().Max(1000).Value(int(1000*t.Of.Part())).Aria("label", text.Of("compare.progress")),
	)
}
