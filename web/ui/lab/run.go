package lab

import (
	"cmp"
	"encoding/json"
	"math"
	"strings"
	"time"

	"petri/models/spec"
	"petri/web/protocol"
	"petri/web/ui/text"
)

// A Run is what is known of one run: it is drawn, compared, kept and saved.
type Run struct {
	ID     int               `json:"id"` // counts from 1, never used again
	Name   string            `json:"name"`
	Began  time.Time         `json:"began"`
	Config spec.Config       `json:"config"`
	Ledger spec.Ledger       `json:"ledger"`
	Losses protocol.Floats   `json:"losses"` // of the steps 1, 2, …
	Points []Point           `json:"points"` // measurements on the test set
	Turns  []protocol.Turned `json:"turns,omitempty"`
	Reason string            `json:"reason,omitempty"` // why it ended; empty while it may go on
	Digest string            `json:"digest,omitempty"`
	Hash   string            `json:"hash,omitempty"`   // of the frozen values, when they were hashed last
	Opened string            `json:"opened,omitempty"` // what was found when it was opened from a file
	Origin string            `json:"origin,omitempty"` // what that file held: "model", "weights" or "snapshot"

	Shipped bool `json:"-"` // that file is the site's own: it is there whenever it is asked for

	Trace

	LR    float64 `json:"-"` // that the last step used
	Speed float64 `json:"-"` // examples a second, smoothed
	next  float64 // base learning rate that the next step turns to; 0 if it stays
}

// A Point is one measurement on the test set.
type Point struct {
	Step    int                        `json:"step"`
	Metrics map[string]protocol.Number `json:"metrics"`
}

// Label is the run's name, which tells that it is not what its config alone would come
// to.
func (r *Run) Label() string {
	name := r.Name
	if len(r.Turns) > 0 {
		name += " " + text.Of("name.turned")
	}
	if r.opened() {
		name += " " + text.Of("name.opened")
	}
	return name
}

// opened tells whether the run began from a file, and not as its config says. A snapshot
// goes on as if nothing had been.
func (r *Run) opened() bool { return r.from() != "" && r.Origin != "snapshot" }

// from is what the file held that the run began from; empty if there was none.
func (r *Run) from() string {
	if r.Opened != "" {
		return cmp.Or(r.Origin, "file") // which old runs do not tell
	}
	return r.Origin
}

// ByHand says what was done to the run that its config does not say; empty is nothing.
func (r *Run) ByHand() string {
	var all []string
	for _, t := range r.Turns {
		all = append(all, text.Of("by-hand.turned", text.Count(t.Step), text.Number(t.LR)))
	}
	if r.opened() {
		all = append(all, text.Of("by-hand.opened"))
	}
	return strings.Join(all, "; ")
}

// Stamp is the config, from which the run can be taken again, or else a State that tells
// what was done beside it.
func (r *Run) Stamp() []byte {
	if r.ByHand() == "" {
		return r.Config.JSON()
	}
	b, err := json.Marshal(r.state())
	if err != nil { // it holds nothing that JSON lacks
		panic("lab: the run does not encode: " + err.Error())
	}
	return b
}

// Step is the number of steps taken.
func (r *Run) Step() int { return len(r.Losses) }

// Loss is the mean training loss of the newest steps, ten at most: that of one
// batch alone jumps too much to be read. Where no loss is known it is not a
// number.
func (r *Run) Loss() float64 {
	sum, n := 0.0, 0.0
	for _, l := range r.Losses[max(0, len(r.Losses)-10):] {
		if l == l {
			sum, n = sum+float64(l), n+1
		}
	}
	return sum / n
}

// BaseLR is the base learning rate: the config's, or the last one turned to.
func (r *Run) BaseLR() float64 {
	if r.next != 0 {
		return r.next
	}
	if len(r.Turns) > 0 {
		return r.Turns[len(r.Turns)-1].LR
	}
	return r.Config.Optim.Knobs.Float("lr")
}

// Measured is the step of the newest measurement, 0 before there is one.
func (r *Run) Measured() int {
	if len(r.Points) == 0 {
		return 0
	}
	return r.Points[len(r.Points)-1].Step
}

// Metric is the newest measurement of that name, and whether there is one.
func (r *Run) Metric(name string) (float64, bool) {
	if len(r.Points) == 0 {
		return 0, false
	}
	v, ok := r.Points[len(r.Points)-1].Metrics[name]
	return float64(v), ok
}

// Curve is the course of a metric: the steps at which it was measured, and what
// was found.
func (r *Run) Curve(name string) (steps, values []float64) {
	for _, p := range r.Points {
		if v, ok := p.Metrics[name]; ok {
			steps, values = append(steps, float64(p.Step)), append(values, float64(v))
		}
	}
	return steps, values
}

// Left is the time the rest of the run, which learns so many classes, will take,
// in seconds; 0 if unknown.
func (r *Run) Left(classes int) float64 {
	if r.Speed == 0 {
		return 0
	}
	return float64((r.Config.Stop.Steps-r.Step())*r.Config.Batch(classes)) / r.Speed
}

// rewind goes to a step: what came after is taken again, and what is not known
// of the steps before, as in a file that was opened, is not a number.
func (r *Run) rewind(step int) {
	r.Losses = r.Losses[:min(step, len(r.Losses))]
	for len(r.Losses) < step {
		r.Losses = append(r.Losses, float32(math.NaN()))
	}
	for len(r.Points) > 0 && r.Points[len(r.Points)-1].Step > step {
		r.Points = r.Points[:len(r.Points)-1]
	}
	for len(r.Turns) > 0 && r.Turns[len(r.Turns)-1].Step > step {
		r.Turns = r.Turns[:len(r.Turns)-1]
	}
	r.Reason, r.Digest, r.Hash, r.Speed, r.next = "", "", "", 0, 0
}

// turned notes a change of the learning rate, in place of one at the same step: a run
// that goes on from there tells of it again.
func (r *Run) turned(t protocol.Turned) {
	if last := len(r.Turns) - 1; last >= 0 && r.Turns[last].Step == t.Step {
		r.Turns = r.Turns[:last]
	}
	r.Turns, r.next = append(r.Turns, t), 0
}

// train notes a report of steps taken.
func (r *Run) train(m *protocol.Metrics) {
	for _, l := range m.Losses {
		r.Losses = append(r.Losses, float32(l))
	}
	r.LR = m.LR
	if m.SamplesPerSecond > 0 {
		if r.Speed == 0 {
			r.Speed = m.SamplesPerSecond
		}
		r.Speed += 0.2 * (m.SamplesPerSecond - r.Speed)
	}
}

// evaluate notes a measurement, in place of one of the same step: a run that
// goes on from there is measured again.
func (r *Run) evaluate(e *protocol.Evaluated) {
	if last := len(r.Points) - 1; last >= 0 && r.Points[last].Step == e.Step {
		r.Points = r.Points[:last]
	}
	r.Points, r.Hash = append(r.Points, Point{Step: e.Step, Metrics: e.Metrics}), e.Hash
}
