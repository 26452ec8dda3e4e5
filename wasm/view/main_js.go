// Command view shows a landscape in space, in a page of its own that the page of
// Petri holds in a frame.
package main

import (
	"syscall/js"

	"petri/web/scene"
)

func main() {
	if err := scene.Run(); err != nil {
		js.Global().Call("petriFail", err.Error())
	}
}
