//go:build !js

package worker

import (
	"encoding/json"
	"fmt"
	"io"

	"petri/methods/train"
)

// Help writes how the command line is used, with every setting and what it
// takes.
func Help(out io.Writer) {
	c := train.Catalogue()
	cfg, _ := c.Clamp(nil)
	whole, err := json.MarshalIndent(cfg, "  ", "  ")
	if err != nil { // a config is plain numbers and words
		panic(err)
	}
	fmt.Fprintf(out, "worker reads commands as JSON lines and writes events as JSON lines.\n\n  %s\n\n"+
		"worker sweep measures an intrinsic dimension, and worker merge puts parts of one together; worker replay takes results\nagain that were handed in: -h after each says how.\n\n"+
		"The default config, of which any field may be left out:\n\n  %s\n\nWhat the fields take, by their names in a link:\n\n",
		`echo '{"type":"start","run":"a","data":{"config":{"seed":2}}}' | go run ./wasm/worker [-static static]`, whole)
	for _, s := range c.Settings(cfg) {
		fmt.Fprintf(out, "  %-20s %s (%s)\n", s.Key, s.Knob.Help, s.Knob.Takes())
	}
}
