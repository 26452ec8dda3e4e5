package charts

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"

	"petri/web/scene/relief"
)

// ramp is a contour of a loss that is 10ˣ over x in [0,2], whatever y.
func ramp() Contour {
	c := Contour{Title: "ramp", Rows: 13, Cols: 25, X1: 2, Y1: 1}
	for i := range c.Rows * c.Cols {
		c.Values = append(c.Values, float32(math.Pow(10, 2*float64(i%c.Cols)/24)))
	}
	return c
}

var lineTo = regexp.MustCompile(`M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)`)

func TestContourLinesAreEvenlyApart(t *testing.T) {
	svg := ramp().SVG(600, 400)
	at := map[string]bool{}
	for _, m := range lineTo.FindAllStringSubmatch(svg, -1) {
		if m[1] != m[3] {
			t.Fatalf("a line of a ramp along x is not upright: %s", m[0])
		}
		at[m[1]] = true
	}
	f := frameOf(600, 400)
	f.right -= 64
	f.x0, f.x1 = -1./24, 2+1./24
	if len(at) != relief.Lines {
		t.Fatalf("there are lines at %d places, not %d", len(at), relief.Lines)
	}
	for i := range relief.Lines {
		want, found := f.x(2*(float64(i)+.5)/relief.Lines), false
		for x := range at {
			var got float64
			fmt.Sscan(x, &got)
			found = found || math.Abs(got-want) < 1 // values between two points are linear, not exponential
		}
		if !found {
			t.Errorf("there is no line near %.1f, but at %v", want, at)
		}
	}
}

func TestContourOfPart(t *testing.T) {
	c := ramp()
	whole := c.SVG(600, 400)
	for i := range c.Values {
		if i%c.Cols%4 != 0 || i/c.Cols%4 != 0 {
			c.Values[i] = float32(math.NaN())
		}
	}
	svg := c.SVG(600, 400)
	if strings.Contains(svg, "stroke-opacity=\"0.55\"") || !strings.Contains(whole, "stroke-opacity=\"0.55\"") {
		t.Error("contour relief.Lines are drawn before all is known, or not then")
	}
	if s := relief.ScaleOf(c.Values); s.Low != 1 || s.High != 100 {
		t.Errorf("the scale is %v", s)
	}
	if !strings.Contains(svg, "data:image/bmp") || strings.Contains(svg, "NaN") {
		t.Error("what is known is not drawn")
	}
}

func TestContourDrawsThePath(t *testing.T) {
	c := ramp()
	c.Start, c.End = "start", "end <b>"
	c.Path = []Stop{{0, 0, "step 0"}, {1, .5, "step 1"}, {2, 1, "step 2"}}
	svg := c.SVG(600, 400)
	if n := strings.Count(svg, "<circle"); n != 3 || !strings.Contains(svg, "end &lt;b&gt;") || strings.Count(svg, "step 1") != 1 {
		t.Errorf("%d points are drawn in %s", n, svg)
	}
}

func TestContourIsPointedAt(t *testing.T) {
	c := ramp()
	f := c.frame(600, 400)
	for _, want := range [][2]int{{0, 0}, {24, 12}, {7, 3}} {
		x, y := c.of(float64(want[0]), float64(want[1]))
		if col, row := c.Nearest(600, 400, f.x(x)+2, f.y(y)-2); col != want[0] || row != want[1] {
			t.Errorf("at %v there is (%d,%d)", want, col, row)
		}
		if svg := c.Cross(600, 400, want[0], want[1]); !strings.Contains(svg, "M"+num(f.x(x))+" ") {
			t.Error(svg)
		}
	}
	if col, row := c.Nearest(600, 400, -50, 9999); col != 0 || row != 0 {
		t.Errorf("beside the chart there is (%d,%d)", col, row)
	}
}

func TestContourOfNothing(t *testing.T) {
	for name, values := range map[string][]float32{
		"unknown":    {float32(math.NaN()), float32(math.NaN()), float32(math.NaN()), float32(math.NaN())},
		"infinite":   {float32(math.Inf(1)), float32(math.Inf(1)), float32(math.Inf(1)), float32(math.Inf(1))},
		"all alike":  {1, 1, 1, 1},
		"partly inf": {1, float32(math.Inf(1)), 2, 3},
	} {
		svg := Contour{Title: "x", Rows: 2, Cols: 2, Values: values, X1: 1, Y1: 1}.SVG(300, 300)
		if strings.Contains(svg, "NaN") || strings.Contains(svg, "Inf") || !strings.HasSuffix(svg, "</svg>") {
			t.Errorf("%s: %s", name, svg)
		}
	}
}

func TestProfile(t *testing.T) {
	p := Profile{Title: "p", Series: []Series{{X: []float64{-.5, 0, 1, 1.5}, Y: []float64{3, 2, .5, 1}}}, Marks: []Mark{{X: 0, Label: "start"}}}
	svg := p.SVG(400, 300)
	if !strings.Contains(svg, "start") || !strings.Contains(svg, "-0.5") || strings.Contains(svg, "NaN") {
		t.Error(svg)
	}
	if svg := (Profile{Series: []Series{{X: []float64{0}, Y: []float64{math.NaN()}}}}).SVG(400, 300); strings.Contains(svg, "NaN") {
		t.Error(svg)
	}
	two := Profile{Series: []Series{{Name: "raw & long", X: []float64{-1, 1}, Y: []float64{3, 2}}, {Name: "other", Slot: 1, X: []float64{-1, 1}, Y: []float64{1, 5}}}}
	if svg := two.SVG(400, 300); !strings.Contains(svg, "raw &amp; long") || !strings.Contains(svg, "other") {
		t.Error("the lines have no names")
	}
}

func TestContourOfSeveralRuns(t *testing.T) {
	c := ramp()
	c.Path = []Stop{{X: 0, Y: 0}, {X: 2, Y: 1}}
	c.Others = []Way{{Name: "run <1>", Stops: []Stop{{X: 0, Y: 1}, {X: 2, Y: 0}}}, {Name: "not yet"}}
	svg := c.SVG(600, 400)
	if !strings.Contains(svg, "run &lt;1&gt;") || strings.Contains(svg, "not yet") {
		t.Error("the other runs are not named as far as they are drawn")
	}
}
