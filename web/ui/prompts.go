package ui

import (
	"fmt"
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/models/spec"
	"petri/web/ui/lab"
	"petri/web/ui/studio"
	"petri/web/ui/text"
)

// promptsPage is the Prompts lab: frozen models that read, prompts that a person
// writes, and prompts that are learned. It has a half for each of the two models.
type promptsPage struct {
	labPage
	studios []*studio.Studio
}

func newPromptsPage(l *lab.Lab, studios []*studio.Studio, events *queue) *promptsPage {
	return &promptsPage{labPage{page: prompts, lab: l, events: events}, studios}
}

func (*promptsPage) OnPreRender(ctx app.Context) { ctx.Page().SetTitle("%s", text.Of("prompts.title")) }

// OnNav takes up the recipe of a link on another page.
func (p *promptsPage) OnNav(ctx app.Context) {
	p.labPage.OnNav(ctx)
	ctx.Page().SetTitle("%s", text.Of("prompts.title"))
}

// Render draws the page. While the program is not there yet the same is
// prerendered, and clicks on it are kept.
func (p *promptsPage) Render() app.UI {
	if framed.embed {
		return p.labPage.compact(&curves{Page: &p.labPage, Revision: p.lab.Revision, Log: p.log, Scheme: p.scheme}, p.ledger())
	}
	half := p.pictures
	if p.lab.Writes() {
		half = p.language
	}
	return app.Div().Class("page").Body(
		&header{Current: prompts},
		app.Main().ID("main").TabIndex(-1).DataSet("testid", "prompts-page").On("dragover", allowDrop).On("drop", p.drop).Body(append(half(), p.study())...),
		footer(),
		p.speaker.render(),
	)
}

// halves chooses between the two frozen models.
func (p *promptsPage) halves() app.UI {
	models := p.lab.Catalogue.Models
	return app.Div().Class("buttons-row", "halves").Role("group").Aria("label", text.Of("prompts.models")).Body(
		app.Range(models).Slice(func(i int) app.UI {
			b := named("half-"+models[i].Name, models[i].Title, "", func(ctx app.Context, _ app.Event) { p.choose(ctx, models[i].Name) }).
				Aria("pressed", fmt.Sprint(p.config().Model.Name == models[i].Name))
			return able(b, !p.lab.Going())
		}),
	)
}

func (p *promptsPage) choose(ctx app.Context, model string) {
	p.lab.Recipe.Take(asTheyAre(p.lab.Catalogue, model))
	p.settle(ctx)
	p.lab.Renew()
}

// asTheyAre is the usual run of a model, with the pictures as the model knows them: what
// words do is seen before they fail.
func asTheyAre(c *spec.Catalogue, model string) spec.Config {
	given := map[string]any{"model": model}
	if m, _ := c.Model(model); !m.Text() {
		given["shift"] = spec.Unshifted
	}
	cfg, _ := c.Clamp(given)
	return cfg
}

// pictures is the half of the model that reads about pictures.
func (p *promptsPage) pictures() []app.UI {
	l := p.lab
	return []app.UI{
		app.Div().Class("intro").Body(
			app.H1().Text(text.Of("prompts.heading")),
			p.halves(),
			app.P().Class("lead").Text(text.Of("prompts.lead")),
			app.Ol().Class("todo").DataSet("testid", "todo").Body(
				app.Range(todo).Slice(func(i int) app.UI { return app.Li().Text(text.Of("prompts.todo." + todo[i])) }),
			),
			explain("clip"),
		),
		app.H2().Class("section").Text(text.Of("prompts.write")),
		p.shifts(),
		&written{Page: &p.labPage, Texts: l.Looks.Texts},
		&template{Page: &p.labPage, Ready: l.Run != nil && l.Phase != lab.Loading, Tried: l.Looks.Tried},
		app.H2().Class("section").Text(text.Of("prompts.learn")),
		app.Div().Class("bench").Body(
			p.recipe(),
			app.Div().Class("work").Body(
				p.controls(),
				&curves{Page: &p.labPage, Revision: l.Revision, Log: p.log, Scheme: p.scheme},
				&likeness{Page: &p.labPage, Key: "classes", Summary: text.Of("classes.summary"), Heads: p.dataInfo().Classes, Texts: l.Looks.Classes},
				&similarity{Page: &p.labPage, Before: l.Looks.Untouched, Now: l.Looks.Similarity},
				p.liveRate(),
				p.landscape(),
				&history{Page: &p.labPage, Revision: l.Revision},
				&samples{Page: &p.labPage, Image: l.Looks.Samples, Mistakes: mistakes(l.Looks.Confusion)},
				app.Div().Class("pair").Body(
					&drawing{Page: &p.labPage, Shape: p.shape(), Given: p.given},
					&prediction{Curve: l.Looks.Prediction},
				),
			),
			p.side(),
		),
	}
}

// todo is the way through this half.
var todo = []string{"words", "turn", "learn"}

// side stands beside the work: what is learned, and what it comes to.
func (p *promptsPage) side() app.UI {
	l := p.lab
	return app.Aside().Class("side").Body(
		&prompt{Page: &p.labPage, Prompt: l.Looks.Prompt},
		p.ledger(),
		&confusion{Page: &p.labPage, Grid: l.Looks.Confusion},
	)
}

// shifts chooses what is done to the pictures: the model has learned them as they
// are.
func (p *promptsPage) shifts() app.UI {
	settings := p.lab.Recipe.Settings()
	at := slices.IndexFunc(settings, func(s spec.Setting) bool { return s.Key == "shift" })
	choices := settings[at].Knob.Choices
	return app.Div().Class("shifts").Body(
		app.P().ID("shifts-label").Text(text.Of("prompts.shifts", p.dataInfo().Title)),
		app.Div().Class("buttons-row").Role("group").Aria("labelledby", "shifts-label").Body(
			app.Range(choices).Slice(func(i int) app.UI {
				b := named("shift-"+choices[i], text.Of("shift."+choices[i]), "", func(ctx app.Context, _ app.Event) { p.shift(ctx, choices[i]) }).
					Aria("pressed", fmt.Sprint(settings[at].Value == choices[i]))
				return able(b, !p.lab.Going())
			}),
			p.printed(),
		),
	)
}

// printedDigits are the classes of the default data set in another hand.
const printedDigits = "fonts"

// printed offers digits in fonts in the place of those written by hand.
func (p *promptsPage) printed() app.UI {
	b := named("shift-"+printedDigits, text.Of("shift.fonts"), "", p.print).
		Aria("pressed", fmt.Sprint(p.lab.Recipe.Config.Data.Name == printedDigits))
	return able(b, !p.lab.Going())
}

// print exchanges the data set for the printed digits, as they are, and back for the
// default one.
func (p *promptsPage) print(ctx app.Context, _ app.Event) {
	if p.lab.Recipe.Config.Data.Name != printedDigits {
		p.lab.Set("data", printedDigits)
		p.shift(ctx, spec.Unshifted)
		return
	}
	settings := p.lab.Recipe.Settings()
	at := slices.IndexFunc(settings, func(s spec.Setting) bool { return s.Key == "data" })
	p.lab.Set("data", fmt.Sprint(settings[at].Knob.Default))
	p.shift(ctx, p.lab.Recipe.Config.Data.Shift)
}

func (p *promptsPage) shift(ctx app.Context, way string) {
	p.lab.Set("shift", way)
	p.lab.Recipe.Leave("shift")
	p.settle(ctx)
	p.lab.Renew()
}
