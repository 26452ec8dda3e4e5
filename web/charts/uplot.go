package charts

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/ui/text"
)

// plotHeight is the height of a plot's canvas in pixels, where text has the usual size.
const plotHeight = 260

// labelSize is that of the text on a plot, in pixels, at the usual size.
const labelSize = 12

// uplot owns one uPlot and what watches over its size.
type uplot struct {
	text                 float64 // how large text is, by its usual size
	host, plot, observer app.Value
	resized              app.Func
	form                 string // of the Line it was made for
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
	u := &uplot{host: host, form: form(l), text: textSize()}
	u.plot = app.Window().Get("uPlot").New(u.options(l), []any{[]any{}}, host)
	u.resized = app.FuncOf(func(app.Value, []app.Value) any {
		u.plot.Call("setSize", map[string]any{"width": u.width(), "height": u.sized(plotHeight)})
		return nil
	})
	u.observer = app.Window().Get("ResizeObserver").New(u.resized)
	u.observer.Call("observe", host)
	return u
}

// fits reports whether the plot can show l without being made anew.
func (u *uplot) fits(l *Line) bool { return u.form == form(l) }

func (u *uplot) destroy() {
	u.observer.Call("disconnect")
	u.resized.Release()
	u.plot.Call("destroy")
}

// update shows new values.
func (u *uplot) update(l *Line) {
	x, ys := align(l.Series)
	data := []any{array(x)}
	for _, y := range ys {
		data = append(data, array(y))
	}
	var marks []any
	for _, m := range l.Marks {
		marks = append(marks, []any{m.X, m.Label})
	}
	u.plot.Set("marks", marks)
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

// textSize is how large the page's text is, by its usual size: browsers have a setting
// for it, and a canvas does not follow by itself.
func textSize() float64 {
	root := app.Window().Get("document").Get("documentElement")
	size, _ := strconv.ParseFloat(strings.TrimSuffix(app.Window().Call("getComputedStyle", root).Get("fontSize").String(), "px"), 64)
	const usual = 16
	return max(1, size/usual)
}

// sized is a number of pixels that text has to find room in.
func (u *uplot) sized(pixels float64) int { return int(math.Round(u.text * pixels)) }

// width is the place's, and more where the axes would leave the curves no room there.
func (u *uplot) width() int { return max(u.sized(200), u.host.Get("clientWidth").Int()) }

// colour is what a custom property of the page's style is in the theme that
// shows: the property itself may hold a choice of colours, which a canvas does
// not understand.
func colour(element app.Value, name string) string {
	element.Get("style").Set("color", "var("+name+")")
	return app.Window().Call("getComputedStyle", element).Get("color").String()
}

func fontOf(element app.Value) string {
	return app.Window().Call("getComputedStyle", element).Get("fontFamily").String()
}

func (u *uplot) options(l *Line) map[string]any {
	y := map[string]any{"auto": false}
	if l.Log {
		y["distr"] = 3
	}
	callbacks := theCallbacks()
	yAxis := u.axis(l.YLabel, 56, 30)
	if l.Log {
		yAxis["splits"] = callbacks.decades // uPlot's own never end on some ranges
	}
	series := []any{map[string]any{"label": l.XLabel, "value": callbacks.place}} // uPlot itself writes numbers as the browser does
	for _, s := range l.Series {
		st := styleOf(s.Slot)
		var dash []any
		for _, d := range st.dash {
			dash = append(dash, d)
		}
		series = append(series, map[string]any{
			"label": s.Name, "stroke": colour(u.host, fmt.Sprintf("--run-%d", s.Slot%len(styles))), "width": 2, "border": st.border,
			"dash": dash, "spanGaps": true, "value": callbacks.value, "points": map[string]any{"show": l.Unit && s.Slot != Guide},
		})
	}
	return map[string]any{
		"width": u.width(), "height": u.sized(plotHeight), "series": series,
		"scales": map[string]any{"x": map[string]any{"time": false, "auto": false}, "y": y},
		"axes":   []any{u.axis(l.XLabel, 28, 50), yAxis},
		"legend": map[string]any{"markers": map[string]any{"width": 2, "dash": callbacks.border}},
		"cursor": map[string]any{"drag": map[string]any{"x": false, "y": false}},
		"hooks":  map[string]any{"draw": []any{callbacks.marks}},
	}
}

func (u *uplot) axis(label string, size, space float64) map[string]any {
	line := map[string]any{"stroke": colour(u.host, "--rule"), "width": 1}
	font := fmt.Sprintf("%dpx %s", u.sized(labelSize), fontOf(u.host))
	return map[string]any{
		"label": label, "labelSize": u.sized(18), "labelFont": font, "font": font, "size": u.sized(size), "space": u.sized(space),
		"stroke": colour(u.host, "--faint"), "grid": line, "ticks": map[string]any{"show": false},
		"values": theCallbacks().ticks,
	}
}

// reading writes the value under the cursor.
func reading(v float64) string {
	if v >= 1000 {
		return text.Loss(v)
	}
	return text.Decimals(v, 4)
}

// callbacks are what uPlot calls. All plots share them and they are never
// released: a plot that was destroyed may still draw once.
type callbacks struct{ value, place, ticks, decades, border, marks app.Func }

var shared *callbacks

func theCallbacks() *callbacks {
	if shared == nil {
		shared = &callbacks{
			value: app.FuncOf(func(_ app.Value, args []app.Value) any { // (plot, value)
				if v := args[1]; v.Type() == app.TypeNumber {
					return reading(v.Float())
				}
				return "–"
			}),
			place: app.FuncOf(func(_ app.Value, args []app.Value) any { // (plot, value of x)
				if v := args[1]; v.Type() == app.TypeNumber {
					return label(v.Float())
				}
				return "–"
			}),
			ticks: app.FuncOf(func(_ app.Value, args []app.Value) any { // (plot, values), null where there is no room
				words := make([]any, args[1].Length())
				for i := range words {
					if v := args[1].Index(i); v.Type() == app.TypeNumber {
						words[i] = label(v.Float())
					}
				}
				return words
			}),
			decades: app.FuncOf(func(_ app.Value, args []app.Value) any { // (plot, number of the axis, least, greatest)
				if args[2].Type() != app.TypeNumber || args[3].Type() != app.TypeNumber {
					return []any{}
				}
				return array(logTicks(args[2].Float(), args[3].Float()))
			}),
			border: app.FuncOf(func(_ app.Value, args []app.Value) any { // (plot, number of the series)
				return args[0].Get("series").Index(args[1].Int()).Get("border")
			}),
			marks: app.FuncOf(func(_ app.Value, args []app.Value) any {
				drawMarks(args[0])
				return nil
			}),
		}
	}
	return shared
}

// drawMarks draws the marks of a plot over its curves.
func drawMarks(plot app.Value) {
	marks := plot.Get("marks")
	if !marks.Truthy() || marks.Length() == 0 {
		return
	}
	c, box, root := plot.Get("ctx"), plot.Get("bbox"), plot.Get("root")
	top, height := box.Get("top").Float(), box.Get("height").Float()
	ratio := app.Window().Get("devicePixelRatio").Float()
	c.Call("save")
	c.Set("strokeStyle", colour(root, "--faint"))
	c.Set("fillStyle", colour(root, "--ink"))
	c.Set("font", fmt.Sprintf("%dpx %s", int(labelSize*textSize()*ratio), fontOf(root)))
	c.Set("textAlign", "left")
	c.Set("textBaseline", "top")
	c.Call("setLineDash", []any{3 * ratio, 3 * ratio})
	for i := range marks.Length() {
		m := marks.Index(i)
		x := plot.Call("valToPos", m.Index(0), "x", true).Float()
		c.Call("beginPath")
		c.Call("moveTo", x, top)
		c.Call("lineTo", x, top+height)
		c.Call("stroke")
		c.Call("fillText", m.Index(1), x+4*ratio, top+2*ratio)
	}
	c.Call("restore")
}
