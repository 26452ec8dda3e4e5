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
	Config spec.Config  `json:"config"`
	Result sweep.Result `json:"result"`
}

// place returns the config of a run, and the file that is named by it: by all
// that decides its numbers. So the runs that two studies share are done once.
func (w worker) place(st study, r sweep.Run) (cfg spec.Config, name string, err error) {
	if cfg, err = st.Config(train.Catalogue(), r); err != nil {
		return cfg, "", err
	}
	return cfg, filepath.Join(w.cache, fmt.Sprintf("%x", sha256.Sum256(cfg.JSON()))[:16]+".json"), nil
}

func (w worker) read(st study, r sweep.Run) (sweep.Result, error) {
	_, name, err := w.place(st, r)
	if err != nil {
		return sweep.Result{}, err
	}
	b, err := os.ReadFile(name)
	if err != nil {
		return sweep.Result{}, err
	}
	var f file
	if err := json.Unmarshal(b, &f); err != nil {
		return sweep.Result{}, fmt.Errorf("%s is damaged, remove it: %w", name, err)
	}
	return f.Result, nil
}

// write puts the result in place whole, so that a stop leaves no half file.
func (w worker) write(st study, result sweep.Result) error {
	cfg, name, err := w.place(st, result.Run)
	if err != nil {
		return err
	}
	b, err := json.MarshalIndent(file{cfg, result}, "", "\t")
	if err != nil {
		return err
	}
	if err := os.WriteFile(name+".part", b, 0o644); err != nil {
		return err
	}
	return os.Rename(name+".part", name)
}
