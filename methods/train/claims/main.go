// Command claims tests what the papers say, natively and at full size.
//
// Each run is kept in a folder under a key that follows from its config, so a
// stopped command goes on where it was, and several machines can share the
// work: give each another index of -jobs, and the same or a merged -cache
// folder to the one that prints the table.
//
//	go run ./methods/train/claims             # all runs, then the table
//	go run ./methods/train/claims -jobs 1/4   # the first quarter of the runs
package main

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"time"

	"petri/methods/train"
	"petri/models/data"
	"petri/models/spec"
)

// A result is what is kept of a run.
type result struct {
	Config  spec.Config        `json:"config"`
	Metrics map[string]float64 `json:"metrics"`
	Digest  string             `json:"digest"`
	Seconds float64            `json:"seconds"`
}

func main() {
	log.SetFlags(0)
	cache := flag.String("cache", filepath.Join("dist", "claims"), "folder of results")
	files := flag.String("data", filepath.Join("static", "data"), "folder of the data sets")
	jobs := flag.String("jobs", "1/1", "index/count: which share of the runs to do")
	flag.Parse()
	var index, count int
	fmt.Sscanf(*jobs, "%d/%d", &index, &count)
	if *jobs != fmt.Sprintf("%d/%d", index, count) || index < 1 || index > count {
		log.Fatalf("claims: jobs is index/count, such as 1/4 to 4/4, not %s", *jobs)
	}
	results, err := work(*cache, data.Gzip(os.DirFS(*files)), index, count)
	if err != nil {
		log.Fatal("claims: ", err)
	}
	if len(results) < len(runs()) {
		log.Printf("claims: %d of %d runs are done; the table is printed when all are", len(results), len(runs()))
		return
	}
	if !report(os.Stdout, results) {
		os.Exit(1)
	}
}

// work does the runs of a share that the cache lacks, and returns all results
// that it then holds.
func work(cache string, files fs.FS, index, count int) (map[string]result, error) {
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return nil, err
	}
	results := map[string]result{}
	for i, cfg := range runs() {
		file := filepath.Join(cache, key(cfg)+".json")
		r, err := read(file)
		if errors.Is(err, fs.ErrNotExist) {
			if i%count != index-1 {
				continue
			}
			r, err = run(cfg, files)
			if err == nil {
				log.Printf("run %d of %d: %.0f s, accuracy %.4f", i+1, len(runs()), r.Seconds, r.Metrics["accuracy"])
				err = write(file, r)
			}
		}
		if err != nil {
			return nil, err
		}
		results[key(cfg)] = r
	}
	return results, nil
}

// key names a run by what decides its numbers.
func key(cfg spec.Config) string {
	return fmt.Sprintf("%x", sha256.Sum256(complete(cfg).JSON()))[:16]
}

func complete(cfg spec.Config) spec.Config {
	cfg, err := train.Catalogue().Complete(cfg)
	if err != nil { // the configs stand in this program
		log.Fatal("claims: ", err)
	}
	return cfg
}

func run(cfg spec.Config, files fs.FS) (r result, err error) {
	start := time.Now()
	cfg = complete(cfg)
	set, err := data.Load(context.Background(), files, cfg.Data.Name, cfg.Data.Train, cfg.Data.Test, nil)
	if err != nil {
		return r, err
	}
	s, err := train.New(cfg, set)
	if err != nil {
		return r, err
	}
	for s.Finished() == "" {
		if _, err := s.Step(); err != nil {
			return r, err
		}
	}
	metrics, err := s.Evaluate()
	return result{cfg, metrics, s.Digest(), time.Since(start).Seconds()}, err
}

func read(file string) (r result, err error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return r, err
	}
	if err := json.Unmarshal(b, &r); err != nil {
		return r, fmt.Errorf("%s is damaged, remove it: %w", file, err)
	}
	return r, nil
}

// write puts the result in place whole, so that a stop leaves no half file.
func write(file string, r result) error {
	b, err := json.MarshalIndent(r, "", "\t")
	if err != nil {
		return err
	}
	if err := os.WriteFile(file+".part", b, 0o644); err != nil {
		return err
	}
	return os.Rename(file+".part", file)
}
