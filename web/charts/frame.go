package charts

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"
)

// frame is where curves are drawn, and how values get there.
type frame struct {
	left, top, right, bottom float64
	edge                     float64 // where text ends at the latest
	x0, x1, y0, y1           float64
	logX, logY               bool
}

// frameOf leaves room for a title, ticks and the names of the axes in so many
// pixels.
func frameOf(width, height int) frame {
	edge := float64(width) - 20
	return frame{left: 52, top: 34, right: edge, bottom: float64(height) - 38, edge: edge}
}

func (f frame) x(v float64) float64 { return f.left + share(v, f.x0, f.x1, f.logX)*(f.right-f.left) }

func (f frame) y(v float64) float64 {
	return f.bottom - share(v, f.y0, f.y1, f.logY)*(f.bottom-f.top)
}

// share is how far from lo to hi a value lies.
func share(v, lo, hi float64, log bool) float64 {
	v = min(v, hi)
	if log {
		v, lo, hi = math.Log(max(v, lo)), math.Log(lo), math.Log(hi)
	}
	return (v - lo) / (hi - lo)
}

func (f frame) title(b *strings.Builder, title string) {
	fmt.Fprintf(b, `<text x="%s" y="20" font-size="14" font-weight="600" class="ink" fill="%s">%s</text>`, num(f.left), ink, esc(title))
}

// axes draws a rule at each tick of y, and the names of the axes.
func (f frame) axes(b *strings.Builder, xs, ys []float64, xLabel, yLabel string) {
	for _, x := range xs {
		fmt.Fprintf(b, `<text x="%s" y="%s" text-anchor="middle" class="faint" fill="%s">%s</text>`, num(f.x(x)), num(f.bottom+16), faint, label(x))
	}
	for _, y := range ys {
		fmt.Fprintf(b, `<path class="rule" d="M%s %sH%s" stroke="%s"/><text x="%s" y="%s" text-anchor="end" class="faint" fill="%s">%s</text>`,
			num(f.left), num(f.y(y)), num(f.right), rule, num(f.left-6), num(f.y(y)+4), faint, label(y))
	}
	fmt.Fprintf(b, `<text x="%s" y="%s" text-anchor="end" class="faint" fill="%s">%s</text>`, num(f.right), num(f.bottom+32), faint, esc(xLabel))
	fmt.Fprintf(b, `<text transform="translate(13 %s) rotate(-90)" text-anchor="middle" class="faint" fill="%s">%s</text>`, num((f.top+f.bottom)/2), faint, esc(yLabel))
}

// curve draws one series.
func (f frame) curve(b *strings.Builder, s Series, drawable func(float64) bool) {
	fmt.Fprintf(b, `<path %s d="%s" fill="none" stroke-linejoin="round"/>`, stroke(s.Slot), f.trace(s, drawable))
}

// trace is the path of a series; where values cannot be drawn the pen is lifted.
func (f frame) trace(s Series, drawable func(float64) bool) string {
	var d strings.Builder
	down := false
	for i, y := range s.Y {
		if !drawable(y) {
			down = false
			continue
		}
		if down {
			d.WriteByte('L')
		} else {
			d.WriteByte('M')
		}
		down = true
		d.WriteString(num(f.x(s.X[i])) + " " + num(f.y(y)))
	}
	return d.String()
}

// band shades the range around a series, if it has one.
func (f frame) band(b *strings.Builder, s Series, drawable func(float64) bool) {
	var d, back string
	for i := range s.Low {
		if !drawable(s.Low[i]) || !drawable(s.High[i]) {
			continue
		}
		pen := "L"
		if d == "" {
			pen = "M"
		}
		d += pen + num(f.x(s.X[i])) + " " + num(f.y(s.High[i]))
		back = "L" + num(f.x(s.X[i])) + " " + num(f.y(s.Low[i])) + back
	}
	if d != "" {
		fmt.Fprintf(b, `<path %s d="%s" fill="currentColor" opacity="0.16"/>`, run(s.Slot), d+back+"Z")
	}
}

// dots draws the single values of a series.
func (f frame) dots(b *strings.Builder, s Series, drawable func(float64) bool) {
	for _, d := range s.Dots {
		if drawable(d.Y) {
			point(b, s.Slot, f.x(d.X), f.y(d.Y), d.Title)
		}
	}
}

// run gives an element, as currentColor, the colour of a slot: the page's if
// it has one.
func run(slot int) string {
	return fmt.Sprintf(`class="run-%d" color="%s"`, slot%len(styles), styleOf(slot).colour)
}

// stroke is how the lines of a slot are drawn.
func stroke(slot int) string {
	return fmt.Sprintf(`%s stroke="currentColor" stroke-width="2" stroke-dasharray="%s"`, run(slot), Dash(slot))
}

// key draws a line of the given stroke, and its name beside it, below y. It
// returns where the next one may begin.
func (f frame) key(b *strings.Builder, y float64, stroke, name string) float64 {
	const indent = 42
	fmt.Fprintf(b, `<path %s d="M%s %sh34"/>`, stroke, num(f.left), num(y+6))
	return f.words(b, y+10, indent, 12, "ink", ink, name) - 8
}

// notes writes small lines below y, and returns how high all of it is then.
func (f frame) notes(b *strings.Builder, y float64, notes []string) float64 {
	y += 16
	for _, note := range notes {
		y = f.words(b, y, 0, 10, "faint", faint, note)
	}
	return y - 6
}

// words writes a text of the given size from the baseline y on, broken into as
// many lines as the width asks for, and returns the baseline of a further one.
func (f frame) words(b *strings.Builder, y, indent, size float64, class, colour, words string) float64 {
	for _, line := range wrap(words, f.edge-f.left-indent, size) {
		fmt.Fprintf(b, `<text x="%s" y="%s" font-size="%s" class="%s" fill="%s">%s</text>`, num(f.left+indent), num(y), num(size), class, colour, esc(line))
		y += size + 4
	}
	return y
}

// widthOf is about how wide a text is drawn: the font is the reader's own.
func widthOf(words string, size float64) float64 {
	return 0.57 * size * float64(utf8.RuneCountInString(words))
}

// wrap breaks a text into lines that are not wider than width: between words,
// and within a word that is wider by itself.
func wrap(words string, width, size float64) []string {
	most := max(1, int(width/widthOf("x", size)))
	var lines []string
	line := []rune{}
	for _, word := range strings.Fields(words) {
		w := []rune(word)
		if len(line) > 0 && len(line)+1+len(w) <= most {
			line = append(append(line, ' '), w...)
			continue
		}
		if len(line) > 0 {
			lines = append(lines, string(line))
		}
		for ; len(w) > most; w = w[most:] {
			lines = append(lines, string(w[:most]))
		}
		line = w
	}
	return append(lines, string(line))
}
