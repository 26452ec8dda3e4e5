// Command pretrain trains the models that the page ships, natively, and writes
// them to static/weights: files that the page opens like any that a person saved.
// A model whose file is there is left alone. Run it from the root of the module:
//
//	go run ./methods/train/pretrain
package main

import (
	"context"
	"flag"
	"fmt"
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

// pretrain takes a run to its end and writes what it has trained.
func pretrain(source *train.Source, m shipped, name string) error {
	cfg, err := train.Catalogue().Complete(m.cfg)
	if err != nil {
		return err
	}
	session, err := source.Open(context.Background(), cfg)
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
	}
	write := session.Model
	if m.half {
		write = session.Half
	}
	file, err := write()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	fmt.Println(name, len(file), "bytes, digest", session.Digest())
	part := name + ".part" // nothing half written may pass for a model
	if err := os.WriteFile(part, file, 0o644); err != nil {
		return err
	}
	return os.Rename(part, name)
}
