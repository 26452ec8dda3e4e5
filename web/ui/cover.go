package ui

import (
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/models/spec"
	"petri/web/charts"
	"petri/web/protocol"
	"petri/web/ui/text"
)

// cover is a picture whose patches a person hides, with a mouse, a finger or the
// arrow keys, and what the model makes of it.
type cover struct {
	app.Compo
	Page      *labPage
	Shape     spec.Shape
	Patch     int             // pixels a side
	Originals *protocol.Image // test pictures to choose from; nil before there are any
	Masks     *protocol.Grid
	Filling   *protocol.Image // the model's answer
	Opened    string          // what was found when the model was opened; empty if it was not

	pad   coverPad
	pen   pen
	shown int    // which of the test pictures
	own   string // name of a picture of the person's own
	bad   string // what was wrong with it
}

func (c *cover) OnInit() { c.pad = newCoverPad(c.Shape, c.Patch) }

func (c *cover) OnMount(app.Context) { c.take() }

// OnUpdate takes up other data, and the first picture when it comes.
func (c *cover) OnUpdate(ctx app.Context) {
	if c.pad.shape != c.Shape || c.pad.cols != c.Shape.W/c.Patch {
		c.pad, c.shown, c.own = newCoverPad(c.Shape, c.Patch), 0, ""
		c.Page.lab.Cover(nil, nil)
	}
	c.take()
	if c.Page.lead && c.Opened != "" && c.answered() {
		c.Page.lead = false
		ctx.Defer(func(app.Context) { leadTo("cover-pad", "open-trained") })
	}
}

// take puts a test picture under its mask on an empty pad.
func (c *cover) take() {
	if c.pad.values != nil || c.Originals == nil || c.Masks == nil || c.Originals.Shape != c.Shape || c.Masks.Cols != len(c.pad.hidden) {
		return
	}
	size, at := c.Shape.Size(), c.shown%len(c.Originals.Items)
	c.pad.values = slices.Clone(c.Originals.Values[at*size:][:size])
	c.pad.hidden = slices.Clone(c.Masks.Values[at*c.Masks.Cols:][:c.Masks.Cols])
	c.ask()
}

func (c *cover) ask() { c.Page.lab.Cover(c.pad.question()) }

func (c *cover) Render() app.UI {
	f := figure{key: "cover", of: c.Page.lab.Run, summary: text.Of("cover.empty"), chart: app.Div().Class("covers", "empty"), extra: []app.UI{c.chooser(), explain("cover")}}
	if c.pad.values == nil {
		return f.render()
	}
	f.summary, f.svg = c.summary(), c.svg
	k := c.cover()
	f.chart = app.Div().Class("covers").Body(
		app.Div().Class("sheet-of-patches").ID("cover-pad").DataSet("testid", "cover-pad").Attr("tabindex", 0).Role("application").
			Aria("label", text.Of("cover.label")).Aria("describedby", "cover-at").
			On("pointerdown", c.down).On("pointermove", c.move).On("pointerup", c.up).On("pointercancel", c.up).On("lostpointercapture", c.up).
			OnKeyDown(c.key).OnBlur(c.blur).Body(
			app.Img().Src(k.Visible(c.pad.values)).Role("presentation"),
			app.Raw(charts.PatchGrid(c.pad.rows, c.pad.cols, c.pad.row, c.pad.col, c.pad.cursor)),
		),
		app.If(c.answered(), func() app.UI {
			return app.Img().Class("answer").DataSet("testid", "cover-answer").Alt(text.Of("cover.result")).Src(k.Filled(c.pad.values, c.Filling.Values))
		}).Else(func() app.UI { return app.Div().Class("answer", "empty") }),
	)
	f.extra = append([]app.UI{c.found(), c.where(), c.acts()}, f.extra...)
	return f.render()
}

// found says which model fills in, where that was opened.
func (c *cover) found() app.UI {
	return app.If(c.Opened != "", func() app.UI { return app.P().DataSet("testid", "cover-model").Text(c.Opened) })
}

// where tells what is under the keyboard's cursor.
func (c *cover) where() app.UI {
	word := text.Of("cover.hint")
	if c.pad.cursor {
		state := "cover.visible"
		if c.pad.hidden[c.pad.row*c.pad.cols+c.pad.col] != 0 {
			state = "cover.hidden"
		}
		word = text.Of("cover.at", c.pad.row+1, c.pad.col+1, text.Of(state))
	}
	return app.P().ID("cover-at").Class("note").Aria("live", "polite").Text(word)
}

func (c *cover) acts() app.UI {
	return app.Div().Class("buttons-row").Body(
		button("cover.next", "", c.next), button("cover.again", "", c.again), button("cover.invert", "", c.swap), button("cover.clear", "", c.clear),
	)
}

