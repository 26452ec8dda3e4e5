package protocol

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"petri/models/spec"
)

// envelope is a message on the wire.
type envelope struct {
	Type string          `json:"type"`
	Run  string          `json:"run,omitempty"`
	Data json.RawMessage `json:"data,omitempty"`
}

// EncodeCommand returns c as one line of JSON, without a line end. Run names
// the run that c is for.
func EncodeCommand(run string, c Command) []byte { return encode(c.command(), run, c) }

// EncodeEvent returns e as one line of JSON, without a line end.
func EncodeEvent(run string, e Event) []byte { return encode(e.event(), run, e) }

func encode(kind, run string, message any) []byte {
	data, err := json.Marshal(message)
	if err == nil {
		data, err = json.Marshal(envelope{kind, run, data})
	}
	if err != nil { // messages hold nothing that JSON lacks
		panic("protocol: " + kind + " does not encode: " + err.Error())
	}
	return data
}

// DecodeCommand reads a command and the run it is for. The error is a
// sentence for the sender.
func DecodeCommand(b []byte) (run string, c Command, err error) {
	return decode("command", commands, b)
}

// DecodeEvent reads an event and the run it is from.
func DecodeEvent(b []byte) (run string, e Event, err error) { return decode("event", events, b) }

func decode[M any](what string, known map[string]func() M, b []byte) (run string, m M, err error) {
	var env envelope
	if err := json.Unmarshal(b, &env); err != nil {
		return "", m, fmt.Errorf("a message is a JSON object {\"type\":…, \"run\":…, \"data\":{…}}: %w", Plain(err))
	}
	create, ok := known[env.Type]
	if !ok {
		names := slices.Sorted(maps.Keys(known))
		return env.Run, m, fmt.Errorf("there is no %s %q; choose one of %s", what, env.Type, strings.Join(names, ", "))
	}
	m = create()
	if len(env.Data) > 0 && !bytes.Equal(env.Data, []byte("null")) {
		if err := spec.Read(env.Data, m); err != nil {
			return env.Run, m, fmt.Errorf("the data of %q cannot be read: %w", env.Type, Plain(err))
		}
	}
	return env.Run, m, nil
}
