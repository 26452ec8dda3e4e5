package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/models/spec"
	"petri/web/protocol"
	"petri/web/ui/text"
)

// aboutPage says what Petri is, where its data comes from and under which
// licences all of it stands.
type aboutPage struct {
	app.Compo
	bystander
}

// software is what runs in the page and was made by others.
var software = []struct{ name, licence, home string }{
	{"Go", "BSD-3-Clause", "https://go.dev"},
	{"go-app", "MIT", "https://go-app.dev"},
	{"spago", "BSD-2-Clause", "https://github.com/nlpodyssey/spago"},
	{"uPlot", "MIT", "https://github.com/leeoniya/uPlot"},
	{"Ebitengine", "Apache-2.0", "https://ebitengine.org"},
	{"float16", "MIT", "https://github.com/x448/float16"},
	{"jschannel", "LGPL", "https://github.com/mozilla/jschannel"},
}

func (*aboutPage) OnPreRender(ctx app.Context) { ctx.Page().SetTitle("%s", text.Of("about.title")) }

func (*aboutPage) OnNav(ctx app.Context) { ctx.Page().SetTitle("%s", text.Of("about.title")) }

func (*aboutPage) Render() app.UI {
	return app.Div().Class("page").Body(
		&header{Current: about},
		app.Main().ID("main").TabIndex(-1).Class("prose").Body(
			app.H1().Text(text.Of("about.heading")),
			app.P().Text(text.Of("about.what")),
			app.P().Text(text.Of("about.private")),
			&everything{},
			app.H2().Text(text.Of("about.data")),
			app.Dl().Body(app.Range(catalogue.Data).Slice(func(i int) app.UI {
				d := catalogue.Data[i]
				return app.Div().Body(
					app.Dt().Text(d.Title),
					app.Dd().Body(
						app.P().Text(extent(d)),
						app.P().Text(text.Of("about.source", d.Source)),
						app.P().Text(text.Of("about.licence", d.Licence)),
						credits(d),
					),
				)
			})),
			app.H2().Text(text.Of("about.software")),
			app.P().Text(text.Of("about.petri")),
			app.Ul().Attr("translate", "no").Body(app.Range(software).Slice(func(i int) app.UI {
				s := software[i]
				return app.Li().Body(app.A().Href(s.home).Text(s.name), app.Text(", "+s.licence))
			})),
			app.H2().Text(text.Of("about.papers")),
			app.Ul().Body(app.Range(catalogue.Methods).Slice(func(i int) app.UI {
				m := catalogue.Methods[i]
				if m.Paper == "" {
					return nil
				}
				return app.Li().Body(app.Text(m.Title+": "), paper(m.Paper))
			})),
			app.P().Class("note").Text(text.Of("about.version", protocol.Version)),
		),
		footer(),
	)
}

// extent says how many examples of what size a data set has.
func extent(d spec.DataInfo) string {
	if d.Text {
		return text.Of("about.count.texts", text.Count(d.Train), text.Count(d.Test), d.Shape.W)
	}
	return text.Of("about.count", text.Count(d.Train), text.Count(d.Test), shape([]int{d.Shape.H, d.Shape.W}))
}
