package protocol

import "petri/models/spec"

// An Event comes from the worker.
type Event interface{ event() string }

// Ready is the worker's first message.
type Ready struct {
	Version string `json:"version"` // of the build: page and worker must agree
}

// Started says that a run is set up and what it trains.
type Started struct {
	Config spec.Config `json:"config"` // complete
	Ledger spec.Ledger `json:"ledger"`
	Step   int         `json:"step"` // 0, or where a restored run goes on
	Paused bool        `json:"paused"`
	Origin *Origin     `json:"origin,omitempty"` // of a restored run
}

// Origin says which file a run was restored from.
type Origin struct {
	Name     string            `json:"name"`              // as Saved had it
	Measured int               `json:"measured"`          // step of the last measurement before it was saved
	Metrics  map[string]Number `json:"metrics,omitempty"` // of that measurement; none if there was none
	Turns    []Turned          `json:"turns,omitempty"`   // that the run had before it was saved
}

// Metrics reports the steps since the last Metrics of the run.
type Metrics struct {
	Step             int      `json:"step"`   // the last step taken, counted from 1
	Loss             Number   `json:"loss"`   // of that step's batch
	Losses           []Number `json:"losses"` // of every step reported, the last one is Loss
	LR               float64  `json:"lr"`     // that the last step used
	SamplesPerSecond float64  `json:"samplesPerSecond"`
}

// Evaluated reports a measurement on the test set.
type Evaluated struct {
	Step    int               `json:"step"`
	Metrics map[string]Number `json:"metrics"`        // testLoss, accuracy, …
	Hash    string            `json:"hash,omitempty"` // of the frozen values now: that of the ledger, or they have changed
}

// Grid is a named matrix: "confusion" counts true class (row) against
// predicted class (column) over the test set; "patches" is the mean squared
// error of each patch where it was hidden; "hidden" has a row for each picture
// of "fillings" and a column for each patch, 1 where it is hidden; "similarity" is
// the mean cosine between pictures of a class (row) and the text of one (column),
// and "untouched" the same of the model without the method.
type Grid struct {
	Name   string   `json:"name"`
	Step   int      `json:"step"`
	Rows   int      `json:"rows"`
	Cols   int      `json:"cols"`
	Labels []string `json:"labels,omitempty"`
	Values Floats   `json:"values"` // Rows×Cols, row by row
}

// Image is a named list of pictures of one shape: "samples" are test examples
// with predictions, wrong ones first; "weights" are rows of the first layer;
// "originals" are test examples and "fillings" what a masked model makes of
// them; "fill" is what it makes of the picture that Analyse brought.
type Image struct {
	Name   string     `json:"name"`
	Step   int        `json:"step"`
	Shape  spec.Shape `json:"shape"`
	Items  []Item     `json:"items"`
	Values Floats     `json:"values"` // len(Items) pictures, each C×H×W
}

// Item captions one picture.
type Item struct {
	Index      int    `json:"index"`          // in the test set, or of the hidden unit
	Label      int    `json:"label"`          // true class
	Predicted  int    `json:"predicted"`      // most likely class
	Confidence Number `json:"confidence"`     // its probability
	Text       string `json:"text,omitempty"` // of a text, which has no picture
}

// Texts compares texts with test pictures: "texts" are those that Analyse brought,
// "classes" those of the classes, with the prompt that the run learns.
type Texts struct {
	Name   string     `json:"name"`
	Step   int        `json:"step"`
	Texts  []Text     `json:"texts"`
	Shape  spec.Shape `json:"shape"`
	Items  []Item     `json:"items"`  // the test pictures, with their indices and classes
	Values Floats     `json:"values"` // len(Items) pictures, each C×H×W
	Logits Floats     `json:"logits"` // len(Items)×len(Texts): a temperature's inverse times the cosine
}

// Text is how a model read a text.
type Text struct {
	Read    string   `json:"read"`              // the words that it knows
	Unknown []string `json:"unknown,omitempty"` // those it does not, which it left out
}

// Prompt says which words lie near the learned vectors of a prompt.
type Prompt struct {
	Step    int      `json:"step"`
	Vectors []Vector `json:"vectors"` // in their order, those of class 0 first; none if the run learns no prompt
}

