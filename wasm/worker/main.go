//go:build !js

// Command worker is Petri's trainer: a web worker in the browser, and a
// program that speaks the same protocol as JSON lines everywhere else.
//
//	echo '{"type":"start","run":"a","data":{"config":{"data":{"name":"digits"}}}}' | go run ./wasm/worker
package main

import (
	"flag"
	"os"

	"petri/models/data"
	"petri/web/worker"
)

func main() {
	dir := flag.String("data", "static/data", "folder of the data sets")
	flag.Usage = func() { worker.Help(os.Stdout) }
	flag.Parse()
	if worker.Lines(os.Stdin, os.Stdout, data.Gzip(os.DirFS(*dir))) {
		os.Exit(1)
	}
}
