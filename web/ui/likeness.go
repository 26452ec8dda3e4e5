package ui

import (
	"fmt"
	"math"
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/charts"
	"petri/web/protocol"
	"petri/web/ui/text"
)

// likeness shows which text each of a few test pictures goes with: a table of
// pictures and texts, shaded by the share of each text.
type likeness struct {
	app.Compo
	Page    *labPage
	Key     string          // of its title and testids
	Summary string          // what it shows
	Heads   []string        // the texts
	Texts   *protocol.Texts // nil before there is an answer
}

func (c *likeness) Render() app.UI {
	f := figure{key: c.Key, of: c.Page.lab.Run, summary: text.Of("likeness.empty"), chart: app.Div().Class("likeness", "empty")}
	if c.Texts == nil || len(c.Texts.Texts) != len(c.Heads) || len(c.Texts.Items) == 0 {
		return f.render()
	}
	f.summary = c.Summary
	f.chart = app.Div().Class("scroll").Attr("tabindex", 0).Role("region").Aria("label", text.Of("chart."+c.Key)).Body(
		app.Table().Class("matrix", "wordy", "likeness").Body(
			app.Caption().Text(text.Of("likeness.caption")),
			app.THead().Body(app.Tr().Body(
				app.Td(),
				app.Range(c.Heads).Slice(func(i int) app.UI { return app.Th().Scope("col").Body(app.Span().Text(c.Heads[i])) }),
			)),
			app.TBody().Body(app.Range(c.Texts.Items).Slice(c.row)),
		),
	)
	return f.render()
}

// row is a picture with the shares of the texts.
func (c *likeness) row(i int) app.UI {
	item, size, n := c.Texts.Items[i], c.Texts.Shape.Size(), len(c.Heads)
	shares := softmax(c.Texts.Logits[i*n:][:n])
	best := slices.Max(shares)
	name := text.Of("likeness.picture", item.Index, c.Page.class(item.Label))
	return app.Tr().Body(
		app.Th().Scope("row").Body(app.Img().Src(charts.Picture(c.Texts.Values[i*size:][:size], c.Texts.Shape)).Alt(name).Title(name)),
		app.Range(shares).Slice(func(j int) app.UI {
			cell := app.Td().Class(fmt.Sprintf("shade-%d", int(math.Round(10*shares[j]))))
			if shares[j] == best {
				return cell.Body(app.Strong().Text(text.Percent(best)))
			}
			return cell.Text(text.Percent(shares[j]))
		}),
	)
}

// softmax turns logits into shares that sum to 1.
func softmax(logits []float32) []float64 {
	shares, sum, high := make([]float64, len(logits)), 0.0, float64(slices.Max(logits))
	for i, v := range logits {
		shares[i] = math.Exp(float64(v) - high)
		sum += shares[i]
	}
	for i := range shares {
		shares[i] /= sum
	}
	return shares
}
