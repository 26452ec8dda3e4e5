package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/protocol"
	"petri/web/ui/text"
)

// inspect tells the loss at one point of the grid, which is chosen by two sliders or
// by pointing at it.
func (c *landscape) inspect(s *protocol.Surface) app.UI {
	said := text.Of("landscape.point", text.Loss(along(s.X, c.col, s.Cols)), text.Loss(along(s.Y, c.row, s.Rows)), text.Loss(float64(s.Values[c.row*s.Cols+c.col])))
	if flat(s) {
		said = text.Of("landscape.point-line", text.Loss(along(s.X, c.col, s.Cols)), text.Loss(float64(s.Values[c.row*s.Cols+c.col])))
	}
	if s.Rows > 1 && flat(s) {
		said = lineName(c.row) + ". " + said
	}
	slider := func(id, label string, n, at int, take func(int)) app.UI {
		return app.Label().Body(app.Text(label), app.Input().Type("range").DataSet("testid", id).Min(0).Max(n-1).Step(1).Value(at).Aria("valuetext", said).
			OnInput(func(ctx app.Context, _ app.Event) { take(ctx.JSSrc().Get("valueAsNumber").Int()) }))
	}
	return app.Div().Class("inspect").Body(
		app.P().DataSet("testid", "landscape-point").Text(said),
		slider("landscape-col", text.Of("landscape.along-x"), s.Cols, c.col, func(i int) { c.col = i }),
		app.If(s.Rows > 1, func() app.UI {
			return slider("landscape-row", text.Of("landscape.along-"+map[bool]string{true: "lines", false: "y"}[flat(s)]), s.Rows, c.row, func(i int) { c.row = i })
		}),
	)
}

// aim keeps the point on the surface: of one of another plane it is the middle.
func (c *landscape) aim(s *protocol.Surface) {
	if s.Landscape.Plane != c.shown {
		c.shown, c.col, c.row = s.Landscape.Plane, s.Cols/2, s.Rows/2
	}
	c.col, c.row = min(c.col, s.Cols-1), min(c.row, s.Rows-1)
}

// chart is the surface, in the size of the page or of a phone, with a cross over the
// point that is inspected.
func (c *landscape) chart(s *protocol.Surface, class string, width, height int) app.UI {
	return app.Div().Class(class).OnMouseMove(c.pointed(width, height)).Body(
		app.Raw(c.draw(s, width, height, nil)),
		app.If(!flat(s), func() app.UI { return app.Raw(contour(s).Cross(width, height, c.col, c.row)) }),
	)
}

// pointed takes the point that the mouse is on.
func (c *landscape) pointed(width, height int) app.EventHandler {
	return func(ctx app.Context, e app.Event) {
		s := c.Of.Surface
		if s == nil || flat(s) {
			return
		}
		box := ctx.JSSrc().Call("getBoundingClientRect")
		scale := float64(width) / box.Get("width").Float()
		x, y := e.Get("clientX").Float()-box.Get("left").Float(), e.Get("clientY").Float()-box.Get("top").Float()
		c.col, c.row = contour(s).Nearest(width, height, x*scale, y*scale)
	}
}
