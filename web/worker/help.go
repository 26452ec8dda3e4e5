//go:build !js

package worker

import (
	"fmt"
	"io"
	"strings"

	"petri/methods/train"
	"petri/models/spec"
)

// Help writes how the command line is used, with every setting and what it
// takes.
func Help(out io.Writer) {
	fmt.Fprint(out, "worker reads commands as JSON lines and writes events as JSON lines.\n\n"+
		`	echo '{"type":"start","run":"a","data":{"config":{"seed":2}}}' | go run ./wasm/worker [-data static/data]`+
		"\n\nA config left out takes these defaults:\n\n")
	c := train.Catalogue()
	cfg, _ := c.Clamp(nil)
	for _, s := range c.Settings(cfg) {
		fmt.Fprintf(out, "  %-20s %-12s %s (%s)\n", s.Key, spec.Word(s.Value), s.Knob.Help, takes(s.Knob))
	}
}

func takes(k spec.Knob) string {
	switch k.Kind {
	case spec.Choice:
		return strings.Join(k.Choices, ", ")
	case spec.Bool:
		return "true or false"
	}
	return spec.Word(k.Min) + " to " + spec.Word(k.Max)
}
