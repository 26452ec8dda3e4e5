package charts

import (
	"fmt"
	"image/color"
	"math"
	"strings"

	"petri/models/spec"
	"petri/web/scene/relief"
)

// A Contour is a chart of a loss over a plane: its colours and lines are evenly
// apart on a logarithmic scale.
type Contour struct {
	Title, XLabel, YLabel, Scale string
	Rows, Cols                   int
	Values                       []float32 // Rows×Cols, the lowest Y first; not a number where unknown
	X0, X1, Y0, Y1               float64   // of the first and the last column and row
	Path                         []Stop    // in its order
	Others                       []Way     // of other runs, three at most
	Start, End                   string    // what the path's ends are called
	Notes                        []string  // lines below the chart, such as the stamp of the config
}

// A Stop is a point of a path over the plane.
type Stop struct {
	X, Y  float64
	Title string // is said where it is pointed at
}

// A Way is a path that has a name, which stands at its end.
type Way struct {
	Name  string
	Stops []Stop
}

// SVG draws the chart with axes of the given size in pixels.
func (c Contour) SVG(width, height int) string {
	var b strings.Builder
	f := c.frame(width, height)
	f.title(&b, c.Title)
	scale := relief.ScaleOf(c.Values)
	if scale.High == 0 {
		return document(width, f.notes(&b, float64(height), c.Notes), c.Title, b.String())
	}
	fmt.Fprintf(&b, `<image x="%s" y="%s" width="%s" height="%s" preserveAspectRatio="none" href="%s"/>`,
		num(f.left), num(f.top), num(f.right-f.left), num(f.bottom-f.top), c.picture(scale))
	fmt.Fprintf(&b, `<svg x="%s" y="%s" width="%s" height="%s" viewBox="%s %s %s %s" overflow="hidden">`, num(f.left), num(f.top), num(f.right-f.left), num(f.bottom-f.top),
		num(f.left), num(f.top), num(f.right-f.left), num(f.bottom-f.top))
	c.contours(&b, f, scale)
	for i, w := range c.Others {
		way(&b, f, w.Stops, relief.Inks[1+i%3], "", w.Name)
	}
	way(&b, f, c.Path, relief.Inks[0], c.Start, c.End)
	b.WriteString("</svg>")
	f.axes(&b, ticks(f.x0, f.x1, 5), nil, c.XLabel, c.YLabel)
	for _, y := range ticks(f.y0, f.y1, 5) {
		fmt.Fprintf(&b, `<text x="%s" y="%s" text-anchor="end" class="faint" fill="%s">%s</text>`, num(f.left-6), num(f.y(y)+4), faint, label(y))
	}
	c.scale(&b, f, scale)
	return document(width, f.notes(&b, float64(height), c.Notes), c.Title, b.String())
}

// frame is where the plane is drawn.
func (c Contour) frame(width, height int) frame {
	f := frameOf(width, height)
	f.right -= 64 // for the scale
	halfX, halfY := (c.X1-c.X0)/float64(2*max(1, c.Cols-1)), (c.Y1-c.Y0)/float64(2*max(1, c.Rows-1))
	f.x0, f.x1, f.y0, f.y1 = c.X0-halfX, c.X1+halfX, c.Y0-halfY, c.Y1+halfY // cells stand around their values
	return f
}

// Cross draws a cross-hair over a point of the grid, to be laid over the chart of
// that size.
func (c Contour) Cross(width, height, col, row int) string {
	f := c.frame(width, height)
	x, y := c.of(float64(col), float64(row))
	d := fmt.Sprintf("M%s %sV%sM%s %sH%s", num(f.x(x)), num(f.top), num(f.bottom), num(f.left), num(f.y(y)), num(f.right))
	return fmt.Sprintf(`<svg class="chart cross" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" fill="none"><path d="%s" stroke="#000" stroke-opacity="0.6" stroke-width="3"/><path d="%s" stroke="#fff"/></svg>`, width, height, d, d)
}

// Nearest returns the point of the grid that is nearest to where the chart of that
// size is pointed at, in its pixels.
func (c Contour) Nearest(width, height int, x, y float64) (col, row int) {
	f := c.frame(width, height)
	cell := func(part float64, n int) int { return min(max(int(part*float64(n)), 0), n-1) }
	return cell((x-f.left)/(f.right-f.left), c.Cols), cell((f.bottom-y)/(f.bottom-f.top), c.Rows)
}

// picture is a bitmap of the values with the greatest Y on top. One that is not
// known yet is drawn as the nearest of the coarser grid that is.
func (c Contour) picture(scale relief.Scale) string {
	return encode(spec.Shape{C: 1, H: c.Rows, W: c.Cols}, func(i int) color.NRGBA {
		v := relief.Nearest(c.Values, c.Cols, i%c.Cols, c.Rows-1-i/c.Cols)
		if v != v {
			return color.NRGBA{128, 128, 128, 255}
		}
		return relief.Slope(scale.Part(float64(v)))
	})
}

