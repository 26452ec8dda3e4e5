package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// controls start and hold the run, and say how it stands. They stay in view
// while the page scrolls.
func (p *labPage) controls() app.UI {
	l := p.lab
	going, held, changed := l.Going(), l.Phase == lab.Paused, outdated(l)
	return app.Section().Class("controls").ID("controls").TabIndex(-1).DataSet("testid", "controls").Aria("label", text.Of("controls")).Body(
		app.Div().Class("buttons").Body(
			app.If(going, func() app.UI { return button("pause", "primary", p.pause) }).
				ElseIf(held && !changed, func() app.UI { return button("resume", "primary", p.resume) }).
				ElseIf(changed, func() app.UI { return named("train", text.Of("train-new"), "primary", p.train) }).
				Else(func() app.UI { return button("train", "primary", p.train) }),
			app.If(going && changed, func() app.UI { return named("train", text.Of("train-new"), "", p.train) }).
				ElseIf(held && changed, func() app.UI { return button("resume", "", p.resume) }),
			able(button("step", "", p.step), l.Phase != lab.Finished),
			able(button("reset", "", p.reset), l.Run != nil && l.Run.Step() > 0),
			button("new-seed", "", p.newSeed),
			p.saveMenu(),
		),
		p.status(),
		messages(&p.lab.Trouble, p.lab.Retry, &p.lab.Notices),
	)
}

func button(key, class string, f app.EventHandler) app.HTMLButton {
	return named(key, text.Of(key), class, f)
}

// named is a button whose testid and title are key's. The scope keeps buttons
// that take each other's place apart.
func named(key, title, class string, f app.EventHandler) app.HTMLButton {
	return app.Button().Type("button").Class(class).DataSet("testid", key).Text(title).
		Title(text.Or(key+".hint", "")).OnClick(f, app.EventScope(key))
}

func able(b app.HTMLButton, yes bool) app.UI {
	if yes {
		return b
	}
	return b.Disabled(true)
}

func (p *labPage) train(ctx app.Context, _ app.Event) {
	p.lab.Train()
	p.settle(ctx)
}

func (p *labPage) pause(app.Context, app.Event)  { p.lab.Pause() }
func (p *labPage) resume(app.Context, app.Event) { p.lab.Resume() }

func (p *labPage) step(ctx app.Context, _ app.Event) {
	p.lab.Prepare()
	p.lab.Step(1)
}

func (p *labPage) reset(app.Context, app.Event) { p.lab.Reset() }

func (p *labPage) newSeed(ctx app.Context, _ app.Event) {
	p.lab.NewSeed()
	p.settle(ctx)
}
