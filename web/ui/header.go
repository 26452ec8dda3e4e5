package ui

import (
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/ui/text"
)

// The addresses of the pages, relative, so that they hold under any prefix.
const (
	home      = "./"
	dimension = "dimension"
	prompts   = "prompts"
	masks     = "masks"
	theory    = "theory"
	about     = "about"
	embedding = "docs/embed"
)

// header is the top of every page: the name, the way to the other pages, the
// language and the theme.
type header struct {
	app.Compo
	Current string // address of the page it stands on
	Up      string // the way from that page to the front page's folder

	theme string // "light", "dark", or empty for what the system says
}

func (h *header) OnInit() { h.theme = storedTheme() }

func (h *header) Render() app.UI {
	return app.Header().Class("top").Body(
		skip("main"),
		app.If(h.trains(), func() app.UI { return skip("controls") }),
		app.A().Class("brand").Href(h.Up+home).Body(
			app.Raw(`<svg viewBox="0 0 32 32" aria-hidden="true"><circle cx="16" cy="16" r="14"/><circle class="inner" cx="16" cy="16" r="11"/><circle class="cell" cx="12" cy="18" r="3.2"/><circle class="cell" cx="19.5" cy="12.5" r="2"/><circle class="cell" cx="20" cy="20.5" r="1.3"/></svg>`),
			app.Span().Text("Petri"),
		),
		app.Nav().Aria("label", text.Of("nav")).Body(
			h.link(home, text.Of("nav.subspace")),
			h.link(dimension, text.Of("nav.dimension")),
			h.link(prompts, text.Of("nav.prompts")),
			h.link(masks, text.Of("nav.masks")),
			h.link(about, text.Of("nav.about")),
		),
		languages(),
		app.Button().Type("button").Class("quiet", "theme").DataSet("testid", "theme").
			Text(text.Of("theme."+h.theme)).Aria("label", text.Of("theme.label", text.Of("theme."+h.theme))).
			OnClick(h.turn),
	)
}

// skip is a link that is seen where it has the focus, and hands it to a part of the page:
// app.js does it.
func skip(to string) app.UI {
	return app.A().Class("skip").Href("#"+to).DataSet("testid", "skip-"+to).Text(text.Of("skip." + to))
}

// trains tells whether the page has buttons that start something.
func (h *header) trains() bool {
	return slices.Contains([]string{home, dimension, prompts, masks}, h.Current)
}

func (h *header) link(path, title string) app.UI {
	a := app.A().Href(h.Up + path + ownLanguage()).Text(title)
	if path == h.Current {
		a = a.Aria("current", "page")
	}
	return a
}

// turn goes from the system's theme to light, to dark, and back.
func (h *header) turn(ctx app.Context, _ app.Event) {
	h.theme = map[string]string{"": "light", "light": "dark", "dark": ""}[h.theme]
	storeTheme(h.theme)
	ctx.NewAction(themeAction)
}
