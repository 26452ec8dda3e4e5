package ui

import (
	"encoding/json"
	"slices"
	"strings"

	"petri/methods/sweep"
	"petri/models/spec"
	"petri/web/ui/text"
)

// presets are runs that a page can name in its address, or a course page in a frame:
// preset=digits. Each has a poster in static/posters, which `go run ./wasm/app posters`
// draws from the run itself, and the texts preset.<name> and preset.<name>.note.
var presets = []struct{ name, page, query string }{
	{"subspace", home, ""},
	{"digits", home, "data=digits&method.dim=100&model.width=32&steps=200"},
	{"dimension", dimension, "data=digits&model.width=32&steps=300&sweep.from=5&sweep.to=500"},
	{"prompts", prompts, "shift=rotated"},
	{"language", prompts, "model=lm"},
	{"masks", masks, "mask=green"},
}

// A Preset is one of them as its poster has it.
type Preset struct{ Name, Query, Title, Note string }

// PresetsOf are those of a lab, the usual one first.
func PresetsOf(lab string) (all []Preset) {
	for _, p := range presets {
		if labOf(p.page) == lab {
			all = append(all, Preset{p.name, p.query, text.Of("preset." + p.name), text.Of("preset." + p.name + ".note")})
		}
	}
	return all
}

// labOf is the name of the lab on a page, as a frame has it.
func labOf(page string) string {
	if page == home {
		return string(spec.SubspaceLab)
	}
	return page
}

// PresetLabs says for the scripts of the page which lab each preset is of:
// "subspace=subspace digits=subspace dimension=dimension …".
func PresetLabs() string {
	var all []string
	for _, p := range presets {
		all = append(all, p.name+"="+labOf(p.page))
	}
	return strings.Join(all, " ")
}

// checkPreset adds to the notices of a page that there is no preset of a name, unless
// there is, or none is named.
func checkPreset(name string, notices ...*[]string) {
	if name == "" || slices.Contains(PosterNames(), name) {
		return
	}
	for _, n := range notices {
		*n = append(*n, text.Of("shell.unknown", name, strings.Join(PosterNames(), ", ")))
	}
}

// usual is what a run of a model has as long as nobody says otherwise.
type usual struct {
	Model  string  `json:"model"`
	Data   string  `json:"data"`
	Shift  string  `json:"shift,omitempty"`
	Mask   string  `json:"mask,omitempty"`
	Method string  `json:"method"`
	Steps  int     `json:"steps"`
	From   float64 `json:"from,omitempty"` // of a sweep
	To     float64 `json:"to,omitempty"`
}

// Usual lists, as JSON, the usual run of each model of a lab, the lab's own first: from
// it and the catalogue a poster says what is run before there is a program.
func Usual(lab string) string {
	kinds := map[string]spec.Lab{prompts: spec.PromptsLab, masks: spec.MasksLab}
	kind, ok := kinds[lab]
	if !ok {
		kind = spec.SubspaceLab
	}
	offered := catalogue.Only(kind)
	first, _ := offered.Clamp(nil)
	all := []usual{usualOf(first, lab)}
	for _, m := range offered.Models {
		if m.Name != first.Model.Name {
			cfg, _ := offered.Clamp(map[string]any{"model": m.Name})
			all = append(all, usualOf(cfg, lab))
		}
	}
	b, err := json.Marshal(all)
	if err != nil { // it is words and numbers
		panic(err)
	}
	return string(b)
}

func usualOf(cfg spec.Config, lab string) usual {
	u := usual{Model: cfg.Model.Name, Data: cfg.Data.Name, Shift: cfg.Data.Shift, Mask: cfg.Mask.Name, Method: cfg.Method.Name, Steps: cfg.Stop.Steps}
	if lab == dimension {
		for _, k := range sweep.Knobs() {
			switch k.Name {
			case "from":
				u.From = k.Default.(float64)
			case "to":
				u.To = k.Default.(float64)
			}
		}
	}
	return u
}
