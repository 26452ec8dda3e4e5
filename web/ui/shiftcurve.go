package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/charts"
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// shift shows how far a run has moved what each tower of its model makes of the
// same things.
func (c *curves) shift(run *lab.Run) app.UI {
	line := shiftLine(run)
	return figure{
		key: "shift-chart", of: run, summary: c.of(run, shiftSummary(run)), chart: c.plot(line), svg: c.saving(c.shiftSVG),
		extra: []app.UI{explain("shift"), table(line)},
	}.render()
}

func (c *curves) shiftSVG() string { return c.document(shiftLine(c.Page.lab.Shown())) }

// shiftLine has a curve for each tower, so it is of one run.
func shiftLine(r *lab.Run) *charts.Line {
	line := &charts.Line{Title: text.Of("chart.shift-chart"), XLabel: text.Of("axis.step"), YLabel: text.Of("axis.shift")}
	if r == nil {
		return line
	}
	for slot, metric := range []string{"textShift", "imageShift"} {
		x, y := r.Curve(metric)
		add(line, r, x, y)
		if last := len(line.Series) - 1; last == slot {
			line.Series[last].Name, line.Series[last].Slot = text.Of("shift."+metric), slot
		}
	}
	return line
}

func shiftSummary(r *lab.Run) string {
	if r == nil {
		return text.Of("shift-none")
	}
	texts, measured := r.Metric("textShift")
	pictures, _ := r.Metric("imageShift")
	if !measured {
		return text.Of("shift-none")
	}
	return text.Of("shift-summary", text.Count(r.Measured()), text.Decimals(texts, 3), text.Decimals(pictures, 3))
}
