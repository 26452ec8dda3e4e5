package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/charts"
	"petri/web/ui/masklab"
	"petri/web/ui/text"
)

// noiseSlots are the styles of the curves, nearest to the colours' names.
var noiseSlots = map[string]int{"white": 5, "red": 1, "green": 2, "blue": 0, "purple": 3}

// spectrum shows how strong which frequencies are, of all colours.
func (c *maskLab) spectrum(k *masklab.Look) app.UI {
	if k == nil {
		return waiting("noise-spectrum")
	}
	s := c.spectra()
	s.Title = ""
	return figure{
		key: "noise-spectrum", of: k, svg: c.spectrumSVG, summary: masklab.SpectrumSummary(k),
		chart: app.Div().Aria("hidden", true).Body(
			app.Div().Class("wide").Body(app.Raw(s.SVG(620, 330))),
			app.Div().Class("narrow").Body(app.Raw(s.SVG(340, 280))),
		),
		extra: []app.UI{app.P().Class("note").Text(text.Of("masklab.spectrum.note")), spectrumTable(s)},
	}.render()
}

// spectra draws all colours, and the published points of the chosen one.
func (c *maskLab) spectra() charts.Spectrum {
	s := charts.Spectrum{Title: text.Of("chart.noise-spectrum"), XLabel: text.Of("axis.frequency"), YLabel: text.Of("axis.amplitude"), High: masklab.Ceiling}
	for _, colour := range c.Lab.Colours {
		k := c.Lab.Look(colour.Name)
		if k == nil {
			continue
		}
		if colour.Name == c.Lab.Chosen {
			s.Chosen = len(s.Series)
			s.Guide = published(colour.Name)
		}
		s.Series = append(s.Series, charts.Series{Name: colour.Title, Slot: noiseSlots[colour.Name], X: k.Frequencies, Y: k.Amplitudes})
	}
	return s
}

// published are the points of the paper's figure.
func published(colour string) charts.Series {
	s := charts.Series{Name: text.Of("masklab.published"), Slot: noiseSlots[colour]}
	for _, p := range masklab.Published[colour] {
		s.X, s.Y = append(s.X, p.Frequency), append(s.Y, p.Amplitude)
	}
	return s
}

func (c *maskLab) spectrumSVG() string {
	s := c.spectra()
	s.Notes = append(c.Lab.Notes(), text.Of("masklab.spectrum.note"))
	return s.SVG(720, 400)
}

// spectrumTable says in numbers what is drawn, every third ring of it.
func spectrumTable(s charts.Spectrum) app.UI {
	heads := []string{s.XLabel}
	for _, curve := range s.Series {
		heads = append(heads, curve.Name)
	}
	const every = 3
	x := s.Series[0].X
	return app.Details().Class("numbers").Body(
		app.Summary().Text(text.Of("as-table")),
		app.Div().Class("scroll").Attr("tabindex", 0).Role("region").Aria("label", s.YLabel).Body(
			rows(s.YLabel, heads, (len(x)+every-1)/every, func(i int) []string {
				row := []string{text.Decimals(x[i*every], 2)}
				for _, curve := range s.Series {
					row = append(row, text.Decimals(curve.Y[i*every], 3))
				}
				return row
			}),
		),
	)
}
