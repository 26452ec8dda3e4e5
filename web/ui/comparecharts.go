package ui

import (
	"math"
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/charts"
	"petri/web/ui/compare"
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// figure shows lines below each other, with a table of each. They are drawn anew
// when they are saved: a handler outlives the rendering that it came with.
func (c *compared) figure(key, summary string, draw func() []charts.Line) app.UI {
	lines := draw()
	f := figure{key: key, of: c.Comparer.Now, summary: summary, chart: app.Div().Class("plot", "empty")}
	if len(lines[0].Series) == 0 {
		return f.render()
	}
	shown := slices.Clone(lines)
	if len(shown) == 1 {
		shown[0].Title = "" // it is the figure's
	}
	f.chart = app.Div().Aria("hidden", true).Body(
		app.Div().Class("wide").Body(app.Raw(charts.Stack(620, max(300, 600/len(shown)), shown...))),
		app.Div().Class("narrow").Body(app.Raw(charts.Stack(340, 260, shown...))),
	)
	for i := range lines {
		f.extra = append(f.extra, table(&lines[i]))
	}
	f.svg = func() string { return c.document(draw()) }
	return f.render()
}

// document is a figure that leaves the page.
func (c *compared) document(lines []charts.Line) string {
	now, last := c.Comparer.Now, &lines[len(lines)-1]
	last.Notes = append(last.Notes, c.Comparer.About(), text.Of("stamp.config", lab.Link(c.Comparer.Catalogue, now.Recipe), now.Recipe.Seed))
	return charts.Stack(720, 360, lines...)
}

// errors is the error of hidden patches: for every colour the mean over seeds, in
// the range of them, beside the error of the mean picture under all colours. An
// untrained network is so far off that the rest would be a line: it is left out.
func (c *compared) errors() []charts.Line {
	line := charts.Line{Title: text.Of("chart.compare-error"), XLabel: text.Of("axis.step"), YLabel: text.Of("axis.error"), Log: true, XMax: c.end()}
	low, high := math.Inf(1), 0.0
	for _, colour := range c.Comparer.Now.Colours {
		line.Series = append(line.Series, c.series(colour, "maskedError", 1))
		for _, v := range c.Comparer.Now.Values(colour, "meanPredictor") {
			low, high = min(low, v.Value), max(high, v.Value)
		}
	}
	line.Series = drawn(line.Series)
	if len(line.Series) > 0 && high > 0 {
		mid := (low + high) / 2
		line.Series = append(line.Series, charts.Series{Name: text.Of("compare.mean", text.Decimals(low, 4), text.Decimals(high, 4)), Slot: charts.Guide,
			X: []float64{0, line.XMax}, Y: []float64{mid, mid}, Low: []float64{low, low}, High: []float64{high, high}})
	}
	return []charts.Line{line}
}

// probes are what is read off the frozen encoders in two ways: for every colour
// the mean over seeds, and the seeds. Both have the same axis.
func (c *compared) probes() []charts.Line {
	now, floor := c.Comparer.Now, 0.8
	var lines []charts.Line
	for _, metric := range []string{"linearProbe", "nearestProbe"} {
		line := charts.Line{Title: text.Of("compare." + metric), XLabel: text.Of("axis.step"), YLabel: text.Of("axis.probe"), Unit: true, XMax: c.end()}
		for i, colour := range now.Colours {
			s := c.series(colour, metric, 0)
			for _, low := range s.Low {
				floor = min(floor, math.Floor(10*low)/10)
			}
			s.Low, s.High = nil, nil // the seeds say more
			s.Dots = c.dots(colour, metric, c.end()*dodge*(float64(i)-float64(len(now.Colours)-1)/2))
			line.Series = append(line.Series, s)
		}
		lines = append(lines, line)
	}
	for i := range lines {
		lines[i].Floor = floor
		lines[i].Series = drawn(lines[i].Series)
	}
	return lines
}

// drawn are the series that have something to draw.
func drawn(all []charts.Series) []charts.Series {
	return slices.DeleteFunc(all, func(s charts.Series) bool { return len(s.X) == 0 })
}

func (c *compared) end() float64 { return float64(c.Comparer.Now.Recipe.Stop.Steps) }

// series is a metric of a colour from a step on: the mean over seeds, in the range
// of them.
func (c *compared) series(colour, metric string, from int) charts.Series {
	s := charts.Series{Name: c.Comparer.Title(colour), Slot: noiseSlots[colour]}
	steps, stats := c.Comparer.Now.Course(colour, metric)
	for i, stat := range stats {
		if steps[i] >= from {
			s.X, s.Y = append(s.X, float64(steps[i])), append(s.Y, stat.Mean)
			s.Low, s.High = append(s.Low, stat.Low), append(s.High, stat.High)
		}
	}
	return s
}

// dodge is by what share of the axis the points of two colours stand apart, so
// that they do not cover each other.
const dodge = 0.01

// dots are the single values of a probe of a colour, moved aside.
func (c *compared) dots(colour, metric string, aside float64) []charts.Dot {
	var dots []charts.Dot
	for _, v := range c.Comparer.Now.Values(colour, metric) {
		title := text.Of("compare.dot", c.Comparer.Title(colour), v.Seed, text.Count(v.Step), text.Percent(v.Value))
		dots = append(dots, charts.Dot{X: float64(v.Step) + aside, Y: v.Value, Title: title})
	}
	return dots
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
