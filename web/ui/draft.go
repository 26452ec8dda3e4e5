package ui

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/protocol"
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// draft is where a person begins a text, and sees how the model goes on with it: as
// it is, and with what a run has learned.
type draft struct {
	app.Compo
	Page    *labPage
	Writing *protocol.Writing // nil before there is an answer

	typed lab.Draft
}

func (c *draft) OnInit() {
	c.typed = lab.Draft{Text: text.Of("draft.first"), Temperature: 0.7}
	if d := c.Page.lab.Looks.Draft; d != nil {
		c.typed = *d
	}
}

func (c *draft) OnMount(app.Context) { c.ask() }

func (c *draft) ask() { c.Page.lab.Begin(c.typed) }

func (c *draft) Render() app.UI {
	return app.Div().Class("draft").Body(
		app.Div().Class("own").Body(
			app.Label().For("draft").Text(text.Of("draft.label")),
			app.Textarea().ID("draft").DataSet("testid", "draft-field").Rows(3).Attr("maxlength", 4000).Attr("spellcheck", "false").
				Aria("describedby", "draft-note").Text(c.typed.Text).OnInput(c.input),
			app.Div().ID("draft-note").Aria("live", "polite").Body(app.Range(c.notes()).Slice(func(i int) app.UI {
				return app.P().Class("note").DataSet("testid", "draft-note").Text(c.notes()[i])
			})),
			app.Div().Class("buttons-row").Body(
				app.Label().For("temperature").Text(text.Of("draft.temperature")),
				app.Input().ID("temperature").DataSet("testid", "draft-temperature").Type("range").Min(0).Max(1.5).Step(0.1).Value(c.typed.Temperature).
					Aria("valuetext", text.Number(c.typed.Temperature)).OnInput(c.heat),
				app.Output().For("temperature").Text(text.Number(c.typed.Temperature)),
				button("draft.again", "", c.again),
			),
		),
		app.Div().Class("twins").Body(c.twins()...),
	)
}

// notes say what of the draft counts for nothing.
func (c *draft) notes() (notes []string) {
	if strings.TrimSpace(c.typed.Text) == "" {
		return []string{text.Of("draft.none")}
	}
	w := c.Writing
	if w == nil {
		return nil
	}
	if w.Cut {
		notes = append(notes, text.Of("draft.cut"))
	}
	if len(w.Unknown) > 0 {
		notes = append(notes, text.Of("draft.unknown", strings.Join(w.Unknown, " ")))
	}
	return notes
}

// twins are the two versions, side by side.
func (c *draft) twins() []app.UI {
	before := figure{key: "as-it-is", of: c.Page.lab.Run, summary: text.Of("draft.before"), chart: app.Div().Class("empty")}
	learned := figure{key: "as-learned", of: c.Page.lab.Run, summary: text.Of("draft.untrained"), chart: app.Div().Class("empty")}
	if w := c.Writing; w != nil && w.Read != "" {
		before.chart = c.version(w.Before)
		if learned.chart = c.version(w.Learned); w.Step > 0 {
			learned.summary = text.Of("draft.learned", text.Count(w.Step))
		}
	}
	learned.extra = []app.UI{explain("attention")}
	return []app.UI{before.render(), learned.render()}
}

func (c *draft) version(v protocol.Continuation) app.UI {
	return app.Div().Body(
		app.P().Class("continued").Body(app.Text(c.Writing.Read), app.Mark().Text(v.Next)),
		app.If(len(v.Answers) > 0, func() app.UI {
			return app.P().Class("answers").Text(text.Of("draft.answers", c.answers(v)))
		}),
		app.If(len(v.Looks) > 0, func() app.UI { return c.attention(v) }),
	)
}

// answers lists the classes with their probabilities.
func (c *draft) answers(v protocol.Continuation) string {
	var all []string
	for i, p := range v.Answers {
		all = append(all, text.Of("draft.answer", c.Writing.Classes[i], text.Percent(float64(p))))
	}
	return strings.Join(all, ", ")
}

// attention is a table of layers and what the end of the text looks at in them: the
// learned vectors together, and each piece.
func (c *draft) attention(v protocol.Continuation) app.UI {
	n := len(v.Looks[0].Vectors)
	return app.Div().Class("scroll").Attr("tabindex", 0).Role("region").Aria("label", text.Of("draft.attention")).Body(
		app.Table().Class("matrix", "wordy").Body(
			app.Caption().Text(text.Of("draft.attention")),
			app.THead().Body(app.Tr().Body(
				app.Td(),
				app.If(n > 0, func() app.UI { return app.Th().Scope("col").Text(text.Of("draft.vectors", n)) }),
				app.Range(c.Writing.Pieces).Slice(func(i int) app.UI { return app.Th().Scope("col").Text(c.Writing.Pieces[i]) }),
			)),
			app.TBody().Body(app.Range(v.Looks).Slice(func(i int) app.UI {
				l := v.Looks[i]
				shares := l.Pieces
				if n > 0 {
					shares = append([]protocol.Number{sum(l.Vectors)}, shares...)
				}
				return app.Tr().Body(
					app.Th().Scope("row").Text(text.Of("draft.layer", i+1)),
					app.Range(shares).Slice(func(j int) app.UI { return share(float64(shares[j])) }),
				)
			})),
		),
	)
}

// share is a cell that is shaded by its percentage.
func share(p float64) app.UI {
	return app.Td().Class(fmt.Sprintf("shade-%d", int(math.Round(10*min(max(p, 0), 1))))).Text(strconv.Itoa(int(math.Round(100 * p))))
}

func sum(list []protocol.Number) (total protocol.Number) {
	for _, v := range list {
		total += v
	}
	return total
}

func (c *draft) input(ctx app.Context, _ app.Event) {
	c.typed.Text = ctx.JSSrc().Get("value").String()
	c.ask()
}

func (c *draft) heat(ctx app.Context, _ app.Event) {
	c.typed.Temperature, _ = strconv.ParseFloat(ctx.JSSrc().Get("value").String(), 64)
	c.ask()
}

// again draws another continuation.
func (c *draft) again(app.Context, app.Event) {
	c.typed.Seed++
	c.ask()
}
