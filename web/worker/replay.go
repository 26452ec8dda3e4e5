//go:build !js

package worker

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"petri/methods/train"
	"petri/models/data"
	"petri/models/spec"
	"petri/web/protocol"
)

const replayHelp = `worker replay takes results again that were handed in, and says of each whether
all that it tells is what comes of its config: every loss, every measurement, the
parameters and the digest.

  go run ./wasm/worker replay anna.json ben.json
  go run ./wasm/worker replay -csv folder > marks.csv

A result is what the page saves as “Metrics as JSON”, and what petri.run returns. Of
a folder every *.json in it is taken. Of each result one of these is said:

  holds              all is as told
  does not hold      something is not as told, though this is the build that made it
  other build        something is not as told, and another build made it: take it
                     again with that one
  cannot be read     the file is not there, or is no result
  cannot be checked  the run is not over, or something is missing to take it again

Several results are a table. A result with the digest or the losses of one before it
is marked as its duplicate. Whoever trains the same config comes to the same digest,
so give each student a seed.

The exit status is 0 if all hold, 1 if one does not hold, 3 if none of these, but one
is of another build and differs, 4 if none of these, but one cannot be read or
checked, and 2 if the command itself is wrong. (go run ends with 1 for all of them.)

`

// A verdict is what is said of a result.
type verdict string

const (
	holds     verdict = "holds"
	untrue    verdict = "does not hold"
	foreign   verdict = "other build"
	unread    verdict = "cannot be read"
	unchecked verdict = "cannot be checked"
)

// A marked result is one with its verdict.
type marked struct {
	handIn
	file    string
	verdict verdict
	why     error  // nil if it holds
	of      string // the file that it is a duplicate of
}

// An Exit is an error with the exit status of the program.
type Exit struct {
	Status int
	error
}

// Replay takes results again and says of each on out what came of it.
func Replay(args []string, out, log io.Writer) error {
	flags := flag.NewFlagSet("replay", flag.ContinueOnError)
	static := flags.String("static", "static", "folder of the site's files, with data and weights")
	csv := flags.Bool("csv", false, "write a table for other programs")
	if helped, err := parse(flags, args, replayHelp, out); helped {
		return nil
	} else if err != nil {
		return Exit{2, err}
	}
	if flags.NArg() == 0 {
		return Exit{2, errors.New("replay needs the files that were handed in")}
	}
	source, all := train.NewSource(data.Site(os.DirFS(*static))), handedInAs(flags.Args())
	for i := range all {
		m := &all[i]
		if m.verdict == "" {
			m.judge(source)
		}
		m.duplicates(all[:i])
		if len(all) > 1 {
			fmt.Fprintf(log, "%d of %d: %s\n", i+1, len(all), m.file)
		}
	}
	switch {
	case *csv:
		if err := writeMarks(out, all); err != nil {
			return err
		}
	case len(all) == 1:
		fmt.Fprintln(out, all[0])
	default:
		tabulate(out, all)
	}
	return sum(all)
}

// handedInAs lists the files that are meant by names: of files, of folders, and with
// the stars that some shells leave in them. A name that means none stands for itself,
// with the reason.
func handedInAs(names []string) (all []marked) {
	seen := map[string]bool{}
	for _, name := range names {
		files, err := meant(name)
		if err != nil {
			all = append(all, marked{file: name, verdict: unread, why: err})
		}
		for _, file := range files {
			if path := filepath.Clean(file); !seen[path] {
				seen[path] = true
				all = append(all, marked{file: file})
			}
		}
	}
	return all
}

func meant(name string) (files []string, err error) {
	info, err := os.Stat(name)
	switch {
	case err != nil && strings.ContainsAny(name, "*?["):
		if files, err = filepath.Glob(name); err == nil && len(files) == 0 {
			err = errors.New("no file has such a name")
		}
		return files, err
	case err != nil:
		return nil, err
	case !info.IsDir():
		return []string{name}, nil
	}
	err = filepath.WalkDir(name, func(file string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.EqualFold(filepath.Ext(file), ".json") {
			files = append(files, file)
		}
		return err
	})
	if err == nil && len(files) == 0 {
		err = errors.New("this folder holds no *.json")
	}
	return files, err
}

// judge reads a result and takes it again.
func (m *marked) judge(source *train.Source) {
	if m.handIn, m.why = parseHandIn(m.file); m.why != nil {
		m.verdict = unread
		return
	}
	if m.Step < 1 || m.Digest == "" {
		m.verdict, m.why = unchecked, errors.New("the run is not over: a result is handed in when it is, with its digest")
		return
	}
	m.why = m.complete()
	if m.why == nil {
		s, err := source.Open(context.Background(), m.Config)
		if wrong := (*spec.FieldError)(nil); err != nil && !errors.As(err, &wrong) {
			m.verdict, m.why = unchecked, err // a file of data or weights is missing here
			return
		}
		if m.why = err; err == nil {
			m.why = m.replay(s)
		}
	}
	switch known := m.Version != "" && m.Version != unnamed && protocol.Version != unnamed; {
	case m.why == nil:
		m.verdict = holds
	case m.Opened != "":
		m.verdict, m.why = unchecked, fmt.Errorf("the run began from a file that was opened, so what came before is not known here; taken from the start, %w", m.why)
	case known && m.Version == protocol.Version:
		m.verdict = untrue
	default:
		m.verdict = foreign
	}
}

// duplicates notes which result before it is the same.
func (m *marked) duplicates(before []marked) {
	for _, b := range before {
		same := m.Digest != "" && m.Digest == b.Digest
		same = same || len(m.Losses) > 0 && string(m.Config.JSON()) == string(b.Config.JSON()) && slices.EqualFunc(m.Losses, b.Losses, func(x, y protocol.Number) bool { return x == y || x != x && y != y })
		if same {
			m.of = cmp.Or(b.of, b.file)
			return
		}
	}
}

// sum says how many results are not as told, and why; nil if all hold.
func sum(all []marked) error {
	count := map[verdict]int{}
	for _, m := range all {
		count[m.verdict]++
	}
	var parts []string
	status := 0
	for _, v := range []struct {
		verdict
		status int
		says   string
	}{{untrue, 1, "does not hold"}, {foreign, 3, "is of another build and differs"}, {unread, 4, "cannot be read"}, {unchecked, 4, "cannot be checked"}} {
		if n := count[v.verdict]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d of %d %s", n, len(all), v.says))
			status = cmp.Or(status, v.status)
		}
	}
	if status == 0 {
		return nil
	}
	return Exit{status, errors.New(strings.Join(parts, ", "))}
}
