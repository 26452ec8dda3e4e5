package spec

import (
	"fmt"
	"slices"
	"strings"
)

// Info describes something that can be chosen.
type Info struct {
	Name    string `json:"name"`              // registered name, [a-z0-9-]+
	Title   string `json:"title"`             // as people write it
	Family  string `json:"family,omitempty"`  // groups the choices of a menu
	Summary string `json:"summary"`           // one or two sentences for a newcomer
	Formula string `json:"formula,omitempty"` // plain text with Unicode mathematics
	Paper   string `json:"paper,omitempty"`   // such as arXiv:1804.08838
	Knobs   []Knob `json:"knobs,omitempty"`
}

// Knob returns the knob of that name, or nil.
func (i Info) Knob(name string) *Knob {
	for k := range i.Knobs {
		if i.Knobs[k].Name == name {
			return &i.Knobs[k]
		}
	}
	return nil
}

// DataInfo describes a data set.
type DataInfo struct {
	Info
	// Text says that the examples are texts of Shape.W tokens of package pieces:
	// first the low byte of each, then the high one.
	Text         bool     `json:"text,omitempty"`
	Shape        Shape    `json:"shape"`
	Classes      []string `json:"classes"`
	Train        int      `json:"train"` // examples there are
	Test         int      `json:"test"`
	DefaultTrain int      `json:"defaultTrain"` // examples a run takes unless told otherwise
	DefaultTest  int      `json:"defaultTest"`
	Of           []string `json:"of,omitempty"`        // the sets that it consists of, an example of each in turn
	Captioned    bool     `json:"captioned,omitempty"` // there are texts about the examples, for models that read
	Source       string   `json:"source"`
	Licence      string   `json:"licence"`
	Credits      []Credit `json:"credits,omitempty"` // one a class, where each class has an author and a licence of its own
}

// A Credit says whose work something is and on what terms it is here.
type Credit struct {
	Title   string `json:"title"`
	Author  string `json:"author"`
	Licence string `json:"licence"`
	Source  string `json:"source"` // a file of a package, or an address
}

// Shape is the size of one example: channels, height, width.
type Shape struct {
	C int `json:"c"`
	H int `json:"h"`
	W int `json:"w"`
}

// Size is the count of values in one example.
func (s Shape) Size() int { return s.C * s.H * s.W }

// MethodInfo describes a method of training.
type MethodInfo struct {
	Info
	// Optim holds the knob settings that suit the method, by optimiser: a
	// learning rate belongs to the method more than to the optimiser.
	Optim map[string]Values `json:"optim,omitempty"`
	// Site is what of a model it needs beside its parameters, such as words;
	// empty if that is nothing.
	Site string `json:"site,omitempty"`
	// Adapter says that what it trains can be saved alone, as Python's peft has it.
	Adapter bool `json:"adapter,omitempty"`
}

// Sites.
const (
	Words    = "words"    // of each class's text, in models that tell classes apart by them
	Sequence = "sequence" // of tokens, in models that continue texts
	Blocks   = "blocks"   // of a transformer
)

// ModelInfo describes a model.
type ModelInfo struct {
	Info
	// Masked says that it sees a part of each image and fills in the rest, so
	// that a run of it has masks.
	Masked bool `json:"masked,omitempty"`
	// Sites are what it has for methods beside its parameters.
	Sites []string `json:"sites,omitempty"`
	// Pretrained is the data set that the weights are of which the site has
	// for it; empty if it has none.
	Pretrained string `json:"pretrained,omitempty"`
	// Sized is the knob for each choice of which the site has weights of their
	// own; empty if there is none.
	Sized string `json:"sized,omitempty"`
	// Defaults are the settings that suit the model, by key, where they are not
	// everybody's. A learning rate among them is for the method among them.
	Defaults map[string]any `json:"defaults,omitempty"`
}

