package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/charts"
	"petri/web/ui/masklab"
	"petri/web/ui/text"
)

// closer looks at the chosen colour: the noise its masks are cut from, what
// frequencies that has, and how visible patches lie together.
func (c *maskLab) closer() app.UI {
	k := c.Lab.Look(c.Lab.Chosen)
	return app.Section().Class("closer").Aria("labelledby", "closer-title").Body(
		c.about(), c.tile(k), c.periodogram(k), c.spectrum(k), c.statistics(k),
	)
}

// about is what the catalogue says of the colour.
func (c *maskLab) about() app.UI {
	colour := c.Lab.Colour()
	return app.Div().Class("about").DataSet("testid", "mask-about").Body(
		app.H2().ID("closer-title").Text(text.Of("masklab.closer", colour.Title)),
		app.P().Text(colour.Summary),
		app.If(colour.Formula != "", func() app.UI { return app.P().Class("formula").Text(colour.Formula) }),
	)
}

// waiting is a figure whose look is not there yet.
func waiting(key string) app.UI {
	return figure{key: key, summary: text.Of("masklab.none"), chart: app.Div().Class("room", "empty")}.render()
}

func (c *maskLab) tile(k *masklab.Look) app.UI {
	if k == nil {
		return waiting("noise-tile")
	}
	return figure{
		key: "noise-tile", of: k, svg: c.tileSVG, summary: text.Of("masklab.tile", k.Side),
		chart: c.noise(k),
		extra: []app.UI{app.P().Class("note").DataSet("testid", "mask-crop").Text(masklab.CropSummary(k, c.Lab.Crop(k))), c.gliding()},
	}.render()
}

func (c *maskLab) cut(k *masklab.Look) charts.Plane {
	return charts.Plane{Picture: charts.Grey(k.Tile, k.Side, 1), Side: k.Side}
}

func (c *maskLab) window(k *masklab.Look) charts.Window {
	crop := c.Lab.Crop(k)
	return charts.Window{Row: crop.Row, Col: crop.Col, Rows: k.Rows, Cols: k.Cols, Right: crop.FlipH, Bottom: crop.FlipV}
}

func (c *maskLab) tileSVG() string {
	k := c.Lab.Look(c.Lab.Chosen)
	p := c.cut(k)
	p.Title, p.Notes = text.Of("chart.noise-tile"), append(k.Notes(), masklab.CropSummary(k, c.Lab.Crop(k)))
	return p.Cut(c.window(k))
}

// rings are the frequencies that are pointed out, in cycles per patch.
var rings = []float64{.125, .25, .5}

func (c *maskLab) periodogram(k *masklab.Look) app.UI {
	if k == nil {
		return waiting("noise-periodogram")
	}
	return figure{
		key: "noise-periodogram", of: k, svg: c.periodogramSVG, summary: text.Of("masklab.waves"),
		chart: app.Div().Aria("hidden", true).Body(app.Raw(c.frequencies(k).Rings(rings...))),
		extra: []app.UI{app.P().Class("note").Text(text.Of("masklab.rings"))},
	}.render()
}

func (c *maskLab) frequencies(k *masklab.Look) charts.Plane {
	return charts.Plane{Picture: charts.Grey(k.Periodogram, k.Side, masklab.Ceiling), Side: k.Side}
}

func (c *maskLab) periodogramSVG() string {
	k := c.Lab.Look(c.Lab.Chosen)
	p := c.frequencies(k)
	p.Title, p.Notes = text.Of("chart.noise-periodogram"), append(k.Notes(), text.Of("masklab.rings"))
	return p.Rings(rings...)
}

func (c *maskLab) statistics(k *masklab.Look) app.UI {
	if k == nil {
		return waiting("mask-stats")
	}
	return figure{key: "mask-stats", summary: masklab.StatsSummary(k), chart: c.table(), extra: []app.UI{c.meanings()}}.render()
}

// table has a row a colour, and one of what is expected of white.
func (c *maskLab) table() app.UI {
	head := func(key string) app.UI { return app.Th().Scope("col").Text(text.Of("masklab.stat." + key)) }
	rows := []app.UI{}
	for _, colour := range c.Lab.Colours {
		k := c.Lab.Look(colour.Name)
		if k == nil {
			continue
		}
		rows = append(rows, statsRow(colour.Name, colour.Title, colour.Name == c.Lab.Chosen, k.Joins, k.Pieces, k.Corners))
		if colour.Name == "white" {
			rows = append(rows, app.Tr().DataSet("testid", "stats-formula").Body(
				app.Th().Scope("row").Text(text.Of("masklab.formula")),
				app.Td().Text(text.Decimals(k.WhiteJoins, 3)), app.Td().Text(text.Of("none")), app.Td().Text(text.Decimals(k.WhiteCorners(), 3)),
			))
		}
	}
	return app.Table().Class("lines", "stats").Body(
		app.THead().Body(app.Tr().Body(head("colour"), head("joins"), head("pieces"), head("corners"))),
		app.TBody().Body(rows...),
	)
}

func statsRow(name, title string, chosen bool, joins, pieces, corners float64) app.UI {
	row := app.Tr().DataSet("testid", "stats-"+name)
	if chosen {
		row = row.Class("chosen").Aria("current", true)
	}
	return row.Body(
		app.Th().Scope("row").Text(title),
		app.Td().Text(text.Decimals(joins, 3)), app.Td().Text(text.Decimals(pieces, 1)), app.Td().Text(text.Decimals(corners, 3)),
	)
}

// meanings say what each number is, in a sentence.
func (c *maskLab) meanings() app.UI {
	keys := []string{"joins", "pieces", "corners"}
	return app.Dl().Class("meanings").Body(app.Range(keys).Slice(func(i int) app.UI {
		return app.Div().Body(
			app.Dt().Text(text.Of("masklab.stat."+keys[i])),
			app.Dd().Text(text.Of("masklab.mean."+keys[i])),
		)
	}))
}
