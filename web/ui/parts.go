package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/ui/text"
)

// parts are those of a compact page that its address may hide, by their data-testid, with
// the pages that have them; none named are all. A journey looks for each of them. They
// have the texts embedding.hide.<name>.
var parts = []struct {
	name string
	on   []string
}{
	{"strip", nil},
	{"whole", nil},
	{"controls", nil},
	{"train", []string{home, prompts, masks}},
	{"step", []string{home, prompts, masks}},
	{"reset", []string{home, prompts, masks}},
	{"new-seed", []string{home, prompts, masks}},
	{"save", []string{home, prompts, masks}},
	{"status", []string{home, prompts, masks}},
	{"measure", []string{dimension}},
	{"sweep-status", []string{dimension}},
	{"recipe", nil},
	{"unfold", nil},
	{"knob-seed", nil},
	{"loss-chart", []string{home, prompts}},
	{"accuracy-chart", []string{home, prompts}},
	{"shift-chart", []string{prompts}},
	{"fillings", []string{masks}},
	{"error-chart", []string{masks}},
	{"probe-chart", []string{masks}},
	{"ledger", []string{home, prompts}},
	{"answer", []string{dimension}},
	{"sweep-chart", []string{dimension}},
}

// hideable is the table of the parts.
func hideable() app.UI {
	return app.Section().Body(
		app.H2().Text(text.Of("embedding.hide")),
		app.P().Text(text.Of("embedding.hide.body")),
		columns("hide", []string{"name", "on", "what"}, len(parts), func(i int) []app.UI {
			p := parts[i]
			return []app.UI{app.Code().DataSet("part", p.name).Text(p.name), app.Text(labsOf(p.on)), app.Text(text.Of("embedding.hide." + p.name))}
		}),
	)
}

// labsOf names the labs on some pages.
func labsOf(pages []string) string {
	if pages == nil {
		return text.Of("embedding.everywhere")
	}
	names := ""
	for i, page := range pages {
		if i > 0 {
			names += ", "
		}
		names += text.Of("nav." + labOf(page))
	}
	return names
}

// columns is a table that a narrow window scrolls: its head has the texts
// embedding.column.<key>.
func columns(name string, keys []string, rows int, cells func(row int) []app.UI) app.UI {
	return app.Div().Class("scroll").Attr("tabindex", 0).Role("region").Aria("label", text.Of("embedding."+name)).Body(
		app.Table().Class("columns").DataSet("testid", "columns-"+name).Body(
			app.THead().Body(app.Tr().Body(app.Range(keys).Slice(func(i int) app.UI {
				return app.Th().Scope("col").Text(text.Of("embedding.column." + keys[i]))
			}))),
			app.TBody().Body(app.Range(make([]struct{}, rows)).Slice(func(row int) app.UI {
				return app.Tr().Body(app.Range(cells(row)).Slice(func(i int) app.UI { return app.Td().Body(cells(row)[i]) }))
			})),
		),
	)
}

func code(s string) app.UI {
	return app.If(s != "", func() app.UI { return app.Code().Text(s) })
}
