package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/models/spec"
	"petri/web/host"
	"petri/web/ui/measure"
	"petri/web/ui/text"
)

// dimensionPage measures intrinsic dimensions.
type dimensionPage struct {
	app.Compo
	meter  *measure.Meter
	events *queue

	unfolded bool // the recipe is shown, also on a phone
	recipes  writing
	speaker  announcer
	quit     func() // hands the events to another page
}

func (*dimensionPage) OnPreRender(ctx app.Context) {
	ctx.Page().SetTitle("%s", text.Of("dimension.title"))
}

func (p *dimensionPage) OnMount(ctx app.Context) {
	p.quit = p.events.open(ctx, p.news)
	host.Ready()
}

// OnNav takes up the recipe of a link.
func (p *dimensionPage) OnNav(ctx app.Context) {
	ctx.Page().SetTitle("%s", text.Of("dimension.title"))
	p.meter.Open(ownQuery(ctx.Page().URL().RawQuery))
	p.settle(ctx)
}

func (p *dimensionPage) OnDismount() { p.quit() }

// news follows what has come from the workers and from programs that drive the
// page.
func (p *dimensionPage) news(ctx app.Context) {
	m := p.meter
	if m.Now != nil {
		p.speaker.say(int(m.Phase), func() string { return m.Standing() + " " + m.Summary() })
	}
	if !p.recipes.fresh && m.Address != m.Link() {
		p.settle(ctx)
	}
}

// settle writes recipe and sweep into the address.
func (p *dimensionPage) settle(ctx app.Context) {
	p.meter.Address = p.meter.Link()
	address(ctx, p.meter.Address)
}

// Render draws the page. While the program is not there yet the same is
// prerendered, and clicks on it are kept.
func (p *dimensionPage) Render() app.UI {
	m := p.meter
	if framed.embed {
		return compact(dimension, m.Called(), m.Link(), p.controls(), recipeForm(m.Called(), &p.unfolded, m.Fields(), p.field), p.answer(),
			&sweepChart{Page: p, Revision: m.Revision, Link: m.Link()}, p.speaker.render())
	}
	return app.Div().Class("page").Body(
		&header{Current: dimension},
		app.Main().ID("main").TabIndex(-1).Body(
			app.Div().Class("intro").Body(
				app.H1().Text(text.Of("dimension.heading")),
				app.P().Class("lead").Text(text.Of("dimension.lead")),
				explain("dimension"),
				app.P().Body(app.A().Href(theory).Text(text.Of("dimension.theory"))),
			),
			app.Div().Class("bench").Body(
				recipeForm(m.Called(), &p.unfolded, m.Fields(), p.field),
				app.Div().Class("work").Body(
					p.controls(),
					p.answer(),
					&sweepChart{Page: p, Revision: m.Revision, Link: m.Link()},
				),
				app.Aside().Class("side").Body(
					&measured{Page: p, Revision: m.Revision, Link: m.Link()},
					p.examples(),
				),
			),
		),
		footer(),
		p.speaker.render(),
	)
}

func (p *dimensionPage) field(s spec.Setting) *field {
	return fieldOf(p, p.meter.Catalogue, p.meter.Recipe.Typing, p.meter.Trouble, s)
}

func (p *dimensionPage) write(ctx app.Context, key, typed string) {
	p.meter.Set(key, typed)
	p.recipes.settle(ctx, p.settle)
}

func (p *dimensionPage) leave(key string) { p.meter.Recipe.Leave(key) }

// measure measures the lab's recipe on the page of intrinsic dimensions, unless
// that is known or under way.
func (p *labPage) measure(ctx app.Context, _ app.Event) {
	m := p.meter
	m.Adopt(p.lab.Recipe.Config)
	if m.Changed() || m.Now == nil {
		m.Measure()
	} else {
		m.Continue()
	}
	m.Address = m.Link()
	if there, err := ctx.Page().URL().Parse(dimension + "?" + m.Address); err == nil {
		ctx.NavigateTo(there)
	}
}
