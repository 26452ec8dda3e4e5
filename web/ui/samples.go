package ui

import (
	"fmt"
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/charts"
	"petri/web/protocol"
	"petri/web/ui/text"
)

// samples are test examples with what the model takes them for, wrong ones
// first. A press puts one into the drawing field.
type samples struct {
	app.Compo
	Page     *labPage
	Image    *protocol.Image // nil before there is one
	Mistakes int             // in the whole test set
}

func (c *samples) Render() app.UI {
	f := figure{key: "samples", of: c.Page.lab.Run, summary: text.Of("samples.empty"), chart: app.Div().Class("grid", "empty")}
	if c.Image == nil || len(c.Image.Items) == 0 {
		return f.render()
	}
	wrong := 0
	for _, item := range c.Image.Items {
		if item.Label != item.Predicted {
			wrong++
		}
	}
	f.summary, f.svg = text.Of("confusion.none"), c.svg
	if wrong > 0 {
		f.summary = text.Of("samples.summary", wrong, text.Count(max(wrong, c.Mistakes)))
	}
	f.chart = app.Ul().Class("grid", wordy(c.Page.dataInfo().Classes)).Body(app.Range(c.Image.Items).Slice(func(i int) app.UI {
		return app.Li().Body(&sample{Page: c.Page, Item: c.Image.Items[i], Picture: charts.Picture(c.values(i), c.Image.Shape)})
	}))
	return f.render()
}

func (c *samples) values(i int) []float32 {
	size := c.Image.Shape.Size()
	return c.Image.Values[i*size : (i+1)*size]
}

func (c *samples) svg() string {
	g := charts.Gallery{Title: text.Of("chart.samples"), Notes: stamp(c.Page, c.Page.lab.Run)}
	for i, item := range c.Image.Items {
		g.Pictures = append(g.Pictures, charts.Picture(c.values(i), c.Image.Shape))
		g.Captions = append(g.Captions, c.Page.verdict(item))
	}
	return g.SVG(8)
}

// wordy is the class of figures whose labels are words and want more room
// than digits.
func wordy(labels []string) string {
	if slices.ContainsFunc(labels, func(s string) bool { return len(s) > 2 }) {
		return "wordy"
	}
	return ""
}

// verdict is a caption such as "4 ✓" or "4 → 9 ✗".
func (p *labPage) verdict(item protocol.Item) string {
	if item.Label == item.Predicted {
		return text.Of("right", p.class(item.Label))
	}
	return text.Of("mistaken", p.class(item.Label), p.class(item.Predicted))
}

// class names a class of the run's data.
func (p *labPage) class(i int) string {
	if names := p.dataInfo().Classes; i < len(names) {
		return names[i]
	}
	return fmt.Sprint(i)
}

// sample is one example.
type sample struct {
	app.Compo
	Page    *labPage
	Item    protocol.Item
	Picture string
}

func (s *sample) Render() app.UI {
	p := s.Page
	class := "sample"
	if s.Item.Label != s.Item.Predicted {
		class += " mistaken"
	}
	said := text.Of("sample.said", s.Item.Index, p.class(s.Item.Label), p.class(s.Item.Predicted), text.Percent(float64(s.Item.Confidence)))
	return app.Button().Type("button").Class(class).Title(said).Aria("label", said).OnClick(s.choose).Body(
		app.Img().Src(s.Picture).Role("presentation"),
		app.Span().Text(p.verdict(s.Item)),
		app.Small().Text(text.Percent(float64(s.Item.Confidence))),
	)
}

// choose puts the example into the drawing field and brings that into view;
// the style sheet says whether the page may glide there.
func (s *sample) choose(app.Context, app.Event) {
	s.give()
	app.Window().GetElementByID("pad").Call("scrollIntoView", map[string]any{"block": "nearest"})
}

// give puts the example into the drawing field.
func (s *sample) give() {
	image := s.Page.lab.Looks.Samples
	for i, item := range image.Items {
		if size := image.Shape.Size(); item.Index == s.Item.Index {
			s.Page.given = &example{index: item.Index, values: image.Values[i*size : (i+1)*size]}
		}
	}
}
