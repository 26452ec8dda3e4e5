package sweep

import (
	"errors"
	"reflect"
	"slices"
	"sync/atomic"
	"testing"

	"petri/models/spec"
)

func ignore([]Result) error { return nil }

func exact(r Run) (Result, error) { return curve(r), nil }

func byRun(a, b Result) int { return 100*(a.Dim-b.Dim) + a.Seed - b.Seed }

func TestTakeTakesTheWholeSweepWithSoManyAtOnce(t *testing.T) {
	want := take(base(), curve, 1)
	for _, atOnce := range []int{1, 3} {
		var under, most atomic.Int32
		got, err := base().Take(nil, Whole, atOnce, func(r Run) (Result, error) {
			if n := under.Add(1); n > most.Load() {
				most.Store(n)
			}
			defer under.Add(-1)
			return exact(r)
		}, ignore)
		slices.SortFunc(got, byRun)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%d at once: %v, %v instead of %v", atOnce, err, got, want)
		}
		if most.Load() > int32(atOnce) {
			t.Errorf("%d runs at once, not %d", most.Load(), atOnce)
		}
	}
}

func TestTakeDoesNothingTwice(t *testing.T) {
	want := take(base(), curve, 1)
	calls := 0
	got, err := base().Take(want[:5:5], Whole, 1, func(r Run) (Result, error) { calls++; return exact(r) }, ignore)
	if err != nil || len(got) != len(want) || calls != len(want)-5 {
		t.Errorf("%d runs for %d results, %v", calls, len(got)-5, err)
	}
}

// A share is stopped at any time, and takes the same runs when it goes on.
func TestSharesOfARoundAreItsPartsWhateverIsDone(t *testing.T) {
	for _, search := range []string{Grid, Refine} {
		s := base().With(spec.Values{"search": search})
		round := s.Round(nil)
		var all []Result
		for i := range 3 {
			part := Share{i + 1, 3}.Of(round)
			done, err := s.Take([]Result{curve(part[1])}, Share{i + 1, 3}, 1, exact, ignore)
			if err != nil || len(done) != len(part) {
				t.Errorf("share %d of a %s took %d of its %d runs, %v", i+1, search, len(done), len(part), err)
			}
			all = append(all, done...)
		}
		if len(missing(round, all)) > 0 || len(all) != len(round) {
			t.Errorf("the shares of a %s hold %d runs, not %d", search, len(all), len(round))
		}
	}
}

func TestTakeStopsAtAnError(t *testing.T) {
	bad := errors.New("no data")
	n := 0
	fail := func(r Run) (Result, error) {
		if n++; n == 3 {
			return Result{}, bad
		}
		return exact(r)
	}
	if done, err := base().Take(nil, Whole, 1, fail, ignore); len(done) != 2 || err != bad {
		t.Errorf("%d results, %v", len(done), err)
	}
	if done, err := base().Take(nil, Whole, 2, exact, func([]Result) error { return bad }); len(done) != 1 || err != bad {
		t.Errorf("%d results were not written, %v", len(done), err)
	}
}

func TestShareIsIndexOfCount(t *testing.T) {
	s := Whole
	if err := s.Set("2/4"); err != nil || s != (Share{2, 4}) || s.String() != "2/4" {
		t.Errorf("got %v, %v", s, err)
	}
	for _, bad := range []string{"", "1", "0/4", "5/4", "1/0", "-1/2", "1/4 ", "01/4", "a/b", "1/2/3"} {
		if err := s.Set(bad); err == nil || s != (Share{2, 4}) {
			t.Errorf("%q was taken for %v", bad, s)
		}
	}
}
