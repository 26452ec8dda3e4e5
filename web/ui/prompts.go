package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// promptsPage is the Prompts lab: a frozen model that reads, prompts that a person
// writes, and prompts that are learned.
type promptsPage struct{ labPage }

func newPromptsPage(l *lab.Lab, events *queue) *promptsPage {
	return &promptsPage{labPage{lab: l, events: events}}
}

func (*promptsPage) OnPreRender(ctx app.Context) { ctx.Page().SetTitle("%s", text.Of("prompts.title")) }

// OnNav takes up the recipe of a link on another page.
func (p *promptsPage) OnNav(ctx app.Context) {
	p.labPage.OnNav(ctx)
	ctx.Page().SetTitle("%s", text.Of("prompts.title"))
}

// Render draws the page. While the program is not there yet the same is
// prerendered, and clicks on it are kept.
func (p *promptsPage) Render() app.UI {
	l := p.lab
	return app.Div().Class("page").Body(
		&header{Current: prompts},
		app.Main().ID("main").DataSet("testid", "prompts-page").On("dragover", allowDrop).On("drop", p.drop).Body(
			app.Div().Class("intro").Body(
				app.H1().Text(text.Of("prompts.heading")),
				app.P().Class("lead").Text(text.Of("prompts.lead")),
				explain("clip"),
			),
			app.H2().Class("section").Text(text.Of("prompts.write")),
			&written{Page: &p.labPage, Texts: l.Looks.Texts},
			&template{Page: &p.labPage, Ready: l.Run != nil && l.Phase != lab.Loading, Tried: l.Looks.Tried},
			app.H2().Class("section").Text(text.Of("prompts.learn")),
			app.Div().Class("bench").Body(
				p.recipe(),
				app.Div().Class("work").Body(
					p.controls(),
					&curves{Page: &p.labPage, Revision: l.Revision, Log: p.log, Scheme: p.scheme},
					&likeness{Page: &p.labPage, Key: "classes", Summary: text.Of("classes.summary"), Heads: p.dataInfo().Classes, Texts: l.Looks.Classes},
					p.liveRate(),
					&history{Page: &p.labPage, Revision: l.Revision},
					&samples{Page: &p.labPage, Image: l.Looks.Samples, Mistakes: mistakes(l.Looks.Confusion)},
				),
				app.Aside().Class("side").Body(
					&prompt{Page: &p.labPage, Prompt: l.Looks.Prompt},
					p.ledger(),
					&confusion{Page: &p.labPage, Grid: l.Looks.Confusion},
				),
			),
		),
		footer(),
		p.speaker.render(),
	)
}