// chooser opens a picture of the person's own.
func (c *cover) chooser() app.UI {
	return app.Div().Class("own").Body(
		app.Label().Class("file").Body(
			app.Span().Text(text.Of("cover.own")),
			app.Input().Type("file").Accept("image/*").DataSet("testid", "cover-own").OnChange(c.open),
		),
		app.P().Class("note").Text(text.Of("cover.own.note", c.Shape.W, c.Shape.H)),
		app.If(c.own != "", func() app.UI {
			return app.P().Role("status").DataSet("testid", "cover-opened").Text(text.Of("cover.opened", c.own))
		}),
		app.If(c.bad != "", func() app.UI { return app.P().Class("wrong").Role("alert").DataSet("testid", "cover-bad").Text(c.bad) }),
	)
}

func (c *cover) summary() string {
	n, all := c.pad.count(), len(c.pad.hidden)
	switch {
	case n == all:
		return text.Of("cover.all")
	case n == 0:
		return text.Of("cover.none")
	case !c.answered():
		return text.Of("cover.wait", n, all)
	}
	return text.Of("cover.summary", n, all, text.Loss(c.cover().Error(c.pad.values, c.Filling.Values)))
}

func (c *cover) answered() bool {
	return c.Filling != nil && c.Page.lab.Looks.Drawing != nil && len(c.Filling.Values) == len(c.pad.values)
}

func (c *cover) cover() charts.Cover { return c.Page.cover(c.Shape, c.pad.hidden) }

func (c *cover) svg() string {
	k, whole := c.cover(), c.pad.values
	g := charts.Gallery{
		Title: text.Of("chart.cover"), Notes: stamp(c.Page, c.Page.lab.Run),
		Pictures: []string{charts.Picture(whole, c.Shape), k.Visible(whole)},
		Captions: []string{text.Of("fillings.original"), text.Of("fillings.visible")},
	}
	if c.answered() {
		g.Pictures = append(g.Pictures, k.Filled(whole, c.Filling.Values), k.Missed(whole, c.Filling.Values))
		g.Captions = append(g.Captions, text.Of("fillings.filled"), text.Of("fillings.missed"))
	}
	return g.SVG(4)
}

func (c *cover) down(ctx app.Context, e app.Event) {
	if !c.pen.press(pointingOf(e)) {
		ctx.PreventUpdate()
		return
	}
	capture(ctx.JSSrc(), e)
	if c.pen.down = c.pad.press(under(ctx.JSSrc(), e, c.Shape)); c.pen.down {
		c.ask()
	}
}

func (c *cover) move(ctx app.Context, e app.Event) {
	if !c.pen.move(pointingOf(e)) || !c.pad.drag(under(ctx.JSSrc(), e, c.Shape)) {
		ctx.PreventUpdate()
		return
	}
	c.ask()
}

func (c *cover) up(ctx app.Context, e app.Event) {
	c.pen.lift(pointingOf(e))
	ctx.PreventUpdate()
}

func (c *cover) key(ctx app.Context, e app.Event) {
	if !c.pad.key(e.Get("key").String()) {
		ctx.PreventUpdate()
		return
	}
	e.PreventDefault()
	c.ask()
}

func (c *cover) blur(app.Context, app.Event) { c.pad.cursor = false }

func (c *cover) next(app.Context, app.Event) {
	c.shown++
	c.pad.values, c.own, c.bad = nil, "", ""
	c.take()
}

// again takes the next of the masks that the test pictures have.
func (c *cover) again(app.Context, app.Event) {
	if c.Masks == nil || c.Masks.Cols != len(c.pad.hidden) {
		return
	}
	c.shown++
	at := c.shown % c.Masks.Rows
	c.pad.hidden = slices.Clone(c.Masks.Values[at*c.Masks.Cols:][:c.Masks.Cols])
	c.ask()
}

func (c *cover) swap(app.Context, app.Event) {
	c.pad.swap()
	c.ask()
}

func (c *cover) clear(app.Context, app.Event) {
	clear(c.pad.hidden)
	c.ask()
}

// open takes a picture of the person's own, cut to a square and scaled by the
// browser; it goes no further than the worker.
func (c *cover) open(ctx app.Context, _ app.Event) {
	input := ctx.JSSrc()
	if input.Get("files").Length() == 0 {
		return
	}
	file := input.Get("files").Index(0)
	name := file.Get("name").String()
	input.Set("value", "") // so that the same file can be chosen again
	app.Window().Call("petriPicture", file, c.Shape.W, c.Shape.H).Then(func(rgba app.Value) {
		pixels := make([]byte, 4*c.Shape.W*c.Shape.H)
		if rgba.Truthy() {
			app.CopyBytesToGo(pixels, rgba)
		}
		ctx.Dispatch(func(app.Context) { c.opened(name, rgba.Truthy(), pixels) })
	})
}

func (c *cover) opened(name string, readable bool, rgba []byte) {
	if !readable || len(rgba) != 4*c.Shape.W*c.Shape.H {
		c.bad = text.Of("cover.bad", name)
		return
	}
	c.bad, c.own = "", name
	c.pad.values = fitted(rgba, c.Shape)
	c.ask()
}
