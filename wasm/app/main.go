//go:build !js

// Command app is the page's program. Compiled for the browser it is the page;
// natively it makes the site and serves it:
//
//	go run ./wasm/app build|run|serve|sizes [-base /path]
package main

import (
	"os"

	"petri/web/site"
)

func main() { os.Exit(site.Main(os.Args[1:], os.Stdout, os.Stderr)) }
