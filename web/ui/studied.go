package ui

import (
	"cmp"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/ui/lab"
	"petri/web/ui/studio"
	"petri/web/ui/text"
)

// studied shows what has come of a study.
type studied struct {
	app.Compo
	Studio   *studio.Studio
	Revision int    // of the studio
	Differs  string // what sets the page's recipe apart
}

func (c *studied) Render() app.UI {
	s := c.Studio
	summary := s.Summary()
	return app.Div().Class("compared").Body(
		app.P().Class("note").DataSet("testid", "studio-about").Body(
			app.Text(s.About()),
			app.If(c.Differs != "", func() app.UI { return app.Text(" " + text.Of("compare.changed", c.Differs)) }),
		),
		app.If(len(summary) > 0, func() app.UI {
			return app.Div().Class("verdict").DataSet("testid", "studio-summary").Body(
				app.Range(summary).Slice(func(i int) app.UI { return app.P().Text(summary[i]) }),
			)
		}),
		app.Div().Class("pair").Body(c.figures()...),
		app.If(c.traded(), func() app.UI { return c.table() }),
	)
}

// traded tells whether methods are shown by how many numbers they train.
func (c *studied) traded() bool { return c.Studio.Design.Name == studio.Efficiency.Name }

// figures are those of the design, two beside each other: one, and the table, or two.
func (c *studied) figures() []app.UI {
	now := c.Studio.Now
	switch {
	case c.traded():
		return []app.UI{c.trade("accuracy"), c.trade("testLoss")}
	case len(now.Shots) > 1:
		return []app.UI{c.frame("studio-shots", text.Of("studio.shots.summary"), now.Known()), c.table()}
	}
	return []app.UI{c.frame("studio-rows", text.Of("studio.rows.summary"), now.Known()), c.table()}
}

// table says what the runs have come to, a row for each column and count of shots.
func (c *studied) table() app.UI {
	now := c.Studio.Now
	head := func(key string) app.UI { return app.Th().Scope("col").Text(text.Of("studio.column." + key)) }
	var rows []app.UI
	for _, column := range c.ordered() {
		for _, shots := range now.Shots {
			if column.Frozen && shots != now.Shots[0] {
				continue
			}
			rows = append(rows, c.row(column, shots))
		}
	}
	return app.Div().Class("figure").Body(
		app.P().Class("summary").ID("studio-table-title").Text(text.Of("studio.table")),
		app.Div().Class("scroll").Attr("tabindex", 0).Role("region").Aria("label", text.Of("studio.results")).Body(
			app.Table().DataSet("testid", "studio-table").Aria("labelledby", "studio-table-title").Body(
				app.THead().Body(app.Tr().Body(head("method"), head("shots"), head("accuracy"), head("loss"), head("trained"), head("runs"), head("seconds"))),
				app.TBody().Body(rows...),
			),
		),
		c.failed(),
		app.Div().Class("buttons-row").Body(tableAnd(
			tableButtons("compare-csv", text.Of("compare-csv"), "quiet", c.saveCSV),
			button("compare-json", "quiet", c.saveJSON),
		)...),
	)
}

// ordered are the columns in the order of the table: as they are declared or, where
// they are compared by what they train, by that.
func (c *studied) ordered() []studio.Column {
	now := c.Studio.Now
	columns := slices.Clone(now.Columns)
	if c.traded() {
		slices.SortStableFunc(columns, func(a, b studio.Column) int { return cmp.Compare(now.Trained(a), now.Trained(b)) })
	}
	return columns
}

func (c *studied) row(column studio.Column, shots int) app.UI {
	now := c.Studio.Now
	accuracy, loss := now.Cell(column, shots, "accuracy"), now.Cell(column, shots, "testLoss")
	several, trained := text.Count(shots), text.Of("none")
	if shots == 0 {
		several = text.Of("studio.every")
	}
	switch n := now.Trained(column); {
	case column.Frozen:
		several, trained = text.Of("none"), "0"
	case n > 0:
		trained = text.Count(n)
	}
	seconds := text.Of("none")
	if s := now.Seconds(column, shots); s.N > 0 {
		seconds = text.Decimals(s.Mean, 1)
	}
	return app.Tr().DataSet("testid", "studio-row-"+column.Name()).Body(
		app.Th().Scope("row").Text(c.Studio.Title(column)),
		app.Td().Text(several),
		app.Td().Text(studio.Spread(accuracy, text.Percent)),
		app.Td().Text(studio.Spread(loss, text.Loss)),
		app.Td().Text(trained),
		app.Td().Text(accuracy.N),
		app.Td().Text(seconds),
	)
}

// failed names the runs that came to nothing.
func (c *studied) failed() app.UI {
	var words []string
	for _, r := range c.Studio.Now.Runs {
		if r.Error != "" {
			words = append(words, text.Of("compare.failed", c.Studio.Title(c.Studio.Now.Column(r.Column)), r.Seed, text.Sentence(r.Error)))
		}
	}
	return app.If(len(words) > 0, func() app.UI {
		return app.P().Class("note").DataSet("testid", "studio-failed").Text(strings.Join(words, " "))
	})
}

func (c *studied) saveCSV(f lab.Form) { downloadCSV(c.Studio.Now, "study", f, c.Studio.Now.CSV) }

func (c *studied) saveJSON(app.Context, app.Event) {
	download(fileName(c.Studio.Now, "study", "json"), "application/json", c.Studio.Now.JSON())
}
