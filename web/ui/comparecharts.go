package ui

import (
	"math"
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/charts"
	"petri/web/ui/compare"
	"petri/web/ui/text"
)

// figure shows lines below each other, with a table of each.
func (c *compared) figure(key, summary string, lines ...charts.Line) app.UI {
	f := figure{key: key, of: c.Comparer.Now, summary: summary, chart: app.Div().Class("plot", "empty")}
	if len(lines[0].Series) == 0 {
		return f.render()
	}
	shown := slices.Clone(lines)
	if len(shown) == 1 {
		shown[0].Title = "" // it is the figure's
	}
	f.chart = app.Div().Aria("hidden", true).Body(
		app.Div().Class("wide").Body(app.Raw(charts.Stack(620, 300, shown...))),
		app.Div().Class("narrow").Body(app.Raw(charts.Stack(340, 260, shown...))),
	)
	for i := range lines {
		f.extra = append(f.extra, table(&lines[i]))
	}
	f.svg = func() string { return c.document(lines) }
	return f.render()
}

// document is a figure that leaves the page.
func (c *compared) document(lines []charts.Line) string {
	stamped, now := slices.Clone(lines), c.Comparer.Now
	last := &stamped[len(stamped)-1]
	last.Notes = append(last.Notes, c.Comparer.About(), text.Of("stamp.config", c.Comparer.Catalogue.Query(now.Recipe).Encode(), now.Recipe.Seed))
	return charts.Stack(720, 360, stamped...)
}

// errors is the error of hidden patches: for every colour the mean over seeds, in
// the range of them, beside the error of the mean picture under all colours.
func (c *compared) errors() charts.Line {
	line := charts.Line{Title: text.Of("chart.compare-error"), XLabel: text.Of("axis.step"), YLabel: text.Of("axis.error"), Log: true}
	c.add(&line, "maskedError", nil)
	low, high := math.Inf(1), 0.0
	for _, colour := range c.Comparer.Now.Colours {
		for _, v := range c.Comparer.Now.Values(colour, "meanPredictor") {
			low, high = min(low, v.Value), max(high, v.Value)
		}
	}
	if high > 0 {
		mid := (low + high) / 2
		line.Series = append(line.Series, charts.Series{Name: text.Of("compare.mean", text.Decimals(low, 4), text.Decimals(high, 4)), Slot: charts.Guide,
			X: []float64{0, line.XMax}, Y: []float64{mid, mid}, Low: []float64{low, low}, High: []float64{high, high}})
	}
	return line
}

// probes are what is read off the frozen encoders in two ways, with a point for
// every seed. Both have the same axis.
func (c *compared) probes() []charts.Line {
	floor := 0.8
	var lines []charts.Line
	for _, metric := range []string{"linearProbe", "nearestProbe"} {
		line := charts.Line{Title: text.Of("compare." + metric), XLabel: text.Of("axis.step"), YLabel: text.Of("axis.probe"), Unit: true}
		c.add(&line, metric, text.Percent)
		for _, s := range line.Series {
			floor = min(floor, math.Floor(10*slices.Min(s.Low))/10)
		}
		lines = append(lines, line)
	}
	for i := range lines {
		lines[i].Floor = floor
	}
	return lines
}

// add draws a metric of every colour, and its single values too if write says
// how to write them.
func (c *compared) add(line *charts.Line, metric string, write func(float64) string) {
	now := c.Comparer.Now
	line.XMax = float64(now.Recipe.Stop.Steps)
	for _, colour := range now.Colours {
		s := charts.Series{Name: c.Comparer.Title(colour), Slot: noiseSlots[colour]}
		steps, stats := now.Course(colour, metric)
		for i, stat := range stats {
			s.X, s.Y = append(s.X, float64(steps[i])), append(s.Y, stat.Mean)
			s.Low, s.High = append(s.Low, stat.Low), append(s.High, stat.High)
		}
		if write != nil {
			for _, v := range now.Values(colour, metric) {
				title := text.Of("compare.dot", s.Name, v.Seed, text.Count(v.Step), write(v.Value))
				s.Dots = append(s.Dots, charts.Dot{X: float64(v.Step), Y: v.Value, Title: title})
			}
		}
		if len(s.X) > 0 {
			line.Series = append(line.Series, s)
		}
	}
}

// errorSummary says where the errors of the colours lie.
func (c *compared) errorSummary() string {
	low, high := c.ends("maskedError")
	if high == "" {
		return text.Of("compare.error.none")
	}
	now := c.Comparer.Now
	write := func(colour string) string { return text.Decimals(now.Last(colour, "maskedError").Mean, 4) }
	return text.Of("compare.error.summary", text.Count(now.Common("maskedError")), c.Comparer.Title(high), write(high), c.Comparer.Title(low), write(low))
}

// probeSummary says between which shares the probes of the colours lie.
func (c *compared) probeSummary() string {
	var words []any
	for _, metric := range []string{"linearProbe", "nearestProbe"} {
		low, high := c.ends(metric)
		if high == "" {
			return text.Of("compare.probe.none")
		}
		words = append(words, text.Percent(c.Comparer.Now.Last(low, metric).Mean), text.Percent(c.Comparer.Now.Last(high, metric).Mean))
	}
	return text.Of("compare.probe.summary", words...)
}

// ends are the colours of the smallest and of the largest mean; empty before a
// run is over.
func (c *compared) ends(metric string) (low, high string) {
	least, most := compare.Stat{Mean: math.Inf(1)}, compare.Stat{Mean: math.Inf(-1)}
	for _, colour := range c.Comparer.Now.Colours {
		s := c.Comparer.Now.Last(colour, metric)
		if s.N == 0 {
			continue
		}
		if s.Mean < least.Mean {
			low, least = colour, s
		}
		if s.Mean > most.Mean {
			high, most = colour, s
		}
	}
	return low, high
}
