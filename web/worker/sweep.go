//go:build !js

package worker

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"reflect"
	"runtime"
	"strconv"
	"time"

	"petri/methods/sweep"
	"petri/methods/train"
	"petri/models/data"
	"petri/models/spec"
)

const sweepHelp = `worker sweep measures the intrinsic dimension of a recipe.

  go run ./wasm/worker sweep -config '{"model":{"name":"lenet"}}' -seeds 5 -out lenet.json

Each result is written to -out at once: the same command takes the sweep up
again after it was stopped.

Machines share a sweep with -jobs, each with an -out of its own, and worker
merge puts the files together. A grid is shared in one go. A search goes in
rounds, and what a round holds follows from the whole of the last: when all
shares are done, merge their files, give the merged one to each as its -out,
and start them again, until nothing is left to do.

`

// A sweeping is a sweep as the command line asks for it.
type sweeping struct {
	sweep.Sweep
	share  sweep.Share
	out    string // file of results; "" is none
	atOnce int
	source *train.Source
	log    io.Writer
	since  time.Time
	had    int // results when it began
}

// Sweep measures an intrinsic dimension as args say. It writes a table to out
// and, run by run, what it does to log.
func Sweep(args []string, out, log io.Writer) error {
	w := sweeping{share: sweep.Whole, log: log}
	if helped, err := w.parse(args, out); helped || err != nil {
		return err
	}
	done, err := w.resume()
	if err != nil {
		return err
	}
	if w.out != "" { // what cannot be kept is better known before hours of runs
		if err := writeFile(w.out, sweep.NewFile(w.Sweep, done)); err != nil {
			return err
		}
	}
	w.since, w.had = time.Now(), len(done)
	done, err = w.Take(done, w.share, w.atOnce, func(r sweep.Run) (sweep.Result, error) { return w.source.Run(w.Sweep, r) }, w.ended)
	if err != nil {
		return err
	}
	if open := len(w.Next(done)); open > 0 {
		fmt.Fprintf(log, "share %v is done; the other shares have %d more runs of this round\n", w.share, open)
	}
	w.Table(out, done)
	return nil
}

// parse reads the arguments, unless they ask for help.
func (w *sweeping) parse(args []string, help io.Writer) (helped bool, err error) {
	flags := flag.NewFlagSet("sweep", flag.ContinueOnError)
	recipe := flags.String("config", "{}", "the recipe as `JSON`, of which anything may be left out; worker -h shows it whole")
	settings := sweepFlags(flags)
	flags.Var(&w.share, "jobs", "which share of the runs to do, as `index/count`")
	flags.IntVar(&w.atOnce, "parallel", runtime.GOMAXPROCS(0), "how many runs to do at once")
	flags.StringVar(&w.out, "out", "", "`file` of the results, which is taken up if it is there")
	dir := flags.String("static", "static", "`folder` of the site's files, with data and weights")
	if helped, err := parse(flags, args, sweepHelp, help); helped || err != nil {
		return helped, err
	}
	if flags.NArg() > 0 {
		return false, fmt.Errorf("sweep takes flags alone, not %q", flags.Arg(0))
	}
	if w.atOnce < 1 {
		return false, fmt.Errorf("parallel is 1 or more, not %d", w.atOnce)
	}
	w.source = train.NewSource(data.Site(os.DirFS(*dir)))
	if err := spec.Read([]byte(*recipe), &w.Recipe); err != nil {
		return false, fmt.Errorf("config is not a recipe as JSON: %w", err)
	}
	w.Sweep, err = sweep.Complete(train.Catalogue(), w.With(settings))
	return false, err
}

// sweepFlags adds a flag for each setting of a sweep, and returns what they
// are given.
func sweepFlags(flags *flag.FlagSet) spec.Values {
	given := spec.Values{}
	for _, k := range sweep.Knobs() {
		flags.Func(k.Name, fmt.Sprintf("%s (`%s`, default %s)", k.Help, k.Takes(), spec.Word(k.Default)), func(text string) (err error) {
			var v any = text
			if f, err := strconv.ParseFloat(text, 64); err == nil {
				v = f
			}
			given[k.Name], err = k.Check(v)
			return err
		})
	}
	return given
}

// resume returns the results that -out holds already.
func (w *sweeping) resume() ([]sweep.Result, error) {
	if w.out == "" {
		return nil, nil
	}
	f, err := readFile(w.out)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil && !reflect.DeepEqual(f.Sweep, w.Sweep) {
		err = fmt.Errorf("%s holds another sweep: choose another -out, or the recipe and settings that it was begun with", w.out)
	}
	return f.Results, err
}

// ended tells of the last result, and keeps all.
func (w *sweeping) ended(results []sweep.Result) error {
	r := results[len(results)-1]
	left := len(w.share.Left(w.Sweep, results))
	each := time.Since(w.since) / time.Duration(len(results)-w.had)
	outcome := fmt.Sprintf("accuracy %.4f", r.Accuracy)
	if r.Error != "" {
		outcome = r.Error
	}
	fmt.Fprintf(w.log, "run %d: d %d, seed %d: %s in %.1f s; %d more known by now, %v left\n",
		len(results), r.Dim, r.Seed, outcome, r.Seconds, left, (each * time.Duration(left)).Round(time.Second))
	if w.out == "" {
		return nil
	}
	return writeFile(w.out, sweep.NewFile(w.Sweep, results))
}
