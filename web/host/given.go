package host

import (
	"encoding/json"
	"fmt"

	"petri/models/spec"
)

// A Request is something that a program may ask for: as a method of <petri-dish>, as a
// message to a frame, and of window.petri on the page itself.
type Request struct {
	Name   string // of the message and of the method
	Method string // how the method is called
	Data   string // how the data of the message may be given; empty is none
	Petri  string // how window.petri is called
	Answer string // what the promise, or the answer, holds
}

// Requests are all of them. A value alone and an object with its name mean the same
// everywhere, for nothing else can be meant.
var Requests = []Request{
	{"play", "play()", "", "play()", "state"},
	{"pause", "pause()", "", "hold()", "state"},
	{"step", "step(steps = 1)", `5, { "steps": 5 }`, "step(steps = 1)", "state"},
	{"reset", "reset()", "", "reset()", "state"},
	{"set", "set(fields)", `{ "method.dim": 300, "seed": 2 }`, "change(fields)", "state"},
	{"getState", "getState()", "", "state()", "state"},
	{"setState", "setState(state)", `{ "v": 1, "phase": …, "config": … }`, "take(state)", "state"},
	{"run", "run(config = {})", `{ "data": { "name": "digits" } }, { "config": { … } }`, "run(config = {})", "result"},
	{"export", `export(what = "result")`, `"csv", { "what": "csv" }`, `file(what = "result")`, "{ what, text }, { what, base64 }"},
}

// alone names the data of verbs that take one value.
var alone = map[string]string{"step": "steps", "export": "what", "file": "what", "set": "lr"}

// whole gives a value that stands alone its name: 5 becomes {"steps":5}.
func whole(verb, data string) string {
	if name := alone[verb]; name != "" && data != "" && data[0] != '{' {
		return fmt.Sprintf("{%q:%s}", name, data)
	}
	return data
}

// inner takes a config out of { config }, which no config has.
func inner(data string) string {
	var outer map[string]json.RawMessage
	if json.Unmarshal([]byte(data), &outer) == nil && len(outer) == 1 && outer["config"] != nil {
		return string(outer["config"])
	}
	return data
}

// stepsIn reads how many steps are asked for, one if none are named.
func stepsIn(data string) (int, error) {
	given := struct{ Steps *float64 }{}
	err := strict(whole("step", data), &given)
	switch n := given.Steps; {
	case err != nil:
	case n == nil:
		return 1, nil
	case *n >= 1 && *n <= mostSteps && *n == float64(int(*n)):
		return int(*n), nil
	}
	return 0, fmt.Errorf("step takes a whole number of steps from 1 to %d, such as step(5)", mostSteps)
}

const mostSteps = 100_000 // which is the most a run has

// fileIn reads which file is asked for, "result" if none is named.
func fileIn(data string) (string, error) {
	given := struct{ What *string }{}
	if strict(whole("file", data), &given) != nil {
		return "", fmt.Errorf("export takes the name of a file, such as export(\"csv\"): %s", files)
	}
	if given.What == nil {
		return "result", nil
	}
	return *given.What, nil
}

const files = "choose result, csv, model or weights"

// strict reads JSON in which nothing is unknown; nothing leaves v as it is.
func strict(data string, v any) error {
	if data == "" {
		return nil
	}
	return spec.Read([]byte(data), v)
}
