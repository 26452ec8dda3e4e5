package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/protocol"
	"petri/web/ui/text"
)

// prompt shows the words that lie near each learned vector.
type prompt struct {
	app.Compo
	Page   *labPage
	Prompt *protocol.Prompt // nil before there is one
}

func (c *prompt) Render() app.UI {
	f := figure{key: "prompt", of: c.Page.lab.Run, summary: text.Of("prompt.empty"), chart: app.Div(), extra: []app.UI{explain("prompt")}}
	if c.Prompt == nil || len(c.Prompt.Vectors) == 0 {
		return f.render()
	}
	f.summary = text.Of("prompt.summary", len(c.Prompt.Vectors), text.Count(c.Prompt.Step))
	f.chart = app.Div().Class("scroll").Attr("tabindex", 0).Role("region").Aria("label", text.Of("chart.prompt")).Body(
		app.Table().Class("near").Body(
			app.THead().Body(app.Tr().Body(app.Th().Scope("col").Text(text.Of("prompt.vector")), app.Th().Scope("col").Text(text.Of("prompt.near")), app.Th().Scope("col").Text(text.Of("prompt.distance")))),
			app.TBody().Body(app.Range(c.Prompt.Vectors).Slice(c.row)),
		),
	)
	return f.render()
}

func (c *prompt) row(i int) app.UI {
	v := c.Prompt.Vectors[i]
	return app.Tr().Body(
		app.Th().Scope("row").Text(c.name(i)),
		app.Td().Text(strings.Join(v.Words, ", ")),
		app.Td().Text(text.Decimals(v.Distances[0], 2)),
	)
}

// name is that of a vector: its number and, where each class has its own, the
// class.
func (c *prompt) name(i int) string {
	classes := c.Page.dataInfo().Classes
	length := c.Page.config().Method.Knobs.Int("length")
	if length == 0 || len(c.Prompt.Vectors) != length*len(classes) || len(classes) == 1 {
		return text.Of("prompt.name", i+1)
	}
	return text.Of("prompt.own", classes[i/length], i%length+1)
}
