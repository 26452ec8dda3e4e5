//go:build !js

// Command worker is Petri's trainer: a web worker in the browser, and a
// program that speaks the same protocol as JSON lines everywhere else. It also
// measures an intrinsic dimension, alone or as one of many, and takes results again
// that were handed in.
//
//	echo '{"type":"start","run":"a","data":{"config":{"data":{"name":"digits"}}}}' | go run ./wasm/worker
//	go run ./wasm/worker sweep -out sweep.json
//	go run ./wasm/worker merge -out all.json part-*.json
//	go run ./wasm/worker replay anna.json ben.json
package main

import (
	"errors"
	"flag"
	"io"
	"log"
	"os"

	"petri/models/data"
	"petri/web/worker"
)

var commands = map[string]func(args []string, out, log io.Writer) error{"sweep": worker.Sweep, "merge": worker.Merge, "replay": worker.Replay}

func main() {
	log.SetFlags(0)
	worker.NameBuild(".")
	if len(os.Args) > 1 && commands[os.Args[1]] != nil {
		if err := commands[os.Args[1]](os.Args[2:], os.Stdout, os.Stderr); err != nil {
			log.Print(err)
			status := 1
			if exit := (worker.Exit{}); errors.As(err, &exit) {
				status = exit.Status
			}
			os.Exit(status)
		}
		return
	}
	dir := flag.String("static", "static", "folder of the site's files, with data and weights")
	flag.Usage = func() { worker.Help(os.Stdout) }
	flag.Parse()
	if flag.NArg() > 0 {
		log.Fatalf("there is no command %q: choose sweep, merge or replay, or give none", flag.Arg(0))
	}
	if worker.Lines(os.Stdin, os.Stdout, data.Site(os.DirFS(*dir))) {
		os.Exit(1)
	}
}
