package ui

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/methods/sweep"
	"petri/web/charts"
	"petri/web/ui/lab"
	"petri/web/ui/measure"
	"petri/web/ui/text"
)

// sweepChart shows accuracy against the dimension, sweeps drawn over each
// other, and the runs of the current one as a table.
type sweepChart struct {
	app.Compo
	Page     *dimensionPage
	Revision int    // of the meter
	Link     string // what the form asks for
}

func (c *sweepChart) Render() app.UI {
	m := c.Page.meter
	chart := c.chart()
	chart.Title = ""
	f := figure{key: "sweep-chart", summary: text.Of("sweep-chart.summary"), chart: app.Div().Aria("hidden", true).Body(
		app.Div().Class("wide").Body(app.Raw(chart.SVG(660, 400))),
		app.Div().Class("narrow").Body(app.Raw(chart.SVG(340, 320))),
	)}
	if note := c.note(); note != "" {
		f.extra = append(f.extra, app.P().Class("note").DataSet("testid", "published-note").Text(note))
	}
	if m.Now != nil && len(m.Now.Results) > 0 {
		f.of, f.svg = m.Now, c.svg
		f.extra = append(f.extra, c.table(m.Now), app.Div().Class("saves").Body(tableAnd(
			tableButtons("save-csv", text.Of("save-csv.sweep"), "quiet", c.saveCSV),
			named("save-json", text.Of("save-json.sweep"), "quiet", c.saveJSON),
		)...))
	}
	return f.render()
}

// chart draws the sweeps that are shown, with the bars of the current one.
func (c *sweepChart) chart() charts.Sweep {
	m := c.Page.meter
	s := m.Shown()
	chart := charts.Sweep{Title: text.Of("chart.sweep-chart"), YLabel: lab.Accuracy(s.Recipe), Published: sweep.PublishedFor(s.Recipe),
		Bars: []charts.SweepBar{{Name: text.Of("bar.absolute"), Accuracy: s.Bar}}}
	if m.Now != nil && m.Now.Answer.Own.Bar > 0 {
		chart.Bars = append(chart.Bars, charts.SweepBar{Name: text.Of("bar.own", measure.BarName(s.Bar)), Accuracy: m.Now.Answer.Own.Bar})
	}
	for _, x := range m.Drawn() {
		curve := charts.SweepCurve{Name: x.Name, Slot: x.Slot, Points: sweep.Points(x.Results)}
		if x != m.Now || m.Phase == measure.Finished {
			curve.Crossings = []sweep.Crossing{x.Answer.Absolute, x.Answer.Own}
		}
		chart.Curves = append(chart.Curves, curve)
	}
	return chart
}

// note says why the published curve is not that of the recipe.
func (c *sweepChart) note() string {
	s := c.Page.meter.Shown()
	p := sweep.PublishedFor(s.Recipe)
	if p == nil || s.Recipe.Data.Train >= p.Images {
		return ""
	}
	epochs := max(1, math.Round(float64(s.Recipe.Stop.Steps*s.Recipe.Optim.Batch)/float64(s.Recipe.Data.Train)))
	return text.Of("published.note", p.Source, text.Count(p.Images), p.Epochs, text.Count(s.Recipe.Data.Train), int(epochs))
}

func (c *sweepChart) svg() string {
	chart := c.chart()
	chart.Notes = []string{text.Of("stamp.config", c.Page.meter.LinkOf(c.Page.meter.Now.Sweep), c.Page.meter.Now.Sweep.Recipe.Seed)}
	return chart.SVG(900, 460)
}

func (c *sweepChart) saveCSV(f lab.Form) {
	x := c.Page.meter.Now
	downloadCSV(x, "results", f, x.CSV)
}

func (c *sweepChart) saveJSON(app.Context, app.Event) {
	x := c.Page.meter.Now
	download(fileName(x, "results", "json"), "application/json", x.JSON())
}

// table lists the runs by dimension: the baseline first, then what was tried,
// and what came to nothing.
func (c *sweepChart) table(x *measure.Measurement) app.UI {
	head := func(key string) app.UI { return app.Th().Scope("col").Text(text.Of("runs." + key)) }
	rows := []app.UI{}
	if base := sweep.Baseline(x.Results); len(base.Accuracy) > 0 {
		rows = append(rows, c.row(x, base))
	}
	for _, p := range sweep.Points(x.Results) {
		rows = append(rows, c.row(x, p))
	}
	for _, r := range x.Results {
		if r.Error != "" {
			rows = append(rows, app.Tr().Class("failed").Body(
				app.Th().Scope("row").Text(text.Count(r.Dim)),
				app.Td().ColSpan(4).Text(text.Of("run-failed", r.Seed, text.Sentence(r.Error))),
			))
		}
	}
	return app.Div().Class("scroll").Attr("tabindex", 0).Role("region").Aria("label", text.Of("runs")).Body(
		app.Table().Class("lines", "runs").DataSet("testid", "runs").Body(
			app.THead().Body(app.Tr().Body(head("dim"), head("accuracies"), head("mean"), head("range"), head("open"))),
			app.TBody().Body(rows...),
		),
	)
}

// row is what came of the runs at one dimension.
func (c *sweepChart) row(x *measure.Measurement, p sweep.Point) app.UI {
	name, first := text.Count(p.Dim), x.Sweep.Recipe.Seed
	if p.Dim == 0 {
		name = text.Of("runs.baseline")
	}
	each := make([]string, len(p.Accuracy))
	for i, a := range p.Accuracy {
		each[i] = text.Percent(a)
	}
	between := text.Of("none")
	if len(each) > 1 {
		between = text.Of("range", text.Percent(slices.Min(p.Accuracy)), text.Percent(slices.Max(p.Accuracy)))
	}
	return app.Tr().DataSet("testid", fmt.Sprintf("row-%d", p.Dim)).Body(
		app.Th().Scope("row").Text(name),
		app.Td().Text(strings.Join(each, "  ")),
		app.Td().Text(text.Percent(p.Mean)),
		app.Td().Text(between),
		app.Td().Body(
			app.A().Href(home+"?"+c.Page.meter.LabLink(x.Sweep, sweep.Run{Dim: p.Dim, Seed: first})).Text(text.Of("open-in-lab")).
				Aria("label", text.Of("open-in-lab.label", name)),
		),
	)
}
