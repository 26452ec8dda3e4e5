package compare

import (
	"encoding/json"

	"petri/web/ui/lab"
)

// A Result is what came of a run.
type Result struct {
	Over    bool        `json:"over"`
	Points  []lab.Point `json:"points"`
	Trained int         `json:"trained,omitempty"` // numbers that the optimiser held
	Seconds float64     `json:"seconds"`           // that it took
	Digest  string      `json:"digest,omitempty"`
	Error   string      `json:"error,omitempty"` // why it does not count
}

// Counts tells whether the end of a run says something.
func (r *Result) Counts() bool { return r.Over && r.Error == "" }

// At is a metric of a run at a step, if it was measured there.
func (r *Result) At(metric string, step int) (v float64, ok bool) {
	if metric == relativeError {
		missed, measured := r.At("maskedError", step)
		mean, known := r.At("meanPredictor", step)
		return missed / mean, measured && known && mean > 0
	}
	for _, p := range r.Points {
		if n, has := p.Metrics[metric]; has && p.Step == step {
			return float64(n), true
		}
	}
	return 0, false
}

// Encode writes a plan, or a plan with its results, which hold nothing that JSON
// lacks.
func Encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic("compare: what is compared does not encode: " + err.Error())
	}
	return b
}

// Indented is Encode for people to read.
func Indented(v any) []byte {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		panic("compare: what is compared does not encode: " + err.Error())
	}
	return b
}

const (
	lastID = 1 // of the only thing that a store of comparisons has

	// keptAtMost is how long what is kept may be, in bytes: it must not drive
	// the runs of the labs out of the browser's storage.
	keptAtMost = 300_000
)

// KeepLast stores a comparison in the place of the one before, or that there is
// none. One that is too long is not kept.
func KeepLast(s lab.Store, comparison any) {
	if s == nil {
		return
	}
	if comparison != nil {
		if b := Encode(comparison); len(b) <= keptAtMost {
			s.Keep(lastID, b)
			return
		}
	}
	s.Forget(lastID)
}
