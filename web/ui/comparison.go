package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/models/spec"
	"petri/web/charts"
	"petri/web/ui/compare"
	"petri/web/ui/text"
)

// comparison trains several colours of masks on the page's recipe, and shows what
// they differ in.
type comparison struct {
	app.Compo
	Page     *labPage
	Comparer *compare.Comparer
	Revision int // of the comparer
}

func (c *comparison) Render() app.UI {
	m := c.Comparer
	return app.Section().Class("comparison").DataSet("testid", "comparison").Aria("labelledby", "compare-title").Body(
		app.H2().ID("compare-title").Text(text.Of("compare")),
		app.P().Class("lead").Text(text.Of("compare.lead")),
		c.controls(),
		messages(&m.Trouble, &m.Notices),
		app.If(m.Now != nil, func() app.UI { return app.Div().Class("compared").Body(c.results()...) }),
		explain("compare"),
	)
}

// controls choose colours, seeds and steps, and begin.
func (c *comparison) controls() app.UI {
	m := c.Comparer
	return app.Div().Class("compare-controls").Body(
		app.FieldSet().Class("colours").Body(
			app.Legend().Text(text.Of("compare.colours")),
			app.Range(m.Catalogue.Masks).Slice(func(i int) app.UI { return c.colour(m.Catalogue.Masks[i]) }),
		),
		c.number("compare-seeds", text.Of("compare.seeds"), &m.Seeds),
		c.number("compare-steps", text.Of("compare.steps"), &m.Steps),
		app.Div().Class("buttons-row").Body(
			app.If(m.Phase == compare.Going, func() app.UI { return button("compare-cancel", "primary", c.cancel) }).
				Else(func() app.UI { return button("compare-start", "primary", c.start) }),
			app.If(m.Phase == compare.Stopped, func() app.UI { return button("compare-continue", "", c.goOn) }),
		),
		c.status(),
	)
}

func (c *comparison) colour(info spec.Info) app.UI {
	id := "compare-colour-" + info.Name
	return app.Label().Class("check").For(id).Body(
		app.Input().Type("checkbox").ID(id).DataSet("testid", id).Checked(c.Comparer.Colours[info.Name]).
			OnChange(func(ctx app.Context, _ app.Event) { c.Comparer.Colours[info.Name] = ctx.JSSrc().Get("checked").Bool() }, app.EventScope(id)),
		app.Raw(swatch(noiseSlots[info.Name])),
		app.Text(info.Title),
	)
}

// number is a field for a whole number; what is no number is left for Compare to
// refuse.
func (c *comparison) number(id, title string, to *int) app.UI {
	return app.Div().Class("field").Body(
		app.Label().For(id).Text(title),
		app.Input().Type("text").ID(id).DataSet("testid", id).Attr("inputmode", "numeric").Attr("autocomplete", "off").Value(*to).
			OnChange(func(ctx app.Context, _ app.Event) {
				*to, _ = strconv.Atoi(ctx.JSSrc().Get("value").String())
			}, app.EventScope(id)),
	)
}

func (c *comparison) start(app.Context, app.Event) {
	if err := c.Page.lab.Recipe.Sound(); err != nil {
		c.Comparer.Trouble = text.Of("fix-first", text.Sentence(err.Error()))
		return
	}
	c.Comparer.Compare(c.Page.lab.Recipe.Config)
}

func (c *comparison) cancel(app.Context, app.Event) { c.Comparer.Cancel() }
func (c *comparison) goOn(app.Context, app.Event)   { c.Comparer.Continue() }

var comparePhases = map[compare.Phase]string{
	compare.Idle: "idle", compare.Going: "going", compare.Stopped: "stopped", compare.Finished: "finished",
}

// status says how the comparison stands.
func (c *comparison) status() app.UI {
	m := c.Comparer
	phase := comparePhases[m.Phase]
	said := text.Of("compare.phase." + phase)
	if m.Now != nil {
		said = text.Of("compare.done", m.Now.Done(), len(m.Now.Runs)) + " " + said
		if left := m.Left(); m.Phase == compare.Going && left > 0 {
			said += " " + text.Of("compare.left", text.Seconds(left))
		}
	}
	return app.Div().Class("status").DataSet("testid", "compare-status").DataSet("phase", phase).Body(
		app.P().Role("status").Text(said),
		app.Progress().Max(1000).Value(int(1000*m.Part())).Aria("label", text.Of("compare.progress")),
	)
}

func (c *comparison) results() []app.UI {
	now := c.Comparer.Now
	verdict := now.Verdict(c.title)
	errors, probes := c.line("maskedError"), c.probeLine()
	return []app.UI{
		app.If(verdict != "", func() app.UI {
			return app.P().Class("verdict").Role("status").DataSet("testid", "compare-verdict").Text(verdict)
		}),
		app.Div().Class("pair").Body(c.figure("compare-error", errors), c.figure("compare-probes", probes)),
		c.table(),
	}
}

