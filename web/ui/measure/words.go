package measure

import (
	"math"

	"petri/methods/sweep"
	"petri/models/spec"
	"petri/web/ui/text"
)

// BarName is the bar in percent, as it stands in the name of the dimension:
// d_int90.
func BarName(bar float64) string { return spec.Word(math.Round(1000*bar) / 10) }

// Shown is the sweep that figures are of: the current one or, without one, that
// of the form.
func (m *Meter) Shown() sweep.Sweep {
	if m.Now != nil {
		return m.Now.Sweep
	}
	return m.asked()
}

// Called is in short what the form would measure.
func (m *Meter) Called() string { return m.name(m.Recipe.Config) }

// Title says of what the answer is.
func (m *Meter) Title() string {
	if m.Now == nil {
		return text.Of("answer.title")
	}
	return m.Now.Name
}

// Standing says how the sweep stands.
func (m *Meter) Standing() string {
	switch m.Phase {
	case Going:
		return text.Of("standing.going", len(m.Now.Results)+1, m.Now.AtMost())
	case Stopped:
		return text.Of("standing.stopped", len(m.Now.Results))
	case Finished:
		a := m.Now.Answer
		for _, c := range []sweep.Crossing{a.Absolute, a.Own} {
			if c.Dim > 0 && !c.Close() && m.Now.Sweep.Search == sweep.Refine {
				return text.Of("standing.short", len(m.Now.Results))
			}
		}
		return text.Of("standing.finished", len(m.Now.Results))
	}
	return text.Of("standing.idle")
}

// settled reports whether a crossing is as near as the sweep will come.
func (m *Meter) settled(c sweep.Crossing) bool { return m.Phase == Finished && c.Dim > 0 }

// Place says where a bar is crossed, as far as it is known.
func (m *Meter) Place(c sweep.Crossing) string {
	switch {
	case m.settled(c):
		return count(c.Dim)
	case c.Below > 0 && c.Above > 0:
		return text.Of("place.between", text.Count(c.Below), text.Count(c.Above))
	case c.Above > 0:
		return text.Of("place.below", text.Count(c.Above))
	case c.Below > 0:
		return text.Of("place.above", text.Count(c.Below))
	}
	return text.Of("none")
}

// Interval says where 95% of the resamplings cross; it is empty while more runs
// are to come. Where the runs beside the crossing leave nothing to resample, it
// says between which dimensions that is.
func (m *Meter) Interval(c sweep.Crossing) string {
	switch {
	case !m.settled(c):
		return ""
	case c.Low == c.High && c.Low > 0:
		return text.Of("interval.none", text.Count(c.Below), text.Count(c.Above))
	case c.Low > 0 && c.High > 0:
		return text.Of("interval", count(c.Low), count(c.High))
	case c.Low > 0:
		return text.Of("interval.open-above", count(c.Low))
	case c.High > 0:
		return text.Of("interval.open-below", count(c.High))
	}
	return text.Of("interval.open")
}

// Ratio is how many weights there are to each number of a crossing that is
// known; 0 if it is not.
func (m *Meter) Ratio(c sweep.Crossing) int {
	if !m.settled(c) || m.Now.Total == 0 {
		return 0
	}
	return int(math.Round(float64(m.Now.Total) / c.Dim))
}

// Result says in short what came of a measurement.
func (m *Meter) Result(x *Measurement) string {
	short := func(c sweep.Crossing) string {
		if c.Dim > 0 {
			return count(c.Dim)
		}
		return m.Place(c)
	}
	return text.Of("measured.result", short(x.Answer.Absolute), short(x.Answer.Own), text.Count(x.Total), len(x.Results))
}

// Summary says in words what has been found.
func (m *Meter) Summary() string {
	if m.Now == nil || len(m.Now.Results) == 0 {
		return text.Of("summary.unmeasured")
	}
	a := m.Now.Answer
	if ratio := m.Ratio(a.Absolute); ratio > 0 {
		return text.Of("summary.measured", text.Count(m.Now.Total), text.Percent(a.Absolute.Bar), about(a.Absolute.Dim), text.Count(ratio)) + m.beside()
	}
	if m.Phase == Finished {
		if ratio := m.Ratio(a.Own); ratio > 0 {
			return text.Of("summary.own", text.Percent(a.Absolute.Bar), text.Count(m.Now.Total), text.Percent(a.Own.Bar), about(a.Own.Dim), text.Count(ratio)) + m.beside()
		}
		return text.Of("summary.not-found", text.Percent(a.Absolute.Bar), m.Place(a.Absolute))
	}
	return text.Of("summary.so-far", text.Percent(a.Absolute.Bar), m.Place(a.Absolute))
}

// beside sets what was found beside what was published of the same network, and beside what
// all weights reach.
func (m *Meter) beside() string {
	said, now := "", m.Now
	if p := sweep.PublishedFor(now.Sweep.Recipe); p != nil && now.Answer.Absolute.Dim > float64(p.Dim) && now.Sweep.Recipe.Data.Train < p.Images {
		said += " " + text.Of("summary.published", p.Source, text.Count(p.Dim), text.Count(p.Images), text.Count(now.Sweep.Recipe.Data.Train))
	}
	for _, p := range sweep.Points(now.Results) {
		if base := now.Answer.Baseline; base > 0 && p.Mean > base {
			return said + " " + text.Of("summary.beats", text.Count(p.Dim), text.Percent(p.Mean), text.Percent(base))
		}
	}
	return said
}

// about is a dimension in a sentence, with as many digits as a few seeds can tell.
func about(d float64) string {
	if d < 100 {
		return count(d)
	}
	unit := math.Pow(10, math.Floor(math.Log10(d))-1)
	return count(unit * math.Round(d/unit))
}

func count(d float64) string { return text.Count(int(math.Round(d))) }
