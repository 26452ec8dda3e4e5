// Package host offers Petri to other programs: window.petri, for tests that
// drive the page and for people at the console.
//
//	await petri.ready
//	const off = petri.on("metrics", (data) => console.log(data.step, data.loss))
//	const result = await petri.run({ method: { name: "subspace", knobs: { dim: 100 } }, stop: { steps: 200 } })
//	console.log(result.metrics.accuracy, result.digest)
//	off()
//	const { answer } = await petri.measure({ recipe: { data: { name: "digits" } }, to: 500 })
//	console.log(answer.absolute.dim)
//
// The verbs are those of web/protocol: petri.step({ steps: 5 }) sends the
// command step with that data. Each returns a promise, which fails with a
// sentence if the data cannot be used.
package host

import (
	"encoding/json"

	"petri/models/spec"
	"petri/web/protocol"
)

// verbs are the commands that become functions of window.petri.
var verbs = []string{"start", "pause", "resume", "step", "reset", "stop", "set", "getState", "setState", "snapshot", "restore", "analyse", "export"}

// command makes the command of a verb; data is JSON, or empty for none.
func command(verb, data string) (protocol.Command, error) {
	message := struct {
		Type string          `json:"type"`
		Data json.RawMessage `json:"data,omitempty"`
	}{Type: verb}
	if data != "" {
		message.Data = json.RawMessage(data)
	}
	b, err := json.Marshal(message)
	if err != nil {
		return nil, err
	}
	_, c, err := protocol.DecodeCommand(b)
	return c, err
}

// event returns the type of an event and its data as JSON.
func event(e protocol.Event) (kind, data string) {
	var message struct {
		Type string          `json:"type"`
		Data json.RawMessage `json:"data"`
	}
	if err := json.Unmarshal(protocol.EncodeEvent("", e), &message); err != nil { // it was encoded a moment ago
		panic(err)
	}
	return message.Type, string(message.Data)
}

// read reads what petri.run and petri.measure are given; nothing is the
// default.
func read[T any](data string) (given T, err error) {
	if data != "" {
		err = spec.Read([]byte(data), &given)
	}
	return given, err
}

// encoded writes a result as JSON.
func encoded(result any) string {
	b, err := json.Marshal(result)
	if err != nil { // it holds nothing that JSON lacks
		panic("host: result does not encode: " + err.Error())
	}
	return string(b)
}
