package ui

import (
	"fmt"
	"math"
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/charts"
	"petri/web/protocol"
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// landscape shows what training walks across: the loss over a plane in the space
// of weights, the path of the run on it or above it, and how sharp its minimum is.
type landscape struct {
	app.Compo
	Page *labPage
	Of   lab.Landscapes
	Able bool // there is a run to survey
	Gone bool // and it has taken a step
	Kept []string

	asked    protocol.Landscape // what the choices stand at
	shown    string             // the plane of the point that is inspected,
	col, row int                // and the point
	inSpace  bool               // it is looked at in space, and not on a map,
	above    bool               // from straight above
	trouble  string             // why it cannot be looked at in space
}

// Sizes of the chart, in pixels: of the page, and of a phone.
const (
	wideX, wideY     = 660, 520
	narrowX, narrowY = 340, 340
)

// What a landscape can be of; the first of each is the default.
var (
	planes  = []string{"filter", "path", "own", "between", "runs", "across", "raw", "scaled"}
	sides   = []int{25, 13, 49}
	subsets = []int{1000, 200, 4000}
)

func (p *labPage) landscape() app.UI {
	l := p.lab
	able := l.Run != nil && l.Phase != lab.Loading
	return &landscape{Page: p, Of: l.Looks.Landscapes, Able: able, Gone: able && l.Run.Step() > 0, Kept: l.Kept}
}

func (c *landscape) OnInit() {
	c.asked = protocol.Landscape{Plane: planes[0], Points: sides[0], Examples: subsets[0], Seed: 1}
	if l := c.Page.lab; l.Masked() || l.Reads() || l.Writes() { // a transformer takes its time
		c.asked.Points, c.asked.Examples = sides[1], subsets[1]
	}
}

func (c *landscape) Render() app.UI {
	f := figure{key: "landscape", of: c.Page.lab.Run, summary: text.Of("landscape.empty")}
	parts := []app.UI{c.choices(), c.progress()}
	if s := c.Of.Surface; s != nil {
		f.summary, f.svg = surfaceSummary(s), c.svg
		c.aim(s)
		parts = append(parts, c.ways(s), c.picture(s), c.inspect(s))
		f.extra = append(f.extra, app.P().Class("note").DataSet("testid", "landscape-shows").Text(text.Of("landscape.shows."+s.Landscape.Plane)), surfaceTable(s), c.saves())
	}
	f.chart = app.Div().Class("levers").Body(parts...)
	f.extra = append(f.extra, c.keeps(), c.sharpness(), explain("landscape"))
	return f.render()
}

// picture is the surface, on a map or in space.
func (c *landscape) picture(s *protocol.Surface) app.UI {
	d := app.Div().Class("surface").DataSet("part", fmt.Sprint(float64(s.Part))).DataSet("testid", "surface")
	if c.inSpace && !flat(s) {
		return d.Body(c.inside(s))
	}
	return d.Body(app.Div().Aria("hidden", true).Body(c.chart(s, "wide", wideX, wideY), c.chart(s, "narrow", narrowX, narrowY)))
}

func (c *landscape) choices() app.UI {
	return app.Div().Class("choices").Body(
		choose("landscape-plane", text.Of("landscape.plane"), planes, c.asked.Plane, func(v string) string { return text.Of("landscape.plane." + v) }, func(v string) { c.asked.Plane = v }),
		choose("landscape-points", text.Of("landscape.points"), sides, c.asked.Points, func(n int) string { return text.Of("landscape.side", n) }, func(n int) { c.asked.Points = n }),
		choose("landscape-examples", text.Of("landscape.examples"), subsets, c.asked.Examples, text.Count, func(n int) { c.asked.Examples = n }),
		app.Div().Class("buttons-row").Body(
			app.If(c.Of.Surveying, func() app.UI {
				return button("landscape-stop", "", func(app.Context, app.Event) { c.Page.lab.EndSurvey() })
			}).
				Else(func() app.UI {
					return able(button("landscape-draw", "", func(app.Context, app.Event) { c.Page.lab.Survey(c.asked) }), c.Able)
				}),
			able(button("sharpness-measure", "", func(app.Context, app.Event) { c.Page.lab.Sharpen(c.asked.Examples) }), c.Able && !c.measuring()),
		),
	)
}

// choose is a choice of one of a few values, with its label.
func choose[T comparable](id, label string, of []T, at T, name func(T) string, take func(T)) app.UI {
	return app.Div().Class("choice").Body(
		app.Label().For(id).Text(label),
		app.Select().ID(id).DataSet("testid", id).OnChange(func(ctx app.Context, _ app.Event) { take(of[ctx.JSSrc().Get("selectedIndex").Int()]) }).Body(
			app.Range(of).Slice(func(i int) app.UI { return app.Option().Text(name(of[i])).Selected(of[i] == at) }),
		),
	)
}

func (c *landscape) measuring() bool { return c.Of.Sharpness != nil && c.Of.Sharpness.Part < 1 }

func (c *landscape) progress() app.UI {
	part := 0.0
	switch {
	case c.measuring():
		part = float64(c.Of.Sharpness.Part)
	case !c.Of.Surveying:
		return app.Div()
	case c.Of.Surface != nil:
		part = float64(c.Of.Surface.Part)
	}
	bar := app.Progress().Class("survey").Max(1000).Value(int(1000*part)).Aria("label", text.Of("landscape.progress"))
	s := c.Of.Left()
	if s == 0 {
		return bar
	}
	return app.Div().Body(bar, app.P().Class("note").Text(text.Of("compare.left", text.Seconds(s))))
}

// draw draws the surface, or the profile of a line.
func (c *landscape) draw(s *protocol.Surface, width, height int, notes []string) string {
	if flat(s) {
		return profile(s, notes).SVG(width, height/2+60)
	}
	chart := contour(s)
	chart.Notes = notes
	if notes != nil {
		chart.Title = text.Of("chart.landscape")
	}
	return chart.SVG(width, height)
}

// contour is the chart of a surface.
func contour(s *protocol.Surface) charts.Contour {
	chart := charts.Contour{
		XLabel: text.Of("landscape.x." + axisOf(s.Landscape.Plane)), YLabel: text.Of("landscape.y." + axisOf(s.Landscape.Plane)), Scale: text.Of("landscape.loss"),
		Rows: s.Rows, Cols: s.Cols, Values: s.Values, X0: float64(s.X.Low), X1: float64(s.X.High), Y0: float64(s.Y.Low), Y1: float64(s.Y.High),
		Start: text.Of("landscape.start"), End: text.Of("landscape.end"),
	}
	chart.Path = stops(s.Path)
	for _, o := range s.Others {
		chart.Others = append(chart.Others, charts.Way{Name: o.Name, Stops: stops(o.Path)})
	}
	return chart
}

func stops(path []protocol.Place) (all []charts.Stop) {
	for _, p := range path {
		all = append(all, charts.Stop{X: float64(p.X), Y: float64(p.Y), Title: text.Of("landscape.stop", text.Count(p.Step), text.Loss(float64(p.Loss)))})
	}
	return all
}

// axisOf says which names the axes of a plane have.
func axisOf(plane string) string {
	switch plane {
	case "raw", "scaled":
		return "filter"
	case "runs":
		return "path"
	}
	return plane
}

// flat tells whether a surface is lines, and has no height to be drawn in space.
func flat(s *protocol.Surface) bool { return s.Rows != s.Cols }

func profile(s *protocol.Surface, notes []string) charts.Profile {
	p := charts.Profile{XLabel: text.Of("landscape.x." + axisOf(s.Landscape.Plane)), YLabel: text.Of("landscape.loss"), Notes: notes}
	if s.Rows == 1 {
		p.Marks = []charts.Mark{{X: 0, Label: text.Of("landscape.from." + s.Landscape.Plane)}, {X: 1, Label: text.Of("landscape.end")}}
	}
	if notes != nil {
		p.Title = text.Of("chart.landscape")
	}
	for row := range s.Rows {
		line := charts.Series{Slot: row}
		if s.Rows > 1 {
			line.Name = lineName(row)
		}
		for i, v := range s.Values[row*s.Cols : (row+1)*s.Cols] {
			x := along(s.X, i, s.Cols)
			line.X, line.Y = append(line.X, x), append(line.Y, float64(v))
			line.Dots = append(line.Dots, charts.Dot{X: x, Y: float64(v), Title: text.Loss(float64(v))})
		}
		p.Series = append(p.Series, line)
	}
	return p
}

// lineName is what a line of the demonstration shows.
func lineName(row int) string { return text.Of("landscape.line." + strconv.Itoa(row)) }

// along is where the i-th of n values lies on an axis.
func along(a protocol.Axis, i, n int) float64 {
	return float64(a.Low) + float64(a.High-a.Low)*float64(i)/float64(max(1, n-1))
}

func (c *landscape) svg() string {
	s := c.Of.Surface
	notes := append([]string{text.Of("landscape.stamp", s.Landscape.Plane, s.Rows, s.Cols, text.Count(s.Landscape.Examples), s.Landscape.Seed, text.Count(s.Step))}, stamp(c.Page, c.Page.lab.Run)...)
	return c.draw(s, wideX, wideY, notes)
}

// lowest is the least value that is known, and where it lies.
func lowest(s *protocol.Surface) (x, y, loss float64) {
	loss = math.Inf(1)
	for i, v := range s.Values {
		if float64(v) < loss {
			x, y, loss = along(s.X, i%s.Cols, s.Cols), along(s.Y, i/s.Cols, s.Rows), float64(v)
		}
	}
	return x, y, loss
}

// floats is how far the path lies off the plane at most, and how much the loss there
// differs from that of the plane at most.
func floats(path []protocol.Place) (off, differs float64) {
	for _, p := range path {
		off, differs = max(off, float64(p.Off)), max(differs, math.Abs(float64(p.Loss-p.Over)))
	}
	return off, differs
}

func surfaceSummary(s *protocol.Surface) string {
	x, y, low := lowest(s)
	said := text.Of("landscape.summary", text.Count(s.Landscape.Examples), text.Loss(float64(s.Loss)), text.Loss(float64(s.Error)), text.Count(s.Step), text.Loss(low), text.Number(round2(x)), text.Number(round2(y)))
	if len(s.Path) == 0 {
		return said
	}
	if off, differs := floats(s.Path); off > 0 {
		return said + " " + text.Of("landscape.off", text.Loss(off), text.Loss(differs))
	}
	return said + " " + text.Of("landscape.on")
}

func round2(x float64) float64 { return math.Round(100*x) / 100 }
