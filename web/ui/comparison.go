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
		messages(&m.Trouble, &m.Notices),
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
		app.Div().Class("buttons-row").Body(
			app.If(m.Phase == compare.Going, func() app.UI { return button("compare-cancel", "primary", c.cancel) }).
				ElseIf(m.Phase == compare.Stopped, func() app.UI {
					return named("compare-continue", text.Of("compare-continue", m.Now.Done()), "primary", c.goOn)
				}),
			app.If(m.Phase == compare.Idle, func() app.UI { return button("compare-start", "primary", c.start) }).
				ElseIf(m.Phase != compare.Going, func() app.UI { return named("compare-start", text.Of("compare-again"), "", c.start) }),
		),
		c.status(),
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

func (c *comparison) start(app.Context, app.Event)  { c.Comparer.Compare(&c.Page.lab.Recipe) }
func (c *comparison) cancel(app.Context, app.Event) { c.Comparer.Cancel() }
func (c *comparison) goOn(app.Context, app.Event)   { c.Comparer.Continue() }

var comparePhases = map[compare.Phase]string{
	compare.Idle: "idle", compare.Going: "going", compare.Stopped: "stopped", compare.Finished: "finished",
}

// status says how the comparison stands. The time that is left is not read
// aloud: it changes all the time.
func (c *comparison) status() app.UI {
	m := c.Comparer
	left := ""
	if s := m.Left(); s > 0 {
		left = text.Of("compare.left", text.Seconds(s))
	}
	return app.Div().Class("status").DataSet("testid", "compare-status").DataSet("phase", comparePhases[m.Phase]).Body(
		app.P().Body(
			app.Span().Class("phase").Role("status").Text(m.Standing()),
			app.Span().Class("note").DataSet("testid", "compare-left").Text(" "+left),
		),
		app.Progress().Max(1000).Value(int(1000*m.Part())).Aria("label", text.Of("compare.progress")),
	)
}
