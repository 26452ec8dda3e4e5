package ui

import (
	"fmt"
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/ui/measure"
	"petri/web/ui/text"
)

// measured lists what was measured, newest first, with what sets it apart.
type measured struct {
	app.Compo
	Page     *dimensionPage
	Revision int    // of the meter
	Link     string // what the form asks for
}

func (c *measured) Render() app.UI {
	m := c.Page.meter
	all := slices.Clone(m.Measured)
	slices.Reverse(all)
	return app.Section().Class("history").DataSet("testid", "measured").Aria("labelledby", "measured-title").Body(
		app.H2().ID("measured-title").Text(text.Of("measurements")),
		app.If(len(all) == 0, func() app.UI { return app.P().Class("summary").Text(text.Of("measurements.empty")) }),
		app.If(keeping() != "", func() app.UI { return app.P().Class("note").DataSet("testid", "keeping").Text(keeping()) }),
		app.Ol().Body(app.Range(all).Slice(func(i int) app.UI {
			x := all[i]
			return app.Li().Body(&past{
				Item: keptMeasurement{c.Page, x}, ID: fmt.Sprintf("sweep-%d", x.ID), Name: x.Name, Trace: x.Trace,
				Now: c.now(x), Result: m.Result(x), Differs: c.differs(x),
			})
		})),
	)
}

// now marks the measurement that is under way.
func (c *measured) now(x *measure.Measurement) string {
	if m := c.Page.meter; x == m.Now && m.Phase == measure.Going {
		return text.Of("under-way")
	}
	return ""
}

// differs says what sets a measurement apart from the current one.
func (c *measured) differs(x *measure.Measurement) string {
	m := c.Page.meter
	if m.Now == nil || x == m.Now {
		return ""
	}
	if words := m.Differences(m.Now.Sweep, x.Sweep); words != "" {
		return text.Of("differs.sweep", words)
	}
	return text.Of("differs.not")
}

// keptMeasurement is a measurement as an item of the list.
type keptMeasurement struct {
	page *dimensionPage
	x    *measure.Measurement
}

func (k keptMeasurement) show(on bool)       { k.page.meter.Show(k.x, on) }
func (k keptMeasurement) rename(name string) { k.page.meter.Rename(k.x, name) }
func (k keptMeasurement) remove()            { k.page.meter.Remove(k.x) }

func (k keptMeasurement) again(ctx app.Context) {
	k.page.meter.Again(k.x)
	k.page.settle(ctx)
}

// examples are links that fill in the recipe and a survey that suits it. Their
// texts are example.<key> and example.<key>.note.
var examples = []struct{ key, query string }{
	{"mlp", "model=mlp"},
	{"narrow", "model.width=50"},
	{"wide", "model.width=400"},
	{"lenet", "model=lenet&sweep.from=50&sweep.to=1000"},
	{"pixels", "shuffle=pixels"},
	{"labels", "shuffle=labels&train=1000&test=1000&sweep.from=100&sweep.to=5000"},
	{"fashion", "data=fashion-mnist&sweep.bar=0.8"},
	{"digits", "data=digits&model.width=32&steps=300&sweep.from=5&sweep.to=500"},
	{"pretrained", "classes=second-half&method=said&start=other-half&sweep.to=1000"},
	{"random", "classes=second-half&method=said&sweep.to=1000"},
}

func (p *dimensionPage) examples() app.UI {
	return app.Section().Class("history", "examples").Aria("labelledby", "examples-title").Body(
		app.H2().ID("examples-title").Text(text.Of("examples")),
		app.Ul().Body(app.Range(examples).Slice(func(i int) app.UI {
			e := examples[i]
			return app.Li().Body(
				app.A().Href(dimension+"?"+e.query).DataSet("testid", "example-"+e.key).Text(text.Of("example."+e.key)).
					OnClick(func(ctx app.Context, _ app.Event) {
						p.meter.Open(e.query) // go-app passes over a link that it followed last
						p.settle(ctx)
					}),
				app.P().Class("note").Text(text.Of("example."+e.key+".note")),
			)
		})),
	)
}
