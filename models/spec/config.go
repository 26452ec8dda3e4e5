package spec

import "encoding/json"

// Version is the version of Config's form.
const Version = 1

// A Config says everything that a run follows from: the same Config gives the
// same losses, weights and digest to the bit.
type Config struct {
	V      int   `json:"v"`
	Seed   int   `json:"seed"` // in [0, MaxSeed]
	Data   Data  `json:"data"`
	Model  Part  `json:"model"`
	Mask   Part  `json:"mask,omitzero"` // of a model that is masked
	Start  Start `json:"start"`
	Method Part  `json:"method"`
	Optim  Optim `json:"optim"`
	Stop   Stop  `json:"stop"`
}

// MaxSeed is the largest seed: it stays exact in every language's numbers.
const MaxSeed = 1<<31 - 1

// A Part chooses a registered thing by name and turns its knobs.
type Part struct {
	Name  string `json:"name"`
	Knobs Values `json:"knobs,omitempty"`
}

// Optim chooses the optimiser.
type Optim struct {
	Part
	Batch    int    `json:"batch,omitempty"`
	Schedule string `json:"schedule,omitempty"`
}

// Stop says when a run ends. A loss that is not a number always ends it.
type Stop struct {
	Steps    int     `json:"steps,omitempty"`
	Accuracy float64 `json:"accuracy,omitempty"` // stop at this test accuracy; 0 is never
	Plateau  int     `json:"plateau,omitempty"`  // stop after so many evaluations without a lower test loss; 0 is never
	Every    int     `json:"every,omitempty"`    // steps between evaluations
	Probe    *int    `json:"probe,omitempty"`    // evaluations between probes of what a masked model has learned; 0 is never, nil is left out
}

// Values holds knob settings by knob name: float64, string or bool.
type Values map[string]any

// Int returns a whole-number setting; 0 if it is absent.
func (v Values) Int(name string) int { return int(v.Float(name)) }

// Float returns a numeric setting; 0 if it is absent.
func (v Values) Float(name string) float64 { f, _ := number(v[name]); return f }

// String returns a choice; "" if it is absent.
func (v Values) String(name string) string { s, _ := v[name].(string); return s }

// Bool returns a switch; false if it is absent.
func (v Values) Bool(name string) bool { b, _ := v[name].(bool); return b }

// Batch is how many examples a step of c, which must be complete, looks at where
// so many classes are learned. A few shots that are fewer than a batch are all in
// it, once; any other training set that is smaller is gone round more often.
func (c Config) Batch(classes int) int {
	if c.Data.Shots == 0 {
		return c.Optim.Batch
	}
	return min(c.Optim.Batch, c.Data.Shots*classes)
}

// JSON returns the canonical form: fixed field order, sorted knobs, no spaces.
func (c Config) JSON() []byte {
	b, err := json.Marshal(c)
	if err != nil { // every field is a plain number, string or bool
		panic("spec: config does not encode: " + err.Error())
	}
	return b
}
