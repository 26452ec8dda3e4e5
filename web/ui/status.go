package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// status says how the run stands.
func (p *labPage) status() app.UI {
	l := p.lab
	return app.Div().Class("status").DataSet("testid", "status").DataSet("phase", l.Phase.String()).Body(
		app.P().Class("phase").Body(
			app.Text(phaseText(l)),
			app.If(outdated(l), func() app.UI { return app.Span().Class("note").Text(" " + text.Of("recipe-changed")) }),
		),
		p.progress(),
		app.If(l.Run != nil && l.Run.Opened != "", func() app.UI {
			return app.P().Class("note").Role("status").DataSet("testid", "opened").Text(l.Run.Opened)
		}),
		app.Dl().Body(p.figures()...),
		app.If(l.Run != nil && l.Run.ByHand() != "", func() app.UI {
			return app.P().Class("note").DataSet("testid", "by-hand").Text(text.Of("by-hand", l.Run.ByHand()))
		}),
		app.If(l.Run != nil && l.Run.Digest != "", func() app.UI {
			return app.P().Class("digest").Body(
				app.Text(text.Of("digest")+" "),
				app.Code().DataSet("testid", "digest").Title(text.Of("digest.hint")).Text(l.Run.Digest),
			)
		}),
	)
}

// phaseText says in words how the run stands.
func phaseText(l *lab.Lab) string {
	switch {
	case l.Wanted:
		return text.Of("open-trained.going")
	case l.Phase == lab.Finished && l.Run.Reason == "":
		return text.Of("phase.measuring")
	case l.Phase == lab.Loading && l.Progress.Message != "":
		return text.Of("phase.progress", workText(l), int(100*l.Progress.Part))
	case l.Phase == lab.Finished:
		return text.Or("reason."+l.Run.Reason, l.Run.Reason)
	}
	return text.Of("phase." + l.Phase.String())
}

// workText says what the worker does before the first step. What it has no words for
// here stays as it said it.
func workText(l *lab.Lab) string {
	if name, ok := strings.CutPrefix(l.Progress.Message, "loading "); ok {
		return text.Of("work.loading", lab.Choice(l.Catalogue, "data", name))
	}
	return text.Sentence(l.Progress.Message)
}

// outdated reports whether the run that is shown is not the recipe's any more.
func outdated(l *lab.Lab) bool { return l.Changed() && l.Run.Step() > 0 }

func (p *labPage) progress() app.UI {
	l := p.lab
	bar := app.Progress().Max(1000).Aria("label", text.Of("progress"))
	switch {
	case l.Phase == lab.Loading:
		return bar.Value(int(1000 * l.Progress.Part))
	case l.Run != nil:
		return bar.Value(1000 * l.Run.Step() / l.Run.Config.Stop.Steps)
	}
	return bar.Value(0)
}

// figures are the numbers of the run. Those that are not known yet keep their
// place, so that nothing jumps.
func (p *labPage) figures() []app.UI {
	l := p.lab
	none := text.Of("none")
	step, loss, accuracy, speed, left := none, none, none, none, none
	if r := l.Run; r != nil {
		step = text.Of("of", text.Count(r.Step()), text.Count(r.Config.Stop.Steps))
		loss = text.Loss(r.Loss())
		if v, ok := r.Metric("accuracy"); ok {
			accuracy = text.Percent(v)
		} else if v, ok := r.Metric("maskedError"); ok {
			accuracy = text.Loss(v)
		}
		if r.Speed > 0 {
			speed = text.Count(int(r.Speed))
		}
		if seconds := r.Left(len(p.dataInfo().Classes)); l.Phase == lab.Running && seconds > 0 {
			left = text.Seconds(seconds)
		}
	}
	measured := [2]string{"accuracy", lab.Accuracy(p.config())}
	if l.Masked() {
		measured = [2]string{"masked-error", text.Of("figure.masked-error")}
	}
	var all []app.UI
	for _, f := range [][3]string{
		{"step-of", text.Of("figure.step-of"), step}, {"loss", text.Of("figure.loss"), loss}, {measured[0], measured[1], accuracy},
		{"speed", text.Of("figure.speed"), speed}, {"left", text.Of("figure.left"), left},
	} {
		all = append(all, app.Div().Body(
			app.Dt().Text(f[1]),
			app.Dd().DataSet("testid", "status-"+f[0]).Text(f[2]),
		))
	}
	return all
}
