//go:build !js

// Command view shows a landscape in space, in a page of its own that the page of
// Petri holds in a frame. It is for the browser: `make run` builds and serves it.
package main

import "log"

func main() {
	log.SetFlags(0)
	log.Fatal("the view runs in the browser: `make run` serves the site, and a lab's landscape opens it")
}
