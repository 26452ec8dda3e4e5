package ui

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/models/spec"
	"petri/web/charts"
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// ledger says what is trained, tensor by tensor, and shows how little it is.
type ledger struct {
	app.Compo
	Page   *labPage
	Run    *lab.Run
	Ledger spec.Ledger
	Hash   string // of the frozen values, last; empty if there are none
}

func (p *labPage) ledger() *ledger {
	if r := p.lab.Run; r != nil {
		return &ledger{Page: p, Run: r, Ledger: r.Ledger, Hash: r.Hash}
	}
	return &ledger{Page: p}
}

func (c *ledger) Render() app.UI {
	f := figure{key: "ledger", of: c.Run, extra: []app.UI{c.why()}}
	if c.Ledger.Total == 0 {
		f.summary, f.chart = text.Of("ledger.empty"), app.Div().Class("area", "empty")
		return f.render()
	}
	f.summary, f.svg = ledgerSummary(c.Ledger), c.svg
	f.chart = app.Div().Body(
		app.P().Class("ratio").Body(
			app.Strong().DataSet("testid", "trainable").Text(text.Count(c.Ledger.Trainable)),
			app.Span().Text(" "+text.Of("ledger.of")+" "),
			app.Strong().DataSet("testid", "total").Text(text.Count(c.Ledger.Total)),
		),
		app.If(c.Ledger.Derived == c.Ledger.Total && c.Ledger.Trainable < c.Ledger.Total, c.compression),
		app.Raw(charts.Ledger(c.Ledger, f.summary, nil)),
		app.Ul().Class("legend").Body(
			app.Li().Class("trained").Text(text.Of("role.trained")),
			app.If(c.Ledger.Derived > 0, func() app.UI { return app.Li().Class("derived").Text(text.Of("role.derived")) }),
			app.If(c.Ledger.Frozen > 0, func() app.UI { return app.Li().Class("frozen").Text(text.Of("role.frozen")) }),
		),
		app.If(c.Hash != "", c.kept),
	)
	f.extra = append([]app.UI{c.table()}, f.extra...)
	return f.render()
}

// why says how so few numbers can be enough, as far as that follows from the method.
func (c *ledger) why() app.UI {
	cfg := c.Page.config()
	method, _ := c.Page.lab.Catalogue.Method(cfg.Method.Name)
	return app.If(method.Family == "subspace", func() app.UI { return explain("few") }).
		ElseIf(method.Family != "everything" && cfg.Start.From != spec.RandomStart, func() app.UI { return explain("few-frozen") })
}

func (c *ledger) svg() string {
	return charts.Ledger(c.Ledger, ledgerSummary(c.Ledger), stamp(c.Page, c.Run))
}

// ledgerSummary says the ratio in words.
func ledgerSummary(l spec.Ledger) string {
	if l.Trainable >= l.Total {
		return text.Of("ledger.all", text.Count(l.Trainable))
	}
	key, weights := "ledger.summary", l.Total
	if l.Derived > 0 { // what is trained is not part of the network
		key, weights = "ledger.steers", l.Total-l.Frozen
	}
	return text.Of(key, text.Count(l.Trainable), text.Count(weights), text.Count((weights+l.Trainable/2)/max(1, l.Trainable)))
}

// compression says how small the model is where the trained numbers steer all
// weights: they, and what the recipe says, are the whole of it.
func (c *ledger) compression() app.UI {
	key := "ledger.compression"
	if c.Run.Config.Start.From != spec.RandomStart {
		key = "ledger.compression.start"
	}
	ratio := float64(c.Ledger.Total) / float64(c.Ledger.Trainable+1)
	return app.P().Class("note").Body(
		app.Text(text.Of(key, text.Count(c.Ledger.Trainable))+" "),
		app.Strong().DataSet("testid", "ratio").Text(text.Ratio(ratio)),
		app.Text(" "+text.Of("ledger.times")),
	)
}

// kept says whether what is frozen is as it was before the first step.
func (c *ledger) kept() app.UI {
	count, steps := text.Count(c.Ledger.Frozen), text.Count(c.Run.Measured())
	p := app.P().Class("note").DataSet("testid", "frozen").Title(c.Hash)
	switch {
	case c.Hash != c.Ledger.Hash:
		return p.Class("wrong").Role("alert").Body(app.Strong().Text(text.Of("ledger.broken", count, brief(c.Ledger.Hash), brief(c.Hash), steps)))
	case c.Run.Measured() == 0:
		return p.Text(text.Of("ledger.hash", count, brief(c.Hash)))
	}
	return p.Text(text.Of("ledger.kept", count, brief(c.Hash), steps))
}

// brief is the first digits of a hash; the title and the result of the run have
// them all.
func brief(hash string) string { return hash[:min(8, len(hash))] }

const (
	floatBytes       = 4    // of a float32
	descriptionBytes = 1000 // of a saved file, about: what it says beside its numbers
)

func (c *ledger) table() app.UI {
	head := func(key string) app.UI { return app.Th().Scope("col").Text(text.Of("ledger." + key)) }
	l := c.Ledger
	return app.Div().Class("scroll").Attr("tabindex", 0).Role("region").Aria("label", text.Of("ledger.table")).Body(
		app.Table().Class("lines").DataSet("testid", "ledger-table").Body(
			app.THead().Body(app.Tr().Body(head("tensor"), head("size"), head("trainable"), head("bytes"))),
			app.TBody().Body(app.Range(l.Tensors).Slice(func(i int) app.UI {
				t := l.Tensors[i]
				return row(t.Name, shape(t.Shape)+" · "+text.Of("role."+string(t.Role)+".short"), string(t.Role), t.Size, t.Trainable)
			})),
			app.TFoot().Body(
				row(text.Of("ledger.sum.model"), "", "", l.Total, l.Total-l.Frozen-l.Derived),
				row(text.Of("ledger.sum.trainable"), "", "", l.Trainable, l.Trainable),
				row(text.Of("ledger.sum.derived"), "", "", l.Derived, 0),
				row(text.Of("ledger.sum.frozen"), "", "", l.Frozen, 0),
			),
		),
	)
}

// row is one line of the ledger's table.
func row(name, note, class string, size, trainable int) app.UI {
	return app.Tr().Class(class).Body(
		app.Th().Scope("row").Body(app.Text(name), app.If(note != "", func() app.UI { return app.Small().Text(note) })),
		app.Td().Text(text.Count(size)), app.Td().Text(text.Count(trainable)), app.Td().Text(text.Bytes(floatBytes*size)),
	)
}

func shape(dims []int) string {
	words := make([]string, len(dims))
	for i, d := range dims {
		words[i] = fmt.Sprint(d)
	}
	return strings.Join(words, " × ")
}
