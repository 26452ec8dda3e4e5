package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/models/spec"
	"petri/web/ui/lab"
	"petri/web/ui/measure"
)

// labPage is the Subspace lab.
type labPage struct {
	app.Compo
	page   string // its address
	lab    *lab.Lab
	meter  *measure.Meter
	events *queue

	unfolded bool // the recipe is shown, also on a phone
	recipes  writing
	speaker  announcer
	scheme   string   // the theme that shows, which curves need to know
	log      bool     // the loss is drawn on a logarithmic scale
	given    *example // a test example for the drawing field
	lead     bool     // the view goes to the model that is opened, as soon as it answers
	quit     func()   // hands the events to another page
	unwatch  func()   // ends the listening to the system's theme
}

func (p *labPage) OnInit() { p.scheme = scheme() }

func (p *labPage) OnMount(ctx app.Context) {
	ctx.Handle(themeAction, func(app.Context, app.Action) { p.scheme = scheme() })
	p.unwatch = watchScheme(func() { ctx.NewAction(themeAction) })
	p.quit = p.events.open(ctx, p.news)
}

// OnNav takes up the recipe of a link on another page.
func (p *labPage) OnNav(ctx app.Context) {
	ctx.Page().SetTitle("Petri")
	p.lab.Open(ownQuery(ctx.Page().URL().RawQuery))
	p.settle(ctx)
}

func (p *labPage) OnDismount() {
	p.quit()
	p.unwatch()
}

// news follows what has come from the worker and from programs that drive the
// page.
func (p *labPage) news(ctx app.Context) {
	if l := p.lab; l.Run != nil {
		p.speaker.say(int(l.Phase), func() string { return phaseText(l) + " " + l.Run.Summary() })
	}
	if !p.recipes.fresh && p.lab.Address != p.lab.Link() {
		p.change(ctx)
	}
}

// change follows a change of the recipe.
func (p *labPage) change(ctx app.Context) { p.recipes.settle(ctx, p.settle) }

// settle writes the recipe into the address and has the worker set it up.
func (p *labPage) settle(ctx app.Context) {
	p.lab.Address = p.lab.Link()
	address(ctx, p.lab.Address)
	p.lab.Prepare()
}

// Render draws the page. While the program is not there yet the same is
// prerendered, and clicks on it are kept.
func (p *labPage) Render() app.UI {
	l := p.lab
	if framed.embed {
		return p.compact(&curves{Page: p, Revision: l.Revision, Log: p.log, Scheme: p.scheme}, p.ledger())
	}
	return app.Div().Class("page").Body(
		&header{Current: home},
		app.Main().ID("main").TabIndex(-1).On("dragover", allowDrop).On("drop", p.drop).Body(
			p.intro(),
			app.Div().Class("bench").Body(
				p.recipe(),
				app.Div().Class("work").Body(
					p.controls(),
					&curves{Page: p, Revision: l.Revision, Log: p.log, Scheme: p.scheme},
					p.liveRate(),
					p.landscape(),
					&history{Page: p, Revision: l.Revision},
					&samples{Page: p, Image: l.Looks.Samples, Mistakes: mistakes(l.Looks.Confusion)},
					app.Div().Class("pair").Body(
						&drawing{Page: p, Shape: p.shape(), Given: p.given},
						&prediction{Curve: l.Looks.Prediction},
					),
				),
				app.Aside().Class("side").Body(
					p.ledger(),
					&confusion{Page: p, Grid: l.Looks.Confusion},
					&weights{Page: p, Image: l.Looks.Weights},
				),
			),
		),
		footer(),
		p.speaker.render(),
	)
}

// dataInfo describes the data of the run, or of the recipe if there is none,
// with the classes that are learned.
func (p *labPage) dataInfo() spec.DataInfo {
	cfg := p.config()
	d, _ := p.lab.Catalogue.DataSet(cfg.Data.Name)
	return d.Learned(cfg.Data.Classes)
}

// config is the run's, or the recipe's if there is none.
func (p *labPage) config() spec.Config {
	if p.lab.Run != nil {
		return p.lab.Run.Config
	}
	return p.lab.Recipe.Config
}

func (p *labPage) shape() spec.Shape { return p.dataInfo().Shape }

// lrKnob is the learning rate's, of the optimiser.
func (p *labPage) lrKnob() spec.Knob {
	o, _ := p.lab.Catalogue.Optimiser(p.config().Optim.Name)
	return *o.Knob("lr")
}
