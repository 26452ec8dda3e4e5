package ui

import (
	"net/url"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// framed is what the address says of a page that holds this one in a frame, as
// guard.js has read it before the first paint. Where pages are drawn without a browser
// it says nothing.
var framed struct {
	live  bool       // there is a browser, with our scripts in it
	site  string     // address of Petri, with a slash at its end
	embed bool       // a compact page is shown
	kept  url.Values // what stands in the address beside the run
	lang  string     // that is spoken, wherever it was chosen
}

// readFrame takes note of it, and of the language that app.js has fetched.
func readFrame() {
	frame := app.Window().Get("petriFrame")
	u := *app.Window().URL()
	u.Path, u.RawQuery, u.Fragment = strings.TrimSuffix(app.Getenv("GOAPP_ROOT_PREFIX"), "/")+"/", "", ""
	framed.live, framed.site = true, u.String()
	framed.embed = frame.Get("embed").Bool()
	framed.kept, _ = url.ParseQuery(frame.Get("kept").String()) // guard.js has encoded it
	framed.lang = frame.Get("lang").String()
	if words := frame.Get("words"); words.Truthy() {
		if err := text.Use([]byte(words.String())); err != nil {
			app.Log(err) // it is not the file of this site: the page stays English
		}
	}
}

// ownQuery is the part of an address that says what is run: without what is said of
// the frame, and with what a preset stands for where the address itself says nothing.
func ownQuery(query string) string {
	link := lab.ParseLink(query)
	preset, named := lab.Said(link, "preset")
	if len(framed.kept) == 0 && !named {
		return query
	}
	for key := range link {
		if small := strings.ToLower(key); small == "preset" || framed.kept.Has(small) {
			link.Del(key)
		}
	}
	for _, p := range presets {
		if p.name == preset {
			fallback, _ := url.ParseQuery(p.query)
			for key, values := range fallback {
				if !link.Has(key) {
					link[key] = values
				}
			}
		}
	}
	return link.Encode()
}

// withFrame is a query with what the address says of the frame.
func withFrame(query string) string {
	return strings.Trim(query+"&"+framed.kept.Encode(), "&")
}

// compact is a page in a frame: what runs and the figures that tell of it, under a
// line that says what it is and leads to the whole page.
func compact(page, name, link string, body ...app.UI) app.UI {
	return app.Div().Class("page", "compact").Body(
		app.Main().ID("main").TabIndex(-1).Body(
			append([]app.UI{
				app.Div().Class("strip").DataSet("testid", "strip").Body(
					app.H1().Text(name),
					app.A().Href(page+"?"+link).Target("_blank").Rel("noopener").DataSet("testid", "whole").Text(text.Of("whole")),
				),
				app.P().Class("queued").Role("status").Text(text.Of("queued")), // shown by bridge.js
			}, body...)...,
		),
	)
}

// compact shows the recipe folded, the buttons and some figures.
func (p *labPage) compact(figures ...app.UI) app.UI {
	l := p.lab
	return compact(p.page, lab.Name(l.Catalogue, p.config()), l.Link(), append([]app.UI{p.controls(), p.recipe()}, append(figures, p.speaker.render())...)...)
}

// ownLanguage is what a link to another page takes along: the language, where the
// address names it.
func ownLanguage() string {
	if lang := framed.kept.Get("lang"); lang != "" {
		return "?lang=" + url.QueryEscape(lang)
	}
	return ""
}
