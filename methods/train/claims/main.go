// Command claims tests what the papers say, natively and at full size.
//
// Each run is kept in a folder under a key that follows from its config, so a
// stopped command goes on where it was, and several machines can share the
// work: give each another index of -jobs, and the same or a merged -cache
// folder. A search goes in rounds, and what a round holds follows from the
// whole of the last: when the shares are done, merge their folders and start
// them again, until the table is printed.
//
//	go run ./methods/train/claims             # all runs, then the table
//	go run ./methods/train/claims -jobs 1/4   # the first quarter of the runs
package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"petri/methods/sweep"
	"petri/methods/train"
	"petri/models/data"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("claims: ")
	folder := flag.String("cache", filepath.Join("dist", "claims"), "folder of results")
	files := flag.String("static", "static", "folder of the site's files, with data and weights")
	atOnce := flag.Int("parallel", runtime.GOMAXPROCS(0), "runs at once")
	only := flag.String("only", "", "topic: train for the claims on it alone; "+topicNames())
	share := sweep.Whole
	flag.Var(&share, "jobs", "index/count: which share of the runs to do")
	flag.Parse()
	chosen, err := choose(*only)
	if err == nil && flag.NArg() > 0 {
		err = fmt.Errorf("claims takes flags alone, not %q", flag.Arg(0))
	}
	if err != nil {
		log.Fatal(err)
	}
	w := worker{*folder, train.NewSource(data.Site(os.DirFS(*files))), share, max(1, *atOnce)}
	if err := os.MkdirAll(w.cache, 0o755); err != nil {
		log.Fatal(err)
	}
	all, open := map[string]measured{}, 0
	for _, t := range chosen {
		left, err := t.do(w, all)
		if err != nil {
			log.Fatal(err)
		}
		open += left
	}
	if open > 0 {
		log.Printf("%d runs of this round are left to other shares: the table is printed when there are none", open)
		return
	}
	if !report(os.Stdout, chosen, all) {
		os.Exit(1)
	}
}

// A worker does one machine's share of the studies.
type worker struct {
	cache  string // folder
	source *train.Source
	share  sweep.Share
	atOnce int
}

// masks does the trials of masks and the best linear predictor. It adds what is then
// measured to all, and returns how many trials are left to other shares.
func (w worker) masks(all map[string]measured) (open int, err error) {
	linear, err := w.linear(masked("white", 0, 1))
	if err != nil {
		return 0, err
	}
	all[linearName] = measured{trials: []map[string]float64{{"maskedError": linear}}}
	return w.trials(trials(), all)
}

// prompts does the trials of prompts.
func (w worker) prompts(all map[string]measured) (open int, err error) {
	return w.trials(slices.Concat(readings(), writings()), all)
}

func (w worker) trials(list []trial, all map[string]measured) (open int, err error) {
	done, open, err := w.try(list)
	for name, metrics := range done {
		all[name] = measured{trials: metrics}
	}
	return open, err
}

// work does the runs of the share that the cache lacks. It adds what is then
// measured to all, and returns how many runs that are known by now are left to
// other shares.
func (w worker) work(studies []study, all map[string]measured) (open int, err error) {
	for _, st := range studies {
		if st.Sweep, err = sweep.Complete(train.Catalogue(), st.Sweep); err != nil {
			return 0, err
		}
		results, err := w.take(st)
		if err != nil {
			return 0, err
		}
		all[st.name] = measured{study: st, results: results, answer: st.Answer(results)}
		open += len(st.Next(results))
	}
	return open, nil
}

// take returns the results of a study, of which it makes those that the cache
// lacks.
func (w worker) take(st study) ([]sweep.Result, error) {
	kept, err := w.kept(st)
	if err != nil {
		return nil, err
	}
	return st.Take(kept, w.share, w.atOnce, func(r sweep.Run) (sweep.Result, error) {
		result, err := w.source.Run(st.Sweep, r)
		if err == nil {
			log.Printf("%s, d %d, seed %d: accuracy %.4f in %.0f s %s", st.name, r.Dim, r.Seed, result.Accuracy, result.Seconds, result.Error)
			err = w.write(st, result)
		}
		return result, err
	}, func([]sweep.Result) error { return nil })
}

// kept returns the results of a study that the cache holds, by any share.
func (w worker) kept(st study) (done []sweep.Result, err error) {
	for before := -1; before < len(done); {
		before = len(done)
		for _, r := range st.Next(done) {
			result, err := w.read(st, r)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				return nil, err
			}
			done = append(done, result)
		}
	}
	return done, nil
}