// Vector is a learned vector among words.
type Vector struct {
	Words     []string  `json:"words"` // the nearest first
	Distances []float64 `json:"distances"`
}

// Writing is how a language model goes on with the draft that Analyse brought: as
// the run has learned to, and as the model did without that.
type Writing struct {
	Step    int          `json:"step"`
	Read    string       `json:"read"`              // of the draft: its end, if it is long
	Cut     bool         `json:"cut,omitempty"`     // its beginning has been left out
	Unknown []string     `json:"unknown,omitempty"` // characters that the model does not know, which it left out
	Pieces  []string     `json:"pieces"`            // of what was read, and the arrow that asks for an answer
	Classes []string     `json:"classes"`
	Learned Continuation `json:"learned"`
	Before  Continuation `json:"before"`
}

// Continuation is one of the two. Answers has the probability of each class after the
// arrow; it is empty where there are none. Looks has where the last piece looks, by
// layer.
type Continuation struct {
	Next    string   `json:"next"`
	Answers []Number `json:"answers"`
	Looks   []Look   `json:"looks"`
}

// Look is the share of attention, mean over the heads of a layer, that falls on each
// learned vector before the text, and on each piece.
type Look struct {
	Vectors []Number `json:"vectors"`
	Pieces  []Number `json:"pieces"`
}

// Curve is a named row of numbers: "prediction" holds the class probabilities
// of the example that Analyse brought; "template" the accuracy with the template
// that stands in Labels.
type Curve struct {
	Name   string   `json:"name"`
	Step   int      `json:"step"`
	Labels []string `json:"labels,omitempty"`
	Values Floats   `json:"values"`
}

// Noise is a look at the masks of a colour (arXiv:2407.13036).
type Noise struct {
	Mask        spec.Part `json:"mask"` // complete
	Rows        int       `json:"rows"` // of patches
	Cols        int       `json:"cols"`
	Keep        int       `json:"keep"`        // visible patches of each mask
	Side        int       `json:"side"`        // of the tile that masks are cut from
	Tile        Floats    `json:"tile"`        // Side×Side values in [0,1), evenly spread
	Masks       Floats    `json:"masks"`       // len(Crops) masks of Rows×Cols, 1 where hidden
	Crops       []Crop    `json:"crops"`       // where each mask was cut
	Frequencies []float64 `json:"frequencies"` // cycles per patch
	Amplitudes  []float64 `json:"amplitudes"`  // mean of the spectrum's amplitude at each
	Periodogram Floats    `json:"periodogram"` // Side×Side amplitudes, frequency 0 in the middle
	Joins       float64   `json:"joins"`       // J: visible pairs that share an edge, per visible patch, mean over Sample masks
	Pieces      float64   `json:"pieces"`      // C: connected pieces of visible patches
	Corners     float64   `json:"corners"`     // X: visible pairs that share just a corner, per visible patch
	Sample      int       `json:"sample"`      // masks that the three are means over
	WhiteJoins  float64   `json:"whiteJoins"`  // what J would be for patches drawn evenly, by formula
}

// Crop is where a mask was cut from the tile, wrapping around its edges, and
// how it was mirrored then.
type Crop struct {
	Row   int  `json:"row"`
	Col   int  `json:"col"`
	FlipH bool `json:"flipH,omitempty"`
	FlipV bool `json:"flipV,omitempty"`
}

// Saved carries a file: what Snapshot and Export ask for.
type Saved struct {
	Name  string `json:"name"` // "snapshot", "weights", "model" or "adapter"
	Step  int    `json:"step"`
	Bytes Bytes  `json:"bytes"` // safetensors, with the config in its metadata
}

// State says where a run stands; SetState takes it back.
type State struct {
	Config   spec.Config `json:"config"`
	Step     int         `json:"step"`
	Paused   bool        `json:"paused"`
	Turns    []Turned    `json:"turns,omitempty"` // to take again what no Snapshot holds
	Snapshot Bytes       `json:"snapshot,omitempty"`
}

// Turned tells that Set has changed the base learning rate, from the step after
// this one on.
type Turned struct {
	Step int     `json:"step"`
	LR   float64 `json:"lr"`
}

// Paused answers Pause and Step once the run stands still. Reset is answered
// by Started.
type Paused struct {
	Step int `json:"step"`
}

