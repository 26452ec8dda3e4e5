package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// liveRate turns the learning rate of a run that goes on.
type liveRate struct {
	app.Compo
	Page *labPage
	Base float64 // the base learning rate
	Now  float64 // that the schedule makes of it
	Over bool    // there is no run to turn it of

	wrong string
}

// liveRate keeps its place when there is no run, or the page would jump.
func (p *labPage) liveRate() *liveRate {
	l := p.lab
	if l.Run == nil {
		return &liveRate{Page: p, Base: l.Recipe.Config.Optim.Knobs.Float("lr"), Over: true}
	}
	return &liveRate{Page: p, Base: l.Run.BaseLR(), Now: l.Run.LR, Over: l.Phase == lab.Finished}
}

func (r *liveRate) Render() app.UI {
	k := r.Page.lrKnob()
	number := app.Input().Type("text").ID("lr-live").DataSet("testid", "lr-live").Attr("inputmode", "decimal").Attr("autocomplete", "off").
		Aria("describedby", "lr-live-hint").Value(lab.Word(r.Base)).OnChange(r.typed)
	slider := app.Input().Type("range").Min(0).Max(travel(k)).Step(1).DataSet("testid", "lr-live-slider").
		Aria("label", text.Of("slider", text.Of("lr-live"))).Aria("valuetext", text.Number(r.Base)).
		Value(position(k, r.Base)).OnChange(r.slid)
	if r.Over {
		number, slider = number.Disabled(true), slider.Disabled(true)
	}
	return app.Div().Class("liverate").Body(
		app.Label().For("lr-live").Text(text.Of("lr-live")),
		number, slider,
		app.P().ID("lr-live-hint").Class("note").Text(text.Of("lr-live.hint", text.Number(r.Now))),
		app.If(r.wrong != "", func() app.UI { return app.P().Class("error").Role("alert").Text(r.wrong) }),
	)
}

func (r *liveRate) typed(ctx app.Context, _ app.Event) {
	v, err := lab.Read(r.Page.lrKnob(), ctx.JSSrc().Get("value").String())
	r.wrong = ""
	if err != nil {
		r.wrong = text.Sentence(lab.Worded(err))
		return
	}
	r.Page.lab.Turn(v.(float64))
}

func (r *liveRate) slid(ctx app.Context, _ app.Event) {
	r.wrong = ""
	r.Page.lab.Turn(valueAt(r.Page.lrKnob(), ctx.JSSrc().Get("valueAsNumber").Int()))
}
