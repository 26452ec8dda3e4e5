package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/models/spec"
	"petri/web/charts"
	"petri/web/protocol"
	"petri/web/ui/text"
)

// patchErrors shows which patches are hard to fill in, over the whole test set.
type patchErrors struct {
	app.Compo
	Page *labPage
	Grid *protocol.Grid // nil before there is one
}

func (c *patchErrors) Render() app.UI {
	f := figure{key: "patches", of: c.Page.lab.Run, summary: text.Of("patches.empty"), chart: app.Div().Class("patches", "empty")}
	if c.Grid == nil || len(c.Grid.Values) == 0 {
		return f.render()
	}
	hard, easy := 0, 0
	for i, v := range c.Grid.Values {
		if v > c.Grid.Values[hard] {
			hard = i
		}
		if v < c.Grid.Values[easy] {
			easy = i
		}
	}
	most := c.Grid.Values[hard]
	f.summary = text.Of("patches.summary", text.Loss(float64(most)), hard/c.Grid.Cols+1, hard%c.Grid.Cols+1, text.Loss(float64(c.Grid.Values[easy])))
	f.chart = app.Img().Class("patches").Alt(f.summary).Src(c.picture(most))
	f.svg = func() string {
		return charts.Gallery{Title: text.Of("chart.patches"), Pictures: []string{c.picture(most)}, Captions: []string{""}, Notes: stamp(c.Page, c.Page.lab.Run)}.SVG(1)
	}
	f.extra = []app.UI{c.table()}
	return f.render()
}

func (c *patchErrors) picture(most float32) string {
	negative := make([]float32, len(c.Grid.Values)) // Signed draws those in orange
	for i, v := range c.Grid.Values {
		negative[i] = -v
	}
	return charts.Signed(negative, spec.Shape{C: 1, H: c.Grid.Rows, W: c.Grid.Cols}, max(most, 1e-9))
}

// table says the errors in thousandths, which fit a phone.
func (c *patchErrors) table() app.UI {
	rows := make([]int, c.Grid.Rows)
	return app.Details().Class("numbers").Body(
		app.Summary().Text(text.Of("as-table")),
		app.Div().Class("scroll").Attr("tabindex", 0).Role("region").Aria("label", text.Of("chart.patches")).Body(
			app.Table().Body(app.Caption().Text(text.Of("patches.table")), app.TBody().Body(app.Range(rows).Slice(func(r int) app.UI {
				values := c.Grid.Values[r*c.Grid.Cols:][:c.Grid.Cols]
				return app.Tr().Body(app.Range(values).Slice(func(i int) app.UI { return app.Td().Text(text.Number(round(1000 * values[i]))) }))
			}))),
		),
	)
}

// round keeps one decimal.
func round(x float32) float64 { return float64(int(10*x+0.5)) / 10 }
