package ui

import (
	"petri/web/charts"
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// errorLine shows what the masked models that are drawn get wrong, and what the
// mean picture would.
func errorLine(l *lab.Lab) *charts.Line {
	line := &charts.Line{Title: text.Of("chart.error-chart"), XLabel: text.Of("axis.step"), YLabel: text.Of("axis.error"), Log: true}
	for _, r := range l.Drawn() {
		x, y := r.Curve("maskedError")
		add(line, r, x, y)
	}
	r := l.Shown()
	if r == nil || len(line.Series) == 0 {
		return line
	}
	if mean, ok := r.Metric("meanPredictor"); ok {
		end := max(line.XMax, float64(r.Step()))
		line.Series = append(line.Series, charts.Series{Name: text.Of(meanName(r), text.Loss(mean)), Slot: charts.Guide, X: []float64{0, end}, Y: []float64{mean, mean}})
	}
	return line
}

// helped tells whether the run's model is told of hidden patches their mean and spread.
func helped(r *lab.Run) bool { return r != nil && r.Config.Model.Knobs.Bool("normalise") }

// meanName is what the line of the mean picture is called.
func meanName(r *lab.Run) string {
	if helped(r) {
		return "error.mean.helped"
	}
	return "error.mean"
}

// probeLine shows how much can be read off the encoders.
func probeLine(l *lab.Lab) *charts.Line {
	line := &charts.Line{Title: text.Of("chart.probe-chart"), XLabel: text.Of("axis.step"), YLabel: text.Of("axis.probe"), Unit: true}
	for _, r := range l.Drawn() {
		x, y := r.Curve("linearProbe")
		add(line, r, x, y)
	}
	return line
}

func errorSummary(r *lab.Run) string {
	if r == nil || len(r.Points) == 0 {
		return text.Of("no-evaluation")
	}
	steps, errors := r.Curve("maskedError")
	best := 0
	for i, e := range errors {
		if e < errors[best] {
			best = i
		}
	}
	if len(errors) == 0 {
		return text.Of("no-evaluation")
	}
	mean, _ := r.Metric("meanPredictor")
	visible, _ := r.Metric("visibleError")
	said := text.Of("error-summary", text.Loss(errors[len(errors)-1]), text.Loss(errors[best]), text.Count(int(steps[best])), text.Loss(mean), text.Loss(visible))
	if helped(r) {
		said += " " + text.Of("error-summary.helped")
	}
	return said
}

func probeSummary(r *lab.Run) string {
	if r == nil {
		return text.Of("probe-none")
	}
	_, linear := r.Curve("linearProbe")
	_, nearest := r.Curve("nearestProbe")
	if len(linear) == 0 || len(nearest) == 0 {
		return text.Of("probe-none")
	}
	return text.Of("probe-summary", text.Percent(linear[len(linear)-1]), text.Percent(nearest[len(nearest)-1]))
}
