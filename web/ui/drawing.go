package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/models/spec"
	"petri/web/ui/text"
)

// An example is one of the test set, to be put into the drawing field.
type example struct {
	index  int
	values []float32
}

// drawing is a field to draw in, as fine as the model's examples are, with a
// mouse, a finger or the arrow keys.
type drawing struct {
	app.Compo
	Page  *labPage
	Shape spec.Shape
	Given *example // a test example to start from

	pad   pad
	pen   pen
	shown *example
}

func (d *drawing) OnInit() { d.pad = newPad(d.Shape) }

func (d *drawing) OnMount(app.Context) { d.paint() }

// OnUpdate takes up another kind of data, or an example that was chosen.
func (d *drawing) OnUpdate(app.Context) {
	if d.pad.shape != d.Shape {
		d.pad = newPad(d.Shape)
		d.Page.lab.Draw(nil)
	}
	if d.Given != d.shown && d.Given != nil && len(d.Given.values) == d.Shape.Size() {
		d.shown = d.Given
		d.pad.load(d.Given.values)
		d.Page.lab.Draw(d.pad.example())
	}
	d.paint()
}

func (d *drawing) Render() app.UI {
	return figure{
		key: "draw", summary: text.Of("draw.hint"),
		chart: app.Canvas().ID("pad").Class("pad").Width(d.Shape.W).Height(d.Shape.H).Attr("tabindex", 0).Role("application").
			Aria("label", text.Of("draw.label")).DataSet("testid", "draw-canvas").
			On("pointerdown", d.down).On("pointermove", d.move).On("pointerup", d.up).On("pointercancel", d.up).On("lostpointercapture", d.up).
			OnKeyDown(d.key).OnFocus(d.focus).OnBlur(d.blur),
		extra: []app.UI{button("clear", "", d.clear)},
	}.render()
}

// paint puts the pad's ink on the canvas.
func (d *drawing) paint() {
	canvas := app.Window().GetElementByID("pad")
	if !canvas.Truthy() {
		return
	}
	w, h := d.Shape.W, d.Shape.H
	canvas.Set("width", w)
	canvas.Set("height", h)
	picture := app.Window().Get("Uint8ClampedArray").New(4 * w * h)
	app.CopyBytesToJS(picture, d.pad.pixels())
	canvas.Call("getContext", "2d").Call("putImageData", app.Window().Get("ImageData").New(picture, w, h), 0, 0)
}

// under is where on a node that shows a picture a pointer is, in the picture's
// pixels.
func under(node app.Value, e app.Event, picture spec.Shape) (x, y float64) {
	box := node.Call("getBoundingClientRect")
	x = (e.Get("clientX").Float() - box.Get("left").Float()) / box.Get("width").Float() * float64(picture.W)
	y = (e.Get("clientY").Float() - box.Get("top").Float()) / box.Get("height").Float() * float64(picture.H)
	return x, y
}

// capture has a node hear of a pointer that leaves it. A pointer that is gone by
// now makes the browser throw, and nothing is lost by that.
func capture(node app.Value, e app.Event) {
	defer func() { _ = recover() }()
	node.Call("setPointerCapture", e.Get("pointerId"))
}

func (d *drawing) down(ctx app.Context, e app.Event) {
	if !d.pen.press(pointingOf(e)) {
		ctx.PreventUpdate()
		return
	}
	capture(e.Get("target"), e)
	d.pad.press(under(e.Get("target"), e, d.Shape))
	d.changed(ctx)
}

func (d *drawing) move(ctx app.Context, e app.Event) {
	if !d.pen.move(pointingOf(e)) {
		ctx.PreventUpdate()
		return
	}
	d.pad.drag(under(e.Get("target"), e, d.Shape))
	d.changed(ctx)
}

func (d *drawing) up(ctx app.Context, e app.Event) {
	d.pen.lift(pointingOf(e))
	ctx.PreventUpdate()
}

// key moves a cursor over the pad with the arrows, and inks with the space bar.
func (d *drawing) key(ctx app.Context, e app.Event) {
	if !d.pad.key(e.Get("key").String()) {
		ctx.PreventUpdate()
		return
	}
	e.PreventDefault()
	d.changed(ctx)
}

func (d *drawing) focus(ctx app.Context, _ app.Event) {
	d.pad.cursor = ctx.JSSrc().Call("matches", ":focus-visible").Truthy()
	d.paint()
}

func (d *drawing) blur(app.Context, app.Event) {
	d.pad.cursor = false
	d.paint()
}

func (d *drawing) clear(app.Context, app.Event) {
	d.pad.clear()
	d.paint()
	d.Page.lab.Draw(nil)
}

// changed shows the new ink and asks what the model makes of it. The answer
// redraws the page, so this need not.
func (d *drawing) changed(ctx app.Context) {
	d.paint()
	d.Page.lab.Draw(d.pad.example())
	ctx.PreventUpdate()
}
