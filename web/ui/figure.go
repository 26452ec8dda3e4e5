package ui

import (
	"fmt"
	"html"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// A subject is what a figure is of. A file of it is named after it, and stamped
// with the JSON from which it can be measured again.
type subject interface {
	Label() string
	Stamp() []byte
}

// figure is the frame of every chart: its title, the chart, what it says in
// words, and ways to save it. The document is made only when it is saved.
type figure struct {
	key     string // of its texts and testids
	title   string // empty is that of the key
	of      subject
	summary string
	chart   app.UI
	extra   []app.UI      // such as a table
	svg     func() string // nil: it cannot be saved yet
}

func (f figure) render() app.UI {
	return app.Figure().Class("figure", f.key).DataSet("testid", f.key).Aria("labelledby", f.key+"-title").Body(
		app.FigCaption().Body(
			app.H2().ID(f.key+"-title").Text(f.name()),
			app.If(f.svg != nil, func() app.UI { return f.menu() }),
		),
		app.P().Class("summary").DataSet("testid", f.key+"-summary").Text(f.summary),
		f.chart,
		app.Div().Class("extra").Body(f.extra...),
	)
}

func (f figure) name() string {
	if f.title != "" {
		return f.title
	}
	return text.Of("chart." + f.key)
}

func (f figure) menu() app.UI {
	save := func(kind string, do func(name string)) app.UI {
		return app.Button().Type("button").Class("quiet").DataSet("testid", "save-"+kind+"-"+f.key).
			Text(text.Of("save."+kind)).Aria("label", text.Of("save-figure", f.name(), text.Of("save."+kind))).
			OnClick(func(app.Context, app.Event) { do(fileName(f.of, f.key, kind)) }, app.EventScope(f.key, fmt.Sprintf("%p", f.of)))
	}
	return app.Span().Class("saves").Body(
		save("svg", func(name string) { download(name, "image/svg+xml", []byte(withConfig(f.svg(), f.of))) }),
		save("png", func(name string) { downloadPNG(name, f.svg()) }),
	)
}

// withConfig puts the whole config into an SVG document, where programs find
// it again.
func withConfig(svg string, of subject) string {
	start, rest, _ := strings.Cut(svg, ">")
	return start + "><metadata>" + html.EscapeString(string(of.Stamp())) + "</metadata>" + rest
}

// stamp is what a saved figure says of the run it shows.
func stamp(p *labPage, r *lab.Run) []string {
	notes := []string{text.Of("stamp.config", lab.Link(p.lab.Catalogue, r.Config), r.Config.Seed)}
	if r.ByHand() != "" {
		notes = append(notes, r.ByHand())
	}
	if r.Digest != "" {
		notes = append(notes, text.Of("stamp.digest", r.Digest))
	}
	return notes
}
