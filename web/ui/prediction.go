package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/protocol"
	"petri/web/ui/text"
)

// prediction shows what the model takes the drawing for.
type prediction struct {
	app.Compo
	Curve *protocol.Curve // nil before there is a drawing
}

func (c *prediction) Render() app.UI {
	f := figure{key: "prediction", summary: text.Of("prediction.empty"), chart: app.Div().Class("bars", "empty")}
	if c.Curve == nil || len(c.Curve.Values) == 0 {
		return f.render()
	}
	best := 0
	for i, v := range c.Curve.Values {
		if v > c.Curve.Values[best] {
			best = i
		}
	}
	f.summary = text.Of("prediction.summary", c.Curve.Labels[best], text.Percent(float64(c.Curve.Values[best])))
	f.chart = app.Ol().Class("bars").Body(app.Range(c.Curve.Values).Slice(func(i int) app.UI {
		class := ""
		if i == best {
			class = "best"
		}
		share := float64(c.Curve.Values[i])
		return app.Li().Class(class).Body(
			app.Span().Text(c.Curve.Labels[i]),
			app.Progress().Max(1).Value(share).Aria("label", c.Curve.Labels[i]),
			app.Span().Class("share").Text(text.Percent(share)),
		)
	}))
	return f.render()
}
