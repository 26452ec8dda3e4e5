package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/ui/text"
)

// language is the half of the model that continues texts.
func (p *promptsPage) language() []app.UI {
	l := p.lab
	return []app.UI{
		app.Div().Class("intro").Body(
			app.H1().Text(text.Of("language.heading")),
			p.halves(),
			app.P().Class("lead").Text(text.Of("language.lead")),
			explain("lm"),
		),
		app.H2().Class("section").Text(text.Of("language.begin")),
		&draft{Page: &p.labPage, Writing: l.Looks.Writing},
		app.H2().Class("section").Text(text.Of("prompts.learn")),
		app.P().Class("note").Text(p.dataInfo().Summary),
		app.Div().Class("bench").Body(
			p.recipe(),
			app.Div().Class("work").Body(
				p.controls(),
				&curves{Page: &p.labPage, Revision: l.Revision, Log: p.log, Scheme: p.scheme},
				p.liveRate(),
				p.landscape(),
				&history{Page: &p.labPage, Revision: l.Revision},
				&passages{Page: &p.labPage, Image: l.Looks.Samples, Mistakes: mistakes(l.Looks.Confusion)},
			),
			p.side(),
		),
	}
}
