package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/charts"
	"petri/web/protocol"
	"petri/web/ui/text"
)

// weights are the first layer's weights as pictures, one a hidden unit.
type weights struct {
	app.Compo
	Page  *labPage
	Image *protocol.Image // nil before there is one
}

func (c *weights) Render() app.UI {
	f := figure{key: "weights", of: c.Page.lab.Run, summary: text.Of("weights.empty"), chart: app.Div().Class("grid", "fine", "empty")}
	if c.Image == nil || len(c.Image.Items) == 0 {
		return f.render()
	}
	limit := charts.Limit(c.Image.Values)
	f.summary, f.svg = text.Of("weights.summary", len(c.Image.Items), text.Number(float64(limit))), c.svg
	pictures := c.pictures(limit)
	f.chart = app.Ul().Class("grid", "fine").Aria("hidden", true).Body(app.Range(pictures).Slice(func(i int) app.UI {
		return app.Li().Body(app.Img().Src(pictures[i]).Role("presentation"))
	}))
	return f.render()
}

func (c *weights) pictures(limit float32) []string {
	var all []string
	size := c.Image.Shape.Size()
	for i := range c.Image.Items {
		all = append(all, charts.Signed(c.Image.Values[i*size:(i+1)*size], c.Image.Shape, limit))
	}
	return all
}

func (c *weights) svg() string {
	g := charts.Gallery{Title: text.Of("chart.weights"), Pictures: c.pictures(charts.Limit(c.Image.Values)), Notes: stamp(c.Page, c.Page.lab.Run)}
	for _, item := range c.Image.Items {
		g.Captions = append(g.Captions, strconv.Itoa(item.Index))
	}
	return g.SVG(10)
}
