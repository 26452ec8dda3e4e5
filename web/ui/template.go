package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// template is where a person writes one text for all classes, and has it measured
// on the test set: the hand-written prompt that a learned one has to beat.
type template struct {
	app.Compo
	Page  *labPage
	Ready bool        // there is a run to ask
	Tried []lab.Tried // the newest first

	typed string
	bad   string
	asked int // the run that was asked about the first one
}

const nameHere = "{}"

func (c *template) OnInit() {
	c.typed = text.Of("template.first")
	if draft := c.Page.lab.Looks.Drafts.Template; draft != nil {
		c.typed = *draft
	}
}

func (c *template) OnMount(app.Context) { c.first() }

func (c *template) OnUpdate(app.Context) { c.first() }

// first measures a template of each task without being asked, so that there is
// something to compare with.
func (c *template) first() {
	if l := c.Page.lab; c.Ready && len(c.Tried) == 0 && c.asked != l.Run.ID {
		c.asked = l.Run.ID
		l.Try(text.Of("template.first"))
	}
}

func (c *template) Render() app.UI {
	f := figure{key: "template", of: c.Page.lab.Run, summary: text.Of("template.empty")}
	if len(c.Tried) > 0 {
		f.summary = text.Of("template.summary", c.Tried[0].Template, text.Percent(c.Tried[0].Accuracy), text.Count(c.Tried[0].Step))
	}
	f.chart = app.Div().Class("template").Aria("live", "polite").Body(
		app.Label().For("template").Text(text.Of("template.label")),
		app.Div().Class("buttons-row").Body(
			app.Input().ID("template").Type("text").DataSet("testid", "template-field").Attr("maxlength", 200).Attr("spellcheck", "false").
				Value(c.typed).Aria("invalid", c.bad != "").Aria("describedby", "template-bad").OnInput(c.input).OnKeyDown(c.key),
			able(button("template.try", "", c.try), c.Ready),
		),
		app.P().ID("template-bad").Class("wrong").DataSet("testid", "template-bad").Role("alert").Text(c.bad),
		app.If(len(c.Tried) > 0, func() app.UI { return c.list() }),
	)
	return f.render()
}

func (c *template) list() app.UI {
	return app.Table().Class("tried").DataSet("testid", "template-tried").Body(
		app.Caption().Text(text.Of("template.caption")),
		app.TBody().Body(app.Range(c.Tried).Slice(func(i int) app.UI {
			return app.Tr().Body(app.Th().Scope("row").Text(c.Tried[i].Template), app.Td().Text(text.Percent(c.Tried[i].Accuracy)))
		})),
	)
}

func (c *template) input(ctx app.Context, _ app.Event) {
	c.typed, c.bad = ctx.JSSrc().Get("value").String(), ""
	c.Page.lab.Looks.Drafts.Template = &c.typed
}

func (c *template) key(ctx app.Context, e app.Event) {
	if c.Ready && e.Get("key").String() == "Enter" {
		c.try(ctx, e)
	}
}

func (c *template) try(app.Context, app.Event) {
	if !strings.Contains(c.typed, nameHere) {
		c.bad = text.Of("template.bad")
		return
	}
	c.Page.lab.Try(strings.TrimSpace(c.typed))
}
