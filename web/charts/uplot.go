package charts

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// plotHeight is the height of a plot's canvas in pixels.
const plotHeight = 260

// uplot owns one uPlot and all that JavaScript holds for it.
type uplot struct {
	host, plot, observer app.Value
	funcs                []app.Func
	form                 string // of the Line it was made for
	line                 *Line
}

// form is what a uPlot cannot change about itself: another needs another plot.
func form(l *Line) string {
	var b strings.Builder
	fmt.Fprint(&b, l.Log, l.Unit)
	for _, s := range l.Series {
		fmt.Fprintf(&b, "|%d %s", s.Slot, s.Name)
	}
	return b.String()
}

func newUplot(host app.Value, l *Line) *uplot {
	u := &uplot{host: host, form: form(l), line: l}
	u.plot = app.Window().Get("uPlot").New(u.options(l), []any{[]any{}}, host)
	u.observer = app.Window().Get("ResizeObserver").New(u.fn(func([]app.Value) any {
		u.plot.Call("setSize", map[string]any{"width": u.width(), "height": plotHeight})
		return nil
	}))
	u.observer.Call("observe", host)
	return u
}

// fits reports whether the plot can show l without being made anew.
func (u *uplot) fits(l *Line) bool { return u.form == form(l) }

func (u *uplot) destroy() {
	u.observer.Call("disconnect")
	u.plot.Call("destroy")
	for _, f := range u.funcs {
		f.Release()
	}
}

// update shows new values.
func (u *uplot) update(l *Line) {
	u.line = l
	x, ys := align(l.Series)
	data := []any{array(x)}
	for _, y := range ys {
		data = append(data, array(y))
	}
	x1, y0, y1 := l.bounds()
	u.plot.Call("setData", data, false)
	u.plot.Call("setScale", "x", map[string]any{"min": 0, "max": x1})
	u.plot.Call("setScale", "y", map[string]any{"min": y0, "max": y1})
}

// array makes a JavaScript array, with null for what is not a number.
func array(values []float64) []any {
	a := make([]any, len(values))
	for i, v := range values {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			a[i] = v
		}
	}
	return a
}

func (u *uplot) width() int { return max(200, u.host.Get("clientWidth").Int()) }

func (u *uplot) fn(f func(args []app.Value) any) app.Func {
	wrapped := app.FuncOf(func(_ app.Value, args []app.Value) any { return f(args) })
	u.funcs = append(u.funcs, wrapped)
	return wrapped
}

// property reads a custom property of the page's style.
func (u *uplot) property(name string) string {
	style := app.Window().Call("getComputedStyle", u.host)
	return strings.TrimSpace(style.Call("getPropertyValue", name).String())
}

// colour is what a custom property is in the theme that shows: the property
// itself may hold a choice of colours, which a canvas does not understand.
func (u *uplot) colour(name string) string {
	u.host.Get("style").Set("color", "var("+name+")")
	return app.Window().Call("getComputedStyle", u.host).Get("color").String()
}

func (u *uplot) options(l *Line) map[string]any {
	y := map[string]any{"auto": false}
	if l.Log {
		y["distr"] = 3
	}
	value := u.fn(func(args []app.Value) any { // (plot, value)
		if v := args[1]; v.Type() == app.TypeNumber {
			return strconv.FormatFloat(v.Float(), 'f', 4, 64)
		}
		return "–"
	})
	border := u.fn(func(args []app.Value) any { // (plot, number of the series, counted from 1)
		if i := args[1].Int() - 1; 0 <= i && i < len(u.line.Series) {
			return styleOf(u.line.Series[i].Slot).border
		}
		return "none"
	})
	series := []any{map[string]any{"label": l.XLabel}}
	for _, s := range l.Series {
		var dash []any
		for _, d := range styleOf(s.Slot).dash {
			dash = append(dash, d)
		}
		series = append(series, map[string]any{
			"label": s.Name, "stroke": u.colour(fmt.Sprintf("--run-%d", s.Slot%len(styles))), "width": 2,
			"dash": dash, "spanGaps": true, "value": value, "points": map[string]any{"show": l.Unit},
		})
	}
	return map[string]any{
		"width": u.width(), "height": plotHeight, "series": series,
		"scales": map[string]any{"x": map[string]any{"time": false, "auto": false}, "y": y},
		"axes":   []any{u.axis(l.XLabel, 28), u.axis(l.YLabel, 52)},
		"legend": map[string]any{"markers": map[string]any{"width": 2, "dash": border}},
		"cursor": map[string]any{"drag": map[string]any{"x": false, "y": false}},
		"hooks":  map[string]any{"draw": []any{u.fn(u.marks)}},
	}
}

func (u *uplot) axis(label string, size int) map[string]any {
	line := map[string]any{"stroke": u.colour("--rule"), "width": 1}
	font := "12px " + u.property("--font")
	return map[string]any{
		"label": label, "labelSize": 18, "labelFont": font, "font": font, "size": size,
		"stroke": u.colour("--faint"), "grid": line, "ticks": map[string]any{"show": false},
	}
}

// marks draws the marks over the curves.
func (u *uplot) marks([]app.Value) any {
	if len(u.line.Marks) == 0 {
		return nil
	}
	c, box := u.plot.Get("ctx"), u.plot.Get("bbox")
	top, height := box.Get("top").Float(), box.Get("height").Float()
	ratio := app.Window().Get("devicePixelRatio").Float()
	c.Call("save")
	c.Set("strokeStyle", u.colour("--faint"))
	c.Set("fillStyle", u.colour("--ink"))
	c.Set("font", fmt.Sprintf("%dpx %s", int(12*ratio), u.property("--font")))
	c.Set("textAlign", "left")
	c.Set("textBaseline", "top")
	c.Call("setLineDash", []any{3 * ratio, 3 * ratio})
	for _, m := range u.line.Marks {
		x := u.plot.Call("valToPos", m.X, "x", true).Float()
		c.Call("beginPath")
		c.Call("moveTo", x, top)
		c.Call("lineTo", x, top+height)
		c.Call("stroke")
		c.Call("fillText", m.Label, x+4*ratio, top+2*ratio)
	}
	c.Call("restore")
	return nil
}
