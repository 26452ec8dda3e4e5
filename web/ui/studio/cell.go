package studio

import (
	"math"

	"petri/web/ui/compare"
)

// A Value is what a run came to.
type Value struct {
	Seed  int
	Value float64
}

// value is a metric where a run ends: after its last step or, in what is not
// trained, before the first. A run that came to nothing has none.
func (s *Study) value(r *Run, metric string) (v float64, ok bool) {
	if !r.Counts() {
		return 0, false
	}
	at := 0
	if !s.Column(r.Column).Frozen {
		for _, p := range r.Points {
			at = max(at, p.Step)
		}
	}
	v, ok = r.At(metric, at)
	return v, ok && !math.IsNaN(v)
}

// trained is how many numbers a run has trained.
func (s *Study) trained(r *Run) int {
	if s.Column(r.Column).Frozen {
		return 0
	}
	return r.Trained
}

// Values lists what the runs of a column with so many shots came to.
func (s *Study) Values(c Column, shots int, metric string) []Value {
	var all []Value
	for _, r := range s.Runs {
		if v, ok := s.value(r, metric); ok && r.Column == c.Name() && (r.Shots == shots || c.Frozen) {
			all = append(all, Value{r.Seed, v})
		}
	}
	return all
}

// Cell is a metric of a column with so many shots, over the seeds that count.
func (s *Study) Cell(c Column, shots int, metric string) compare.Stat {
	var values []float64
	for _, v := range s.Values(c, shots, metric) {
		values = append(values, v.Value)
	}
	return compare.StatOf(values)
}

// Trained is how many numbers a column trains; 0 if that is not known, or none.
func (s *Study) Trained(c Column) int {
	for _, r := range s.Runs {
		if r.Over && r.Column == c.Name() && s.trained(r) > 0 {
			return r.Trained
		}
	}
	return 0
}

// Shown are the columns that have a value with so many shots.
func (s *Study) Shown(shots int, metric string) []Column {
	var all []Column
	for _, c := range s.Columns {
		if s.Cell(c, shots, metric).N > 0 {
			all = append(all, c)
		}
	}
	return all
}

// Most is the largest count of shots.
func (s *Study) Most() int { return s.Shots[len(s.Shots)-1] }

// Known tells whether any run counts.
func (s *Study) Known() bool {
	for _, shots := range s.Shots {
		if len(s.Shown(shots, "accuracy")) > 0 {
			return true
		}
	}
	return false
}

// Seconds is how long the runs of a column with so many shots took, those that count.
func (s *Study) Seconds(c Column, shots int) compare.Stat {
	var values []float64
	for _, r := range s.Runs {
		if r.Counts() && r.Column == c.Name() && r.Shots == shots {
			values = append(values, r.Seconds)
		}
	}
	return compare.StatOf(values)
}
