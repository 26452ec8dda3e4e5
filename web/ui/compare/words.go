package compare

import (
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

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
