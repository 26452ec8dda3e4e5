package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/protocol"
	"petri/web/ui/text"
)

// passages are texts of the test set with what the model answers, wrong ones first.
type passages struct {
	app.Compo
	Page     *labPage
	Image    *protocol.Image // nil before there is one
	Mistakes int             // in the whole test set
}

func (c *passages) Render() app.UI {
	f := figure{key: "passages", of: c.Page.lab.Run, summary: text.Of("samples.empty"), chart: app.Div()}
	if c.Image == nil || len(c.Image.Items) == 0 {
		return f.render()
	}
	wrong := 0
	for _, item := range c.Image.Items {
		if item.Label != item.Predicted {
			wrong++
		}
	}
	f.summary = text.Of("confusion.none")
	if wrong > 0 {
		f.summary = text.Of("passages.summary", wrong, text.Count(max(wrong, c.Mistakes)))
	}
	f.chart = app.Div().Class("scroll").Attr("tabindex", 0).Role("region").Aria("label", text.Of("chart.passages")).Body(
		app.Table().Class("passages").Body(
			app.THead().Body(app.Tr().Body(
				app.Th().Scope("col").Text(text.Of("passages.text")), app.Th().Scope("col").Text(text.Of("passages.answer")), app.Th().Scope("col").Text(text.Of("passages.share")),
			)),
			app.TBody().Body(app.Range(c.Image.Items).Slice(func(i int) app.UI {
				item := c.Image.Items[i]
				return app.Tr().Body(
					app.Td().Text(item.Text),
					app.Td().Text(c.Page.verdict(item)),
					app.Td().Text(text.Percent(float64(item.Confidence))),
				)
			})),
		),
	)
	return f.render()
}
