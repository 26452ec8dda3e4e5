package charts

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Plot shows a Line that changes while a run goes on. It is drawn by uPlot,
// which is fetched when the first Plot is mounted.
type Plot struct {
	app.Compo
	Line  *Line
	Theme string // a change redraws with the colours of the page's new theme

	drawn *uplot
	theme string
}

// OnMount fetches uPlot and draws.
func (p *Plot) OnMount(ctx app.Context) { fetch(ctx, p.draw) }

// OnUpdate draws what has changed.
func (p *Plot) OnUpdate(ctx app.Context) { fetch(ctx, p.draw) }

// OnDismount frees what JavaScript holds.
func (p *Plot) OnDismount() {
	if p.drawn != nil {
		p.drawn.destroy()
		p.drawn = nil
	}
}

func (p *Plot) draw(ctx app.Context) {
	if p.drawn != nil && (p.theme != p.Theme || !p.drawn.fits(p.Line)) {
		p.drawn.destroy()
		p.drawn = nil
	}
	if p.drawn == nil {
		p.drawn, p.theme = newUplot(ctx.JSSrc(), p.Line), p.Theme
		ctx.JSSrc().Get("dataset").Set("scheme", p.Theme) // for paper, which is white
	}
	p.drawn.update(p.Line)
}

// Render gives uPlot its place. It is hidden from screen readers: the figure
// around it has a summary and a table.
func (p *Plot) Render() app.UI { return app.Div().Class("plot").Aria("hidden", true) }

// library is uPlot: nobody asked for it yet, on its way, or there.
var library struct {
	asked, there bool
	waiting      []func()
}

// fetch calls f on the page's goroutine once uPlot is there.
func fetch(ctx app.Context, f func(app.Context)) {
	if library.there {
		f(ctx)
		return
	}
	library.waiting = append(library.waiting, func() { ctx.Dispatch(f) })
	if library.asked {
		return
	}
	library.asked = true
	document := app.Window().Get("document")
	style := document.Call("createElement", "link")
	style.Set("rel", "stylesheet")
	style.Set("href", ctx.ResolveStaticResource("/web/uplot/uplot.css"))
	script := document.Call("createElement", "script")
	script.Set("src", ctx.ResolveStaticResource("/web/uplot/uplot.js"))
	script.Set("onload", app.FuncOf(func(app.Value, []app.Value) any {
		library.there = true
		for _, f := range library.waiting {
			f()
		}
		library.waiting = nil
		return nil
	}))
	for _, element := range []app.Value{style, script} {
		document.Get("head").Call("appendChild", element)
	}
}
