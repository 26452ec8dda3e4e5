//go:build !js

package worker

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"petri/methods/sweep"
	"petri/methods/train"
)

const mergeHelp = `worker merge puts the files of one sweep together.

  go run ./wasm/worker merge -out all.json part-*.json

`

// Merge writes the files of one sweep into one, and a table of it to out.
func Merge(args []string, out, log io.Writer) error {
	flags := flag.NewFlagSet("merge", flag.ContinueOnError)
	to := flags.String("out", "", "`file` to write")
	if helped, err := parse(flags, args, mergeHelp, out); helped || err != nil {
		return err
	}
	if *to == "" || flags.NArg() == 0 {
		return errors.New("merge needs an -out and the files to merge")
	}
	var files []sweep.File
	for _, name := range flags.Args() {
		f, err := readFile(name)
		if err != nil {
			return err
		}
		files = append(files, f)
	}
	all, err := sweep.Merge(files[0], files[1:]...)
	if err != nil {
		return err
	}
	all.Sweep.Table(out, all.Results)
	if open := len(all.Sweep.Next(all.Results)); open > 0 {
		fmt.Fprintf(log, "%d more runs are known to be wanted: give each share the merged file as its -out, and go on\n", open)
	}
	return writeFile(*to, all)
}

// parse reads the arguments. If they ask for help, it writes that instead.
func parse(flags *flag.FlagSet, args []string, help string, out io.Writer) (helped bool, err error) {
	flags.SetOutput(io.Discard) // whoever calls shows the error, without all the flags
	err = flags.Parse(args)
	if !errors.Is(err, flag.ErrHelp) {
		return false, err
	}
	fmt.Fprint(out, help)
	flags.SetOutput(out)
	flags.PrintDefaults()
	return true, nil
}

func readFile(name string) (sweep.File, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return sweep.File{}, err
	}
	f, err := sweep.Decode(train.Catalogue(), b)
	if err != nil {
		err = fmt.Errorf("%s: %w", name, err)
	}
	return f, err
}

// writeFile puts a file in place whole, so that a stop leaves no half one.
func writeFile(name string, f sweep.File) error {
	b, err := json.MarshalIndent(f, "", "\t")
	if err != nil {
		return err
	}
	if err := os.WriteFile(name+".part", b, 0o644); err != nil {
		return err
	}
	return os.Rename(name+".part", name)
}
