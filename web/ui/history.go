package ui

import (
	"fmt"
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/charts"
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// history lists the runs there were, newest first, with what sets each apart.
type history struct {
	app.Compo
	Page     *labPage
	Revision int // of the lab
}

func (h *history) Render() app.UI {
	runs := slices.Clone(h.Page.lab.Runs)
	slices.Reverse(runs)
	return app.Section().Class("history").DataSet("testid", "history").Aria("labelledby", "history-title").Body(
		app.H2().ID("history-title").Text(text.Of("history")),
		app.If(len(runs) == 0, func() app.UI { return app.P().Class("summary").Text(text.Of("history.empty")) }),
		app.If(keeping() != "", func() app.UI { return app.P().Class("note").DataSet("testid", "keeping").Text(keeping()) }),
		app.Ol().Body(app.Range(runs).Slice(func(i int) app.UI {
			r := runs[i]
			return app.Li().Body(&past{
				Item: keptRun{h.Page, r}, ID: fmt.Sprintf("run-%d", r.ID), Name: r.Name, Trace: r.Trace, Now: h.now(r),
				Result: result(r), ByHand: r.ByHand(), Differs: h.differs(r),
			})
		})),
	)
}

// now marks the current run.
func (h *history) now(r *lab.Run) string {
	if r == h.Page.lab.Run {
		return text.Of("history.now")
	}
	return ""
}

// differs says what sets a run apart from the current one, or from the newest
// if there is none.
func (h *history) differs(r *lab.Run) string {
	l := h.Page.lab
	to := l.Run
	if to == nil {
		to = l.Runs[len(l.Runs)-1]
	}
	if r == to {
		return ""
	}
	if !l.SameTask(r) {
		return text.Of("differs.task")
	}
	if words := lab.Differences(l.Catalogue, to.Config, r.Config); words != "" {
		return text.Of("differs", words)
	}
	if r.ByHand() != to.ByHand() {
		return text.Of("differs.by-hand")
	}
	return text.Of("differs.not")
}

// result says in short what came of a run.
func result(r *lab.Run) string {
	s := text.Of("result", text.Count(r.Step()), text.Count(r.Ledger.Trainable))
	if a, ok := r.Metric("accuracy"); ok {
		s = text.Of("result.accuracy", text.Percent(a)) + " " + s
	}
	if e, ok := r.Metric("maskedError"); ok {
		s = text.Of("result.masked", text.Loss(e)) + " " + s
	}
	return s
}

// An item is one of the things that are kept.
type item interface {
	show(on bool)
	rename(name string)
	remove()
	again(ctx app.Context)
}

// past is one of the things that are kept, with what can be done with it.
type past struct {
	app.Compo
	Item    item
	ID      string // of its testids
	Name    string
	Trace   lab.Trace
	Now     string // why it cannot be removed; empty if it can
	Result  string
	ByHand  string // what was done to it
	Differs string
}

func (c *past) Render() app.UI {
	id := c.ID
	named := func(key string) string { return text.Of(key, c.Name) }
	return app.Div().Class("past").DataSet("testid", id).Body(
		app.Input().Type("checkbox").ID(id+"-show").DataSet("testid", id+"-show").Checked(!c.Trace.Hidden).
			Aria("label", named("history.show")).OnChange(c.show),
		app.Raw(swatch(c.Trace.Slot)),
		app.Input().Type("text").Class("name").DataSet("testid", id+"-name").Aria("label", text.Of("history.name")).
			Attr("autocomplete", "off").Value(c.Name).OnChange(c.rename),
		app.P().Class("result").Text(c.Result),
		app.If(c.ByHand != "", func() app.UI {
			return app.P().Class("now").DataSet("testid", id+"-by-hand").Text(text.Sentence(c.ByHand))
		}),
		app.If(c.Now != "", func() app.UI { return app.P().Class("now").Text(c.Now) }),
		app.If(c.Differs != "", func() app.UI {
			return app.P().Class("differs").DataSet("testid", id+"-differs").Text(c.Differs)
		}),
		app.Div().Class("acts").Body(
			app.Button().Type("button").Class("quiet").DataSet("testid", id+"-again").Text(text.Of("history.again")).
				Aria("label", named("history.again.label")).OnClick(c.again),
			able(app.Button().Type("button").Class("quiet").DataSet("testid", id+"-remove").Text(text.Of("history.remove")).
				Aria("label", named("history.remove.label")).OnClick(c.remove), c.Now == ""),
		),
	)
}

// swatch shows how a run is drawn.
func swatch(slot int) string {
	return fmt.Sprintf(`<svg class="swatch run-%d" viewBox="0 0 36 8" aria-hidden="true"><path d="M0 4H36" stroke-dasharray="%s"/></svg>`, slot, charts.Dash(slot))
}

func (c *past) show(ctx app.Context, _ app.Event) {
	c.Item.show(ctx.JSSrc().Get("checked").Bool())
}

func (c *past) rename(ctx app.Context, _ app.Event) {
	c.Item.rename(ctx.JSSrc().Get("value").String())
}

func (c *past) remove(app.Context, app.Event) { c.Item.remove() }

func (c *past) again(ctx app.Context, _ app.Event) { c.Item.again(ctx) }

// keptRun is a run as an item of the history.
type keptRun struct {
	page *labPage
	run  *lab.Run
}

func (k keptRun) show(on bool)       { k.page.lab.Show(k.run, on) }
func (k keptRun) rename(name string) { k.page.lab.Rename(k.run, name) }
func (k keptRun) remove()            { k.page.lab.Remove(k.run) }

func (k keptRun) again(ctx app.Context) {
	k.page.lab.Again(k.run)
	k.page.settle(ctx)
}
