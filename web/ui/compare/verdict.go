package compare

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"petri/web/ui/text"
)

// Verdict says in sentences what the runs that are over carry, and no more: which
// masks leave more to fill in, and whether the probes differ. title names a
// colour.
func (c *Comparison) Verdict(title func(colour string) string) []string {
	if c.Done() == 0 {
		return nil
	}
	var words []string
	if c.Done() < len(c.Runs) {
		words = append(words, text.Of("compare.so-far", c.Done(), len(c.Runs)))
	}
	order := c.ordered(relativeError)
	if len(c.Colours) > 1 && len(order) > 1 && c.gain() < learned {
		return append(append(words, text.Of("compare.nothing", text.Percent(learned), c.gains(title))), c.fell(title)...)
	}
	words = append(words, c.dumb(title)...)
	switch {
	case len(c.Colours) == 1:
		words = append(words, text.Of("compare.one-colour", title(c.Colours[0])))
	case c.Seeds == 1:
		words = append(words, text.Of("compare.one-seed"))
	case len(order) < 2:
		words = append(words, text.Of("compare.too-few"))
	default:
		words = append(words, c.errors(order, title), c.probes(title))
	}
	return append(words, c.fell(title)...)
}

// learned is the gain over the mean picture from which on a colour has learned something.
const learned = 0.05

// gain is the largest of any colour: the part of the mean picture's error that its models
// do without.
func (c *Comparison) gain() float64 {
	most := math.Inf(-1)
	for _, colour := range c.Colours {
		if e := c.Last(colour, relativeError); e.N > 0 {
			most = max(most, 1-e.Mean)
		}
	}
	return most
}

// gains lists the gain of every colour.
func (c *Comparison) gains(title func(string) string) string {
	var words []string
	for _, colour := range c.Colours {
		if e := c.Last(colour, relativeError); e.N > 0 {
			words = append(words, text.Of("compare.gain", title(colour), text.Percent(1-e.Mean)))
		}
	}
	return strings.Join(words, ", ")
}

// fell names the colours whose probes read off less than they did before any training.
func (c *Comparison) fell(title func(string) string) []string {
	const least = 0.01
	var words []string
	for _, metric := range []string{"linearProbe", "nearestProbe"} {
		var named []string
		for _, colour := range c.Colours {
			before, now := c.at(colour, metric, 0), c.Last(colour, metric)
			if before.N > 0 && now.N > 0 && now.Mean < before.Mean-least {
				named = append(named, text.Of("compare.from-to", title(colour), text.Percent(before.Mean), text.Percent(now.Mean)))
			}
		}
		if len(named) > 0 {
			words = append(words, text.Of("compare.gaps."+metric, strings.Join(named, ", ")))
		}
	}
	if len(words) == 0 {
		return nil
	}
	return []string{text.Of("compare.fell", strings.Join(words, "; "))}
}

// ordered are the colours of which several seeds count, the largest mean first.
func (c *Comparison) ordered(metric string) []string {
	colours := slices.DeleteFunc(slices.Clone(c.Colours), func(colour string) bool { return c.Last(colour, metric).N < 2 })
	slices.SortStableFunc(colours, func(a, b string) int { return cmp.Compare(c.Last(b, metric).Mean, c.Last(a, metric).Mean) })
	return colours
}

// dumb names the colours under which nothing was learned that the mean picture
// does not know.
func (c *Comparison) dumb(title func(string) string) []string {
	var named []string
	begun := 0 // colours of which a run counts
	for _, colour := range c.Colours {
		e := c.Last(colour, "maskedError")
		if e.N > 0 {
			begun++
		}
		if e.N > 0 && e.Mean >= c.Last(colour, "meanPredictor").Mean {
			named = append(named, title(colour))
		}
	}
	switch len(named) {
	case 0:
		return nil
	case begun:
		return []string{text.Of("compare.all-dumb")}
	}
	return []string{text.Of("compare.dumb", list(named))}
}

// A gap is between two colours whose means are apart, or are not.
type gap struct {
	more, less string
	by         float64
}

// gaps compares every two colours, which stand in order: largest mean first.
func (c *Comparison) gaps(order []string, metric string) (sure, unsure []gap) {
	for i, a := range order {
		for _, b := range order[i+1:] {
			more, less := c.Last(a, metric), c.Last(b, metric)
			g := gap{a, b, more.Mean - less.Mean}
			if Apart(more, less) {
				sure = append(sure, g)
			} else {
				unsure = append(unsure, g)
			}
		}
	}
	return sure, unsure
}

// errors says which colours leave more to fill in. Of the pairs that are apart
// and those that are not the fewer are named.
func (c *Comparison) errors(order []string, title func(string) string) string {
	sure, unsure := c.gaps(order, relativeError)
	var all []string
	for _, colour := range order {
		all = append(all, title(colour))
	}
	switch {
	case len(sure) == 0:
		return text.Of("compare.errors-same")
	case len(unsure) == 0:
		return text.Of("compare.errors-all", strings.Join(all, " > "))
	case len(unsure) <= len(sure):
		return text.Of("compare.errors-but", strings.Join(all, ", "), pairs(unsure, title))
	}
	return text.Of("compare.errors-few", strings.Join(all, ", "), pairs(sure, title))
}

// pairs names both colours of every gap.
func pairs(gaps []gap, title func(string) string) string {
	var words []string
	for _, g := range gaps {
		words = append(words, text.Of("compare.pair", title(g.more), title(g.less)))
	}
	return strings.Join(words, "; ")
}

// probes says whether any two colours differ in what can be read off their
// encoders and, where they do, how many would by chance.
func (c *Comparison) probes(title func(string) string) string {
	var words []string
	compared, chance := 0, 0.0
	for _, metric := range []string{"linearProbe", "nearestProbe"} {
		sure, unsure := c.gaps(c.ordered(metric), metric)
		compared += len(sure) + len(unsure)
		for _, g := range slices.Concat(sure, unsure) {
			chance += byChance(min(c.Last(g.more, metric).N, c.Last(g.less, metric).N))
		}
		if len(sure) > 0 {
			words = append(words, text.Of("compare.gaps."+metric, largest(sure, title)))
		}
	}
	switch {
	case compared == 0:
		return text.Of("compare.no-probes")
	case len(words) == 0:
		return text.Of("compare.probes-same")
	}
	return text.Of("compare.probes-differ", strings.Join(words, "; "), max(1, int(math.Round(chance))), compared)
}

// largest names the largest gaps, of which there are some.
func largest(gaps []gap, title func(string) string) string {
	const most = 3
	slices.SortStableFunc(gaps, func(a, b gap) int { return cmp.Compare(b.by, a.by) })
	var words []string
	for _, g := range gaps[:min(most, len(gaps))] {
		words = append(words, text.Of("compare.gap", title(g.more), title(g.less), text.Decimals(100*g.by, 1)))
	}
	if more := len(gaps) - most; more > 0 {
		words = append(words, text.Of("compare.more-gaps", more))
	}
	return strings.Join(words, ", ")
}

// byChance is how often two colours of n seeds each are apart although they are
// alike: P(|t| > 2) with 2n−2 degrees of freedom.
func byChance(n int) float64 {
	return map[int]float64{2: 0.184, 3: 0.116, 4: 0.092, 5: 0.081}[n]
}

// list joins names as a sentence does.
func list(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	last := len(names) - 1
	return text.Of("compare.list", strings.Join(names[:last], ", "), names[last])
}
