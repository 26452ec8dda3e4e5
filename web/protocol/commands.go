package protocol

import "petri/models/spec"

// A Command goes to the worker.
type Command interface{ command() string }

// Start begins a run; what ran under the same name before is stopped first.
type Start struct {
	Config spec.Config `json:"config"`
	Paused bool        `json:"paused,omitempty"` // prepare everything, take no step yet
}

// Hear and Heard make it a spec.Hearer.
func (c *Start) Hear() { c.Config.Hear() }

// Heard comes after Hear.
func (c *Start) Heard() { c.Config.Heard() }

// Check asks for a Checked event: whether a config can be run, with its data and its
// model. It begins no run, and touches none.
type Check struct {
	Config spec.Config `json:"config"`
}

// Hear and Heard make it a spec.Hearer.
func (c *Check) Hear() { c.Config.Hear() }

// Heard comes after Hear.
func (c *Check) Heard() { c.Config.Heard() }

// Pause holds the run, in the middle of a step if need be.
type Pause struct{}

// Resume lets a paused run go on.
type Resume struct{}

// Step takes a few steps (1 if left out) and pauses.
type Step struct {
	Steps int `json:"steps,omitempty"`
}

// Reset goes back to step 0 of the same config and seed, paused.
type Reset struct{}

// Stop ends the run for good and frees what it held; Done is its last event.
type Stop struct{}

// Set turns a knob that may be turned while training.
type Set struct {
	LR float64 `json:"lr"` // base learning rate, > 0
}

// GetState asks for a State event.
type GetState struct{}

// SetState rebuilds a run from what a State event said, paused at its step.
type SetState struct {
	State State `json:"state"`
}

// Snapshot asks for a Saved event with everything needed to go on from here.
type Snapshot struct{}

// Restore goes on, paused, from the bytes of a Saved event: a snapshot takes up
// everything, weights and a model begin with a fresh optimiser.
type Restore struct {
	Bytes Bytes `json:"bytes"`
}

// Analyse asks for a look at the model as it is now.
type Analyse struct {
	What   string   `json:"what"`             // "samples", "weights", "confusion" or "predict"; of a masked model "fillings", "patches" or "fill"; of one that reads "texts", "template", "prompt" or "similarity"; of a language model "writing" or "prompt"; of all "landscape", "plot" (of the landscape that is being drawn, for an aide), "sharpness", "keep" (the path, for the landscapes of other runs) or "forget" (all that were kept)
	Count  int      `json:"count,omitempty"`  // how many pictures at most; prompt: how many words; writing: how many pieces
	Values Floats   `json:"values,omitempty"` // predict, fill: one example's values in [0,1]
	Hidden Floats   `json:"hidden,omitempty"` // fill: for each patch 1 if the model is not to see it, 0 if it is
	Texts  []string `json:"texts,omitempty"`  // texts: at most 20, none are those of the classes; template: one, with {} in the place of a class's name; writing: one, to be continued; keep: one, the name

	Temperature float64 `json:"temperature,omitempty"` // writing: of the draw, 0 to 2; 0 takes the likeliest piece always
	Seed        int     `json:"seed,omitempty"`        // writing: of the draw

	Landscape *Landscape `json:"landscape,omitempty"` // landscape: what it is to show, none ends the survey; sharpness: over how many examples
}

// Masks asks for a Noise event: a look at the masks of a colour, for which there
// need be no run.
type Masks struct {
	Mask  spec.Part `json:"mask"`
	Seed  int       `json:"seed"`
	Rows  int       `json:"rows"` // of patches
	Cols  int       `json:"cols"`
	Draw  int       `json:"draw,omitempty"`  // which masks of the endless row
	Count int       `json:"count,omitempty"` // how many are shown, 1 if left out
}

// Export asks for a Saved event with the run as safetensors.
type Export struct {
	What string `json:"what,omitempty"` // "weights", all of them, if left out; "model", only what is trained; "adapter", the same by the names of Python's peft, of methods that are known there
}

func (*Start) command() string    { return "start" }
func (*Check) command() string    { return "check" }
func (*Pause) command() string    { return "pause" }
func (*Resume) command() string   { return "resume" }
func (*Step) command() string     { return "step" }
func (*Reset) command() string    { return "reset" }
func (*Stop) command() string     { return "stop" }
func (*Set) command() string      { return "set" }
func (*GetState) command() string { return "getState" }
func (*SetState) command() string { return "setState" }
func (*Snapshot) command() string { return "snapshot" }
func (*Restore) command() string  { return "restore" }
func (*Analyse) command() string  { return "analyse" }
func (*Export) command() string   { return "export" }
func (*Masks) command() string    { return "masks" }

// commands is the closed list.
var commands = map[string]func() Command{
	"start":    func() Command { return new(Start) },
	"check":    func() Command { return new(Check) },
	"pause":    func() Command { return new(Pause) },
	"resume":   func() Command { return new(Resume) },
	"step":     func() Command { return new(Step) },
	"reset":    func() Command { return new(Reset) },
	"stop":     func() Command { return new(Stop) },
	"set":      func() Command { return new(Set) },
	"getState": func() Command { return new(GetState) },
	"setState": func() Command { return new(SetState) },
	"snapshot": func() Command { return new(Snapshot) },
	"restore":  func() Command { return new(Restore) },
	"analyse":  func() Command { return new(Analyse) },
	"export":   func() Command { return new(Export) },
	"masks":    func() Command { return new(Masks) },
	"aide":     func() Command { return new(Aide) },
	"know":     func() Command { return new(Know) },
}

func (c *Restore) payloads() []payload  { return []payload{&c.Bytes} }
func (c *Analyse) payloads() []payload  { return []payload{&c.Values, &c.Hidden} }
func (c *SetState) payloads() []payload { return []payload{&c.State.Snapshot} }
