// Command pretrain trains the models that the page ships, natively, and writes
// them to static/weights: files that the page opens like any that a person saved.
// A model whose file is there is left alone, and one that was stopped in the middle goes
// on from its last measurement (dist/pretrain). Run it from the root of the module:
//
//	go run ./methods/train/pretrain
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"

	"petri/methods/train"
	"petri/models/data"
	"petri/models/spec"
)

// A shipped model is the end of a run.
type shipped struct {
	name string
	cfg  spec.Config
	half bool // its values are written as float16
}

// models are the runs: for the masks lab 5 epochs of all of MNIST, by a network
// that takes too long for a page; for the prompts lab pictures and captions.
var models = []shipped{
	{"mae-mnist", spec.Config{
		Data:  spec.Data{Name: "mnist", Train: 60_000},
		Model: spec.Part{Name: "mae", Knobs: spec.Values{"heads": 8.0, "decoder-depth": 2.0}},
		Stop:  spec.Stop{Steps: 37_500, Every: 2_500, Probe: new(5)},
	}, false},
	{"clip", spec.Config{
		Data:   spec.Data{Name: "captioned", Train: 20_000, Test: 4_000},
		Model:  spec.Part{Name: "clip"},
		Start:  spec.Start{From: spec.RandomStart},
		Method: spec.Part{Name: "full"},
		Optim:  spec.Optim{Part: spec.Part{Name: "adamw", Knobs: spec.Values{"lr": .001}}, Batch: 64, Schedule: "warm-up"},
		Stop:   spec.Stop{Steps: 3_000, Every: 250},
	}, false},
	{"lm-32", languageModel("32"), true},
	{"lm-64", languageModel("64"), true},
	{"lm-128", languageModel("128"), true},
}

// languageModel is the run of a language model of that width: the same recipe for all.
func languageModel(width string) spec.Config {
	return spec.Config{
		Data:   spec.Data{Name: "corpus", Train: 80_000},
		Model:  spec.Part{Name: "lm", Knobs: spec.Values{"width": width}},
		Start:  spec.Start{From: spec.RandomStart},
		Method: spec.Part{Name: "full"},
		Optim:  spec.Optim{Part: spec.Part{Name: "adamw", Knobs: spec.Values{"lr": .002}}, Batch: 32, Schedule: "warm-up"},
		Stop:   spec.Stop{Steps: 10_000, Every: 500},
	}
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("pretrain: ")
	only := flag.String("only", "", "the one model to train; all, if it is empty")
	out := flag.String("out", filepath.Join("static", "weights"), "folder to write to")
	files := flag.String("static", "static", "folder of the site's files")
	flag.Parse()
	source := train.NewSource(data.Site(os.DirFS(*files)))
	for _, m := range models {
		if *only != "" && *only != m.name {
			continue
		}
		name := filepath.Join(*out, m.name+".safetensors")
		if _, err := os.Stat(name); err == nil {
			log.Printf("%s is there: remove it to train it again", name)
			continue
		}
		if err := pretrain(source, m, name); err != nil {
			log.Fatal(err)
		}
	}
}

// resume opens the run of a config, at the step of the snapshot if there is one.
func resume(source *train.Source, cfg spec.Config, snapshot string) (*train.Session, error) {
	kept, err := os.ReadFile(snapshot)
	if errors.Is(err, fs.ErrNotExist) {
		return source.Open(context.Background(), cfg)
	}
	if err != nil {
		return nil, err
	}
	f, err := train.Read(kept)
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(f.Config.JSON(), cfg.JSON()) {
		return nil, fmt.Errorf("%s is of another run: remove it to begin anew", snapshot)
	}
	set, theta0, err := source.Get(context.Background(), cfg, train.Watch{})
	if err != nil {
		return nil, err
	}
	return f.Open(set, theta0)
}

// pretrain takes a run to its end and writes what it has trained. Whenever it measures
// it leaves a snapshot, from which it goes on if it was stopped.
func pretrain(source *train.Source, m shipped, name string) error {
	cfg, err := train.Catalogue().Complete(m.cfg)
	if err != nil {
		return err
	}
	snapshot := filepath.Join("dist", "pretrain", m.name+".snapshot")
	session, err := resume(source, cfg, snapshot)
	if err != nil {
		return err
	}
	for session.Finished() == "" {
		if _, err := session.Step(); err != nil {
			return err
		}
		if !session.Due() {
			continue
		}
		metrics, err := session.Evaluate()
		if err != nil {
			return err
		}
		log.Printf("step %d of %d: %v", session.Steps(), cfg.Stop.Steps, metrics)
		if err := keep(snapshot, session.Snapshot); err != nil {
			return err
		}
	}
	write := session.Model
	if m.half {
		write = session.Half
	}
	if err := keep(name, write); err != nil {
		return err
	}
	log.Printf("%s: digest %s", name, session.Digest())
	return os.Remove(snapshot)
}

// keep writes a file in one move: nothing half written may pass for a model.
func keep(name string, write func() ([]byte, error)) error {
	file, err := write()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(name+".part", file, 0o644); err != nil {
		return err
	}
	return os.Rename(name+".part", name)
}
