package sweep

import (
	"fmt"
	"slices"
)

// A Share is one machine's part of the runs of a round. It is a flag.Value.
type Share struct{ Index, Count int } // Index is in [1, Count]

// Whole is the share of a machine that works alone.
var Whole = Share{1, 1}

// Of returns the share's part of the runs: every Count-th.
func (s Share) Of(runs []Run) []Run {
	var part []Run
	for i := s.Index - 1; i < len(runs); i += s.Count {
		part = append(part, runs[i])
	}
	return part
}

// Left lists the runs of the share that are wanted now.
func (s Share) Left(of Sweep, done []Result) []Run { return missing(s.Of(of.Round(done)), done) }

func (s Share) String() string { return fmt.Sprintf("%d/%d", s.Index, s.Count) }

// Set reads a share as it is written, index/count.
func (s *Share) Set(text string) error {
	var given Share
	fmt.Sscanf(text, "%d/%d", &given.Index, &given.Count)
	if given.String() != text || given.Index < 1 || given.Index > given.Count {
		return fmt.Errorf("a share is index/count, such as 1/4 to 4/4, not %q", text)
	}
	*s = given
	return nil
}

// Take takes the runs of a share, so many at once, until it has no more to do:
// either the sweep is over, or the round waits for the runs of other shares.
// It calls ended after each run with all results so far, which begin with
// those that were done before, and returns the last of these. An error of run
// or ended stops it: no more runs are begun.
func (s Sweep) Take(done []Result, share Share, atOnce int, run func(Run) (Result, error), ended func([]Result) error) ([]Result, error) {
	type end struct {
		Result
		err error
	}
	ends := make(chan end, atOnce) // with room, so that runs end after an error too
	var under []Run
	for {
		for _, r := range share.Left(s, done) {
			if len(under) < atOnce && !slices.Contains(under, r) {
				under = append(under, r)
				go func() {
					result, err := run(r)
					ends <- end{result, err}
				}()
			}
		}
		if len(under) == 0 {
			return done, nil
		}
		e := <-ends
		if e.err != nil {
			return done, e.err
		}
		under = slices.DeleteFunc(under, func(r Run) bool { return r == e.Run })
		done = append(done, e.Result)
		if err := ended(done); err != nil {
			return done, err
		}
	}
}
