package ui

import (
	"math"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/charts"
	"petri/web/ui/lab"
	"petri/web/ui/studio"
	"petri/web/ui/text"
)

// frame is a figure in two widths of the page.
func (c *studied) frame(key, summary string, known bool) app.UI {
	f := figure{key: key, of: c.Studio.Now, summary: summary, chart: app.Div().Class("plot", "empty")}
	if known {
		f.chart = app.Div().Aria("hidden", true).Body(
			app.Div().Class("wide").Body(app.Raw(c.svg(key, 620, nil))),
			app.Div().Class("narrow").Body(app.Raw(c.svg(key, 340, nil))),
		)
		f.svg = func() string { return c.svg(key, 720, c.notes()) }
	}
	return f.render()
}

// svg draws a figure anew: a handler outlives the rendering that it came with. On
// the page, where there are no notes, the title is the figure's.
func (c *studied) svg(key string, width int, notes []string) string {
	title := ""
	if notes != nil {
		title = text.Of("chart." + key)
	}
	switch key {
	case "studio-rows":
		rows := c.rows()
		rows.Title, rows.Notes = title, notes
		return rows.SVG(width)
	case "studio-shots":
		line := c.shots()
		line.Title, line.Notes = title, notes
		return charts.Stack(width, 320, line)
	}
	trade := c.priced(strings.TrimPrefix(key, "studio-"))
	trade.Title, trade.Notes = title, notes
	return trade.SVG(width, 380)
}

// notes are what a figure says of the study when it leaves the page.
func (c *studied) notes() []string {
	now := c.Studio.Now
	return []string{c.Studio.About(), text.Of("stamp.config", lab.Link(c.Studio.Catalogue, now.Recipe), now.Recipe.Seed)}
}

// rows is what every column comes to with one count of shots.
func (c *studied) rows() charts.Rows {
	now := c.Studio.Now
	rows := charts.Rows{XLabel: lab.Accuracy(now.Recipe)}
	for i, column := range now.Columns {
		stat := now.Cell(column, now.Most(), "accuracy")
		if stat.N == 0 {
			continue
		}
		row := charts.Row{Name: c.Studio.Title(column), Words: studio.Spread(stat, text.Percent), Slot: i, Mean: stat.Mean}
		for _, v := range now.Values(column, now.Most(), "accuracy") {
			row.Dots = append(row.Dots, charts.Dot{X: v.Value, Title: text.Of("studio.dot", row.Name, v.Seed, text.Percent(v.Value))})
		}
		rows.Rows = append(rows.Rows, row)
	}
	return rows
}

// shots has a curve for each column: the mean over seeds in the range of them. What
// is not trained is a level.
func (c *studied) shots() charts.Line {
	now := c.Studio.Now
	line := charts.Line{XLabel: text.Of("axis.shots"), YLabel: lab.Accuracy(now.Recipe), Unit: true, Floor: 0.8}
	for _, shots := range now.Shots {
		line.XAt = append(line.XAt, float64(shots))
	}
	for i, column := range now.Columns {
		s := charts.Series{Name: c.Studio.Title(column), Slot: i}
		if column.Frozen {
			s.Slot = charts.Guide
		}
		for _, shots := range now.Shots {
			if stat := now.Cell(column, shots, "accuracy"); stat.N > 0 {
				s.X, s.Y = append(s.X, float64(shots)), append(s.Y, stat.Mean)
				s.Low, s.High = append(s.Low, stat.Low), append(s.High, stat.High)
				line.Floor = min(line.Floor, math.Floor(10*stat.Low)/10)
			}
			if column.Frozen {
				continue
			}
			for _, v := range now.Values(column, shots, "accuracy") {
				title := text.Of("studio.dot.shots", s.Name, shots, v.Seed, text.Percent(v.Value))
				s.Dots = append(s.Dots, charts.Dot{X: float64(shots) * (1 + dodge*float64(2*i-3)), Y: v.Value, Title: title})
			}
		}
		line.Series = append(line.Series, s)
	}
	line.Series = drawn(line.Series)
	return line
}

// trade is a metric of every column against how many numbers it trains.
func (c *studied) trade(metric string) app.UI {
	t := c.priced(metric)
	summary := text.Of("studio.trade.none")
	if t.Level != nil && len(t.Points) > 0 {
		few := slices.MinFunc(t.Points, func(a, b charts.Priced) int { return int(a.Cost - b.Cost) })
		many := slices.MaxFunc(t.Points, func(a, b charts.Priced) int { return int(a.Cost - b.Cost) })
		write := writerOf(metric)
		summary = text.Of("studio.trade."+metric, write(t.Level.Mean), few.Name, text.Count(int(few.Cost)), write(few.Mean), many.Name, text.Count(int(many.Cost)), write(many.Mean))
	}
	return c.frame("studio-"+metric, summary, len(t.Points) > 0)
}

// writerOf says how a metric is written.
func writerOf(metric string) func(float64) string {
	if metric == "accuracy" {
		return text.Percent
	}
	return text.Loss
}

func (c *studied) priced(metric string) charts.Trade {
	now, write := c.Studio.Now, writerOf(metric)
	t := charts.Trade{XLabel: text.Of("axis.trained"), YLabel: lab.Accuracy(now.Recipe), Log: metric != "accuracy"}
	if t.Log {
		t.YLabel = text.Of("axis.test-loss")
	}
	for _, column := range now.Columns {
		stat, trained := now.Cell(column, now.Most(), metric), now.Trained(column)
		if stat.N == 0 {
			continue
		}
		p := charts.Priced{Name: c.Studio.Title(column), Cost: float64(trained), Mean: stat.Mean, Low: stat.Low, High: stat.High}
		if column.Frozen {
			t.Level = &p
			continue
		}
		if trained == 0 {
			continue // an axis of factors has no place for nothing
		}
		p.Title = text.Of("studio.point", p.Name, text.Count(trained), studio.Spread(stat, write))
		t.Points = append(t.Points, p)
	}
	return t
}
