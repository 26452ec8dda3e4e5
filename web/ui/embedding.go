package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/host"
	"petri/web/ui/text"
)

// embeddingPage is the contract for pages of others: what they may write, what they
// may say and hear, and what works where.
type embeddingPage struct {
	app.Compo
	bystander
}

func (*embeddingPage) OnPreRender(ctx app.Context) {
	ctx.Page().SetTitle("%s", text.Of("embedding.title"))
}

func (*embeddingPage) OnNav(ctx app.Context) { ctx.Page().SetTitle("%s", text.Of("embedding.title")) }

// up leads from the page to the front page's folder.
const up = "../"

// The lists of the page: each has the texts embedding.<list>.<key>.
var (
	embedKeys    = []string{"embed", "preset", "title", "poster", "autorun", "theme", "hide", "host", "lang"}
	embedElement = []string{"keys", "lab", "height", "title", "frame", "site", "module", "others"}
	embedEvents  = []string{"ready", "state", "metric", "done", "error", "resize", "answer"}
	embedFrames  = []string{"same", "cross", "sandbox", "isolated", "plain"}
)

func (p *embeddingPage) Render() app.UI {
	return app.Div().Class("page").Body(
		&header{Current: embedding, Up: up},
		app.Main().ID("main").TabIndex(-1).Class("prose", "wide").Body(
			app.H1().Text(text.Of("embedding.heading")),
			app.P().Class("lead").Text(text.Of("embedding.lead")),
			p.live(),
			p.written(),
			list("keys", embedKeys, ""),
			list("element", embedElement, ""),
			hideable(),
			list("requests", requestNames(), `frame.postMessage({ petri: 1, id: 7, type: "step", data: { steps: 10 } }, origin)`),
			signatures(),
			list("events", embedEvents, `{ petri: 1, type: "metric", data: { step: 40, loss: 1.93, samplesPerSecond: 21000 } }`),
			app.P().Text(text.Of("embedding.slides")),
			list("frames", embedFrames, ""),
			app.H2().Text(text.Of("embedding.handin")),
			app.P().Text(text.Of("embedding.handin.body")),
			app.Pre().Body(app.Code().Text("go run ./wasm/worker replay anna.json ben.json")),
		),
		footerOf(up),
	)
}

func requestNames() (names []string) {
	for _, r := range host.Requests {
		names = append(names, r.Name)
	}
	return names
}

// signatures says how each request is written in its three forms, and what comes of it.
func signatures() app.UI {
	return columns("signatures", []string{"method", "data", "petri", "answer"}, len(host.Requests), func(i int) []app.UI {
		r := host.Requests[i]
		return []app.UI{code(r.Method), code(r.Data), code("petri." + r.Petri), code(r.Answer)}
	})
}

// live shows each preset behind its poster, once the program knows its own address: a
// relative one would depend on whether the page's has a slash at its end.
func (*embeddingPage) live() app.UI {
	return app.Section().Body(
		app.H2().Text(text.Of("embedding.live")),
		app.Range(presets).Slice(func(i int) app.UI {
			s := presets[i]
			title := text.Of("preset." + s.name)
			frame := app.IFrame().Title(title).Loading("lazy").Allow("fullscreen; clipboard-write").DataSet("testid", "demo-"+s.name).Class("demo")
			if framed.live {
				frame = frame.Src(demo{site: site(), page: s.page, query: "preset=" + s.name + "&lang=" + framed.lang}.src())
			}
			return app.Figure().Class("demo").Body(
				frame,
				app.FigCaption().Text(title+". "+text.Of("preset."+s.name+".note")),
			)
		}),
	)
}

// written shows what is written for one of them, in every kind of page.
func (*embeddingPage) written() app.UI {
	d := demo{site: site(), page: home, query: presets[1].query, title: text.Of("preset." + presets[1].name), height: frameHeight}
	return app.Section().Body(
		app.H2().Text(text.Of("embedding.written")),
		app.P().Text(text.Of("embedding.written.body")),
		app.Range(snippets).Slice(func(i int) app.UI {
			s := snippets[i]
			return app.Div().Body(
				app.H3().Text(text.Of("snippet."+s.key)),
				app.P().Class("note").Text(text.Of("snippet."+s.key+".note")),
				app.Pre().Attr("tabindex", 0).Body(app.Code().DataSet("testid", "snippet-"+s.key).Text(s.write(d))),
			)
		}),
	)
}

// list explains names, after an example if there is one.
func list(name string, keys []string, example string) app.UI {
	return app.Section().Body(
		app.H2().Text(text.Of("embedding."+name)),
		app.P().Text(text.Of("embedding."+name+".body")),
		app.If(example != "", func() app.UI { return app.Pre().Attr("tabindex", 0).Body(app.Code().Text(example)) }),
		app.Dl().Class("names").Body(app.Range(keys).Slice(func(i int) app.UI {
			return app.Div().Body(
				app.Dt().Body(app.Code().Text(text.Or("embedding."+name+"."+keys[i]+".name", keys[i]))),
				app.Dd().Text(text.Of("embedding."+name+"."+keys[i])),
			)
		})),
	)
}
