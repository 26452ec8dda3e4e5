package ui

import (
	"fmt"
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/charts"
	"petri/web/protocol"
	"petri/web/ui/text"
)

// confusion counts which class is taken for which: a table whose cells are
// shaded by how often it happens.
type confusion struct {
	app.Compo
	Page *labPage
	Grid *protocol.Grid // nil before there is one
}

func (c *confusion) Render() app.UI {
	f := figure{key: "confusion", of: c.Page.lab.Run, summary: text.Of("confusion.empty"), chart: app.Div().Class("matrix", "empty")}
	if c.Grid == nil || c.Grid.Rows == 0 {
		return f.render()
	}
	m := c.matrix()
	if row, col, count := m.Worst(); count > 0 {
		f.summary = text.Of("confusion.summary", m.Labels[row], m.Labels[col], count)
	} else {
		f.summary = text.Of("confusion.none")
	}
	f.svg = c.svg
	f.chart = app.Div().Class("scroll").Attr("tabindex", 0).Role("region").Aria("label", text.Of("chart.confusion")).Body(c.table(m))
	return f.render()
}

func (c *confusion) matrix() charts.Confusion {
	return charts.Confusion{
		Title: text.Of("chart.confusion"), Row: text.Of("true-class"), Col: text.Of("predicted-class"),
		Labels: c.Grid.Labels, Counts: c.Grid.Values,
	}
}

func (c *confusion) svg() string {
	m := c.matrix()
	m.Notes = stamp(c.Page, c.Page.lab.Run)
	return m.SVG()
}

func (c *confusion) table(m charts.Confusion) app.UI {
	shares, caption := tooWide(m), "confusion.caption"
	if shares {
		caption = "confusion.shares"
	}
	return app.Table().Class("matrix", "square", wordy(m.Labels)).Body(
		app.Caption().Text(text.Of(caption)),
		app.THead().Body(app.Tr().Body(
			app.Td(),
			app.Range(m.Labels).Slice(func(i int) app.UI { return app.Th().Scope("col").Text(m.Labels[i]) }),
		)),
		app.TBody().Body(app.Range(m.Labels).Slice(func(i int) app.UI {
			return app.Tr().Body(
				app.Th().Scope("row").Text(m.Labels[i]),
				app.Range(m.Labels).Slice(func(j int) app.UI { return shaded(m, i, j, shares) }),
			)
		})),
	)
}

// mistakes counts the examples that are taken for another class.
func mistakes(grid *protocol.Grid) int {
	if grid == nil {
		return 0
	}
	n := 0
	for i, v := range grid.Values {
		if i/grid.Cols != i%grid.Cols {
			n += int(v)
		}
	}
	return n
}

// tooWide reports whether a count has so many digits that a narrow card has no room for
// a column of them. The shares have at most three.
func tooWide(m charts.Confusion) bool { return slices.Max(m.Counts) > 999 }

// shareOf is a cell's part of its row in percent, with a decimal where that is small.
func shareOf(m charts.Confusion, row, col int) string {
	switch percent := 100 * m.Share(row, col); {
	case percent == 0:
		return "0"
	case percent < 9.95:
		return text.Decimals(percent, 1)
	default:
		return text.Decimals(percent, 0)
	}
}

// shaded is one cell: its count, or its share. Its shade is one of eleven classes, for
// the colours belong to the style sheet.
func shaded(m charts.Confusion, row, col int, share bool) app.UI {
	shade := int(10*m.Share(row, col) + 0.5)
	if shade == 0 && m.Share(row, col) > 0 {
		shade = 1
	}
	class := fmt.Sprintf("shade-%d", shade)
	if row == col {
		class += " right"
	}
	if share {
		return app.Td().Class(class).Text(shareOf(m, row, col))
	}
	return app.Td().Class(class).Text(int(m.Counts[row*len(m.Labels)+col]))
}
