package masklab

import (
	"strings"

	"petri/web/protocol"
	"petri/web/ui/text"
)

// Summary says in words what the masks show.
func (l *Lab) Summary() string {
	var joins []string
	var some *Look
	for _, colour := range l.Colours {
		if k := l.looks[colour.Name]; k != nil {
			some = k
			joins = append(joins, text.Of("masklab.joins", strings.ToLower(colour.Title), text.Decimals(k.Joins, 2)))
		}
	}
	if some == nil {
		return text.Of("masklab.none")
	}
	return text.Of("masklab.summary", some.Keep, some.Rows*some.Cols, strings.Join(joins, ", "))
}

// CropSummary says where the first mask was cut, and how it was mirrored.
func CropSummary(k *Look, c protocol.Crop) string {
	flips := ""
	if c.FlipH {
		flips += "-h"
	}
	if c.FlipV {
		flips += "-v"
	}
	s := text.Of("masklab.crop", c.Row, c.Col, text.Of("masklab.flip"+flips))
	if c.Row+k.Rows > k.Side || c.Col+k.Cols > k.Side {
		s += " " + text.Of("masklab.wraps")
	}
	return s
}

// SpectrumSummary says where the noise is strongest.
func SpectrumSummary(k *Look) string {
	f, a, flat := k.Peak()
	if flat {
		return text.Of("masklab.flat", k.Colour.Title, text.Decimals(k.Amplitudes[len(k.Amplitudes)/2], 2))
	}
	return text.Of("masklab.peak", k.Colour.Title, text.Decimals(f, 2), text.Decimals(a, 2), text.Ratio(1/f))
}

// StatsSummary compares a colour with masks drawn evenly.
func StatsSummary(k *Look) string {
	return text.Of("masklab.stats", k.Colour.Title, text.Decimals(k.Joins, 2), text.Decimals(k.WhiteJoins, 2), text.Decimals(k.Pieces, 1), k.Keep, k.Sample)
}
