package ui

import (
	"cmp"
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// frameHeight is how high a frame is until its page says more, and where nobody
// listens to that.
const frameHeight = 640

// site is the address of Petri, with a slash at its end. The generator of the pages,
// which does not know it, writes one that stands for it.
func site() string {
	return cmp.Or(framed.site, "https://petri.example/")
}

// sharing gives what a person needs to show the run elsewhere: its link, and what to
// write into a page of their own.
type sharing struct {
	app.Compo
	Demo demo
	Note string // what the link leaves out; empty is nothing

	kind   int    // of snippet
	copied string // which of the fields was copied last
}

func (s *sharing) Render() app.UI {
	kind := snippets[s.kind]
	return app.Details().Class("share").Body(
		app.Summary().DataSet("testid", "share").Text(text.Of("share")),
		app.Div().Body(
			app.If(s.Note != "", func() app.UI { return app.P().Class("note").DataSet("testid", "share-note").Text(s.Note) }),
			s.field("share-link", app.Input().Type("text").ReadOnly(true).Value(s.Demo.whole()), s.Demo.whole()),
			app.Label().For("share-kind").Text(text.Of("share.kind")),
			app.Select().ID("share-kind").DataSet("testid", "share-kind").OnChange(s.choose).Body(
				app.Range(snippets).Slice(func(i int) app.UI {
					return app.Option().Value(i).Selected(i == s.kind).Text(text.Of("snippet." + snippets[i].key))
				}),
			),
			s.code(kind.write(s.Demo)),
			app.P().Class("note").Text(text.Of("snippet."+kind.key+".note")),
			app.P().Body(app.A().Href(embedding).Text(text.Of("share.docs"))),
		),
	)
}

// field is a line to be copied.
func (s *sharing) field(key string, input app.HTMLInput, content string) app.UI {
	return app.Div().Class("copied").Body(
		app.Label().For(key).Text(text.Of(key)),
		input.ID(key).DataSet("testid", key),
		s.button(key, content),
	)
}

func (s *sharing) code(content string) app.UI {
	return app.Div().Class("copied").Body(
		app.Label().For("share-code").Text(text.Of("share-code")),
		app.Textarea().ID("share-code").DataSet("testid", "share-code").ReadOnly(true).Rows(6).Spellcheck(false).Text(content),
		s.button("share-code", content),
	)
}

// button copies a field. Where the browser does not let it, as in most frames, the
// field is selected, to be copied by hand.
func (s *sharing) button(key, content string) app.UI {
	title := text.Of("copy")
	if s.copied == key {
		title = text.Of("copied")
	}
	return app.Button().Type("button").DataSet("testid", key+"-copy").Aria("live", "polite").Text(title).
		OnClick(func(ctx app.Context, _ app.Event) {
			app.Window().Call("petriCopy", content).Then(func(done app.Value) {
				ctx.Dispatch(func(app.Context) {
					if done.Bool() {
						s.copied = key
						return
					}
					app.Window().GetElementByID(key).Call("select")
				})
			})
		}, app.EventScope(key, content))
}

func (s *sharing) choose(ctx app.Context, _ app.Event) {
	s.kind, _ = strconv.Atoi(ctx.JSSrc().Get("value").String()) // an option's own
	s.copied = ""
}

// share is for the run that the recipe describes.
func (p *labPage) share() *sharing {
	l := p.lab
	name := lab.Name(l.Catalogue, l.Recipe.Config)
	note := ""
	if l.Run != nil && !l.Changed() && l.Run.ByHand() != "" {
		note = text.Of("share.by-hand", l.Run.ByHand())
	}
	return &sharing{Note: note, Demo: demo{site: site(), page: p.page, query: l.Link(), title: text.Of("share.title", name), height: frameHeight}}
}

// share is for the sweep that the form asks for.
func (p *dimensionPage) share() *sharing {
	m := p.meter
	return &sharing{Demo: demo{site: site(), page: dimension, query: m.Link(), title: text.Of("share.title", m.Called()), height: frameHeight}}
}
