package sweep

import (
	"cmp"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"

	"petri/models/spec"
)

// A File is a sweep with what it has found: what is saved, and what many
// machines' parts are merged into.
type File struct {
	Sweep   Sweep    `json:"sweep"`   // complete
	Results []Result `json:"results"` // by dimension and seed, each run once
	Answer  Answer   `json:"answer"`  // follows from the results
}

// NewFile returns the file of a complete sweep.
func NewFile(s Sweep, results []Result) File {
	results = slices.Clone(results)
	slices.SortFunc(results, func(a, b Result) int { return cmp.Or(cmp.Compare(a.Dim, b.Dim), cmp.Compare(a.Seed, b.Seed)) })
	return File{s, results, s.Answer(results)}
}

// Decode reads a file's JSON. It fills in what the sweep leaves out, checks
// the results, and works out the answer anew.
func Decode(c *spec.Catalogue, text []byte) (File, error) {
	var f File
	if err := json.Unmarshal(text, &f); err != nil {
		return File{}, fmt.Errorf("this is not the file of a sweep: %w", err)
	}
	if f.Sweep.Recipe.V == 0 {
		return File{}, fmt.Errorf("this is not the file of a sweep: it has no recipe")
	}
	s, err := Complete(c, f.Sweep)
	if err != nil {
		return File{}, fmt.Errorf("the file's sweep is not one that Petri can make: %w", err)
	}
	seen := map[Run]bool{}
	for _, r := range f.Results {
		if err := s.check(r); err != nil {
			return File{}, err
		}
		if seen[r.Run] {
			return File{}, fmt.Errorf("%s is in the file twice", r.Run)
		}
		seen[r.Run] = true
	}
	return NewFile(s, f.Results), nil
}

// check says what is wrong with a result of the sweep.
func (s Sweep) check(r Result) error {
	switch first := s.Recipe.Seed; {
	case r.Dim < 0:
		return fmt.Errorf("%s: a dimension is 1 or more, or 0 for the baseline", r.Run)
	case r.Seed < first || r.Seed >= first+s.Seeds:
		return fmt.Errorf("%s: the seeds of this sweep go from %d to %d", r.Run, first, first+s.Seeds-1)
	case r.Accuracy < 0 || r.Accuracy > 1:
		return fmt.Errorf("%s: an accuracy goes from 0 to 1, so %v is out of range", r.Run, r.Accuracy)
	}
	return nil
}

func (r Run) String() string { return fmt.Sprintf("the run at d = %d with seed %d", r.Dim, r.Seed) }

// Merge puts the files of one sweep together, in any order. Files of different
// sweeps are refused, and runs of which they tell different things.
func Merge(first File, rest ...File) (File, error) {
	results := slices.Clone(first.Results)
	for _, f := range rest {
		if !reflect.DeepEqual(f.Sweep, first.Sweep) {
			return File{}, fmt.Errorf("the files are of different sweeps: merge those of one recipe and the same settings")
		}
		for _, r := range f.Results {
			i := slices.IndexFunc(results, func(have Result) bool { return have.Run == r.Run })
			if i < 0 {
				results = append(results, r)
				continue
			}
			have := &results[i]
			if have.Accuracy != r.Accuracy || have.Digest != r.Digest || have.Error != r.Error {
				return File{}, fmt.Errorf("the files tell different things of %s: one has accuracy %.4f (digest %.8s), the other %.4f (digest %.8s)",
					r.Run, have.Accuracy, have.Digest, r.Accuracy, r.Digest)
			}
			have.Seconds = min(have.Seconds, r.Seconds) // so that the order does not matter
		}
	}
	return NewFile(first.Sweep, results), nil
}
