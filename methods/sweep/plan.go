package sweep

import (
	"math"
	"slices"
)

// closeEnough is the ratio of neighbouring dimensions at which a crossing
// counts as found.
const closeEnough = 1.15

// Next lists the runs that are wanted now, in the order in which they are best
// begun; there are none when the sweep is over. All of one answer can be taken
// at once, by anybody and in any order.
func (s Sweep) Next(done []Result) []Run { return missing(s.Round(done), done) }

// Round lists all runs of the round that is under way, those already taken
// among them; there are none when the sweep is over.
//
// A sweep goes in rounds, and what a round holds follows from the results of
// those before it alone: so the same sweep takes the same runs, whoever takes
// them and however often it is stopped.
func (s Sweep) Round(done []Result) []Run {
	var known []Result
	for round := s.survey(); len(round) > 0; round = s.round(known) {
		if len(missing(round, done)) > 0 {
			return round
		}
		for _, r := range done {
			if slices.Contains(round, r.Run) {
				known = append(known, r)
			}
		}
		if s.Search == Grid {
			return nil
		}
	}
	return nil
}

// round lists the runs that follow from what is known.
func (s Sweep) round(known []Result) []Run {
	var wanted []Run
	for _, bar := range s.bars(known) {
		for _, r := range s.refine(known, bar) {
			if !slices.Contains(wanted, r) {
				wanted = append(wanted, r)
			}
		}
	}
	left := max(0, s.Runs-len(known))
	return wanted[:min(left, len(wanted))]
}

// survey lists the runs that do not depend on any result: from d to d, so that
// the curve shows early, and then the baseline.
func (s Sweep) survey() []Run {
	var runs []Run
	add := func(dim, seeds int) {
		for i := range seeds {
			runs = append(runs, Run{dim, s.Recipe.Seed + i})
		}
	}
	seeds := 1
	if s.Search == Grid {
		seeds = s.Seeds
	}
	for _, d := range s.Survey() {
		add(d, seeds)
	}
	add(0, s.Seeds)
	return runs
}

func missing(runs []Run, done []Result) []Run {
	return slices.DeleteFunc(slices.Clone(runs), func(r Run) bool { return has(done, r) })
}

func has(done []Result, r Run) bool {
	return slices.ContainsFunc(done, func(d Result) bool { return d.Run == r })
}

// bars are the accuracies whose crossing is sought.
func (s Sweep) bars(known []Result) []float64 {
	bars := []float64{s.Bar}
	if own := s.ownBar(known); own > 0 {
		bars = append(bars, own)
	}
	return bars
}

// refine lists the runs that bring the crossing of a bar closer.
func (s Sweep) refine(known []Result, bar float64) []Run {
	points := Points(known)
	if len(points) == 0 {
		return nil
	}
	below, above := bracket(points, bar)
	switch {
	case above == nil:
		return s.beyond(known, points[len(points)-1].Dim)
	case below == nil && above.Dim == 1:
		return s.all(known, 1)
	case below == nil:
		return s.all(known, max(1, toDigits(float64(above.Dim)/2, 1)))
	case cross(points, bar).Close():
		return append(s.all(known, below.Dim), s.all(known, above.Dim)...)
	}
	var runs []Run
	for _, d := range between(*below, *above, bar) {
		runs = append(runs, s.all(known, d)...)
	}
	return runs
}

// beyond goes on upwards, unless the last try failed: a network has only so
// many dimensions, a projection only so much room.
func (s Sweep) beyond(known []Result, dim int) []Run {
	for _, r := range known {
		if r.Error != "" && r.Dim > dim {
			return nil
		}
	}
	return missing([]Run{{toDigits(float64(dim)*2, 1), s.Recipe.Seed}}, known)
}

// all lists the runs at d that are missing.
func (s Sweep) all(known []Result, d int) []Run {
	var runs []Run
	for i := range s.Seeds {
		runs = append(runs, Run{d, s.Recipe.Seed + i})
	}
	return missing(runs, known)
}

// between chooses one or two dimensions around the place where the straight
// line between two points, over log d, crosses the bar. Two are so near to each
// other that no more is needed if the crossing lies between them.
func between(below, above Point, bar float64) []int {
	guess := interpolate(below, above, bar)
	half := math.Sqrt(closeEnough) * .999 // rounding must not make it more
	var dims []int
	for _, d := range []float64{guess / half, guess * half} {
		d := toDigits(d, 3)
		if float64(d) > 1.02*float64(below.Dim) && 1.02*float64(d) < float64(above.Dim) {
			dims = append(dims, d)
		}
	}
	if len(dims) == 0 { // whole numbers too small to be so near to the guess
		dims = []int{(below.Dim + above.Dim) / 2}
	}
	return slices.Compact(dims)
}
