package ui

import (
	"math"
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/charts"
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// pointsAtMost is how many points of a curve are drawn: more than a screen has
// pixels for would only cost time.
const pointsAtMost = 1000

// curves show loss and accuracy over the steps, runs drawn over each other.
type curves struct {
	app.Compo
	Page     *labPage
	Revision int // of the lab
	Log      bool
	Scheme   string
}

func (c *curves) Render() app.UI {
	l := c.Page.lab
	loss, run := c.loss(), l.Shown()
	if l.Masked() {
		return c.masked(loss, run)
	}
	accuracy := c.accuracy()
	return app.Div().Class("pair", "curves").Body(
		figure{
			key: "loss-chart", of: run, summary: c.of(run, lossSummary(run)), chart: c.plot(loss), svg: c.saving(c.lossSVG),
			extra: []app.UI{c.logSwitch(), table(loss)},
		}.render(),
		figure{
			key: "accuracy-chart", title: lab.Accuracy(c.Page.config()), of: run, summary: c.of(run, accuracySummary(run)),
			chart: c.plot(accuracy), svg: c.saving(c.accuracySVG),
			extra: []app.UI{c.explained(), table(accuracy)},
		}.render(),
		app.If(l.Reads(), func() app.UI { return c.shift(run) }),
	)
}

// masked is Render for models that fill in: the loss says little beside the
// error of the hidden patches.
func (c *curves) masked(loss *charts.Line, run *lab.Run) app.UI {
	errors, probes := errorLine(c.Page.lab), probeLine(c.Page.lab)
	return app.Div().Class("pair", "curves").Body(
		figure{
			key: "error-chart", of: run, summary: c.of(run, errorSummary(run)), chart: c.plot(errors), svg: c.saving(c.errorSVG),
			extra: []app.UI{explain("masked-error"), table(errors), table(loss)},
		}.render(),
		figure{
			key: "probe-chart", of: run, summary: c.of(run, probeSummary(run)), chart: c.plot(probes), svg: c.saving(c.probeSVG),
			extra: []app.UI{explain("probe"), table(probes)},
		}.render(),
	)
}

// explained says what the curves show, of the task that the lab has.
func (c *curves) explained() app.UI {
	classes := max(2, len(c.Page.dataInfo().Classes))
	guess := text.Percent(1 / float64(classes))
	if c.Page.lab.Writes() {
		return explain("curves-lm", classes, guess)
	}
	return explain("curves", classes, text.Decimals(math.Log(float64(classes)), 2), guess)
}

func (c *curves) errorSVG() string { return c.document(errorLine(c.Page.lab)) }

func (c *curves) probeSVG() string { return c.document(probeLine(c.Page.lab)) }

func (c *curves) loss() *charts.Line {
	line := lossLine(c.Page.lab, c.Log)
	if c.Page.lab.Masked() || c.Page.lab.Writes() {
		return line // it is not over the classes
	}
	return c.guided(line, math.Log)
}

func (c *curves) accuracy() *charts.Line {
	line := c.guided(accuracyLine(c.Page.lab), func(classes float64) float64 { return 1 / classes })
	line.Title = lab.Accuracy(c.Page.config())
	return line
}

// guided adds what guessing among the classes would give.
func (c *curves) guided(line *charts.Line, guess func(classes float64) float64) *charts.Line {
	end := line.XMax
	for _, s := range line.Series {
		end = max(end, s.X[len(s.X)-1])
	}
	if end == 0 {
		end = float64(c.Page.lab.Recipe.Config.Stop.Steps)
	}
	y := guess(float64(max(2, len(c.Page.dataInfo().Classes))))
	line.Series = append(line.Series, charts.Series{Name: text.Of("guessing", text.Number(y)), Slot: charts.Guide, X: []float64{0, end}, Y: []float64{y, y}})
	return line
}

// plot shows the curves. Before there is a run the library that draws them is
// not needed.
func (c *curves) plot(line *charts.Line) app.UI {
	if len(c.Page.lab.Drawn()) > 0 {
		return &charts.Plot{Line: line, Theme: c.Scheme}
	}
	line.Title = ""
	return app.Div().Class("plot").Aria("hidden", true).Body(app.Raw(charts.Stack(330, 270, *line)))
}

func (c *curves) saving(svg func() string) func() string {
	if len(c.Page.lab.Drawn()) == 0 {
		return nil
	}
	return svg
}

func (c *curves) lossSVG() string { return c.document(c.loss()) }

func (c *curves) accuracySVG() string { return c.document(c.accuracy()) }

func (c *curves) document(line *charts.Line) string {
	line.Notes = stamp(c.Page, c.Page.lab.Shown())
	return charts.Stack(720, 360, *line)
}

func (c *curves) logSwitch() app.UI {
	return app.Button().Type("button").Role("switch").DataSet("testid", "log-scale").Aria("checked", c.Log).
		Text(text.Of("log-scale")).OnClick(c.flipLog)
}

func (c *curves) flipLog(app.Context, app.Event) { c.Page.log = !c.Page.log }

func lossLine(l *lab.Lab, log bool) *charts.Line {
	line := &charts.Line{Title: text.Of("chart.loss-chart"), XLabel: text.Of("axis.step"), YLabel: text.Of("axis.loss"), Log: log}
	for _, r := range l.Drawn() {
		var x, y []float64
		for i, loss := range r.Losses {
			x, y = append(x, float64(i+1)), append(y, float64(loss))
		}
		x, y = charts.Thin(x, y, pointsAtMost)
		add(line, r, x, y)
	}
	if l.Run != nil && len(line.Series) > 0 {
		for _, t := range l.Run.Turns {
			line.Marks = append(line.Marks, charts.Mark{X: float64(t.Step), Label: text.Of("turned", text.Number(t.LR))})
		}
	}
	return line
}

func accuracyLine(l *lab.Lab) *charts.Line {
	line := &charts.Line{XLabel: text.Of("axis.step"), YLabel: text.Of("axis.accuracy"), Unit: true}
	for _, r := range l.Drawn() {
		x, y := r.Curve("accuracy")
		add(line, r, x, y)
	}
	return line
}

// add draws a run, if there is something to draw, and makes room for the rest
// of it.
func add(line *charts.Line, r *lab.Run, x, y []float64) {
	if len(x) == 0 {
		return
	}
	line.Series = append(line.Series, charts.Series{Name: r.Label(), Slot: r.Slot, X: x, Y: y})
	if r.Reason == "" {
		line.XMax = max(line.XMax, float64(r.Config.Stop.Steps))
	}
}

// of says whose summary it is, unless it is the current run's.
func (c *curves) of(r *lab.Run, summary string) string {
	if r == nil || r == c.Page.lab.Run {
		return summary
	}
	return text.Of("summary-of", r.Label(), summary)
}

// lossSummary begins at the first step whose loss is known: of a run that was
// opened from a file it is not the first.
func lossSummary(r *lab.Run) string {
	if r == nil || r.Step() == 0 {
		return text.Of("no-steps")
	}
	step := text.Count(r.Step())
	if first := slices.IndexFunc(r.Losses, func(l float32) bool { return l == l }); first >= 0 {
		return text.Of("loss-summary", text.Loss(float64(r.Losses[first])), text.Count(first+1), text.Loss(r.Loss()), step)
	}
	if a, ok := r.Metric("accuracy"); ok {
		return text.Of("loss-unknown.accuracy", step, text.Percent(a), lab.Examples(r.Config))
	}
	return text.Of("loss-unknown", step)
}

func accuracySummary(r *lab.Run) string {
	if r == nil || len(r.Points) == 0 {
		return text.Of("no-evaluation")
	}
	best, at := math.Inf(-1), 0
	for _, p := range r.Points {
		if v := float64(p.Metrics["accuracy"]); v > best {
			best, at = v, p.Step
		}
	}
	now, _ := r.Metric("accuracy")
	return text.Of("accuracy-summary", text.Percent(now), text.Percent(best), text.Count(at), lab.Examples(r.Config))
}

// tableRows is how many rows a chart's table has at most.
const tableRows = 12

// table says in numbers what a chart draws.
func table(line *charts.Line) app.UI {
	runs := slices.DeleteFunc(slices.Clone(line.Series), func(s charts.Series) bool { return s.Slot == charts.Guide })
	if len(runs) == 0 {
		return nil
	}
	return app.Details().Class("numbers").Body(
		app.Summary().Text(text.Of("as-table")),
		app.Div().Class("scroll").Body(app.Range(runs).Slice(func(i int) app.UI {
			s := runs[i]
			x, y := charts.Thin(s.X, s.Y, tableRows)
			return app.Table().Body(
				app.Caption().Text(s.Name),
				app.THead().Body(app.Tr().Body(app.Th().Scope("col").Text(line.XLabel), app.Th().Scope("col").Text(line.YLabel))),
				app.TBody().Body(app.Range(x).Slice(func(j int) app.UI {
					return app.Tr().Body(app.Td().Text(text.Count(int(x[j]))), app.Td().Text(text.Loss(y[j])))
				})),
			)
		})),
	)
}
