package ui

import (
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/models/spec"
	"petri/web/ui/text"
)

// translate puts what the catalogue says into the language that is used.
func translate(c *spec.Catalogue) {
	var all []*spec.Info
	for i := range c.Data {
		all = append(all, &c.Data[i].Info)
	}
	for i := range c.Models {
		all = append(all, &c.Models[i].Info)
	}
	for i := range c.Methods {
		all = append(all, &c.Methods[i].Info)
	}
	for _, infos := range [][]spec.Info{c.Masks, c.Optimisers, c.Schedules} {
		for i := range infos {
			all = append(all, &infos[i])
		}
	}
	for _, info := range all {
		info.Title, info.Summary = text.Said(info.Title), text.Said(info.Summary)
		info.Knobs = slices.Clone(info.Knobs)
		for i := range info.Knobs {
			k := &info.Knobs[i]
			k.Title, k.Help = text.Said(k.Title), text.Said(k.Help)
		}
	}
}

// languages offers the other language. The page is loaded again for it: its words are
// fetched before the program begins.
func languages() app.UI {
	return app.Button().Type("button").Class("quiet", "language").DataSet("testid", "language").Aria("label", text.Of("language.label")).
		Text(text.Of("language")).OnClick(func(app.Context, app.Event) { app.Window().Call("petriTurnLanguage") })
}
