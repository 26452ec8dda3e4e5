package ui

import (
	"fmt"
	"math"
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/charts"
	"petri/web/protocol"
	"petri/web/ui/text"
)

// similarity shows how near the pictures of each class lie to each text, without
// the method and with it, side by side.
type similarity struct {
	app.Compo
	Page        *labPage
	Before, Now *protocol.Grid // nil before there is an answer
}

func (c *similarity) Render() app.UI {
	f := figure{key: "similarity", of: c.Page.lab.Run, summary: text.Of("similarity.empty"), chart: app.Div().Class("matrix", "empty")}
	if c.Before == nil || c.Now == nil || c.Now.Rows == 0 || c.Before.Rows != c.Now.Rows {
		return f.render()
	}
	s := c.of()
	low, high := s.Range()
	f.summary, f.svg = c.summary(), c.svg
	f.chart = app.Div().Class("twins").Body(
		app.Range(s.Titles).Slice(func(k int) app.UI { return c.table(s, k) }),
	)
	f.extra = []app.UI{app.P().Class("note").Text(text.Of("similarity.scale", text.Decimals(low, 2), text.Decimals(high, 2)))}
	return f.render()
}

func (c *similarity) of() charts.Similarity {
	return charts.Similarity{
		Title: text.Of("chart.similarity"), Row: text.Of("similarity.row"), Labels: c.Now.Labels,
		Titles:  []string{text.Of("similarity.before"), text.Of("similarity.now", text.Count(c.Now.Step))},
		Cosines: [][]float32{c.Before.Values, c.Now.Values},
	}
}

func (c *similarity) svg() string {
	s := c.of()
	s.Notes = stamp(c.Page, c.Page.lab.Run)
	return s.SVG()
}

func (c *similarity) table(s charts.Similarity, k int) app.UI {
	n := len(s.Labels)
	return app.Div().Class("scroll").Attr("tabindex", 0).Role("region").Aria("label", s.Titles[k]).Body(
		app.Table().Class("matrix", "square", wordy(s.Labels)).Body(
			app.Caption().Text(text.Of("similarity.caption", s.Titles[k])),
			app.THead().Body(app.Tr().Body(
				app.Td(),
				app.Range(s.Labels).Slice(func(j int) app.UI { return app.Th().Scope("col").Text(s.Labels[j]) }),
			)),
			app.TBody().Body(app.Range(s.Labels).Slice(func(i int) app.UI {
				row := s.Cosines[k][i*n:][:n]
				return app.Tr().Body(
					app.Th().Scope("row").Text(s.Labels[i]),
					app.Range(row).Slice(func(j int) app.UI { return cosine(s, row, i, j) }),
				)
			})),
		),
	)
}

// cosine is one cell.
func cosine(s charts.Similarity, row []float32, i, j int) app.UI {
	class := fmt.Sprintf("shade-%d", int(math.Round(10*s.Shade(row[j]))))
	if i == j {
		class += " right"
	}
	if row[j] == slices.Max(row) {
		return app.Td().Class(class).Body(app.Strong().Text(charts.Hundredths(row[j])))
	}
	return app.Td().Class(class).Text(charts.Hundredths(row[j]))
}

func (c *similarity) summary() string {
	before, now := match(c.Before), match(c.Now)
	two := func(x float64) string { return text.Decimals(x, 2) }
	return text.Of("similarity.summary", before.nearest, c.Now.Rows, now.nearest, text.Count(c.Now.Step),
		two(before.right), two(now.right), two(before.others), two(now.others))
}

// matched is what a matrix of similarities comes to.
type matched struct {
	nearest       int     // classes whose own text is the nearest
	right, others float64 // mean cosine of pictures with their own text, and with the rest
}

func match(g *protocol.Grid) (m matched) {
	rows, others := 0, 0
	for i := range g.Rows {
		row := g.Values[i*g.Cols:][:g.Cols]
		if row[i] != row[i] {
			continue // no picture of the class is among those that were looked at
		}
		rows++
		if row[i] == slices.Max(row) {
			m.nearest++
		}
		for j, v := range row {
			if i == j {
				m.right += float64(v)
			} else {
				m.others, others = m.others+float64(v), others+1
			}
		}
	}
	m.right, m.others = m.right/float64(max(1, rows)), m.others/float64(max(1, others))
	return m
}
