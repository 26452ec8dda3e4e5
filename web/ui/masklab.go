package ui

import (
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/models/spec"
	"petri/web/ui/masklab"
	"petri/web/ui/text"
)

// beat is how long masks are shown before others take their place.
const beat = 400 * time.Millisecond

// maskLab shows masks of every colour of noise, and one colour more closely. It
// needs no run.
type maskLab struct {
	app.Compo
	Lab      *masklab.Lab
	Revision int // of the lab

	moving bool // other masks come by themselves
	starts int  // of that
	glide  glide
}

// OnMount starts the worker.
func (c *maskLab) OnMount(app.Context) { c.Lab.Open() }

// OnDismount ends it.
func (c *maskLab) OnDismount() {
	c.moving = false
	c.Lab.Leave()
}

func (c *maskLab) Render() app.UI {
	return app.Section().Class("masklab").ID("masklab").DataSet("testid", "masklab").Aria("labelledby", "masklab-title").Body(
		app.Div().Class("opening").Body(
			app.H2().ID("masklab-title").Text(text.Of("masklab.title")),
			app.P().Class("lead").Text(text.Of("masklab.lead")),
			explain("masks-mae"),
		),
		c.controls(),
		c.trouble(),
		c.patterns(),
		c.closer(),
	)
}

func (c *maskLab) controls() app.UI {
	settings := c.Lab.Settings()
	return app.Section().Class("levels").Aria("label", text.Of("masklab.controls")).Body(
		app.Range(settings).Slice(func(i int) app.UI { return c.field(settings[i]) }),
		app.Div().Class("acts").Body(
			button("mask-next", "", c.next),
			app.Button().Type("button").Role("switch").Class("animate").DataSet("testid", "mask-animate").Aria("checked", c.moving).
				Text(text.Of("mask-animate")).Title(text.Of("mask-animate.hint")).OnClick(c.animate),
		),
	)
}

func (c *maskLab) field(s spec.Setting) *field {
	return &field{Form: c, ID: "mask-" + strings.TrimPrefix(s.Key, "mask."), Setting: s, Typed: c.Lab.Typed(s), Wrong: c.Lab.Wrong(s.Key)}
}

func (c *maskLab) write(_ app.Context, key, typed string) { c.Lab.Set(key, typed) }

func (c *maskLab) leave(key string) { c.Lab.Left(key) }

// trouble says why there are no masks.
func (c *maskLab) trouble() app.UI {
	return app.If(c.Lab.Trouble != "", func() app.UI {
		return app.Div().Class("message", "bad").Role("alert").DataSet("testid", "mask-error").Body(
			app.P().Text(c.Lab.Trouble),
			button("mask-again", "quiet", c.again),
		)
	})
}

func (c *maskLab) again(app.Context, app.Event) { c.Lab.Ask() }

func (c *maskLab) next(app.Context, app.Event) { c.Lab.Next() }

func (c *maskLab) animate(ctx app.Context, _ app.Event) {
	c.moving = !c.moving
	c.starts++
	c.wait(ctx, c.starts)
}

// wait shows other masks after a beat, and again, until it is stopped or started
// anew. While they cannot be seen the same stay.
func (c *maskLab) wait(ctx app.Context, start int) {
	ctx.After(beat, func(ctx app.Context) {
		if c.moving = c.moving && !calm(); !c.moving || start != c.starts {
			return
		}
		if inView("masklab") {
			c.Lab.Next()
		}
		c.wait(ctx, start)
	})
}

// calm reports whether the person wants nothing to move by itself.
func calm() bool {
	return app.Window().Call("matchMedia", "(prefers-reduced-motion: reduce)").Get("matches").Truthy()
}

// inView reports whether any of an element can be seen.
func inView(id string) bool {
	if app.Window().Get("document").Get("hidden").Bool() {
		return false
	}
	box := app.Window().GetElementByID(id).Call("getBoundingClientRect")
	return box.Get("bottom").Float() > 0 && box.Get("top").Float() < app.Window().Get("innerHeight").Float()
}
