package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/ui/text"
)

// explain is a short explanation that stands beside what it explains, folded
// until it is asked for. Its texts are explain.<key>.title, .body, .formula
// and .paper; args are put into the body.
func explain(key string, args ...any) app.UI {
	body := strings.Split(text.Of("explain."+key+".body", args...), "\n")
	formula, source := text.Or("explain."+key+".formula", ""), text.Or("explain."+key+".paper", "")
	return app.Details().Class("explain").Body(
		app.Summary().DataSet("testid", "explain-"+key).Text(text.Of("explain."+key+".title")),
		app.Range(body).Slice(func(i int) app.UI { return app.P().Text(body[i]) }),
		app.If(formula != "", func() app.UI { return app.P().Class("formula").Text(formula) }),
		app.If(source != "", func() app.UI { return app.P().Body(paper(source)) }),
	)
}

// paper names a source, as a link where the name says where it is.
func paper(name string) app.UI {
	if id, ok := strings.CutPrefix(name, "arXiv:"); ok {
		return app.A().Href("https://arxiv.org/abs/" + id).Text(name)
	}
	return app.Cite().Text(name)
}

// intro says what the lab is about, and leads to the question behind it.
func (p *labPage) intro() app.UI {
	return app.Div().Class("intro").Body(
		app.H1().Text(text.Of("intro.title")),
		app.P().Class("lead").Text(text.Of("intro.lead")),
		explain("subspace"),
		app.P().Body(button("measure-lab", "", p.measure)),
	)
}

func footer() app.UI { return footerOf("") }

// footerOf is the bottom of a page from which up leads to the front page's folder.
func footerOf(up string) app.UI {
	return app.Footer().Class("foot").Body(
		app.P().Text(text.Of("footer")),
		app.Span().Body(
			app.A().Href(up+embedding).Text(text.Of("nav.embed")),
			app.A().Href(up+theory).Text(text.Of("nav.theory")),
			app.A().Href(up+about).Text(text.Of("nav.about")),
		),
	)
}