// Catalogue lists everything that can be chosen, each list sorted by name.
type Catalogue struct {
	Data       []DataInfo   `json:"data"`
	Models     []ModelInfo  `json:"models"`
	Masks      []Info       `json:"masks"`
	Methods    []MethodInfo `json:"methods"`
	Optimisers []Info       `json:"optimisers"`
	Schedules  []Info       `json:"schedules"`
}

// find returns the entry of that name, or an error that names the choices.
func find[T any](kind, name string, all []T, info func(T) Info) (T, error) {
	names := make([]string, len(all))
	for i, t := range all {
		names[i] = info(t).Name
		if names[i] == name {
			return t, nil
		}
	}
	slices.Sort(names)
	var none T
	return none, fmt.Errorf("there is no %s %q; choose one of %s", kind, name, strings.Join(names, ", "))
}

// fitting lists the methods that a model has all for.
func (c *Catalogue) fitting(m ModelInfo) []MethodInfo {
	return slices.DeleteFunc(slices.Clone(c.Methods), func(method MethodInfo) bool { return !method.Fits(m) })
}

// Fits reports whether a model has what the method needs.
func (m MethodInfo) Fits(model ModelInfo) bool {
	return m.Site == "" || slices.Contains(model.Sites, m.Site)
}

func plain(i Info) Info          { return i }
func ofData(d DataInfo) Info     { return d.Info }
func ofModel(m ModelInfo) Info   { return m.Info }
func ofMethod(m MethodInfo) Info { return m.Info }

// DataSet returns the data set of that name, or an error that names the choices.
func (c *Catalogue) DataSet(name string) (DataInfo, error) {
	return find("data set", name, c.Data, ofData)
}

// Model returns the model of that name, or an error that names the choices.
func (c *Catalogue) Model(name string) (ModelInfo, error) {
	return find("model", name, c.Models, ofModel)
}

// Mask returns the kind of masks of that name, or an error that names the choices.
func (c *Catalogue) Mask(name string) (Info, error) { return find("mask", name, c.Masks, plain) }

// A Lab is a page that offers models of a kind.
type Lab string

// The labs.
const (
	SubspaceLab Lab = "subspace" // models that tell classes apart by what they see alone
	PromptsLab  Lab = "prompts"  // models that can be told what to do in words
	MasksLab    Lab = "masks"    // models that are masked
)

// Text says that the model continues texts, and learns from nothing else.
func (m ModelInfo) Text() bool { return slices.Contains(m.Sites, Sequence) }

// Weights is the name of the file of the site's weights for a model with those knobs.
func (m ModelInfo) Weights(v Values) string {
	if m.Sized == "" {
		return m.Name
	}
	return m.Name + "-" + v.String(m.Sized)
}

// Lab is the lab of the model.
func (m ModelInfo) Lab() Lab {
	switch {
	case m.Masked:
		return MasksLab
	case slices.Contains(m.Sites, Words), m.Text():
		return PromptsLab
	}
	return SubspaceLab
}

// Only is what a lab offers of the catalogue: its models, and the methods that fit
// one of them.
func (c *Catalogue) Only(lab Lab) *Catalogue {
	only := *c
	only.Models = slices.DeleteFunc(slices.Clone(c.Models), func(m ModelInfo) bool { return m.Lab() != lab })
	only.Methods = slices.DeleteFunc(slices.Clone(c.Methods), func(method MethodInfo) bool {
		return !slices.ContainsFunc(only.Models, method.Fits)
	})
	return &only
}

// Method returns the method of that name, or an error that names the choices.
func (c *Catalogue) Method(name string) (MethodInfo, error) {
	return find("method", name, c.Methods, ofMethod)
}

// Optimiser returns the optimiser of that name, or an error that names the choices.
func (c *Catalogue) Optimiser(name string) (Info, error) {
	return find("optimiser", name, c.Optimisers, plain)
}

// Schedule returns the schedule of that name, or an error that names the choices.
func (c *Catalogue) Schedule(name string) (Info, error) {
	return find("schedule", name, c.Schedules, plain)
}
