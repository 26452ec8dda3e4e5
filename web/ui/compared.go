package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/ui/compare"
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// compared shows what has come of a comparison.
type compared struct {
	app.Compo
	Comparer *compare.Comparer
	Revision int    // of the comparer
	Differs  string // what sets the page's recipe apart
}

func (c *compared) Render() app.UI {
	m := c.Comparer
	verdict := m.Now.Verdict(m.Title)
	return app.Div().Class("compared").Body(
		app.P().Class("note").DataSet("testid", "compare-about").Body(
			app.Text(m.About()),
			app.If(c.Differs != "", func() app.UI { return app.Text(" " + text.Of("compare.changed", c.Differs)) }),
		),
		app.If(len(verdict) > 0, func() app.UI {
			return app.Div().Class("verdict").DataSet("testid", "compare-verdict").Body(
				app.Range(verdict).Slice(func(i int) app.UI { return app.P().Text(verdict[i]) }),
			)
		}),
		app.Div().Class("pair").Body(
			c.figure("compare-error", c.errorSummary(), c.errors),
			c.figure("compare-probes", c.probeSummary(), c.probes),
		),
		c.table(),
	)
}

// table says what the runs that are over have come to.
func (c *compared) table() app.UI {
	now := c.Comparer.Now
	said := text.Of("compare.table.none")
	if step := now.Common("maskedError"); step >= 0 {
		said = text.Of("compare.table", text.Count(step))
	}
	head := func(key string) app.UI { return app.Th().Scope("col").Text(text.Of("compare.column." + key)) }
	return app.Div().Class("figure").Body(
		app.P().Class("summary").ID("compare-step").Text(said),
		app.Div().Class("scroll").Attr("tabindex", 0).Role("region").Aria("label", text.Of("compare.results")).Body(
			app.Table().DataSet("testid", "compare-table").Aria("labelledby", "compare-step").Body(
				app.THead().Body(app.Tr().Body(head("colour"), head("masked"), head("mean"), head("visible"), head("linear"), head("nearest"), head("seeds"), head("seconds"))),
				app.TBody().Body(app.Range(now.Colours).Slice(func(i int) app.UI { return c.row(now.Colours[i]) })),
			),
		),
		c.failed(),
		app.Div().Class("buttons-row").Body(tableAnd(
			tableButtons("compare-csv", text.Of("compare-csv"), "quiet", c.saveCSV),
			button("compare-json", "quiet", c.saveJSON),
		)...),
	)
}

func (c *compared) row(colour string) app.UI {
	now := c.Comparer.Now
	cell := func(s compare.Stat, spread float64, write func(float64) string) app.UI {
		switch s.N {
		case 0:
			return app.Td().Text(text.Of("none"))
		case 1:
			return app.Td().Text(write(s.Mean))
		}
		return app.Td().Text(text.Of("compare.spread", write(s.Mean), write(spread)))
	}
	missed := func(metric string) app.UI {
		s := now.Last(colour, metric)
		return cell(s, s.SE(), func(x float64) string { return text.Decimals(x, 4) })
	}
	probe := func(metric string) app.UI {
		s := now.Last(colour, metric)
		return cell(s, s.SD, text.Percent)
	}
	seconds := now.Seconds(colour)
	return app.Tr().DataSet("testid", "compare-row-"+colour).Body(
		app.Th().Scope("row").Body(app.Raw(swatch(noiseSlots[colour])), app.Text(c.Comparer.Title(colour))),
		missed("maskedError"), missed("meanPredictor"), missed("visibleError"), probe("linearProbe"), probe("nearestProbe"),
		app.Td().Text(now.Last(colour, "maskedError").N),
		app.If(seconds.N > 0, func() app.UI { return app.Td().Text(text.Decimals(seconds.Mean, 1)) }).
			Else(func() app.UI { return app.Td().Text(text.Of("none")) }),
	)
}

// failed names the runs that came to nothing.
func (c *compared) failed() app.UI {
	var words []string
	for _, r := range c.Comparer.Now.Runs {
		if r.Error != "" {
			words = append(words, text.Of("compare.failed", c.Comparer.Title(r.Colour), r.Seed, text.Sentence(r.Error)))
		}
	}
	return app.If(len(words) > 0, func() app.UI {
		return app.P().Class("note").DataSet("testid", "compare-failed").Text(strings.Join(words, " "))
	})
}

func (c *compared) saveCSV(f lab.Form) {
	downloadCSV(c.Comparer.Now, "comparison", f, c.Comparer.Now.CSV)
}

func (c *compared) saveJSON(app.Context, app.Event) {
	download(fileName(c.Comparer.Now, "comparison", "json"), "application/json", c.Comparer.Now.JSON())
}
