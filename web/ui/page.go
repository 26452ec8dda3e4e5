package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/models/spec"
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

const (
	settleAfter = 300 * time.Millisecond // of quiet, a changed recipe is set up
	speakEvery  = 10 * time.Second       // progress is told to screen readers
)

// labPage is the Subspace lab.
type labPage struct {
	app.Compo
	lab    *lab.Lab
	events *queue

	unfolded  bool   // the recipe is shown, also on a phone
	changes   int    // of the recipe, to know when it has settled
	unsettled bool   // the recipe has changed a moment ago
	scheme    string // the theme that shows, which curves need to know
	log       bool   // the loss is drawn on a logarithmic scale
	spoken    string // newest summary for screen readers
	spokeAt   time.Time
	phase     lab.Phase // that was spoken of last
	given     *example  // a test example for the drawing field
	quit      func()    // hands the events to another page
	unwatch   func()    // ends the listening to the system's theme
}

func (p *labPage) OnInit() { p.scheme = scheme() }

func (p *labPage) OnMount(ctx app.Context) {
	ctx.Handle(themeAction, func(app.Context, app.Action) { p.scheme = scheme() })
	p.unwatch = watchScheme(func() { ctx.NewAction(themeAction) })
	p.quit = p.events.open(ctx, p.news)
}

// OnNav takes up the recipe of a link on another page.
func (p *labPage) OnNav(ctx app.Context) {
	p.lab.Open(ctx.Page().URL().RawQuery)
	p.settle(ctx)
}

func (p *labPage) OnDismount() {
	p.quit()
	p.unwatch()
}

// news follows what has come from the worker and from programs that drive the
// page.
func (p *labPage) news(ctx app.Context) {
	p.speak()
	if !p.unsettled && p.lab.Address != p.lab.Link() {
		p.change(ctx)
	}
}

// change follows a change of the recipe, once nothing more is typed for a
// moment: a browser allows only so many changes of the address.
func (p *labPage) change(ctx app.Context) {
	p.unsettled = true
	p.changes++
	mine := p.changes
	ctx.After(settleAfter, func(ctx app.Context) {
		if mine == p.changes {
			p.settle(ctx)
		}
	})
}

// settle writes the recipe into the address and has the worker set it up.
func (p *labPage) settle(ctx app.Context) {
	address := ctx.Page().URL()
	p.unsettled = false
	p.lab.Address = p.lab.Link()
	address.RawQuery = p.lab.Address
	ctx.Page().ReplaceURL(address)
	p.lab.Prepare()
}

// speak renews the summary for screen readers, seldom enough to be heard out.
func (p *labPage) speak() {
	l := p.lab
	if l.Run == nil || (l.Phase == p.phase && time.Since(p.spokeAt) < speakEvery) {
		return
	}
	p.phase, p.spokeAt = l.Phase, time.Now()
	p.spoken = phaseText(l) + " " + l.Run.Summary()
}

// Render draws the page. While the program is not there yet the same is
// prerendered, and clicks on it are kept.
func (p *labPage) Render() app.UI {
	l := p.lab
	return app.Div().Class("page").Body(
		&header{Current: home},
		app.Main().ID("main").On("dragover", allowDrop).On("drop", p.drop).Body(
			intro(),
			app.Div().Class("bench").Body(
				p.recipe(),
				app.Div().Class("work").Body(
					p.controls(),
					&curves{Page: p, Revision: l.Revision, Log: p.log, Scheme: p.scheme},
					p.liveRate(),
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
		app.P().Class("unseen").Aria("live", "polite").DataSet("testid", "announcer").Text(p.spoken),
	)
}

// messages are the notices and the trouble, where they stay in view.
func (p *labPage) messages() app.UI {
	l := p.lab
	return app.Div().Class("messages").Body(
		app.If(l.Trouble != "", func() app.UI {
			return app.Div().Class("message", "bad").Role("alert").DataSet("testid", "error").Body(
				app.P().Text(l.Trouble),
				app.Button().Type("button").Class("quiet").Text(text.Of("dismiss")).OnClick(p.dismissTrouble),
			)
		}),
		app.If(len(l.Notices) > 0, func() app.UI {
			return app.Div().Class("message").Role("status").DataSet("testid", "notice").Body(
				app.Ul().Body(app.Range(l.Notices).Slice(func(i int) app.UI { return app.Li().Text(text.Sentence(l.Notices[i])) })),
				app.Button().Type("button").Class("quiet").Text(text.Of("dismiss")).OnClick(p.dismissNotices),
			)
		}),
	)
}

func (p *labPage) dismissTrouble(app.Context, app.Event) { p.lab.Trouble = "" }
func (p *labPage) dismissNotices(app.Context, app.Event) { p.lab.Notices = nil }

// dataInfo describes the data of the run, or of the recipe if there is none.
func (p *labPage) dataInfo() spec.DataInfo {
	d, _ := p.lab.Catalogue.DataSet(p.config().Data.Name)
	return d
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
