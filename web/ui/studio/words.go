package studio

import (
	"cmp"
	"slices"
	"strings"

	"petri/models/spec"
	"petri/web/ui/compare"
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// Title names a column as it is named beside others.
func (s *Studio) Title(c Column) string {
	if c.Frozen {
		if words := s.Now.Recipe.Model.Knobs.String("prompt"); words != "" {
			return text.Of("studio.written", words)
		}
		return text.Of("studio.frozen")
	}
	return text.Or("short."+c.Method, lab.Choice(s.Catalogue, "method", c.Method))
}

// About says what was studied.
func (s *Studio) About() string {
	r, last := s.Now.Recipe, s.Now.Recipe.Seed+s.Now.Seeds-1
	shift := ""
	if r.Data.Shift != "" && r.Data.Shift != spec.Unshifted {
		shift = text.Of("studio.shifted", lab.Choice(s.Catalogue, "shift", r.Data.Shift))
	}
	about := text.Of("studio.about", lab.Choice(s.Catalogue, "model", r.Model.Name), lab.Choice(s.Catalogue, "data", r.Data.Name), shift, s.shots())
	if last == r.Seed {
		return about + " " + text.Of("studio.seed", r.Seed, text.Count(r.Stop.Steps))
	}
	return about + " " + text.Of("studio.seeds-to", r.Seed, last, text.Count(r.Stop.Steps))
}

// shots says how many examples of a class there were.
func (s *Studio) shots() string {
	switch now := s.Now; {
	case len(now.Shots) > 1:
		return text.Of("studio.shots.range", now.Shots[0], now.Most())
	case now.Most() == 0:
		return text.Of("studio.shots.all")
	case now.Most() == 1:
		return text.Of("studio.shots.one")
	}
	return text.Of("studio.shots", s.Now.Most())
}

// Differs says in words what sets a recipe apart from that of the study, as far as
// the study would be another.
func (s *Studio) Differs(recipe spec.Config) string {
	if s.Now == nil {
		return ""
	}
	before := s.Now.Recipe
	recipe.Stop = spec.Stop{Steps: recipe.Stop.Steps, Every: before.Stop.Every, Accuracy: before.Stop.Accuracy, Plateau: before.Stop.Plateau}
	if len(s.Now.Shots) > 1 {
		recipe.Data.Shots = before.Data.Shots
	}
	return lab.Differences(s.Catalogue, before, recipe)
}

// Spread writes a metric over seeds: its mean, and the standard deviation of a seed
// where there are several.
func Spread(s compare.Stat, write func(float64) string) string {
	switch s.N {
	case 0:
		return text.Of("none")
	case 1:
		return write(s.Mean)
	}
	return text.Of("compare.spread", write(s.Mean), write(s.SD))
}

// Ranked are the columns that have a value with so many shots, the best first.
func (s *Study) Ranked(shots int) []Column {
	columns := s.Shown(shots, "accuracy")
	slices.SortStableFunc(columns, func(a, b Column) int {
		return cmp.Compare(s.Cell(b, shots, "accuracy").Mean, s.Cell(a, shots, "accuracy").Mean)
	})
	return columns
}

// Summary says what the runs that are over carry, and no more.
func (s *Studio) Summary() []string {
	if s.Now == nil || !s.Now.Known() {
		return nil
	}
	most := s.Now.Most()
	columns := s.Now.Ranked(most)
	if len(columns) == 0 {
		return nil
	}
	var words, said []string
	for _, c := range columns {
		words = append(words, text.Of("studio.result", s.Title(c), Spread(s.Now.Cell(c, most, "accuracy"), text.Percent)))
	}
	said = append(said, text.Of("studio.ranked", strings.Join(words, "; ")))
	if len(s.Now.Shots) > 1 {
		said[0] = text.Of("studio.ranked.shots", most, strings.Join(words, "; "))
	}
	if len(columns) > 1 {
		said = append(said, s.lead(columns, most))
	}
	if done := s.Done(); s.Phase != compare.Finished {
		return slices.Insert(said, 0, text.Of("compare.so-far", done, len(s.Now.Runs)))
	}
	return said
}

// lead says whether the best column is ahead of the next by more than the spread
// over seeds.
func (s *Studio) lead(columns []Column, shots int) string {
	best, next := s.Now.sure(columns[0], shots), s.Now.sure(columns[1], shots)
	first, second, by := s.Title(columns[0]), s.Title(columns[1]), text.Decimals(100*(best.Mean-next.Mean), 1)
	switch {
	case best.N < 2 || next.N < 2:
		return text.Of("studio.one-seed")
	case compare.Apart(best, next):
		return text.Of("studio.apart", first, second, by)
	}
	return text.Of("studio.alike", first, second, by)
}

// sure is the accuracy of a column. One run tells all of a model that is the same
// with every seed.
func (s *Study) sure(c Column, shots int) compare.Stat {
	stat := s.Cell(c, shots, "accuracy")
	if c.Frozen && !s.drawn() {
		stat.N = max(stat.N, 2)
	}
	return stat
}
