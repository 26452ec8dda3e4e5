package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/models/spec"
	"petri/web/ui/compare"
	"petri/web/ui/text"
)

// comparison trains several colours of masks on the page's recipe, and shows what
// they differ in.
type comparison struct {
	app.Compo
	Page     *labPage
	Comparer *compare.Comparer
	Revision int     // of the comparer
	Part     float64 // that is done
	Link     string  // what the page's recipe asks for
}

func (c *comparison) Render() app.UI {
	m := c.Comparer
	return app.Section().Class("comparison").DataSet("testid", "comparison").Aria("labelledby", "compare-title").Body(
		app.H2().Class("section").ID("compare-title").Text(text.Of("compare")),
		app.P().Class("lead").Text(text.Of("compare.lead")),
		explain("compare"),
		c.controls(),
		messages(&m.Trouble, nil, &m.Notices),
		app.If(m.Now != nil, func() app.UI {
			return &compared{Comparer: m, Revision: m.Revision, Differs: m.Differs(c.Page.lab.Recipe.Config)}
		}),
	)
}

// controls choose colours, seeds and steps, and begin.
func (c *comparison) controls() app.UI {
	m := c.Comparer
	fields := m.Fields()
	return app.Div().Class("compare-controls").Body(
		app.FieldSet().Class("colours").Body(
			app.Legend().Text(text.Of("compare.colours")),
			app.Range(m.Catalogue.Masks).Slice(func(i int) app.UI { return c.colour(m.Catalogue.Masks[i]) }),
		),
		app.Range(fields).Slice(func(i int) app.UI { return c.field(fields[i]) }),
		app.P().Class("note").DataSet("testid", "compare-time").Body(
			app.Text(text.Of("compare.time")+" "),
			able(button("compare-quick", "", c.quick), m.Phase != compare.Going),
		),
		&taking{Of: m.Taker, Start: c.start, Revision: m.Revision, Part: m.Part()},
	)
}

func (c *comparison) colour(info spec.Info) app.UI {
	id := "compare-colour-" + info.Name
	return app.Label().Class("check").For(id).Body(
		app.Input().Type("checkbox").ID(id).DataSet("testid", id).Checked(c.Comparer.Colours[info.Name]).
			OnChange(func(ctx app.Context, _ app.Event) { c.Comparer.Colours[info.Name] = ctx.JSSrc().Get("checked").Bool() }, app.EventScope(id)),
		app.Raw(swatch(noiseSlots[info.Name])),
		app.Text(info.Title),
	)
}

func (c *comparison) field(s spec.Setting) *field {
	return &field{Form: c, ID: "compare-" + s.Knob.Name, Setting: s, Typed: c.Comparer.Typed(s), Wrong: c.Comparer.Wrong(s.Key)}
}

func (c *comparison) write(_ app.Context, key, typed string) { c.Comparer.Set(key, typed) }

func (c *comparison) leave(key string) { c.Comparer.Leave(key) }

// quick takes small pictures, with which colours differ within a minute.
func (c *comparison) quick(ctx app.Context, _ app.Event) {
	c.Comparer.CompareQuick(&c.Page.lab.Recipe)
	c.Page.settle(ctx)
}

func (c *comparison) start(app.Context, app.Event) { c.Comparer.Compare(&c.Page.lab.Recipe) }
