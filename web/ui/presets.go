package ui

import "petri/web/ui/text"

// presets are runs that a page can name in its address, or a course page in a frame:
// preset=digits. Each has a poster in static/posters, which `go run ./wasm/app posters`
// draws from the run itself, and the texts preset.<name> and preset.<name>.note.
var presets = []struct{ name, page, query string }{
	{"subspace", home, ""},
	{"digits", home, "data=digits&method.dim=100&model.width=32&steps=200"},
	{"dimension", dimension, "data=digits&model.width=32&steps=300&sweep.from=5&sweep.to=500"},
	{"prompts", prompts, ""},
	{"language", prompts, "model=lm"},
	{"masks", masks, "mask=green"},
}

// A Preset is one of them as its poster has it.
type Preset struct{ Name, Query, Title, Note string }

// PresetsOf are those of a lab, the usual one first.
func PresetsOf(lab string) (all []Preset) {
	for _, p := range presets {
		if p.page == lab || p.page == home && lab == "subspace" {
			all = append(all, Preset{p.name, p.query, text.Of("preset." + p.name), text.Of("preset." + p.name + ".note")})
		}
	}
	return all
}
