package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/ui/measure"
	"petri/web/ui/text"
)

// controls start and stop the sweep, and say how it stands. They stay in view
// while the page scrolls.
func (p *dimensionPage) controls() app.UI {
	m := p.meter
	changed := m.Changed()
	name, class := text.Of("measure", measure.BarName(m.Settings.Float("bar"))), "primary"
	if m.Phase == measure.Finished && !changed {
		name, class = text.Of("measure-again"), ""
	}
	return app.Section().Class("controls").ID("controls").TabIndex(-1).DataSet("testid", "controls").Aria("label", text.Of("controls")).Body(
		app.Div().Class("buttons").Body(
			app.If(m.Phase == measure.Going, func() app.UI { return button("cancel", "primary", p.cancel) }).
				ElseIf(m.Phase == measure.Stopped, func() app.UI {
					return named("continue", text.Of("continue", len(m.Now.Results)), "primary", p.goOn)
				}),
			app.If(m.Phase == measure.Idle || m.Phase == measure.Finished, func() app.UI { return named("measure", name, class, p.measure) }).
				ElseIf(m.Phase == measure.Stopped && changed, func() app.UI { return named("measure", name, "", p.measure) }),
		),
		p.share(),
		p.status(changed),
		messages(&m.Trouble, nil, &m.Notices),
	)
}

func (p *dimensionPage) measure(ctx app.Context, _ app.Event) {
	p.meter.Measure()
	p.settle(ctx)
}

func (p *dimensionPage) cancel(app.Context, app.Event) { p.meter.Cancel() }
func (p *dimensionPage) goOn(app.Context, app.Event)   { p.meter.Continue() }

var sweepPhases = map[measure.Phase]string{
	measure.Idle: "idle", measure.Going: "going", measure.Stopped: "stopped", measure.Finished: "finished",
}

// status says how the sweep stands.
func (p *dimensionPage) status(changed bool) app.UI {
	m := p.meter
	done, left := text.Of("none"), text.Of("none")
	if m.Now != nil {
		done = text.Count(len(m.Now.Results))
		if m.Phase != measure.Finished {
			done = text.Of("of-at-most", len(m.Now.Results), m.Now.AtMost())
		}
		if s := m.Left(); m.Phase == measure.Going && s > 0 {
			left = text.Of("at-most", text.Seconds(s))
		}
	}
	return app.Div().Class("status").DataSet("testid", "sweep-status").DataSet("phase", sweepPhases[m.Phase]).Body(
		app.P().Class("phase").Body(
			app.Text(m.Standing()),
			app.If(changed, func() app.UI { return app.Span().Class("note").Text(" " + text.Of("recipe-changed.sweep")) }),
		),
		app.Progress().Max(1000).Value(int(1000*m.Part())).Aria("label", text.Of("progress.sweep")),
		app.Dl().Body(
			app.Div().Body(app.Dt().Text(text.Of("figure.runs")), app.Dd().DataSet("testid", "status-runs").Text(done)),
			app.Div().Body(app.Dt().Text(text.Of("figure.left")), app.Dd().DataSet("testid", "status-left").Text(left)),
		),
	)
}
