package ui

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/methods/sweep"
	"petri/web/ui/measure"
	"petri/web/ui/text"
)

// answer says what the sweep has found, in big numbers and in words.
func (p *dimensionPage) answer() app.UI {
	m := p.meter
	bar := measure.BarName(m.Shown().Bar)
	total, ratio := text.Of("none"), text.Of("none")
	var a sweep.Answer
	if m.Now != nil && len(m.Now.Results) > 0 {
		a = m.Now.Answer
		if m.Now.Total > 0 {
			total = text.Count(m.Now.Total)
		}
		if r := m.Ratio(a.Absolute); r > 0 {
			ratio = text.Of("ratio", text.Count(r))
		}
	}
	return app.Section().Class("figure", "answer").DataSet("testid", "answer").Aria("labelledby", "answer-title").Body(
		app.H2().ID("answer-title").Text(m.Title()),
		app.Dl().Body(
			p.crossing("absolute", text.Of("answer.absolute", bar), a.Absolute, text.Of("answer.absolute.note", text.Percent(a.Absolute.Bar))),
			p.crossing("own", text.Of("answer.own", bar), a.Own,
				text.Of("answer.own.note", text.Percent(a.Own.Bar), bar, text.Percent(a.Baseline))),
			number("total", text.Of("answer.total"), total, ""),
			number("ratio", text.Of("answer.ratio", bar), ratio, ""),
		),
		app.P().Class("summary").DataSet("testid", "answer-summary").Text(m.Summary()),
		app.If(m.Now != nil && m.Now.Model != nil, p.carry),
	)
}

// carry hands over the smallest model that reached the bar.
func (p *dimensionPage) carry() app.UI {
	x := p.meter.Now
	return app.P().Class("carry").Body(
		named("save-model", text.Of("save-model.sweep", text.Bytes(len(x.Model.Bytes))), "", p.saveModel),
		app.Span().Class("note").Text(text.Of("save-model.note",
			text.Count(x.Model.Dim), text.Count(x.Total), text.Count(x.Total/(x.Model.Dim+1)), text.Percent(x.Model.Accuracy))),
	)
}

func (p *dimensionPage) saveModel(app.Context, app.Event) {
	x := p.meter.Now
	download(fileName(x, fmt.Sprintf("model-%d", x.Model.Dim), "safetensors"), "application/octet-stream", x.Model.Bytes)
}

// crossing is where a bar is crossed, as far as it is known, and how sure.
func (p *dimensionPage) crossing(key, title string, c sweep.Crossing, note string) app.UI {
	if c.Bar == 0 {
		return number(key, title, text.Of("none"), "")
	}
	if interval := p.meter.Interval(c); interval != "" {
		note = interval + " " + note
	}
	return number(key, title, p.meter.Place(c), note)
}

// number is one number of the answer; what is not known yet keeps its place.
func number(key, title, value, note string) app.UI {
	return app.Div().Body(
		app.Dt().Text(title),
		app.Dd().DataSet("testid", "answer-"+key).Text(value),
		app.If(note != "", func() app.UI { return app.Dd().Class("note").Text(note) }),
	)
}
