package ui

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/protocol"
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// surfaceTable says in numbers what is drawn of a landscape.
func surfaceTable(s *protocol.Surface) app.UI {
	var lines [][2]string
	if x, y, low := lowest(s); !flat(s) {
		lines = append(lines, [2]string{text.Of("landscape.row.lowest"), text.Of("landscape.at", text.Loss(low), text.Loss(x), text.Loss(y))})
	}
	lines = append(lines, [2]string{text.Of("landscape.row.now"), text.Of("landscape.give", text.Loss(float64(s.Loss)), text.Loss(float64(s.Error)))})
	if s.X.Share > 0 {
		lines = append(lines, [2]string{text.Of("landscape.row.share"), text.Of("landscape.shares", text.Percent(float64(s.X.Share)), text.Percent(float64(s.Y.Share)))})
	}
	if n := len(s.Path); n > 0 {
		off, _ := floats(s.Path)
		lines = append(lines,
			[2]string{text.Of("landscape.row.start"), text.Loss(float64(s.Path[0].Loss))},
			[2]string{text.Of("landscape.row.end"), text.Loss(float64(s.Path[n-1].Loss))},
			[2]string{text.Of("landscape.row.off"), text.Loss(off)})
	}
	for _, o := range s.Others {
		if n := len(o.Path); n > 0 {
			off, _ := floats(o.Path)
			lines = append(lines, [2]string{text.Of("landscape.row.other", o.Name), text.Of("landscape.row.other-is", text.Loss(float64(o.Path[n-1].Loss)), text.Loss(off))})
		}
	}
	return app.Div().Class("extra").DataSet("testid", "landscape-facts").Body(
		facts(lines),
		app.If(len(s.Path) > 0, func() app.UI { return pathTable(s.Path) }),
	)
}

// facts are names with their values.
func facts(lines [][2]string) app.UI {
	return app.Dl().Class("facts").Body(app.Range(lines).Slice(func(i int) app.UI {
		return app.Div().Body(app.Dt().Text(lines[i][0]), app.Dd().Text(lines[i][1]))
	}))
}

// pathTable has a row for every point of the path: what the run lost there, and what
// the plane does.
func pathTable(path []protocol.Place) app.UI {
	heads := []string{text.Of("axis.step"), "x", "y", text.Of("landscape.path.off"), text.Of("landscape.path.loss"), text.Of("landscape.path.over")}
	return app.Details().Class("numbers").DataSet("testid", "landscape-path").Body(
		app.Summary().Text(text.Of("as-table")),
		app.Div().Class("scroll").Attr("tabindex", 0).Role("region").Aria("label", text.Of("landscape.path")).Body(
			rows(text.Of("landscape.path"), heads, len(path), func(i int) []string {
				p := path[i]
				return []string{text.Count(p.Step), text.Loss(float64(p.X)), text.Loss(float64(p.Y)), text.Loss(float64(p.Off)), text.Loss(float64(p.Loss)), text.Loss(float64(p.Over))}
			}),
		),
	)
}

// sharpness says what was measured of the minimum.
func (c *landscape) sharpness() app.UI {
	s := c.Of.Sharpness
	if s == nil || s.Part < 1 {
		return app.Div()
	}
	var eigenvalues []string
	for i, v := range s.Greatest {
		eigenvalues = append(eigenvalues, give(v, s.Errors[i]))
	}
	lines := [][2]string{
		{text.Of("sharpness.greatest"), strings.Join(eigenvalues, ", ")},
		{text.Of("sharpness.least"), give(s.Least, s.Errors[len(s.Greatest)])},
		{text.Of("sharpness.trace"), text.Of("landscape.give", text.Number(float64(s.Trace)), text.Number(float64(s.Error)))},
		{text.Of("sharpness.ball"), text.Number(float64(s.Ball))},
		{text.Of("sharpness.box"), text.Number(float64(s.Box))},
	}
	return app.Div().Class("sharp").DataSet("testid", "sharpness").Body(
		app.H3().Text(text.Of("sharpness.caption", text.Count(s.Step), text.Count(s.Examples))),
		facts(lines),
		explain("sharpness"),
	)
}

// give writes a value, and how far off it may be if that is a hundredth of it or more.
func give(v, off protocol.Number) string {
	if float64(off) >= .01*math.Abs(float64(v)) {
		return text.Of("landscape.give", text.Number(float64(v)), text.Number(float64(off)))
	}
	return text.Number(float64(v))
}

// saves offers the numbers of the surface as files.
func (c *landscape) saves() app.UI {
	return app.Div().Class("saves").Body(tableAnd(
		tableButtons("save-csv-landscape-grid", text.Of("landscape.save-csv"), "quiet", c.saveCSV),
		named("save-npy-landscape-grid", text.Of("landscape.save-npy"), "quiet", c.saveNPY),
	)...)
}

func (c *landscape) saveCSV(f lab.Form) {
	downloadCSV(c.Page.lab.Run, "landscape", f, func(f lab.Form) []byte { return surfaceCSV(c.Of.Surface, f) })
}

func (c *landscape) saveNPY(app.Context, app.Event) {
	download(fileName(c.Page.lab.Run, "landscape", "npy"), "application/octet-stream", surfaceNPY(c.Of.Surface))
}

// surfaceCSV has a row for every point of the grid whose loss is known.
func surfaceCSV(s *protocol.Surface, f lab.Form) []byte {
	t := lab.NewTable(f, []string{"x", "y", "loss"})
	for i, v := range s.Values {
		if v == v {
			t.Row(along(s.X, i%s.Cols, s.Cols), along(s.Y, i/s.Cols, s.Rows), v)
		}
	}
	return t.Bytes()
}

// surfaceNPY is the grid as NumPy reads it: little-endian float32, (Rows,Cols).
func surfaceNPY(s *protocol.Surface) []byte {
	const before = 10 // magic, version and the length of the header
	header := fmt.Sprintf("{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }", s.Rows, s.Cols)
	header += strings.Repeat(" ", 63-(before+len(header))%64) + "\n"
	b := append([]byte("\x93NUMPY\x01\x00"), byte(len(header)), byte(len(header)>>8))
	b = append(b, header...)
	for _, v := range s.Values {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
	}
	return b
}
