package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/protocol"
	"petri/web/ui/text"
)

// written is where a person writes texts, and sees which of them each test picture
// goes with.
type written struct {
	app.Compo
	Page  *labPage
	Texts *protocol.Texts // nil before there is an answer

	typed string
}

// textsAtMost is how many texts a worker compares at once.
const textsAtMost = 20

func (c *written) OnInit() {
	c.typed = text.Of("written.first")
	if draft := c.Page.lab.Looks.Drafts.Texts; draft != nil {
		c.typed = *draft
	}
}

func (c *written) OnMount(app.Context) { c.ask() }

// lines are the texts: those lines that are not empty.
func (c *written) lines() (lines []string) {
	for _, line := range strings.Split(c.typed, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

func (c *written) ask() {
	lines := c.lines()
	c.Page.lab.Write(lines[:min(len(lines), textsAtMost)])
}

func (c *written) Render() app.UI {
	heads := c.Page.lab.Looks.Heads
	return app.Div().Class("written").Body(
		app.Div().Class("own").Body(
			app.Label().For("texts").Text(text.Of("written.label")),
			app.Textarea().ID("texts").DataSet("testid", "texts-field").Rows(6).Attr("spellcheck", "false").Attr("maxlength", 4000).
				Aria("describedby", "texts-note").Text(c.typed).OnInput(c.input),
			app.Div().ID("texts-note").Aria("live", "polite").Body(app.Range(c.notes()).Slice(func(i int) app.UI {
				return app.P().Class("note").DataSet("testid", "texts-note").Text(c.notes()[i])
			})),
		),
		&likeness{Page: c.Page, Key: "texts", Summary: text.Of("texts.summary"), Heads: heads, Texts: c.Texts},
	)
}

func (c *written) input(ctx app.Context, _ app.Event) {
	c.typed = ctx.JSSrc().Get("value").String()
	c.Page.lab.Looks.Drafts.Texts = &c.typed
	c.ask()
}

// notes say what of the texts counts for nothing.
func (c *written) notes() (notes []string) {
	switch n := len(c.lines()); {
	case n == 0:
		notes = append(notes, text.Of("written.none"))
	case n == 1:
		notes = append(notes, text.Of("written.one"))
	case n > textsAtMost:
		notes = append(notes, text.Of("written.many", textsAtMost))
	}
	var unknown []string
	if c.Texts != nil {
		for _, t := range c.Texts.Texts {
			unknown = append(unknown, t.Unknown...)
		}
	}
	if len(unknown) > 0 {
		const shown = 12
		notes = append(notes, text.Of("written.unknown", strings.Join(unknown[:min(shown, len(unknown))], ", ")))
	}
	return notes
}
