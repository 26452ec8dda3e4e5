package charts

import (
	"html"
	"math"
	"strconv"
)

// A style tells a run from the others, by colour, by dash and by the shape of
// its points. The colours keep apart for people who see no red, green or blue,
// and have a contrast of 4.5 and more on white; the page has brighter ones of
// its own for the dark.
type style struct {
	colour string
	dash   []int  // lengths of stroke and gap, in pixels; none is a solid line
	border string // the border of CSS that looks most like it
	point  string // the path of a point, around (0, 0)
}

var styles = []style{
	{"#0068a8", nil, "solid", "M-3.3 0a3.3 3.3 0 1 0 6.6 0a3.3 3.3 0 1 0-6.6 0z"},
	{"#b84a00", []int{9, 4}, "dashed", "M-3-3h6v6h-6z"},
	{"#00735a", []int{2, 4}, "dotted", "M0-4.2L4 3H-4z"},
	{"#9c3d83", []int{10, 3, 2, 3}, "double", "M0-4.5L4.5 0L0 4.5L-4.5 0z"},
	{"#7a5c00", []int{16, 4}, "dashed", "M-3.5-3.5L3.5 3.5M-3.5 3.5L3.5-3.5"},
	{"#4a4a4a", []int{5, 2, 5, 7}, "dotted", "M0 4.2L4-3H-4z"},
	{"#6b6f6c", []int{6, 6}, "dashed", ""},
}

// Guide is the slot of a line that is no run's but what runs are compared with.
const Guide = 6

func styleOf(slot int) style { return styles[slot%len(styles)] }

// Dash is the stroke-dasharray of a slot.
func Dash(slot int) string {
	s := ""
	for i, d := range styleOf(slot).dash {
		if i > 0 {
			s += " "
		}
		s += strconv.Itoa(d)
	}
	return s
}

// Colours of figures that leave the page: they are always light.
const (
	ink   = "#1d2021"
	faint = "#6b6f6c"
	rule  = "#dddcd6"
	paper = "#ffffff"
	font  = "system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
)

// halo keeps a text readable where lines run through it.
const halo = ` stroke="` + paper + `" stroke-width="4" stroke-linejoin="round" paint-order="stroke"`

func esc(s string) string { return html.EscapeString(s) }

// num writes a coordinate with at most two decimals.
func num(x float64) string { return strconv.FormatFloat(math.Round(x*100)/100, 'f', -1, 64) }