// Done ends a run.
type Done struct {
	Step    int               `json:"step"`
	Loss    Number            `json:"loss"`
	Metrics map[string]Number `json:"metrics"`
	Reason  string            `json:"reason"`         // steps, accuracy, plateau, not-a-number or stopped
	Digest  string            `json:"digest"`         // SHA-256, hexadecimal
	Hash    string            `json:"hash,omitempty"` // of the frozen values at the end, as in Evaluated
}

// Error says in a sentence what went wrong. If it is Fatal there is no run of
// that name any more. If not, a command was refused and all is as before, or
// the run diverged and Done follows.
type Error struct {
	Message string `json:"message"`
	Field   string `json:"field,omitempty"`   // the setting that is wrong
	Nearest any    `json:"nearest,omitempty"` // the nearest value of it that fits, if one is known
	Fatal   bool   `json:"fatal,omitempty"`   // the run is gone, without a Done

	spec.Reason // that Message is made of, where it can be said in another way
}

// Checked answers Check: everything that keeps the config from being run; none of it if
// that is nothing.
type Checked struct {
	Wrong []Error `json:"wrong"`
}

// Log is for the console, and shows the progress of loading and pretraining.
type Log struct {
	Message string  `json:"message"`
	Part    float64 `json:"part,omitempty"` // of the work named in Message that is done, in [0,1]
}

func (*Ready) event() string     { return "ready" }
func (*Started) event() string   { return "started" }
func (*Metrics) event() string   { return "metrics" }
func (*Evaluated) event() string { return "evaluated" }
func (*Grid) event() string      { return "grid" }
func (*Image) event() string     { return "image" }
func (*Curve) event() string     { return "curve" }
func (*Texts) event() string     { return "texts" }
func (*Prompt) event() string    { return "prompt" }
func (*Writing) event() string   { return "writing" }
func (*Noise) event() string     { return "noise" }
func (*Saved) event() string     { return "snapshot" }
func (*State) event() string     { return "state" }
func (*Turned) event() string    { return "turned" }
func (*Paused) event() string    { return "paused" }
func (*Done) event() string      { return "done" }
func (*Error) event() string     { return "error" }
func (*Checked) event() string   { return "checked" }
func (*Log) event() string       { return "log" }

// events is the closed list.
var events = map[string]func() Event{
	"ready":     func() Event { return new(Ready) },
	"started":   func() Event { return new(Started) },
	"metrics":   func() Event { return new(Metrics) },
	"evaluated": func() Event { return new(Evaluated) },
	"grid":      func() Event { return new(Grid) },
	"image":     func() Event { return new(Image) },
	"curve":     func() Event { return new(Curve) },
	"texts":     func() Event { return new(Texts) },
	"prompt":    func() Event { return new(Prompt) },
	"writing":   func() Event { return new(Writing) },
	"noise":     func() Event { return new(Noise) },
	"surface":   func() Event { return new(Surface) },
	"plot":      func() Event { return new(Plot) },
	"losses":    func() Event { return new(Losses) },
	"kept":      func() Event { return new(Kept) },
	"sharpness": func() Event { return new(Sharpness) },
	"view":      func() Event { return new(View) },
	"pointed":   func() Event { return new(Pointed) },
	"snapshot":  func() Event { return new(Saved) },
	"state":     func() Event { return new(State) },
	"turned":    func() Event { return new(Turned) },
	"paused":    func() Event { return new(Paused) },
	"done":      func() Event { return new(Done) },
	"error":     func() Event { return new(Error) },
	"checked":   func() Event { return new(Checked) },
	"log":       func() Event { return new(Log) },
}

func (e *Grid) payloads() []payload  { return []payload{&e.Values} }
func (e *Image) payloads() []payload { return []payload{&e.Values} }
func (e *Curve) payloads() []payload { return []payload{&e.Values} }
func (e *Texts) payloads() []payload { return []payload{&e.Values, &e.Logits} }
func (e *Noise) payloads() []payload { return []payload{&e.Tile, &e.Masks, &e.Periodogram} }
func (e *Saved) payloads() []payload { return []payload{&e.Bytes} }
func (e *State) payloads() []payload { return []payload{&e.Snapshot} }
