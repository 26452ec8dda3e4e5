package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"petri/methods/sweep"
	"petri/methods/train"
	"petri/models/spec"
)

// A file is what is kept of a run.
type file struct {
	Config  spec.Config        `json:"config"`
	Result  sweep.Result       `json:"result,omitzero"`
	Metrics map[string]float64 `json:"metrics,omitempty"` // of a trial
}

// file names what is kept of a run: by all that decides its numbers.
func (w worker) file(cfg spec.Config) string {
	return filepath.Join(w.cache, fmt.Sprintf("%x", sha256.Sum256(cfg.JSON()))[:16]+".json")
}

func load(name string) (f file, err error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return f, err
	}
	if err := json.Unmarshal(b, &f); err != nil {
		return f, fmt.Errorf("%s is damaged, remove it: %w", name, err)
	}
	return f, nil
}

// save puts a file in place whole, so that a stop leaves no half of it.
func save(name string, f file) error {
	b, err := json.MarshalIndent(f, "", "\t")
	if err != nil {
		return err
	}
	if err := os.WriteFile(name+".part", b, 0o644); err != nil {
		return err
	}
	return os.Rename(name+".part", name)
}

// place returns the config of a run, and the file that is named by it: the runs
// that two studies share are done once.
func (w worker) place(st study, r sweep.Run) (cfg spec.Config, name string, err error) {
	if cfg, err = st.Config(train.Catalogue(), r); err != nil {
		return cfg, "", err
	}
	return cfg, w.file(cfg), nil
}

func (w worker) read(st study, r sweep.Run) (sweep.Result, error) {
	_, name, err := w.place(st, r)
	if err != nil {
		return sweep.Result{}, err
	}
	f, err := load(name)
	return f.Result, err
}

func (w worker) write(st study, result sweep.Result) error {
	cfg, name, err := w.place(st, result.Run)
	if err != nil {
		return err
	}
	return save(name, file{Config: cfg, Result: result})
}
