package lab

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"petri/models/spec"
	"petri/web/protocol"
)

// CSV writes a run as a table with one row a step, and one for step 0, which
// has measurements but no loss. Its first lines, which begin with #, stamp it
// with the config and the digest.
func (r *Run) CSV() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# config: %s\n# digest: %s\n", r.Config.JSON(), r.Digest)
	for _, t := range r.Turns {
		fmt.Fprintf(&b, "# learning rate turned by hand at step %d to %v\n", t.Step, t.LR)
	}
	if r.from() != "" {
		fmt.Fprintf(&b, "# began from a file that was opened: %s\n", r.from())
	}
	names := r.metricNames()
	b.WriteString("step,loss")
	for _, name := range names {
		b.WriteString("," + name)
	}
	b.WriteString("\n")
	points := r.Points
	for step := range r.Step() + 1 {
		loss := math.NaN()
		if step > 0 {
			loss = float64(r.Losses[step-1])
		}
		fmt.Fprintf(&b, "%d,%s", step, cell(loss, 32))
		var at map[string]protocol.Number
		if len(points) > 0 && points[0].Step == step {
			at, points = points[0].Metrics, points[1:]
		}
		for _, name := range names {
			b.WriteByte(',')
			if v, ok := at[name]; ok {
				b.WriteString(cell(float64(v), 64))
			}
		}
		b.WriteByte('\n')
	}
	return []byte(b.String())
}

// cell writes a number so that reading gives the same bits; what is not a
// number stays empty.
func cell(x float64, bits int) string {
	if math.IsNaN(x) {
		return ""
	}
	return strconv.FormatFloat(x, 'g', -1, bits)
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
