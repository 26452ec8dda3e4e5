package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/models/spec"
	"petri/web/charts"
	"petri/web/protocol"
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// saveMenu holds what can be saved of the run, and opened again.
func (p *labPage) saveMenu() app.UI {
	some := p.lab.Run != nil && p.lab.Run.Step() > 0
	tables := tableButtons("save-csv", text.Of("save-csv"), "", p.saveCSV)
	return app.Details().Class("menu").OnKeyDown(closeOnEscape).Body(
		app.Summary().DataSet("testid", "save").Text(text.Of("save")),
		app.Div().Class("sheet").Body(
			app.Div().OnClick(closeAfter).OnChange(closeAfter).Body(
				app.Range(tables).Slice(func(i int) app.UI { return able(tables[i], some) }),
				able(button("save-json", "", p.saveJSON), some),
				able(button("save-svg", "", p.saveSVG), some),
				able(button("save-png", "", p.savePNG), some),
				p.exportButton("model"),
				p.exportButton("weights"),
				app.If(p.ported(), func() app.UI { return p.exportButton("adapter") }),
				app.Label().Class("file").Body(
					app.Span().Text(text.Of("open-weights")),
					app.Input().Type("file").Accept(".safetensors").DataSet("testid", "open-weights").OnChange(p.open),
				),
				app.P().Class("note").Text(text.Of("save.note")),
			),
			p.share(),
		),
	)
}

// closeAfter folds a menu when something in it was chosen.
func closeAfter(ctx app.Context, e app.Event) {
	if e.Get("type").String() == "change" || e.Get("target").Call("closest", "button").Truthy() {
		ctx.JSSrc().Call("closest", "details").Set("open", false)
	}
}

// closeOnEscape folds a menu.
func closeOnEscape(ctx app.Context, e app.Event) {
	if e.Get("key").String() == "Escape" {
		ctx.JSSrc().Set("open", false)
		ctx.JSSrc().Call("querySelector", "summary").Call("focus")
	}
}

func (p *labPage) saveCSV(f lab.Form) { downloadCSV(p.lab.Run, "metrics", f, p.lab.Run.CSV) }

func (p *labPage) saveJSON(app.Context, app.Event) {
	download(fileName(p.lab.Run, "metrics", "json"), "application/json", p.lab.Run.JSON())
}

func (p *labPage) saveSVG(app.Context, app.Event) {
	download(fileName(p.lab.Run, "curves", "svg"), "image/svg+xml", []byte(withConfig(p.bothCurves(), p.lab.Run)))
}

func (p *labPage) savePNG(app.Context, app.Event) {
	downloadPNG(fileName(p.lab.Run, "curves", "png"), p.bothCurves())
}

// bothCurves is one figure of the loss above what is measured.
func (p *labPage) bothCurves() string {
	c := &curves{Page: p, Log: p.log}
	loss, measured := c.loss(), errorLine(p.lab)
	if !p.lab.Masked() {
		measured = c.accuracy()
	}
	measured.Notes = stamp(p, p.lab.Run)
	return charts.Stack(720, 320, *loss, *measured)
}

// ported tells whether Python knows what the run trains as an adapter.
func (p *labPage) ported() bool {
	m, _ := p.lab.Catalogue.Method(p.config().Method.Name)
	return m.Adapter
}

// exportButton saves the run's model, weights or adapter, and says how much that is.
func (p *labPage) exportButton(what string) app.UI {
	l := spec.Ledger{}
	if p.lab.Run != nil {
		l = p.lab.Run.Ledger
	}
	numbers := l.Trainable
	if what == "weights" {
		numbers = l.Stored()
	}
	b := named("save-"+what, text.Of("save-"+what, text.Count(numbers), text.Bytes(floatBytes*numbers+descriptionBytes)), "",
		func(app.Context, app.Event) { p.lab.Export(what, p.saveExport) })
	return able(b, l.Total > 0)
}

// saveExport hands an exported model, or weights, to the person.
func (p *labPage) saveExport(file *protocol.Saved) {
	if file == nil {
		return
	}
	download(fileName(p.lab.Run, file.Name, "safetensors"), "application/octet-stream", file.Bytes)
}

func (p *labPage) open(ctx app.Context, _ app.Event) {
	input := ctx.JSSrc()
	p.openFirst(input.Get("files"))
	input.Set("value", "") // so that the same file can be chosen again
}

// allowDrop tells the browser that a file may be dropped here.
func allowDrop(_ app.Context, e app.Event) { e.PreventDefault() }

func (p *labPage) drop(_ app.Context, e app.Event) {
	e.PreventDefault()
	p.openFirst(e.Get("dataTransfer").Get("files"))
}

func (p *labPage) openFirst(files app.Value) {
	if files.Length() > 0 {
		p.openFile(files.Index(0))
	}
}

func (p *labPage) openFile(file app.Value) {
	readFile(file, func(content []byte) {
		p.events.now(func() { p.lab.Restore(content) })
	})
}
