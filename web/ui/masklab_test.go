package ui

import (
	"strings"
	"testing"

	"petri/methods/train"
	"petri/web/protocol"
	"petri/web/runner"
	"petri/web/ui/masklab"
	"petri/web/worker"
)

// drawer is a worker that answers at once.
type drawer struct{ listener runner.Listener }

func (d *drawer) Post(text []byte, _ [][]byte) {
	name, c, _ := protocol.DecodeCommand(text)
	worker.New(nil, func(_ string, e protocol.Event) {
		parts := protocol.Split(e)
		d.listener.Heard(protocol.EncodeEvent(name, e), parts)
	}, func() {}).Do(name, c)
}

func (*drawer) Close() {}

func newMaskLab() *maskLab {
	return &maskLab{Lab: masklab.New(train.Catalogue(), func(l runner.Listener) runner.Port { return &drawer{l} })}
}

func TestMaskLab_Render(t *testing.T) {
	c := newMaskLab()
	holds(t, c, `id="mask-ratio"`, `data-testid="mask-ratio-slider"`, `data-testid="mask-window"`, `data-testid="mask-filter"`, "spectrum-matched", "paper’s formula",
		`data-testid="mask-scale"`, `data-testid="mask-seed"`, `!mask-seed-slider`, `data-testid="mask-next"`, `data-testid="mask-animate"`,
		"The first masks are on their way", "!<img", "!<svg", `data-testid="explain-masks-mae"`, `!data-testid="save-svg-masks-patterns"`)
	c.Lab.Open()
	holds(t, c, "49 of 196 patches", `data-testid="mask-colour-purple"`, `data-testid="save-svg-masks-patterns"`, `data-testid="noise-tile"`, `data-testid="noise-spectrum"`,
		`data-testid="noise-periodogram"`, `data-testid="stats-green"`, "White, by formula", "Green, more closely", "published figure", "!alert")
	c.Lab.Choose("red")
	holds(t, c, "Red, more closely", "!Green, more closely")
	c.Lab.Set("mask.ratio", "2")
	holds(t, c, `data-testid="mask-ratio-error"`, `value="2"`, `aria-describedby="mask-ratio-error mask-ratio-hint"`)
	c.Lab.Lost("gone")
	holds(t, c, `data-testid="mask-error"`, `data-testid="mask-again"`, "49 of 196 patches")
}

func TestMaskLab_figures(t *testing.T) {
	c := newMaskLab()
	c.Lab.Open()
	for name, tc := range map[string]struct {
		svg   string
		parts []string
	}{
		"patterns":    {c.patternsSVG(), []string{"White (random)</text>", "purple noise, seed 1, 14×14 patches, ratio 0.75"}},
		"tile":        {c.tileSVG(), []string{"green noise, seed 1", "<image", "The first mask shown was cut"}},
		"periodogram": {c.periodogramSVG(), []string{"green noise, seed 1", "<circle"}},
		"spectrum":    {c.spectrumSVG(), []string{"published figure", "cycles per patch", "blue noise, seed 1"}},
	} {
		for _, part := range tc.parts {
			// A note is broken into lines, so it is looked for without them.
			if !strings.Contains(unbroken(tc.svg), part) && !strings.Contains(tc.svg, part) {
				t.Errorf("%s: no %q in %.3000s", name, part, tc.svg)
			}
		}
	}
	if got := strings.Count(c.patternsSVG(), "<image"); got != 5*masklab.Shown {
		t.Errorf("%d masks are saved, want 5 colours of %d", got, masklab.Shown)
	}
}

// unbroken is the text of an SVG document.
func unbroken(svg string) string {
	var words []string
	for _, part := range strings.Split(svg, "<text")[1:] {
		_, rest, _ := strings.Cut(part, ">")
		line, _, _ := strings.Cut(rest, "</text>")
		words = append(words, line)
	}
	return strings.Join(words, " ")
}
