package lab

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"petri/models/spec"
	"petri/web/protocol"
)

// stamps are what holds for the whole run.
func (r *Run) stamps() []Stamp {
	var done []string // by hand
	for _, t := range r.Turns {
		done = append(done, fmt.Sprintf("learning rate turned by hand at step %d to %v", t.Step, t.LR))
	}
	if r.from() != "" {
		done = append(done, "began from a file that was opened: "+r.from())
	}
	all := []Stamp{{"digest", r.Digest}, {"config", string(r.Config.JSON())}}
	if len(done) > 0 {
		all = append(all, Stamp{"byHand", strings.Join(done, "; ")})
	}
	return all
}

// CSV writes a run as a table with one row a step, and one for step 0, which
// has measurements but no loss. It is stamped with the digest, the config, and what was
// done by hand that the config does not say.
func (r *Run) CSV(f Form) []byte {
	names := r.metricNames()
	t := NewTable(f, append([]string{"step", "loss"}, names...), r.stamps()...)
	points := r.Points
	row := make([]any, 2+len(names))
	for step := range r.Step() + 1 {
		loss := float32(math.NaN())
		if step > 0 {
			loss = r.Losses[step-1]
		}
		row[0], row[1] = step, loss
		var at map[string]protocol.Number
		if len(points) > 0 && points[0].Step == step {
			at, points = points[0].Metrics, points[1:]
		}
		for i, name := range names {
			row[2+i] = ""
			if v, ok := at[name]; ok {
				row[2+i] = float64(v)
			}
		}
		t.Row(row...)
	}
	return t.Bytes()
}

// metricNames lists the names of all measurements of the run, sorted.
func (r *Run) metricNames() []string {
	all := map[string]bool{}
	for _, p := range r.Points {
		for name := range p.Metrics {
			all[name] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// A Result is a run as it is handed to other programs.
type Result struct {
	Version     string                     `json:"version"` // of Petri's build: another may come to other numbers
	Name        string                     `json:"name"`
	Config      spec.Config                `json:"config"`
	Digest      string                     `json:"digest"`
	Reason      string                     `json:"reason"`
	Step        int                        `json:"step"`
	Loss        protocol.Number            `json:"loss"` // of the last step
	Metrics     map[string]protocol.Number `json:"metrics"`
	Ledger      spec.Ledger                `json:"ledger"`
	Hash        string                     `json:"hash,omitempty"` // of the frozen values at the end: that of the ledger, or they have changed
	Losses      []protocol.Number          `json:"losses"`         // of every step
	Evaluations []Point                    `json:"evaluations"`
	Turns       []protocol.Turned          `json:"turns,omitempty"`
	Opened      string                     `json:"opened,omitempty"` // what the file held that the run began from
}

// Result returns the run as it is handed to other programs.
func (r *Run) Result() Result {
	out := Result{Version: protocol.Version, Name: r.Name, Config: r.Config, Digest: r.Digest, Reason: r.Reason, Step: r.Step(), Loss: protocol.Number(math.NaN()),
		Ledger: r.Ledger, Hash: r.Hash, Losses: []protocol.Number{}, Evaluations: slices.Clone(r.Points), Turns: r.Turns, Opened: r.from()}
	for _, l := range r.Losses {
		out.Loss = protocol.Number(l)
		out.Losses = append(out.Losses, out.Loss)
	}
	if len(r.Points) > 0 {
		out.Metrics = r.Points[len(r.Points)-1].Metrics
	}
	return out
}

// JSON writes the run's Result.
func (r *Run) JSON() []byte {
	b, err := json.MarshalIndent(r.Result(), "", "  ")
	if err != nil { // it holds nothing that JSON lacks
		panic("lab: result does not encode: " + err.Error())
	}
	return b
}
