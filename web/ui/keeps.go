package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/ui/text"
)

// keeps offers to keep the path of the run, to be shown on the landscapes of others.
func (c *landscape) keeps() app.UI {
	l := c.Page.lab
	said := text.Of("landscape.kept.none")
	if len(l.Kept) > 0 {
		said = text.Of("landscape.kept", strings.Join(l.Kept, ", "))
	}
	return app.Div().Class("keeps").Body(
		app.P().Class("note").DataSet("testid", "landscape-kept").Text(said),
		app.Div().Class("buttons-row").Body(
			able(button("landscape-keep", "", func(app.Context, app.Event) { l.KeepPath() }), c.Able && l.Run.Step() > 0),
			app.If(len(l.Kept) > 0, func() app.UI {
				return button("landscape-forget", "quiet", func(app.Context, app.Event) { l.ForgetPaths() })
			}),
		),
	)
}
