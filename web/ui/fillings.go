package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/models/spec"
	"petri/web/charts"
	"petri/web/protocol"
	"petri/web/ui/text"
)

// fillings are test pictures, always the same and under the same masks: whole,
// as the model sees them, filled in, and where that is wrong.
type fillings struct {
	app.Compo
	Page      *labPage
	Originals *protocol.Image // nil before there are any
	Masks     *protocol.Grid
	Filled    *protocol.Image
}

var fillingKinds = [4]string{"original", "visible", "filled", "missed"}

func (c *fillings) there() bool {
	return c.Originals != nil && c.Masks != nil && c.Filled != nil && len(c.Filled.Items) == c.Masks.Rows && len(c.Filled.Values) > 0
}

func (c *fillings) Render() app.UI {
	f := figure{key: "fillings", of: c.Page.lab.Run, summary: text.Of("fillings.empty"), chart: app.Div().Class("grid", "empty")}
	if !c.there() {
		return f.render()
	}
	f.summary, f.svg = text.Of("fillings.summary", text.Count(c.Filled.Step)), c.svg
	if helped(c.Page.lab.Run) {
		f.summary += " " + text.Of("fillings.helped")
	}
	f.chart = app.Div().Class("fillings").Body(
		app.P().Class("heads").Aria("hidden", true).Body(app.Range(fillingKinds[:]).Slice(func(i int) app.UI {
			return app.Span().Text(text.Of("fillings." + fillingKinds[i]))
		})),
		app.Ul().Body(app.Range(c.Filled.Items).Slice(func(i int) app.UI { return c.row(i) })),
	)
	return f.render()
}

// row is one picture, four times.
func (c *fillings) row(i int) app.UI {
	pictures := c.pictures(i)
	item := c.Filled.Items[i]
	said := text.Of("fillings.row", item.Index, c.Page.class(item.Label), text.Loss(c.cover(i).Error(c.values(c.Originals, i), c.values(c.Filled, i))))
	return app.Li().Body(app.Div().Role("img").Aria("label", said).Title(said).Body(app.Range(pictures[:]).Slice(func(k int) app.UI {
		return app.Img().Src(pictures[k]).Role("presentation")
	})))
}

func (c *fillings) values(of *protocol.Image, i int) []float32 {
	size := of.Shape.Size()
	return of.Values[i*size : (i+1)*size]
}

func (c *fillings) cover(i int) charts.Cover {
	return c.Page.cover(c.Originals.Shape, c.Masks.Values[i*c.Masks.Cols:(i+1)*c.Masks.Cols])
}

func (c *fillings) pictures(i int) [4]string {
	whole, filled, cover := c.values(c.Originals, i), c.values(c.Filled, i), c.cover(i)
	return [4]string{charts.Picture(whole, c.Originals.Shape), cover.Visible(whole), cover.Filled(whole, filled), cover.Missed(whole, filled)}
}

func (c *fillings) svg() string {
	g := c.gallery(len(c.Filled.Items))
	g.Notes = stamp(c.Page, c.Page.lab.Run)
	return g.SVG(8)
}

// gallery shows the first of the pictures, all of each.
func (c *fillings) gallery(most int) charts.Gallery {
	g := charts.Gallery{Title: text.Of("chart.fillings")}
	for i := range min(most, len(c.Filled.Items)) {
		for k, picture := range c.pictures(i) {
			g.Pictures, g.Captions = append(g.Pictures, picture), append(g.Captions, text.Of("fillings."+fillingKinds[k]))
		}
	}
	return g
}

// patchSide is how many pixels a side of a patch has in the run that is shown.
func (p *labPage) patchSide() int { return max(1, p.config().Model.Knobs.Int("patch")) }

// cover hides patches of a picture of the run that is shown.
func (p *labPage) cover(s spec.Shape, hidden []float32) charts.Cover {
	return charts.Cover{Shape: s, Rows: s.H / p.patchSide(), Cols: s.W / p.patchSide(), Hidden: hidden}
}