// figure shows a chart that has something to show.
func (c *comparison) figure(key string, line *charts.Line) app.UI {
	f := figure{key: key, of: c.Comparer.Now, summary: text.Of("compare.summary." + key), chart: app.Div().Class("plot", "empty")}
	if len(line.Series) > 0 {
		untitled := *line
		untitled.Title = ""
		f.chart = app.Raw(charts.Stack(460, 300, untitled))
		f.svg = func() string {
			stamped := *line
			stamped.Notes = []string{string(c.Comparer.Now.Stamp())}
			return charts.Stack(720, 360, stamped)
		}
	}
	return f.render()
}

// line is a metric of every colour: the mean over seeds, in the range of them.
func (c *comparison) line(metric string) *charts.Line {
	line := &charts.Line{Title: text.Of("compare-error.title"), XLabel: text.Of("axis.step"), YLabel: text.Of("axis.error"), Log: true}
	c.add(line, metric, func(colour string) string { return c.title(colour) })
	return line
}

func (c *comparison) probeLine() *charts.Line {
	line := &charts.Line{Title: text.Of("compare-probes.title"), XLabel: text.Of("axis.step"), YLabel: text.Of("axis.probe"), Unit: true}
	c.add(line, "linearProbe", c.title)
	return line
}

func (c *comparison) add(line *charts.Line, metric string, name func(colour string) string) {
	for _, colour := range c.Comparer.Now.Colours {
		steps, stats := c.Comparer.Now.Course(colour, metric)
		s := charts.Series{Name: name(colour), Slot: noiseSlots[colour]}
		for i, stat := range stats {
			s.X, s.Y = append(s.X, float64(steps[i])), append(s.Y, stat.Mean)
			s.Low, s.High = append(s.Low, stat.Low), append(s.High, stat.High)
		}
		if len(s.X) > 0 {
			line.Series = append(line.Series, s)
		}
	}
	line.XMax = float64(c.Comparer.Now.Recipe.Stop.Steps)
}

func (c *comparison) title(colour string) string {
	info, _ := c.Comparer.Catalogue.Mask(colour)
	return info.Title
}

// table says what the runs that are over have come to.
func (c *comparison) table() app.UI {
	now := c.Comparer.Now
	head := func(key string) app.UI { return app.Th().Scope("col").Text(text.Of("compare.column." + key)) }
	return app.Div().Class("figure").Body(
		app.Div().Class("scroll").Attr("tabindex", 0).Role("region").Aria("label", text.Of("compare.table")).Body(
			app.Table().DataSet("testid", "compare-table").Body(
				app.Caption().Text(text.Of("compare.table")),
				app.THead().Body(app.Tr().Body(head("colour"), head("seeds"), head("masked"), head("mean"), head("visible"), head("linear"), head("nearest"))),
				app.TBody().Body(app.Range(now.Colours).Slice(func(i int) app.UI { return c.row(now.Colours[i]) })),
			),
		),
		app.Div().Class("buttons-row").Body(
			button("compare-csv", "quiet", func(app.Context, app.Event) { download(fileName(now, "comparison", "csv"), "text/csv", now.CSV()) }),
			button("compare-json", "quiet", func(app.Context, app.Event) {
				download(fileName(now, "comparison", "json"), "application/json", now.JSON())
			}),
		),
	)
}

func (c *comparison) row(colour string) app.UI {
	last := func(metric string) compare.Stat { return c.Comparer.Now.Last(colour, metric) }
	cell := func(s compare.Stat, spread float64, write func(float64) string) app.UI {
		switch {
		case s.N == 0:
			return app.Td().Text(text.Of("none"))
		case s.N == 1:
			return app.Td().Text(write(s.Mean))
		}
		return app.Td().Text(text.Of("compare.spread", write(s.Mean), write(spread)))
	}
	fine := func(x float64) string { return strconv.FormatFloat(x, 'f', 4, 64) }
	masked, linear, nearest := last("maskedError"), last("linearProbe"), last("nearestProbe")
	return app.Tr().Body(
		app.Th().Scope("row").Body(app.Raw(swatch(noiseSlots[colour])), app.Text(c.title(colour))),
		app.Td().Text(masked.N),
		cell(masked, masked.SE(), fine), cell(last("meanPredictor"), last("meanPredictor").SE(), fine), cell(last("visibleError"), last("visibleError").SE(), fine),
		cell(linear, linear.SD, text.Percent), cell(nearest, nearest.SD, text.Percent),
	)
}
