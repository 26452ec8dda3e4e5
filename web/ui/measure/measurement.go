package measure

import (
	"cmp"
	"encoding/json"
	"math"
	"strconv"

	"petri/methods/sweep"
	"petri/web/runner"
	"petri/web/ui/lab"
)

// A Measurement is a sweep with what it has found so far.
type Measurement struct {
	ID   int    `json:"id"` // counts from 1, never used again
	Name string `json:"name"`
	sweep.File
	Total int    `json:"total"` // D, all parameters of the network; 0 until a run has ended
	Model *Model `json:"model,omitempty"`
	lab.Trace
}

// A Model is the smallest network that reached the bar: of the runs that did,
// that of the least dimension and, among those, of the highest accuracy; where
// that is equal too, of the lowest seed, so that it does not matter which ended
// first.
type Model struct {
	sweep.Run
	Accuracy float64 `json:"accuracy"`
	Bytes    []byte  `json:"bytes"` // safetensors of d numbers; all else follows from the config in it
}

// note takes the end of a run.
func (x *Measurement) note(r sweep.Run, e runner.End) sweep.Result {
	result := sweep.Result{Run: r, Accuracy: e.Accuracy, Digest: e.Digest, Seconds: e.Seconds, Error: e.Error}
	x.File = sweep.NewFile(x.Sweep, append(x.Results, result))
	if e.Total > 0 {
		x.Total = e.Total
	}
	m := &Model{r, e.Accuracy, e.Model}
	if len(e.Model) > 0 && e.Accuracy >= x.Sweep.Bar && (x.Model == nil || m.compare(x.Model) < 0) {
		x.Model = m
	}
	return result
}

// compare is negative where m is to be preferred.
func (m *Model) compare(other *Model) int {
	return cmp.Or(cmp.Compare(m.Dim, other.Dim), cmp.Compare(other.Accuracy, m.Accuracy), cmp.Compare(m.Seed, other.Seed))
}

// AtMost is how many runs the sweep takes at most.
func (x *Measurement) AtMost() int {
	if x.Sweep.Search == sweep.Grid {
		return (len(x.Sweep.Survey()) + 1) * x.Sweep.Seeds
	}
	return max(x.Sweep.Runs, len(x.Results))
}

// Label is the measurement's name.
func (x *Measurement) Label() string { return x.Name }

// Stamp is the sweep, from which everything can be measured again.
func (x *Measurement) Stamp() []byte {
	b, err := json.Marshal(x.Sweep)
	if err != nil { // it holds nothing that JSON lacks
		panic("measure: sweep does not encode: " + err.Error())
	}
	return b
}

// JSON writes the sweep's file, which the command line reads too.
func (x *Measurement) JSON() []byte {
	b, err := json.MarshalIndent(x.File, "", "  ")
	if err != nil { // it holds nothing that JSON lacks
		panic("measure: results do not encode: " + err.Error())
	}
	return b
}

// CSV writes one row a run; d = 0 is the baseline. It is stamped with all parameters
// of the network, with what was found, and with the sweep.
func (x *Measurement) CSV(f lab.Form) []byte {
	own := ""
	if x.Answer.Baseline > 0 {
		own = x.Answer.Own.String()
	}
	t := lab.NewTable(f, []string{"d", "seed", "accuracy", "seconds", "digest", "error"},
		lab.Stamp{Column: "parameters", Value: strconv.Itoa(x.Total)},
		lab.Stamp{Column: "d_int absolute", Value: x.Answer.Absolute.String()},
		lab.Stamp{Column: "d_int own baseline", Value: own},
		lab.Stamp{Column: "sweep", Value: string(x.Stamp())})
	for _, r := range x.Results {
		accuracy := r.Accuracy
		if r.Error != "" {
			accuracy = math.NaN()
		}
		t.Row(r.Dim, r.Seed, accuracy, lab.Tenths(r.Seconds), r.Digest, r.Error)
	}
	return t.Bytes()
}
