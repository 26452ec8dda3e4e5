package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/models/spec"
	"petri/web/charts"
	"petri/web/ui/masklab"
	"petri/web/ui/text"
)

// patterns shows masks of all colours side by side. The colours are the choices
// of one question: which is looked at more closely.
func (c *maskLab) patterns() app.UI {
	l := c.Lab
	f := figure{
		key: "masks-patterns", of: l, summary: l.Summary(),
		chart: app.FieldSet().Class("patterns").Aria("busy", l.Waiting()).Body(
			app.Legend().Class("unseen").Text(text.Of("masklab.choose")),
			app.Range(l.Colours).Slice(func(i int) app.UI { return c.pattern(l.Colours[i]) }),
		),
		extra: []app.UI{explain("masks-filters"), explain("masks-ours"), explain("masks-found")},
	}
	if l.Look(l.Chosen) != nil {
		f.svg = c.patternsSVG
	}
	return f.render()
}

// pattern is one colour, with masks or room for them.
func (c *maskLab) pattern(colour spec.Info) app.UI {
	chosen := colour.Name == c.Lab.Chosen
	class := "pattern"
	if chosen {
		class += " chosen"
	}
	id := "mask-colour-" + colour.Name
	pictures := c.pictures(colour.Name)
	return app.Label().Class(class).For(id).Body(
		app.Input().Type("radio").Name("mask-colour").ID(id).DataSet("testid", id).Value(colour.Name).Checked(chosen).
			OnChange(func(app.Context, app.Event) { c.Lab.Choose(colour.Name) }, app.EventScope(colour.Name)),
		app.Span().Class("name").Text(colour.Title),
		app.Small().Text(text.Or("masklab.filter."+colour.Name, "")),
		app.Span().Class("masks").Body(app.Range(pictures).Slice(func(i int) app.UI {
			return app.Span().Class("mask").Body(app.If(pictures[i] != "", func() app.UI {
				return app.Img().Src(pictures[i]).Role("presentation").DataSet("testid", "mask-"+colour.Name)
			}))
		})),
	)
}

// pictures are the masks of a colour; empty while there are none.
func (c *maskLab) pictures(name string) []string {
	all := make([]string, masklab.Shown)
	if k := c.Lab.Look(name); k != nil {
		for i, hidden := range c.Lab.Masks(k) {
			all[i] = charts.Mask(hidden, k.Rows, k.Cols, name)
		}
	}
	return all
}

// patternsSVG has a row a mask and a column a colour.
func (c *maskLab) patternsSVG() string {
	l := c.Lab
	g := charts.Gallery{Title: text.Of("chart.masks-patterns"), Notes: l.Notes()}
	for i := range masklab.Shown {
		for _, colour := range l.Colours {
			g.Pictures = append(g.Pictures, c.pictures(colour.Name)[i])
			g.Captions = append(g.Captions, colour.Title)
		}
	}
	return g.SVG(len(l.Colours))
}
