package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/protocol"
	"petri/web/ui/text"
)

// space is the view of a landscape in space, or of noise: a page with a program of its
// own, in a frame. It is told what there is to show, and says what is pointed at.
type space struct {
	app.Compo
	Title   string
	Shows   protocol.Event // a surface, or noise
	View    protocol.View
	Pointed func(col, row int) // nil where there is nothing to point at
	Failed  func(reason string)

	line  app.Value // to the view; it begins to listen when it is ready
	heard app.Func
	ready bool
	shown protocol.Event
	told  protocol.View
}

// canView tells whether the browser can draw in space.
func canView() bool { return app.Window().Call("petriCanView").Bool() }

func (c *space) Render() app.UI {
	return app.IFrame().Class("space").ID("space").Title(c.Title).DataSet("testid", "space")
}

func (c *space) OnMount(ctx app.Context) {
	c.heard = app.FuncOf(func(_ app.Value, args []app.Value) any {
		said := args[0]
		ctx.Dispatch(func(app.Context) { c.hear(said) })
		return nil
	})
	c.line = app.Window().Call("petriView", ctx.JSSrc(), c.heard)
}

func (c *space) OnDismount() {
	c.line.Call("close")
	c.heard.Release()
}

// OnUpdate tells the view what is new.
func (c *space) OnUpdate(app.Context) { c.tell() }

func (c *space) tell() {
	if !c.ready {
		return
	}
	if c.shown != c.Shows {
		c.shown = c.Shows
		c.post(c.Shows)
	}
	if c.told != c.View { // or every redraw of the page would have the view draw too
		c.told = c.View
		c.post(&c.View)
	}
}

func (c *space) post(e protocol.Event) { c.line.Call("post", string(protocol.EncodeEvent("", e))) }

// hear takes an event from the view, or the reason why there is none. A view that
// has lost its graphics card begins anew, and says again that it is ready.
func (c *space) hear(said app.Value) {
	if said.Type() != app.TypeString {
		c.Failed(said.Get("failed").String())
		return
	}
	_, e, err := protocol.DecodeEvent([]byte(said.String()))
	if err != nil {
		c.Failed(err.Error())
		return
	}
	switch e := e.(type) {
	case *protocol.Ready:
		c.ready, c.shown, c.told = true, nil, protocol.View{}
		c.tell()
	case *protocol.Pointed:
		if c.Pointed != nil {
			c.Pointed(e.Col, e.Row)
		}
	}
}

// open shows the landscape in space, where the browser can.
func (c *landscape) open(app.Context, app.Event) {
	if c.trouble = ""; !canView() {
		c.trouble = text.Of("space.none")
		return
	}
	c.inSpace, c.above = true, false
}

// close goes back to the map; a reason is told.
func (c *landscape) close(reason string) { c.inSpace, c.trouble = false, reason }

func (c *landscape) fail(reason string) { c.close(text.Of("space.failed", reason)) }

// point takes the point that the view has under the mouse.
func (c *landscape) point(col, row int) {
	c.col, c.row = col, row
	if s := c.Of.Surface; s != nil {
		c.aim(s)
	}
}

// ways are the ways to look at a surface.
func (c *landscape) ways(s *protocol.Surface) app.UI {
	return app.Div().Class("buttons-row").Body(
		app.If(flat(s), func() app.UI { return app.Span() }).
			ElseIf(!c.inSpace, func() app.UI { return button("space-open", "quiet", c.open) }).
			Else(func() app.UI {
				return app.Div().Class("buttons-row").Body(
					button("space-close", "quiet", func(app.Context, app.Event) { c.close("") }),
					named("space-above", text.Of("space-above"), "quiet", func(app.Context, app.Event) { c.above = !c.above }).Aria("pressed", c.above),
				)
			}),
		app.If(c.trouble != "", func() app.UI {
			return app.P().Class("note").Role("alert").DataSet("testid", "space-trouble").Text(c.trouble)
		}),
	)
}

// inside is the surface in space, with the map's colours beside it.
func (c *landscape) inside(s *protocol.Surface) app.UI {
	axis := axisOf(s.Landscape.Plane)
	legend, short := contour(s), contour(s)
	short.Scale = ""
	return app.Div().Class("spacious").Body(
		app.Div().Class("ground").Body(&space{Title: text.Of("space.title"), Shows: s, Pointed: c.point, Failed: c.fail, View: protocol.View{Above: c.above, Col: c.col, Row: c.row,
			X: text.Of("landscape.x." + axis), Y: text.Of("landscape.y." + axis), Start: text.Of("landscape.start"), End: text.Of("landscape.end")}}),
		app.Div().Class("wide").Body(app.Raw(legend.Legend(legendX, legendY))),
		app.Div().Class("narrow").Body(app.Raw(short.Legend(legendX/2, legendY/2))),
		app.P().Class("note").Text(text.Of("space.keys")),
	)
}

// Size of the legend beside the view, in pixels.
const legendX, legendY = 88, 400
