package compare

import (
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// Standing says how the comparison stands.
func (m *Comparer) Standing() string {
	if m.Now == nil {
		return text.Of("compare.idle")
	}
	done, all := m.Now.Done(), len(m.Now.Runs)
	switch m.Phase {
	case Going:
		return text.Of("compare.going", done+1, all)
	case Stopped:
		return text.Of("compare.stopped", done, all)
	}
	return text.Of("compare.finished", all)
}

// About says what was compared.
func (m *Comparer) About() string {
	n := m.Now
	return text.Of("compare.about", lab.Choice(m.Catalogue, "model", n.Recipe.Model.Name), lab.Choice(m.Catalogue, "data", n.Recipe.Data.Name),
		n.Recipe.Seed, n.Recipe.Seed+n.Seeds-1, text.Count(n.Recipe.Stop.Steps))
}

// Title names a colour.
func (m *Comparer) Title(colour string) string {
	return text.Or("short."+colour, lab.Choice(m.Catalogue, "mask", colour))
}

// Part is the share of the runs that is done, in [0,1].
func (m *Comparer) Part() float64 {
	if m.Now == nil {
		return 0
	}
	n := float64(m.Now.Done())
	for _, part := range m.moved {
		n += part
	}
	return n / float64(len(m.Now.Runs))
}

// Left is how long the comparison takes from now on, in seconds, if the runs to
// come take as long as those that are over; 0 if that is not known.
func (m *Comparer) Left() float64 {
	if m.Phase != Going || m.Now.Done() == 0 {
		return 0
	}
	sum := 0.0
	for _, r := range m.Now.Runs {
		sum += r.Seconds
	}
	wanted := float64(len(m.Now.Runs)) * (1 - m.Part())
	return sum / float64(m.Now.Done()) * wanted / float64(m.workers)
}
