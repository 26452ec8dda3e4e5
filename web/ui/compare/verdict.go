package compare

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"petri/web/ui/text"
)

// apart tells whether two means differ by more than twice the standard error of
// their difference. Single seeds tell nothing.
func apart(a, b Stat) bool {
	return a.N > 1 && b.N > 1 && math.Abs(a.Mean-b.Mean) > 2*math.Hypot(a.SE(), b.SE())
}

// Verdict says in words what the runs that are over carry, and no more: which
// masks are harder, and whether the probes differ. title names a colour.
func (c *Comparison) Verdict(title func(colour string) string) string {
	if c.Done() == 0 {
		return ""
	}
	colours := slices.DeleteFunc(slices.Clone(c.Colours), func(colour string) bool { return c.Last(colour, "maskedError").N < 2 })
	if len(colours) == 0 {
		return text.Of("compare.one-seed")
	}
	if len(colours) == 1 {
		return text.Of("compare.one-colour", title(colours[0]))
	}
	return c.order(colours, title) + " " + c.probes(colours)
}

// order says which colours leave more to fill in.
func (c *Comparison) order(colours []string, title func(string) string) string {
	slices.SortFunc(colours, func(a, b string) int {
		return cmp.Compare(c.Last(b, "maskedError").Mean, c.Last(a, "maskedError").Mean)
	})
	words := title(colours[0])
	sure := false
	for i, colour := range colours[1:] {
		sign := " ≈ "
		if apart(c.Last(colours[i], "maskedError"), c.Last(colour, "maskedError")) {
			sign, sure = " > ", true
		}
		words += sign + title(colour)
	}
	if !sure {
		return text.Of("compare.none-harder", words)
	}
	return text.Of("compare.harder", words)
}

// probes says whether any two colours differ in what can be read off their
// encoders. Of many pairs a few differ by chance, so it says so.
func (c *Comparison) probes(colours []string) string {
	var differ []string
	for _, metric := range []string{"linearProbe", "nearestProbe"} {
		best, worst := extremes(c, colours, metric)
		if apart(c.Last(best, metric), c.Last(worst, metric)) {
			differ = append(differ, text.Of("compare.probe."+metric, text.Percent(c.Last(best, metric).Mean-c.Last(worst, metric).Mean)))
		}
	}
	if len(differ) == 0 {
		return text.Of("compare.probes-same")
	}
	return text.Of("compare.probes-differ", strings.Join(differ, ", "))
}

func extremes(c *Comparison, colours []string, metric string) (best, worst string) {
	by := func(a, b string) int { return cmp.Compare(c.Last(a, metric).Mean, c.Last(b, metric).Mean) }
	return slices.MaxFunc(colours, by), slices.MinFunc(colours, by)
}
