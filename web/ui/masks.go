package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/ui/lab"
	"petri/web/ui/masklab"
	"petri/web/ui/text"
)

// masksPage is the Masks lab: a lab of its own for models that are masked, below
// a look at the masks themselves.
type masksPage struct {
	labPage
	noise *masklab.Lab
}

func newMasksPage(l *lab.Lab, noise *masklab.Lab, events *queue) *masksPage {
	return &masksPage{labPage: labPage{lab: l, events: events}, noise: noise}
}

func (*masksPage) OnPreRender(ctx app.Context) { ctx.Page().SetTitle("%s", text.Of("masks.title")) }

// OnNav takes up the recipe of a link on another page.
func (p *masksPage) OnNav(ctx app.Context) {
	p.labPage.OnNav(ctx)
	ctx.Page().SetTitle("%s", text.Of("masks.title"))
}

// Render draws the page. While the program is not there yet the same is
// prerendered, and clicks on it are kept.
func (p *masksPage) Render() app.UI {
	l := p.lab
	return app.Div().Class("page").Body(
		&header{Current: masks},
		app.Main().ID("main").On("dragover", allowDrop).On("drop", p.drop).Body(
			app.Div().Class("intro").Body(
				app.H1().Text(text.Of("masks.heading")),
				app.P().Class("lead").Text(text.Of("masks.lead")),
			),
			&maskLab{Lab: p.noise, Revision: p.noise.Revision},
			app.Div().Class("bench").Body(
				p.recipe(),
				app.Div().Class("work").Body(
					p.controls(),
					&curves{Page: &p.labPage, Revision: l.Revision, Log: p.log, Scheme: p.scheme},
					p.liveRate(),
					&history{Page: &p.labPage, Revision: l.Revision},
				),
				app.Aside().Class("side").Body(
					p.ledger(),
					&weights{Page: &p.labPage, Image: l.Looks.Weights},
				),
			),
		),
		footer(),
		p.speaker.render(),
	)
}
