package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/ui/text"
)

// theoryPage says what an intrinsic dimension is, how it is read off here, and
// what it does not say.
type theoryPage struct {
	app.Compo
	bystander
}

// sources are what the page draws on. Those without an address are in print.
var sources = []struct{ who, what, paper string }{
	{"Li, Farkhoor, Liu and Yosinski 2018", "Measuring the Intrinsic Dimension of Objective Landscapes", "arXiv:1804.08838"},
	{"Aghajanyan, Zettlemoyer and Gupta 2020", "Intrinsic Dimensionality Explains the Effectiveness of Language Model Fine-Tuning", "arXiv:2012.13255"},
	{"Zhang, Bengio, Hardt, Recht and Vinyals 2017", "Understanding Deep Learning Requires Rethinking Generalization", "arXiv:1611.03530"},
	{"Rissanen 1978", "Modeling by Shortest Data Description", "Automatica 14"},
}

func (*theoryPage) OnPreRender(ctx app.Context) { ctx.Page().SetTitle("%s", text.Of("theory.title")) }

func (*theoryPage) OnNav(ctx app.Context) { ctx.Page().SetTitle("%s", text.Of("theory.title")) }

func (*theoryPage) Render() app.UI {
	return app.Div().Class("page").Body(
		&header{Current: theory},
		app.Main().ID("main").TabIndex(-1).Class("prose").Body(
			app.H1().Text(text.Of("theory.heading")),
			chapter("definition"),
			chapter("toy"),
			newToyLab(),
			chapter("reading"),
			app.P().Body(app.A().Href(dimension).Text(text.Of("theory.measure"))),
			chapter("length"),
			chapter("limits"),
			chapter("shuffled"),
			chapter("pretrained"),
			app.H2().Text(text.Of("theory.sources")),
			app.Ul().Attr("translate", "no").Body(app.Range(sources).Slice(func(i int) app.UI {
				s := sources[i]
				return app.Li().Body(app.Text(s.who+": "+s.what+", "), paper(s.paper))
			})),
		),
		footer(),
	)
}

// chapter is a part of the theory: theory.<key>.title over theory.<key>.body,
// whose indented lines are formulas.
func chapter(key string) app.UI {
	lines := strings.Split(text.Of("theory."+key+".body"), "\n")
	return app.Section().Aria("labelledby", key).Body(
		app.H2().ID(key).Text(text.Of("theory."+key+".title")),
		app.Range(lines).Slice(func(i int) app.UI {
			if formula, ok := strings.CutPrefix(lines[i], "\t"); ok {
				return app.P().Class("formula").Text(formula)
			}
			return app.P().Text(lines[i])
		}),
	)
}
