package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/ui/compare"
	"petri/web/ui/lab"
	"petri/web/ui/masklab"
	"petri/web/ui/text"
)

// masksPage is the Masks lab: a lab of its own for models that are masked, below
// a look at the masks themselves.
type masksPage struct {
	labPage
	noise    *masklab.Lab
	comparer *compare.Comparer
	missing  bool // the trained model could not be fetched
}

func newMasksPage(l *lab.Lab, noise *masklab.Lab, c *compare.Comparer, events *queue) *masksPage {
	return &masksPage{labPage: labPage{page: masks, lab: l, events: events}, noise: noise, comparer: c}
}

func (*masksPage) OnPreRender(ctx app.Context) { ctx.Page().SetTitle("%s", text.Of("masks.title")) }

// OnNav takes up the recipe of a link on another page.
func (p *masksPage) OnNav(ctx app.Context) {
	p.labPage.OnNav(ctx)
	ctx.Page().SetTitle("%s", text.Of("masks.title"))
	if p.lab.Wanted {
		p.fetchTrained()
	}
}

// trained is the model that the page ships, made by methods/train/pretrain.
const trained = "weights/mae-mnist.safetensors"

// openTrained takes up the model that the page ships, as if a person had saved it, and
// leads to where it is tried.
func (p *masksPage) openTrained(app.Context, app.Event) {
	p.lead = true
	p.fetchTrained()
}

func (p *masksPage) fetchTrained() {
	p.lab.Wanted, p.missing = true, false
	app.Window().Call("petriFile", trained).Then(func(file app.Value) {
		if !file.Truthy() {
			p.events.now(p.noTrained)
			return
		}
		readFile(file, func(content []byte) {
			p.events.now(func() { p.lab.RestoreShipped(content) })
		})
	})
}

// noTrained leaves the recipe to be trained.
func (p *masksPage) noTrained() {
	p.lab.Wanted, p.missing, p.lead = false, true, false
	p.lab.Prepare()
}

// opened says what was found when the model was opened, if it was.
func (p *masksPage) opened() string {
	if p.lab.Run == nil {
		return ""
	}
	return p.lab.Run.Opened
}

// offer is the button that opens the trained model, with what there is to know of it.
func (p *masksPage) offer() app.UI {
	said := text.Of("open-trained.note")
	switch {
	case p.lab.Wanted:
		said = text.Of("open-trained.going")
	case p.missing:
		said = text.Of("open-trained.missing")
	}
	return app.P().Body(
		able(button("open-trained", "", p.openTrained), !p.lab.Wanted),
		app.Span().Class("note").Role("status").Text(" "+said),
	)
}

// Render draws the page. While the program is not there yet the same is
// prerendered, and clicks on it are kept.
func (p *masksPage) Render() app.UI {
	l := p.lab
	if framed.embed {
		return p.labPage.compact(
			&fillings{Page: &p.labPage, Originals: l.Looks.Originals, Masks: l.Looks.Masks, Filled: l.Looks.Fillings},
			&curves{Page: &p.labPage, Revision: l.Revision, Log: p.log, Scheme: p.scheme})
	}
	return app.Div().Class("page").Body(
		&header{Current: masks},
		app.Main().ID("main").TabIndex(-1).DataSet("testid", "masks-page").On("dragover", allowDrop).On("drop", p.drop).Body(
			app.Div().Class("intro").Body(
				app.H1().Text(text.Of("masks.heading")),
				app.P().Class("lead").Text(text.Of("masks.lead")),
				p.offer(),
			),
			&maskLab{Lab: p.noise, Revision: p.noise.Revision},
			app.H2().Class("section").Text(text.Of("masks.training")),
			app.Div().Class("bench").Body(
				p.recipe(),
				app.Div().Class("work").Body(
					p.controls(),
					&curves{Page: &p.labPage, Revision: l.Revision, Log: p.log, Scheme: p.scheme},
					&fillings{Page: &p.labPage, Originals: l.Looks.Originals, Masks: l.Looks.Masks, Filled: l.Looks.Fillings},
					&cover{Page: &p.labPage, Shape: p.shape(), Patch: p.patchSide(), Originals: l.Looks.Originals, Masks: l.Looks.Masks, Filling: l.Looks.Filling, Opened: p.opened()},
					credits(p.dataInfo()),
					p.liveRate(),
					p.landscape(),
					&history{Page: &p.labPage, Revision: l.Revision},
				),
				app.Aside().Class("side").Body(
					&patchErrors{Page: &p.labPage, Grid: l.Looks.Patches},
					p.ledger(),
					&weights{Page: &p.labPage, Image: l.Looks.Weights},
				),
			),
			&comparison{Page: &p.labPage, Comparer: p.comparer, Revision: p.comparer.Revision, Part: p.comparer.Part(), Link: l.Link()},
		),
		footer(),
		p.speaker.render(),
	)
}
