package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/protocol"
	"petri/web/ui/masklab"
	"petri/web/ui/text"
)

// A glide is a window that moves over the noise, in a view of its own.
type glide struct {
	open    bool
	moving  bool   // by itself
	trouble string // why there is none
}

// noise is the tile with the window of a mask, or the view in which that glides.
func (c *maskLab) noise(k *masklab.Look) app.UI {
	if !c.glide.open {
		return app.Div().Aria("hidden", true).Body(app.Raw(c.cut(k).Cut(c.window(k))))
	}
	return app.Div().Class("ground").Body(&space{Title: text.Of("glide.title"), Shows: k.Noise, View: protocol.View{Moving: c.glide.moving}, Failed: func(reason string) {
		c.glide = glide{trouble: text.Of("glide.failed", reason)}
	}})
}

// gliding opens the view, lets its window move and stop, and closes it.
func (c *maskLab) gliding() app.UI {
	g := &c.glide
	return app.Div().Class("gliding").Body(
		app.If(g.open, func() app.UI { return app.P().Class("note").Text(text.Of("glide.keys")) }),
		app.Div().Class("buttons-row").Body(
			app.If(!g.open, func() app.UI {
				return button("glide-open", "quiet", func(app.Context, app.Event) {
					if g.trouble = ""; !canView() {
						g.trouble = text.Of("glide.none")
						return
					}
					g.open, g.moving = true, !calm()
				})
			}).Else(func() app.UI {
				return app.Div().Class("buttons-row").Body(
					button("glide-move", "quiet", func(app.Context, app.Event) { g.moving = !g.moving }).Aria("pressed", g.moving),
					button("glide-close", "quiet", func(app.Context, app.Event) { *g = glide{} }),
				)
			}),
		),
		app.If(g.trouble != "", func() app.UI {
			return app.P().Class("note").Role("alert").DataSet("testid", "glide-trouble").Text(g.trouble)
		}),
	)
}
