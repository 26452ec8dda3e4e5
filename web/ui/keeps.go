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
	if len(c.Kept) > 0 {
		said = text.Of("landscape.kept", strings.Join(c.Kept, ", "))
	}
	return app.Div().Class("keeps").Body(
		app.P().Class("note").DataSet("testid", "landscape-kept").Text(said),
		app.Div().Class("buttons-row").Body(
			able(button("landscape-keep", "", func(app.Context, app.Event) { l.KeepPath() }), c.Gone),
			app.If(len(c.Kept) > 0, func() app.UI {
				return button("landscape-forget", "quiet", func(app.Context, app.Event) { l.ForgetPaths() })
			}),
		),
	)
}