// contours draws lines of equal loss, once all values are known.
func (c Contour) contours(b *strings.Builder, f frame, scale relief.Scale) {
	if relief.Stride(c.Values, c.Rows, c.Cols) != 1 || !(scale.High > scale.Low) {
		return
	}
	var d strings.Builder
	for i := range relief.Lines {
		level := scale.Low * math.Pow(scale.High/scale.Low, (float64(i)+.5)/relief.Lines)
		for row := range c.Rows - 1 {
			for col := range c.Cols - 1 {
				c.cross(&d, f, row, col, level)
			}
		}
	}
	fmt.Fprintf(b, `<path d="%s" fill="none" stroke="#fff" stroke-opacity="0.55"/>`, d.String())
}

// cross draws where the level runs through the cell from (row,col) on: between
// every two sides that it crosses, in the order around the cell.
func (c Contour) cross(d *strings.Builder, f frame, row, col int, level float64) {
	corners := [5][2]int{{row, col}, {row, col + 1}, {row + 1, col + 1}, {row + 1, col}, {row, col}}
	open := false
	for k := range 4 {
		from, to := corners[k], corners[k+1]
		a, z := float64(c.Values[from[0]*c.Cols+from[1]]), float64(c.Values[to[0]*c.Cols+to[1]])
		if (a < level) == (z < level) {
			continue
		}
		t := (level - a) / (z - a)
		x, y := c.of(float64(from[1])+t*float64(to[1]-from[1]), float64(from[0])+t*float64(to[0]-from[0]))
		pen := "M"
		if open {
			pen = "L"
		}
		open = !open
		d.WriteString(pen + num(f.x(x)) + " " + num(f.y(y)))
	}
}

// of is where a column and a row, or a place between, lie on the plane.
func (c Contour) of(col, row float64) (x, y float64) {
	return c.X0 + (c.X1-c.X0)*col/float64(max(1, c.Cols-1)), c.Y0 + (c.Y1-c.Y0)*row/float64(max(1, c.Rows-1))
}

// way draws a path, light on dark so that it is seen on every colour, with names at
// its ends.
func way(b *strings.Builder, f frame, stops []Stop, ink color.NRGBA, start, end string) {
	if len(stops) == 0 {
		return
	}
	s := Series{}
	for _, p := range stops {
		s.X, s.Y = append(s.X, p.X), append(s.Y, p.Y)
	}
	d, colour := f.trace(s, finite), fmt.Sprintf("#%02x%02x%02x", ink.R, ink.G, ink.B)
	fmt.Fprintf(b, `<g fill="none" stroke-linejoin="round"><path d="%s" stroke="#000" stroke-width="4.5" stroke-opacity="0.75"/><path d="%s" stroke="%s" stroke-width="2"/></g>`, d, d, colour)
	for i, p := range stops {
		size, name := 2.2, ""
		switch i {
		case len(stops) - 1:
			size, name = 5, end
		case 0:
			size, name = 5, start
		}
		fmt.Fprintf(b, `<circle cx="%s" cy="%s" r="%s" fill="%s" stroke="#000"><title>%s</title></circle>`, num(f.x(p.X)), num(f.y(p.Y)), num(size), colour, esc(p.Title))
		if name != "" {
			anchor, by, up := "start", 9.0, -7.0
			if f.x(p.X) > (f.left+f.right)/2 {
				anchor, by = "end", -9
			}
			if last := stops[len(stops)-1]; i == 0 && math.Abs(f.x(p.X)-f.x(last.X)) < 40 && math.Abs(f.y(p.Y)-f.y(last.Y)) < 14 {
				up = 15 // or it would stand on the name of the other end
			}
			fmt.Fprintf(b, `<text x="%s" y="%s" text-anchor="%s" fill="%s" stroke="#000" stroke-opacity="0.75" stroke-width="3" paint-order="stroke" stroke-linejoin="round">%s</text>`,
				num(f.x(p.X)+by), num(f.y(p.Y)+up), anchor, colour, esc(name))
		}
	}
}

// scale draws what the colours say, beside the plane.
func (c Contour) scale(b *strings.Builder, f frame, scale relief.Scale) {
	const steps = 48
	left, tall := f.right+12, (f.bottom-f.top)/steps
	for i := range steps {
		s := relief.Slope((float64(i) + .5) / steps)
		fmt.Fprintf(b, `<rect x="%s" y="%s" width="14" height="%s" fill="#%02x%02x%02x"/>`, num(left), num(f.bottom-tall*float64(i+1)), num(tall+.5), s.R, s.G, s.B)
	}
	values := logTicks(scale.Low, scale.High)
	if len(values) < 3 {
		values = ticks(scale.Low, scale.High, 5)
	}
	for _, v := range values {
		y := f.bottom - scale.Part(v)*(f.bottom-f.top)
		fmt.Fprintf(b, `<text x="%s" y="%s" class="faint" fill="%s">%s</text>`, num(left+18), num(y+4), faint, label(v))
	}
	fmt.Fprintf(b, `<text x="%s" y="%s" text-anchor="end" class="faint" fill="%s">%s</text>`, num(f.edge), num(f.top-8), faint, esc(c.Scale))
}

// Legend draws what the colours say alone, for a picture that is not a chart.
func (c Contour) Legend(width, height int) string {
	var b strings.Builder
	if scale := relief.ScaleOf(c.Values); scale.High > 0 {
		c.scale(&b, frame{right: -12, edge: float64(width), top: 24, bottom: float64(height) - 8}, scale)
	}
	return fmt.Sprintf(`<svg class="chart legend" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" aria-hidden="true">%s</svg>`, width, height, b.String())
}
